//! Nobody can be reached in the evening, at night and at weekends.

use crate::parse::{Field, Severity, Span};
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};
use crate::workspace::PersonEntry;

pub(crate) static RULE: Rule = Rule {
    name: "out-of-hours-missing",
    group: Group::Crisis,
    summary: "nobody can be reached in the evening, at night and at weekends",
    severity: Severity::Error,
    page: include_str!("out_of_hours_missing.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let crisis = context.plan.crisis.value();
    let contacts = crisis.map(|crisis| &crisis.who_to_contact);
    let service = context.settings().copies.value().map(|copies| &copies.in_a_crisis);
    let fields = || contacts.into_iter().chain(service);
    // What could not be read has been told, and may be the very number.
    if context.plan.crisis.is_faulty() || fields().any(Field::is_faulty) {
        return;
    }
    let named = || fields().filter_map(|field| field.value()).flat_map(|names| &names.0);
    let answers = |entry: PersonEntry<'_>| entry.is_out_of_hours() && !entry.phones().is_empty();
    let may_answer =
        named().any(|name| !name.value.is_person() && context.who(&name.value.0).is_none_or(answers));
    if !may_answer {
        let at: Span = contacts
            .and_then(|contacts| contacts.span().cloned())
            .or_else(|| crisis.map(|crisis| crisis.span.clone()))
            .unwrap_or_else(|| context.top());
        found.at(&at, "nobody in this plan can be reached in the evening, at night and at weekends").help(
            "name somebody in `who_to_contact` under `[crisis]` who has `out_of_hours = true` and a phone",
        );
    }
}
