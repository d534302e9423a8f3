use crate::due::{State, review};
use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody has agreed when the next review is",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// `review-overdue` reports an overdue review: the next date is agreed when it is held.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let due = review(context.file, context.as_at);
    if matches!(due.state, State::CannotTell | State::Overdue | State::Ended) {
        return;
    }
    let help = "agree a day with the person, and add `next_review_due = 2027-03-31` at the top of the file";
    match &due.agreed {
        None => findings.at(&context.top(), "nobody has agreed when the next review is").help(help),
        Some(agreed) if !agreed.is_valid => findings
            .at(&agreed.span, "this day is not after the last review, so the next one has no day")
            .help("agree a day with the person, and write it here"),
        Some(agreed) if due.state == State::NoDate => findings
            .at(
                &agreed.span,
                "this day is later than the longest gap from today, and neither a start nor a review is written down",
            )
            .help("write the day CPA began as `started`, and agree a nearer day with the person"),
        Some(_) => {}
    }
}
