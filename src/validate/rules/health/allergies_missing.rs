use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "medicines are taken, and nothing is said of allergies",
    severity: Severity::Warning,
    check: Check::Missing {
        place: |context| {
            let health = context.plan.health.value()?;
            let is_missing = health.allergies.is_absent() && health.taken(context.as_at).next().is_some();
            is_missing.then(|| health.span.clone())
        },
        message: "the person takes medicine, and nothing is said of allergies",
        help: "ask, and add `allergies = \"…\"` under `[health]`; \"None known\" is an answer",
    },
};
