use crate::validate::rules::{Check, Context, Definition, Findings, Severity, message};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody brings the plan together",
    severity: Severity::Error,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let coordinator = context.coordinator();
    if let Some(named) = context.plan.care_coordinator.known().filter(|named| named.value.is_person()) {
        findings
            .at(&named.span, message!("the person cannot be their own {}", coordinator))
            .help("write `care_coordinator = \"…\"` with the handle of a colleague from people.toml");
    }
    if context.plan.care_coordinator.is_absent() {
        findings
            .at(&context.top(), message!("this plan has no {}", coordinator))
            .help("add `care_coordinator = \"…\"` at the top of the file, with the handle of a colleague from people.toml");
    }
}
