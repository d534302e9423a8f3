use crate::parse::Message;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, message};

pub(crate) const RULE: Definition = Definition {
    summary: "a stay in hospital of which nobody can tell when it was",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// Returns the help for a missing date.
fn help(key: &'static str) -> Message {
    message!("add `{} = 2026-03-31`; a day long ago may be \"2019-03\" or \"2019\"", key)
}

/// The latest stay may go on.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let admissions = context.plan.admissions.items();
    let last = admissions.iter().filter_map(|stay| stay.from.value()).map(|from| from.0.first_day()).max();
    for admission in admissions {
        let began = admission.from.value().map(|from| from.0.first_day());
        if admission.from.is_absent() {
            findings.at(&admission.span, "this stay in hospital has no first day").help(help("from"));
        } else if admission.goes_on() && began.is_some_and(|day| Some(day) < last) {
            findings
                .at(&admission.span, "this stay in hospital has no last day, and another one began after it")
                .help(help("until"));
        }
    }
}
