//! Children live with the person, and nothing says what was thought of for their safety.

use crate::parse::{Field, Severity};
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "children-without-safeguarding",
    group: Group::Crisis,
    summary: "children live with the person, and nothing says what was thought of for their safety",
    severity: Severity::Warning,
    page: include_str!("children_without_safeguarding.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let children = context.plan.person.value().and_then(|person| person.children_at_home.known());
    let Some(children) = children.filter(|children| children.value > 0) else { return };
    let at = match &context.plan.safeguarding {
        Field::Absent => &children.span,
        Field::Known(said) if said.value.children.is_absent() => &said.value.span,
        Field::Known(_) | Field::Faulty(_) => return,
    };
    found.at(at, "nothing says what was thought of for the safety of the children").help(
        "talk about it with the person, and add `children = \"…\"` under `[safeguarding]`: that nothing was needed is an answer",
    );
}
