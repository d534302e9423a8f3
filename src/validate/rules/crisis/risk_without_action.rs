//! A risk that was written down and left there.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "risk-without-action",
    group: Group::Crisis,
    summary: "a risk that was written down and left there",
    severity: Severity::Error,
    page: include_str!("risk_without_action.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for risk in context.plan.risks.items() {
        if !risk.actions.is_faulty() && risk.actions.items().is_empty() {
            found
                .at(&risk.span, "nothing says what is supposed to happen about this risk")
                .help("add `[[risks.actions]]` below it with `what`, `who` and `when`");
        }
    }
}
