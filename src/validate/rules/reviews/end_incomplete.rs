//! The plan has ended, and nothing says when or why.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "end-incomplete",
    group: Group::Reviews,
    summary: "the plan has ended, and nothing says when or why",
    severity: Severity::Warning,
    page: include_str!("end_incomplete.md"),
    scope: Scope::Always(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(ended) = context.plan.ended.value() else { return };
    if ended.on.is_absent() {
        found
            .at(&ended.span, "nothing says on which day the plan ended")
            .help("add `on = 2026-03-31` with the last day");
    }
    if ended.reason.is_absent() {
        found.at(&ended.span, "nothing says why the plan ended").help(
            "add `reason = \"no longer needed\"`, or \"moved to another team\", \"the person chose to leave\" or \"died\"",
        );
    }
}
