//! A block of needs, often with actions, that says neither what is needed nor what is wanted.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "need-not-said",
    group: Group::Needs,
    summary: "actions, or an area of life, for which nothing says what is needed or wanted",
    severity: Severity::Warning,
    page: include_str!("need_not_said.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let needs = context.plan.needs.items().iter();
    for need in needs.filter(|need| !need.says_something() && !need.is_not_needed()) {
        found.at(&need.span, "nothing says what is needed or wanted here").help(
            "add `need = \"…\"` or `goal = \"…\"`; for an area of life that wants no plan, `not_needed = \"…\"`",
        );
    }
}
