use crate::parse::Handle;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says whether the person has a copy of the plan",
    severity: Severity::Error,
    check: Check::Plan(check),
};

/// Nobody is given a copy of a draft.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    if plan.is_draft() || plan.says_about_copy(Handle::PERSON) {
        return;
    }
    let message = "nothing says that the person was given a copy of this plan";
    match plan.copies.items().iter().find(|copy| copy.is_to(Handle::PERSON)) {
        None => findings.at(&context.top(), message).help(
            "add `[[copies]]` at the end of the file with `to = \"person\"` and `given = 2026-03-31`; or `declined` with the day, or \
             `not_given` with the reason",
        ),
        Some(copy) => findings.at(&copy.span, message).help(
            "add `given = 2026-03-31` with the day; or `declined` with the day, or `not_given` with the reason",
        ),
    }
}
