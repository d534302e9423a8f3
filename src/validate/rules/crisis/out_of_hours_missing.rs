use crate::parse::Field;
use crate::validate::rules::{Check, Context, Definition, Severity, Span};
use crate::workspace::PersonEntry;

pub(crate) const RULE: Definition = Definition {
    summary: "nobody can be reached in the evening, at night and at weekends",
    severity: Severity::Error,
    check: Check::Missing {
        place,
        message: "nobody in this plan can be reached in the evening, at night and at weekends",
        help: "name somebody in `who_to_contact` under `[crisis]` who has `out_of_hours = true` and a phone",
    },
};

/// Contacts of the plan and of the service count. One that cannot be read may be the one.
fn place(context: &Context<'_>) -> Option<Span> {
    let crisis = context.plan.crisis.value();
    let contacts = crisis.map(|crisis| &crisis.who_to_contact);
    let service = context.settings().copies.value().map(|copies| &copies.in_a_crisis);
    let fields = || contacts.into_iter().chain(service);
    if context.plan.crisis.is_faulty() || fields().any(Field::is_faulty) {
        return None;
    }
    let mut names = fields().filter_map(|field| field.value()).flat_map(|names| &names.0);
    let answers = |entry: PersonEntry<'_>| entry.is_out_of_hours() && !entry.phones().is_empty();
    let may_answer =
        names.any(|name| !name.value.is_person() && context.who(&name.value.0).is_none_or(answers));
    let place = contacts.and_then(Field::span).or(crisis.map(|crisis| &crisis.span));
    (!may_answer).then(|| place.cloned().unwrap_or_else(|| context.top()))
}
