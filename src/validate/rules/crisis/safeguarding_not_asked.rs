//! Nothing says whether anybody thought of the safety of children and adults.

use crate::parse::{Field, Severity};
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "safeguarding-not-asked",
    group: Group::Crisis,
    summary: "nothing says whether anybody thought of the safety of children and adults",
    severity: Severity::Info,
    page: include_str!("safeguarding_not_asked.md"),
    scope: Scope::Plan(check),
};

/// Where children live with the person, that nobody thought of them is told, and is enough.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let children = context.plan.person.value().and_then(|person| person.children_at_home.known());
    if children.is_some_and(|children| children.value > 0) {
        return;
    }
    let at = match &context.plan.safeguarding {
        Field::Absent => &context.top(),
        Field::Known(said) if !said.value.says_something() => &said.value.span,
        Field::Known(_) | Field::Faulty(_) => return,
    };
    found.at(at, "nothing says whether anybody thought of the safety of children and adults").help(
        "ask the person alone whether somebody hurts them or takes from them, and add `[safeguarding]` at the end of the file with `considered = 2026-03-31` and what was said under `adults`: that nothing was needed is an answer",
    );
}
