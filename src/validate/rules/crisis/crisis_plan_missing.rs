use crate::parse::Field;
use crate::plan::Crisis;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says what happens when the person becomes very unwell",
    severity: Severity::Error,
    check: Check::Plan(check),
};

/// A `[crisis]` that only refuses a treatment is not a crisis plan.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let crisis = match &context.plan.crisis {
        Field::Absent => {
            findings
                .at(&context.top(), "this plan has no crisis plan")
                .help("add `[crisis]` at the end of the file with `early_signs = [\"…\", \"…\"]`, `what_helps = [\"…\"]` and `who_to_contact = [\"…\"]`");
            return;
        }
        Field::Faulty(_) => return,
        Field::Known(crisis) => &crisis.value,
    };
    let (signs, steps) = (has_signs(crisis), has_steps(crisis));
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
    findings.at(&crisis.span, message).help(help);
}

/// Returns the crisis plan if it has signs and steps. Other rules report what else it lacks.
pub(crate) fn usable_crisis_plan<'a>(context: &Context<'a>) -> Option<&'a Crisis> {
    context.plan.crisis.value().filter(|crisis| has_signs(crisis) && has_steps(crisis))
}

fn has_signs(crisis: &Crisis) -> bool {
    [&crisis.triggers, &crisis.early_signs, &crisis.crisis_signs].into_iter().any(has_items)
}

fn has_steps(crisis: &Crisis) -> bool {
    [&crisis.what_i_can_do, &crisis.what_helps].into_iter().any(has_items)
        || crisis
            .who_to_contact
            .value()
            .map_or(crisis.who_to_contact.is_faulty(), |names| !names.0.is_empty())
        || crisis.actions.is_faulty()
        || !crisis.actions.items().is_empty()
}

/// Returns whether a list has items, or cannot be read.
pub(crate) fn has_items<T>(list: &Field<Vec<T>>) -> bool {
    list.is_faulty() || !list.items().is_empty()
}
