//! An action that may happen at any time, and so at none.

use crate::parse::Severity;
use crate::plan::{Action, Need};
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "action-without-when",
    group: Group::Needs,
    summary: "an action that may happen at any time, and so at none",
    severity: Severity::Warning,
    page: include_str!("action_without_when.md"),
    scope: Scope::Plan(check),
};

/// Under `needs` only: under a risk or in the crisis plan the sign is the when.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let actions = context.plan.needs.items().iter().flat_map(|need: &Need| need.actions.items());
    for action in actions.filter(|action| has_no_when(action)) {
        found
            .at(&action.span, "this action has no `when`")
            .help("add `when = 2026-03-31` for a day by which, or `when = \"every week\"`");
    }
}

/// What is over has its day, and what goes on from a day or until one has that.
fn has_no_when(action: &Action) -> bool {
    action.when.is_absent() && action.from.is_absent() && action.until.is_absent() && !action.is_over()
}
