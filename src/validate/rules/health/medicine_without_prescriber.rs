//! Nobody is named who prescribes a medicine.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "medicine-without-prescriber",
    group: Group::Health,
    summary: "nobody is named who prescribes a medicine",
    severity: Severity::Warning,
    page: include_str!("medicine_without_prescriber.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let taken = context.plan.health.value().into_iter().flat_map(|health| health.taken(context.as_at));
    for medicine in taken.filter(|medicine| medicine.prescriber.is_absent()) {
        found
            .at(&medicine.span, "nobody is named who prescribes this medicine")
            .help("add `prescriber = \"…\"` to it, with the handle of the doctor, the nurse or the GP");
    }
}
