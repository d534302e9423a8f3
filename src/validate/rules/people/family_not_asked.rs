//! A carer is named, and nobody asked who else helps.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "family-not-asked",
    group: Group::People,
    summary: "a carer is named, and nobody asked who else helps",
    severity: Severity::Info,
    page: include_str!("family_not_asked.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(person) = context.plan.person.value() else { return };
    if person.who_helps_me.is_absent() && context.plan.carers().next().is_some() {
        found
            .at(&person.span, "a carer is named, and nobody has asked who else helps the person")
            .help("ask, and add `who_helps_me = { asked = 2026-03-31, said = \"…\" }` under `[person]`");
    }
}
