//! Nobody asked what the person needs so that they can understand and be understood.

use crate::parse::{Field, Severity};
use crate::plan::Communication;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "communication-not-asked",
    group: Group::People,
    summary: "nobody asked what the person needs to understand and be understood",
    severity: Severity::Info,
    page: include_str!("communication_not_asked.md"),
    scope: Scope::Plan(check),
};

/// Any answer shows that somebody asked. Where the scheme asks for the choice of language, that is told, louder.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let at = match &context.plan.communication {
        Field::Absent => context.top(),
        Field::Known(communication) if says_nothing(&communication.value) => communication.value.span.clone(),
        Field::Known(_) | Field::Faulty(_) => return,
    };
    if !context.terms().language_choice {
        found
            .at(&at, "nobody has asked what the person needs so that they can understand and be understood")
            .help("ask, and add `[communication]` at the end of the file with `asked = 2026-03-31`, `languages = [\"…\"]` and `interpreter = \"none\"`");
    }
}

fn says_nothing(communication: &Communication) -> bool {
    communication.asked.is_absent()
        && communication.languages.is_absent()
        && communication.interpreter.is_absent()
        && communication.copy_format.is_absent()
        && communication.contact_by.is_absent()
        && communication.adjustments.is_absent()
}
