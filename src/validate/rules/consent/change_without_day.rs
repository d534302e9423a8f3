//! A change of which nobody can tell when it was made.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "change-without-day",
    group: Group::Consent,
    summary: "a change of the plan of which nobody can tell when it was made",
    severity: Severity::Warning,
    page: include_str!("change_without_day.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for change in context.plan.changes.items().iter().filter(|change| change.made.is_absent()) {
        found
            .at(&change.span, "nothing says when the plan was changed")
            .help("add `made = 2026-03-31` with the day");
    }
}
