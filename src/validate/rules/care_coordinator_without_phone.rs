//! The care coordinator cannot be phoned.

use super::{Group, Rule, Scope};
use crate::reading::Severity;
use crate::validate::{Context, Found};

pub(super) static RULE: Rule = Rule {
    name: "care-coordinator-without-phone",
    group: Group::People,
    summary: "the care coordinator cannot be phoned",
    severity: Severity::Error,
    page: include_str!("care_coordinator_without_phone.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Found<'_>) {
    let Some(handle) = context.plan.care_coordinator.known() else { return };
    let Some(entry) = context.who(&handle.value.0) else { return };
    if entry.phones().is_empty() && !entry.is_faulty(|someone| &someone.phones) {
        let name = &handle.value.0;
        let header = if context.people().is_own(name) {
            format!("`[people.{name}]`")
        } else {
            format!("`[{name}]` in people.toml")
        };
        found
            .at(&handle.span, format!("the {} has no phone", context.coordinator()))
            .help(format!("add `phones = {{ office = \"…\" }}` under {header}"));
    }
}
