//! An action that is nobody's.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "action-without-who",
    group: Group::Needs,
    summary: "an action that is nobody's",
    severity: Severity::Error,
    page: include_str!("action_without_who.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for action in context.plan.actions() {
        let nobody = action.who.is_absent() || action.who.value().is_some_and(|who| who.0.is_empty());
        if nobody {
            found
                .at(&action.span, "this action has no `who`")
                .help("add `who = [\"…\"]` with a handle: the first one leads; \"person\" is the person whose plan it is");
        }
    }
}
