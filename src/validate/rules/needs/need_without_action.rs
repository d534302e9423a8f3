//! A need about which nobody does anything.

use crate::parse::Severity;
use crate::plan::Need;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "need-without-action",
    group: Group::Needs,
    summary: "a need about which nobody does anything",
    severity: Severity::Warning,
    page: include_str!("need_without_action.md"),
    scope: Scope::Plan(check),
};

/// What says neither a need nor a goal has a rule of its own. Of actions that went astray nobody knows whose they are.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let needs = context.plan.needs.items();
    if needs.iter().any(|need| need.actions.is_faulty()) {
        return;
    }
    for need in needs.iter().filter(|need| is_open(need) && need.actions.items().is_empty()) {
        found.at(&need.span, "nothing says who does what about this need").help(
            "add `[[needs.actions]]` below it with `what`, `who` and `when`; if nobody can, `unmet = \"…\"` with the reason",
        );
    }
}

/// What was reached needs nobody any more, and an unmet need says why nobody can.
fn is_open(need: &Need) -> bool {
    need.says_something() && !need.is_not_needed() && need.reached.is_absent() && need.unmet.is_absent()
}
