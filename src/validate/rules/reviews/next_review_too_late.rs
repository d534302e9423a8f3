use crate::due::{WithoutOutcome, review};
use crate::parse::day_in_words;
use crate::plan::Review;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, figure, message};

pub(crate) const RULE: Definition = Definition {
    summary: "the agreed day of the next review is later than the longest gap allows",
    severity: Severity::Error,
    check: Check::Plan(check),
};

/// Other rules report a review without an outcome or a date, at which this date may have been agreed.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let due = review(context.file, context.as_at);
    let without_day = context.plan.reviews.items().iter().any(Review::has_no_day);
    if without_day || matches!(due.without_outcome, Some(WithoutOutcome::Held(_))) {
        return;
    }
    let (Some(agreed), Some(limit), Some(why)) = (&due.agreed, due.limit, due.limit_in_words()) else {
        return;
    };
    if agreed.day > limit.day {
        let latest = || figure(day_in_words(limit.day));
        let help = message!(
            "agree a day by {} with the person: `next_review_due = {}`",
            latest(),
            figure(limit.day)
        );
        findings
            .at(&agreed.span, message!("the next review may not be later than {}: {}", latest(), figure(why)))
            .label("too late")
            .help(help);
    }
}
