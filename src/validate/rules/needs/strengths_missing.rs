//! Nothing says what the person is good at.

use crate::parse::{Field, Severity};
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "strengths-missing",
    group: Group::Needs,
    summary: "nothing says what the person is good at",
    severity: Severity::Info,
    page: include_str!("strengths_missing.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let at = match &context.plan.about_me {
        Field::Absent => context.top(),
        Field::Known(about) if about.value.strengths.is_absent() => about.value.span.clone(),
        Field::Known(_) | Field::Faulty(_) => return,
    };
    found
        .at(&at, "nothing says what the person is good at, and what they have to build on")
        .help("ask, and add `strengths = [\"…\"]` under `[about_me]`");
}
