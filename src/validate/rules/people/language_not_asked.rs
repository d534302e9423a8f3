//! Nobody asked in which language the person would rather be served.

use crate::parse::{Field, Severity};
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "language-not-asked",
    group: Group::People,
    summary: "nobody asked in which language the person would rather be served, where the scheme asks for it",
    severity: Severity::Warning,
    page: include_str!("language_not_asked.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let at = match &context.plan.communication {
        Field::Absent => context.top(),
        Field::Known(communication) if communication.value.languages.is_absent() => {
            communication.value.span.clone()
        }
        Field::Known(_) | Field::Faulty(_) => return,
    };
    if context.terms().language_choice {
        found
            .at(&at, "nobody has asked in which language the person would rather be served")
            .help("ask, and add `languages = [\"Welsh\", \"English\"]` under `[communication]`, the one they would rather use first");
    }
}
