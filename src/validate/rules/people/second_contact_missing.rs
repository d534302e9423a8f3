use crate::parse::{Field, Severity};
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody can be phoned when the coordinator is away",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let coordinator = context.coordinator();
    let named = match &context.plan.second_contact {
        Field::Faulty(_) => return,
        Field::Absent => {
            let message = format!("nobody is named to phone when the {coordinator} is away");
            found.at(&context.top(), message).help(
                "add `second_contact = \"…\"` at the top of the file, with the handle of a colleague or of the duty worker",
            );
            return;
        }
        Field::Known(named) => named,
    };
    let handle = &named.value;
    let somebody_else = format!("write the handle of somebody who answers when the {coordinator} is away");
    if handle.is_person() {
        found.at(&named.span, "the person cannot be their own second contact").help(somebody_else);
    } else if context.plan.care_coordinator.value() == Some(handle) {
        found.at(&named.span, format!("the second contact is the {coordinator} again")).help(somebody_else);
    } else if context.has_no_phone(&handle.0) {
        let entry = context.entry_in_words(&handle.0);
        found
            .at(&named.span, "the second contact has no phone")
            .help(format!("add `phones = {{ office = \"…\" }}` under {entry}"));
    }
}
