use crate::parse::Field;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, message};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody can be phoned when the coordinator is away",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let coordinator = context.coordinator();
    let named = match &context.plan.second_contact {
        Field::Faulty(_) => return,
        Field::Absent => {
            let message = message!("nobody is named to phone when the {} is away", coordinator);
            findings.at(&context.top(), message).help(
                "add `second_contact = \"…\"` at the top of the file, with the handle of a colleague or of the duty worker",
            );
            return;
        }
        Field::Known(named) => named,
    };
    let handle = &named.value;
    let another = message!("write the handle of somebody who answers when the {} is away", coordinator);
    if handle.is_person() {
        findings.at(&named.span, "the person cannot be their own second contact").help(another);
    } else if context.plan.care_coordinator.value() == Some(handle) {
        findings.at(&named.span, message!("the second contact is the {} again", coordinator)).help(another);
    } else if context.has_no_phone(&handle.0) {
        let entry = context.entry_header(&handle.0);
        findings
            .at(&named.span, "the second contact has no phone")
            .help(message!("add `phones = { office = \"…\" }` under {}", entry));
    }
}
