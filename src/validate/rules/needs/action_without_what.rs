//! An action that does not say what is done.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "action-without-what",
    group: Group::Needs,
    summary: "an action that does not say what is done",
    severity: Severity::Warning,
    page: include_str!("action_without_what.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for action in context.plan.actions().filter(|action| action.what.is_absent()) {
        found
            .at(&action.span, "this action has no `what`")
            .help("add `what = \"…\"`: what is done, in a few words");
    }
}
