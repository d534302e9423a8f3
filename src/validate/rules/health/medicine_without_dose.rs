//! A medicine that does not say how much is taken, and when.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "medicine-without-dose",
    group: Group::Health,
    summary: "a medicine that does not say how much is taken, and when",
    severity: Severity::Info,
    page: include_str!("medicine_without_dose.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let taken = context.plan.health.value().into_iter().flat_map(|health| health.taken(context.as_at));
    for medicine in taken.filter(|medicine| medicine.dose.is_absent()) {
        found
            .at(&medicine.span, "nothing says how much of this medicine is taken, and when")
            .help("add `dose = \"…\"` to it, as it stands on the box");
    }
}
