//! Medicines are taken, and nothing is said of allergies.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "allergies-missing",
    group: Group::Health,
    summary: "medicines are taken, and nothing is said of allergies",
    severity: Severity::Warning,
    page: include_str!("allergies_missing.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(health) = context.plan.health.value() else { return };
    if health.allergies.is_absent() && health.taken(context.as_at).next().is_some() {
        found
            .at(&health.span, "the person takes medicine, and nothing is said of allergies")
            .help("ask, and add `allergies = \"…\"` under `[health]`; \"None known\" is an answer");
    }
}
