//! The person is in hospital, and nothing says what has to be ready before they leave.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "discharge-plan-missing",
    group: Group::Reviews,
    summary: "the person is in hospital, and nothing says what has to be ready before they leave",
    severity: Severity::Warning,
    page: include_str!("discharge_plan_missing.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if context.plan.admissions.is_faulty() {
        return;
    }
    let Some(admission) = context.plan.last_admission() else { return };
    if admission.goes_on() && admission.discharge_plan.is_absent() {
        found
            .at(
                &admission.span,
                "the person is in hospital, and nothing says what has to be ready before they leave",
            )
            .help("add `discharge_plan = \"…\"`; or if they have left, `until` with the day");
    }
}
