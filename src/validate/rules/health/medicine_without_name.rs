//! A medicine that does not say what it is called.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "medicine-without-name",
    group: Group::Health,
    summary: "a medicine that does not say what it is called",
    severity: Severity::Warning,
    page: include_str!("medicine_without_name.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let taken = context.plan.health.value().into_iter().flat_map(|health| health.taken(context.as_at));
    for medicine in taken.filter(|medicine| medicine.medicine.is_absent()) {
        found
            .at(&medicine.span, "nothing says what this medicine is called")
            .help("add `medicine = \"…\"` to it, with the name on the box");
    }
}
