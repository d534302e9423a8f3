//! Somebody disagrees with the plan, and nothing answers it.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "disagreement-unanswered",
    group: Group::Consent,
    summary: "somebody disagrees with the plan, and nothing answers it",
    severity: Severity::Warning,
    page: include_str!("disagreement_unanswered.md"),
    scope: Scope::Plan(check),
};

/// The newest word of each who was asked counts.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for newest in context.plan.newest_agreements() {
        let Some(disagrees_about) = newest.disagrees_about.known() else { continue };
        if newest.our_answer.is_absent() {
            found.at(&disagrees_about.span, "nothing answers this disagreement").help(
                "add `our_answer = \"…\"`: what is done about it, or why not, and when it is looked at again",
            );
        }
    }
}
