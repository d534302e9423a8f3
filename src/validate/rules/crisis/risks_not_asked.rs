//! Nothing says whether anybody asked what could go wrong.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "risks-not-asked",
    group: Group::Crisis,
    summary: "nothing says whether anybody asked what could go wrong",
    severity: Severity::Info,
    page: include_str!("risks_not_asked.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if context.plan.risks.is_absent() {
        found.at(&context.top(), "nothing says whether anybody asked what could go wrong").help(
            "talk about it with the person, and add `[[risks]]` for each risk, or if there is none `risks = []` above the first header",
        );
    }
}
