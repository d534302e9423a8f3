use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody brings the plan together",
    severity: Severity::Error,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let coordinator = context.coordinator();
    if let Some(named) = context.plan.care_coordinator.known().filter(|named| named.value.is_person()) {
        found
            .at(&named.span, format!("the person cannot be their own {coordinator}"))
            .help("write `care_coordinator = \"…\"` with the handle of a colleague from people.toml");
    }
    if context.plan.care_coordinator.is_absent() {
        found
            .at(&context.top(), format!("this plan has no {coordinator}"))
            .help("add `care_coordinator = \"…\"` at the top of the file, with the handle of a colleague from people.toml");
    }
}
