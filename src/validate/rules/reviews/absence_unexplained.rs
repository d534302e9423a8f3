//! The person was not at their own review, and nothing says why.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "absence-unexplained",
    group: Group::Reviews,
    summary: "the person was not at the last review, and nothing says why",
    severity: Severity::Warning,
    page: include_str!("absence_unexplained.md"),
    scope: Scope::Plan(check),
};

/// The last review counts: older ones are history.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(review) = context.plan.last_review_held() else { return };
    let Some(present) = review.present.known().filter(|present| !present.value.0.is_empty()) else { return };
    let was_there = present.value.0.iter().any(|name| name.value.is_person());
    if !was_there && review.person_absent_because.is_absent() {
        found.at(&present.span, "the person was not at this review, and nothing says why").help(
            "add `person_absent_because = \"…\"`; or if they were there, add `\"person\"` to `present`",
        );
    }
}
