use crate::due::{WithoutOutcome, review};
use crate::parse::{Severity, day_in_words};
use crate::plan::Review;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "the agreed day of the next review is later than the longest gap allows",
    severity: Severity::Error,
    check: Check::Plan(check),
};

/// A review that does not count, because it has no outcome or no day, is told as that: the day may have been agreed at it.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let due = review(context.file, context.as_at);
    let without_day = context.plan.reviews.items().iter().any(Review::has_no_day);
    if without_day || matches!(due.without_outcome, Some(WithoutOutcome::Held(_))) {
        return;
    }
    let (Some(agreed), Some(limit), Some(why)) = (&due.agreed, due.limit, due.limit_in_words()) else {
        return;
    };
    if agreed.day > limit.day {
        let latest = day_in_words(limit.day);
        let help = format!("agree a day by {latest} with the person: `next_review_due = {}`", limit.day);
        found
            .at(&agreed.span, format!("the next review may not be later than {latest}: {why}"))
            .label("too late")
            .help(help);
    }
}
