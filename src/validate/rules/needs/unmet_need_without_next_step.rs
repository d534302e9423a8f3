//! Nobody can meet a need, and nobody goes on looking.

use crate::parse::Severity;
use crate::plan::{Action, Need};
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "unmet-need-without-next-step",
    group: Group::Needs,
    summary: "nobody can meet a need, and nobody goes on looking",
    severity: Severity::Info,
    page: include_str!("unmet_need_without_next_step.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for need in context.plan.needs.items().iter().filter(|need| has_no_next_step(need)) {
        found.at(&need.span, "nobody can meet this need, and nobody goes on looking").help(
            "add `[[needs.actions]]` below it: who asks again, and when; once it is met, take `unmet` out",
        );
    }
}

/// Without an action that is still to be done.
fn has_no_next_step(need: &Need) -> bool {
    !need.unmet.is_absent()
        && need.reached.is_absent()
        && !need.is_not_needed()
        && !need.actions.is_faulty()
        && need.actions.items().iter().all(Action::is_over)
}
