//! A review of which nobody wrote down the day, so that it does not count.

use super::{Group, Rule, Scope};
use crate::plan::Review;
use crate::reading::Severity;
use crate::validate::{Context, Found};

pub(super) static RULE: Rule = Rule {
    name: "review-without-day",
    group: Group::Reviews,
    summary: "nobody wrote down the day of a review, so that it does not count",
    severity: Severity::Warning,
    page: include_str!("review_without_day.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Found<'_>) {
    for review in context.plan.reviews.items().iter().filter(|review| has_no_day(review)) {
        found
            .at(&review.span, "this review has no day, and does not count")
            .help("add `held = 2026-03-31`; or for one to come `booked = 2027-03-31 14:00:00`");
    }
}

/// The day for which it was booked is not yet one on which it was held.
fn has_no_day(review: &Review) -> bool {
    let no_day = review.held.is_absent() && review.recorded.is_absent() && review.cancelled.is_absent();
    no_day && (review.booked.is_absent() || !review.outcome.is_absent())
}
