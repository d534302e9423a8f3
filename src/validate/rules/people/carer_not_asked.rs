//! Nobody asked who helps the person.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "carer-not-asked",
    group: Group::People,
    summary: "nobody asked who helps the person",
    severity: Severity::Warning,
    page: include_str!("carer_not_asked.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(person) = context.plan.person.value() else { return };
    if person.who_helps_me.is_absent() && !context.plan.may_name_a_carer() {
        found.at(&person.span, "nobody has asked who helps the person").help(
            "ask, and add `who_helps_me = { asked = 2026-03-31, said = \"…\" }` under `[person]`; \"nobody\" is an answer",
        );
    }
}
