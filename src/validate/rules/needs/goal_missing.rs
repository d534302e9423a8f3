//! A need without a word on what the person wants.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "goal-missing",
    group: Group::Needs,
    summary: "a need without a word on what the person wants",
    severity: Severity::Info,
    page: include_str!("goal_missing.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for need in context.plan.needs.items() {
        if need.says_something() && !need.is_not_needed() && need.goal.is_absent() {
            found
                .at(&need.span, "nothing says what the person wants here")
                .help("ask, and add `goal = \"…\"` in their own words");
        }
    }
}
