use crate::parse::{Name, Severity};
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says whether the GP has a copy of the plan",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// A draft is handed to nobody.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let plan = context.plan;
    let Some(gp) = plan.gp.known() else { return };
    let Name::Somebody(handle) = &gp.value else { return };
    if plan.is_draft() || context.who(&handle.0).is_none() || plan.says_about_copy(&handle.0) {
        return;
    }
    let message = "nothing says that the GP was given a copy of this plan";
    match plan.copies.items().iter().find(|copy| copy.is_to(&handle.0)) {
        None => found.at(&gp.span, message).help(format!(
            "add `[[copies]]` at the end of the file with `to = \"{}\"` and `given = 2026-03-31`; or `not_given` with the reason",
            handle.0
        )),
        Some(copy) => found
            .at(&copy.span, message)
            .help("add `given = 2026-03-31` with the day; or `not_given` with the reason"),
    }
}
