//! Nothing says what is checked while a medicine is taken.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "medicine-without-checks",
    group: Group::Health,
    summary: "nothing says what is checked while a medicine is taken",
    severity: Severity::Warning,
    page: include_str!("medicine_without_checks.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let taken = context.plan.health.value().into_iter().flat_map(|health| health.taken(context.as_at));
    for medicine in taken.filter(|medicine| medicine.checks.is_absent()) {
        found
            .at(&medicine.span, "nothing says what is checked while the person takes this medicine")
            .help("add `checks = \"…\"` to it: what, how often, and where; \"None needed\" is an answer");
    }
}
