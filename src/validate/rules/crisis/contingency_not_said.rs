//! Steps for when part of the plan fails, which do not say what fails.

use crate::parse::Severity;
use crate::validate::rules::crisis::crisis_plan_missing::says_something;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "contingency-not-said",
    group: Group::Crisis,
    summary: "steps for when part of the plan fails, which do not say what fails",
    severity: Severity::Warning,
    page: include_str!("contingency_not_said.md"),
    scope: Scope::Plan(check),
};

/// Where there are no steps either, that is told.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for contingency in context.plan.contingency.items() {
        if contingency.r#if.is_absent() && says_something(&contingency.actions) {
            found
                .at(&contingency.span, "nothing says what has to fail before this is done")
                .help("add what it is, for example `if = \"Jo is away for more than a week\"`");
        }
    }
}
