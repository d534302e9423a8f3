use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "a stay in hospital of which nobody can tell when it was",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

const HELP: &str = "add `from = 2026-03-31`; a day long ago may be \"2019-03\" or \"2019\"";

/// The person may still be in the hospital that they came to last.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let admissions = context.plan.admissions.items();
    let last = admissions.iter().filter_map(|one| one.from.value()).map(|from| from.0.first_day()).max();
    for admission in admissions {
        let began = admission.from.value().map(|from| from.0.first_day());
        if admission.from.is_absent() {
            found.at(&admission.span, "this stay in hospital has no first day").help(HELP);
        } else if admission.goes_on() && began.is_some_and(|day| Some(day) < last) {
            found
                .at(&admission.span, "this stay in hospital has no last day, and another one began after it")
                .help(HELP.replace("from", "until"));
        }
    }
}
