use crate::parse::{Field, Severity};
use crate::plan::Crisis;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says what happens when the person becomes very unwell",
    severity: Severity::Error,
    check: Check::Plan(check),
};

/// The contents count, not the table: a refusal of one treatment makes a `[crisis]`, and no crisis plan.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let crisis = match &context.plan.crisis {
        Field::Absent => {
            found
                .at(&context.top(), "this plan has no crisis plan")
                .help("add `[crisis]` at the end of the file with `early_signs = [\"…\", \"…\"]`, `what_helps = [\"…\"]` and `who_to_contact = [\"…\"]`");
            return;
        }
        Field::Faulty(_) => return,
        Field::Known(crisis) => &crisis.value,
    };
    let (signs, steps) = (says_signs(crisis), says_what_to_do(crisis));
    let (message, help) = match (signs, steps) {
        (true, true) => return,
        (false, true) => ("the crisis plan does not say how a crisis shows", "add `early_signs = [\"…\"]`"),
        (true, false) => (
            "the crisis plan does not say what to do",
            "add `what_helps = [\"…\"]` and `who_to_contact = [\"…\"]`",
        ),
        (false, false) => (
            "the crisis plan says neither how a crisis shows nor what to do",
            "add `early_signs = [\"…\"]`, `what_helps = [\"…\"]` and `who_to_contact = [\"…\"]`",
        ),
    };
    found.at(&crisis.span, message).help(help);
}

/// The crisis plan, if there is one that says how a crisis shows and what to do: what it lacks beyond that is a fault of
/// its own.
pub(crate) fn that_is_there<'a>(context: &Context<'a>) -> Option<&'a Crisis> {
    context.plan.crisis.value().filter(|crisis| says_signs(crisis) && says_what_to_do(crisis))
}

fn says_signs(crisis: &Crisis) -> bool {
    [&crisis.triggers, &crisis.early_signs, &crisis.crisis_signs].into_iter().any(says_something)
}

fn says_what_to_do(crisis: &Crisis) -> bool {
    [&crisis.what_i_can_do, &crisis.what_helps].into_iter().any(says_something)
        || crisis
            .who_to_contact
            .value()
            .map_or(crisis.who_to_contact.is_faulty(), |names| !names.0.is_empty())
        || crisis.actions.is_faulty()
        || !crisis.actions.items().is_empty()
}

/// A list with something in it. A faulty one has been told and counts as said.
pub(crate) fn says_something<T>(list: &Field<Vec<T>>) -> bool {
    list.is_faulty() || !list.items().is_empty()
}
