//! Nobody brings the plan together.

use super::Rule;
use crate::reading::Severity;
use crate::validate::{Context, Found};

pub(super) static RULE: Rule = Rule {
    name: "care-coordinator-missing",
    severity: Severity::Error,
    page: include_str!("care_coordinator_missing.md"),
    check,
};

fn check(context: &Context<'_>, found: &mut Found<'_>) {
    let coordinator = context.coordinator();
    if let Some(named) = context.plan.care_coordinator.known().filter(|named| named.value.is_person()) {
        found
            .at(&named.span, format!("the person cannot be their own {coordinator}"))
            .help("write `care_coordinator = \"…\"` with the handle of a colleague from people.toml");
    }
    if context.plan.care_coordinator.is_absent() {
        found
            .at(&context.top(), format!("this plan has no {coordinator}"))
            .help("add `care_coordinator = \"…\"` with the handle of a colleague from people.toml");
    }
}
