//! Nothing says what the person needs or wants.

use crate::parse::{Field, Severity};
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "needs-missing",
    group: Group::Needs,
    summary: "nothing says what the person needs or wants",
    severity: Severity::Warning,
    page: include_str!("needs_missing.md"),
    scope: Scope::Plan(check),
};

/// Where the scheme asks for an area of life, that is told. Whoever wants no plan for any area was asked.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let none = match &context.plan.needs {
        Field::Faulty(_) => false,
        Field::Absent => true,
        Field::Known(needs) => needs.value.is_empty(),
    };
    if none && !context.terms().areas {
        found
            .at(&context.top(), "nothing says what the person needs or wants")
            .help("add `[[needs]]` at the end of the file with `need = \"…\"`, `in_my_words = \"…\"` and `goal = \"…\"`, and below it `[[needs.actions]]`");
    }
}
