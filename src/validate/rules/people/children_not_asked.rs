//! Nobody asked whether children live with the person.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "children-not-asked",
    group: Group::People,
    summary: "nobody asked whether children live with the person",
    severity: Severity::Info,
    page: include_str!("children_not_asked.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(person) = context.plan.person.value() else { return };
    if person.children_at_home.is_absent() {
        found
            .at(&person.span, "nobody has asked whether children live with the person, or often stay")
            .help("ask, and add `children_at_home = 0` under `[person]`, or how many there are");
    }
}
