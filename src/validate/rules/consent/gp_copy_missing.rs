use crate::parse::Name;
use crate::parse::message::name;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, message};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says whether the GP has a copy of the plan",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// Nobody is given a copy of a draft.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    let Some(gp) = plan.gp.known() else { return };
    let Name::Somebody(handle) = &gp.value else { return };
    if plan.is_draft() || context.who(&handle.0).is_none() || plan.says_about_copy(&handle.0) {
        return;
    }
    let message = "nothing says that the GP was given a copy of this plan";
    match plan.copies.items().iter().find(|copy| copy.is_to(&handle.0)) {
        None => findings.at(&gp.span, message).help(message!(
            "add `[[copies]]` at the end of the file with `to = \"{}\"` and `given = 2026-03-31`; or `not_given` with the reason",
            name(&handle.0, "gp")
        )),
        Some(copy) => findings
            .at(&copy.span, message)
            .help("add `given = 2026-03-31` with the day; or `not_given` with the reason"),
    }
}
