//! A risk that does not say what could go wrong.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "risk-not-said",
    group: Group::Crisis,
    summary: "a risk that does not say what could go wrong",
    severity: Severity::Error,
    page: include_str!("risk_not_said.md"),
    scope: Scope::Plan(check),
};

/// Of a risk that says nothing at all, it is told that nothing is done about it.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let risks = context.plan.risks.items().iter();
    for risk in risks.filter(|risk| risk.risk.is_absent() && risk.says_more()) {
        found.at(&risk.span, "nothing says what could go wrong here").help(
            "add `risk = \"…\"` to it, in a sentence that somebody who has never met the person understands",
        );
    }
}
