//! A review at which nobody is recorded as present.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "review-without-present",
    group: Group::Reviews,
    summary: "nobody is recorded as present at the last review",
    severity: Severity::Warning,
    page: include_str!("review_without_present.md"),
    scope: Scope::Plan(check),
};

/// The last review counts: who was at an older one, nobody may know any more.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(review) = context.plan.last_review_held() else { return };
    let nobody = review.present.value().map_or(review.present.is_absent(), |names| names.0.is_empty());
    if nobody {
        found
            .at(review.present.span().unwrap_or(&review.span), "nobody is recorded as present at this review")
            .help("add `present = [\"person\", \"…\"]` with the handle of everybody who was there");
    }
}
