//! A review of which nobody wrote down what came of it, so that it does not count.

use super::{Group, Rule, Scope};
use crate::due::{WhichFile, review};
use crate::plan::Review;
use crate::reading::{Severity, day_in_words};
use crate::validate::{Context, Found};

pub(super) static RULE: Rule = Rule {
    name: "review-without-outcome",
    group: Group::Reviews,
    summary: "nobody wrote down what came of a review, so that it does not count",
    severity: Severity::Warning,
    page: include_str!("review_without_outcome.md"),
    scope: Scope::Plan(check),
};

/// What is older than the last review that counts is history.
fn check(context: &Context<'_>, found: &mut Found<'_>) {
    let due = review(context.file, context.as_at);
    if due.not_told.iter().any(|told| told.file == WhichFile::Plan) {
        return;
    }
    let is_open = |review: &&Review| review.cancelled.is_absent() && review.outcome.is_absent();
    for review in context.plan.reviews.items().iter().filter(is_open) {
        let newer = |day| due.last_review.is_none_or(|last| day > last);
        if let Some(day) = review.held_on().filter(|day| newer(*day)) {
            found
                .at(&review.span, format!("this review was held on {}, and has no outcome", day_in_words(day)))
                .help("add `outcome = \"continue\"`, or \"change\", \"transfer\" or \"end\": without it the review does not count");
        } else if let Some(booked) = booked_and_passed(review, context).filter(|day| newer(*day)) {
            found
                .at(
                    &review.span,
                    format!("nothing says what became of this review, booked for {}", day_in_words(booked)),
                )
                .help(format!(
                    "add `held = {booked}` and `outcome`; or `cancelled`, with the day, and `because`"
                ));
        }
    }
}

fn booked_and_passed(review: &Review, context: &Context<'_>) -> Option<chrono::NaiveDate> {
    let booked = review.still_booked().filter(|_| review.recorded.is_absent())?;
    (booked.day < context.as_at).then_some(booked.day)
}
