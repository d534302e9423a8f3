use crate::parse::{Handle, Severity};
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says whether the person has a copy of the plan",
    severity: Severity::Error,
    check: Check::Plan(check),
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
