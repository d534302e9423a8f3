//! Neither a birth date nor an NHS number says who the person is.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "identity-missing",
    group: Group::People,
    summary: "neither a birth date nor an NHS number says who the person is",
    severity: Severity::Info,
    page: include_str!("identity_missing.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(person) = context.plan.person.value() else { return };
    let numbers = [&person.nhs_number, &person.chi_number, &person.hc_number];
    if person.born.is_absent() && numbers.iter().all(|number| number.is_absent()) {
        found.at(&person.span, "neither a birth date nor an NHS number says who this is").help(
            "add `born = 1984-03-31` under `[person]`, or `nhs_number = \"…\"` (in Scotland `chi_number`, in Northern Ireland `hc_number`)",
        );
    }
}
