use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "the care coordinator cannot be phoned",
    severity: Severity::Error,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(handle) = context.plan.care_coordinator.known() else { return };
    if context.has_no_phone(&handle.value.0) {
        let entry = context.entry_in_words(&handle.value.0);
        found
            .at(&handle.span, format!("the {} has no phone", context.coordinator()))
            .help(format!("add `phones = {{ office = \"…\" }}` under {entry}"));
    }
}
