//! A review of which nobody wrote down the day, so that it does not count.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "review-without-day",
    group: Group::Reviews,
    summary: "nobody wrote down the day of a review, so that it does not count",
    severity: Severity::Warning,
    page: include_str!("review_without_day.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for review in context.plan.reviews.items().iter().filter(|review| review.has_no_day()) {
        found
            .at(&review.span, "this review has no day, and does not count")
            .help("add `held = 2026-03-31`; or for one to come `booked = 2027-03-31 14:00:00`");
    }
}
