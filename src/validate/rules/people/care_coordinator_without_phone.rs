use crate::validate::rules::{Check, Context, Definition, Findings, Severity, message};

pub(crate) const RULE: Definition = Definition {
    summary: "the care coordinator cannot be phoned",
    severity: Severity::Error,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(handle) = context.plan.care_coordinator.known() else { return };
    if context.has_no_phone(&handle.value.0) {
        let entry = context.entry_header(&handle.value.0);
        findings
            .at(&handle.span, message!("the {} has no phone", context.coordinator()))
            .help(message!("add `phones = { office = \"…\" }` under {}", entry));
    }
}
