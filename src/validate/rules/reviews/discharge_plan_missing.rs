use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "the person is in hospital, and nothing says what has to be ready before they leave",
    severity: Severity::Warning,
    check: Check::Missing {
        place: |context| {
            let is_faulty = context.plan.admissions.is_faulty();
            let admission = context.plan.last_admission().filter(|last| !is_faulty && last.goes_on())?;
            admission.discharge_plan.is_absent().then(|| admission.span.clone())
        },
        message: "the person is in hospital, and nothing says what has to be ready before they leave",
        help: "add `discharge_plan = \"…\"`; or if they have left, `until` with the day",
    },
};
