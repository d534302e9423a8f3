use crate::due::{State, review};
use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody has agreed when the next review is",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// An overdue review is told as that: the next day is agreed when it is held.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let due = review(context.file, context.as_at);
    if matches!(due.state, State::CannotTell | State::Overdue | State::Ended) {
        return;
    }
    let help = "agree a day with the person, and add `next_review_due = 2027-03-31` at the top of the file";
    match &due.agreed {
        None => found.at(&context.top(), "nobody has agreed when the next review is").help(help),
        Some(agreed) if !agreed.is_valid => found
            .at(&agreed.span, "this day is not after the last review, so the next one has no day")
            .help("agree a day with the person, and write it here"),
        Some(agreed) if due.state == State::NoDate => found
            .at(
                &agreed.span,
                "this day is later than the longest gap from today, and neither a start nor a review is written down",
            )
            .help("write the day CPA began as `started`, and agree a nearer day with the person"),
        Some(_) => {}
    }
}
