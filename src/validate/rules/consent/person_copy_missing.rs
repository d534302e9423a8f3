//! Nothing says whether the person has a copy of the plan.

use crate::parse::{Handle, Severity};
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "person-copy-missing",
    group: Group::Consent,
    summary: "nothing says whether the person has a copy of the plan",
    severity: Severity::Error,
    page: include_str!("person_copy_missing.md"),
    scope: Scope::Plan(check),
};

/// A draft is handed to nobody.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let plan = context.plan;
    if plan.is_draft() || plan.says_about_copy(Handle::PERSON) {
        return;
    }
    let message = "nothing says that the person was given a copy of this plan";
    match plan.copies.items().iter().find(|copy| copy.is_to(Handle::PERSON)) {
        None => found.at(&context.top(), message).help(
            "add `[[copies]]` at the end of the file with `to = \"person\"` and `given = 2026-03-31`; or `declined` with the day, or \
             `not_given` with the reason",
        ),
        Some(copy) => found.at(&copy.span, message).help(
            "add `given = 2026-03-31` with the day; or `declined` with the day, or `not_given` with the reason",
        ),
    }
}
