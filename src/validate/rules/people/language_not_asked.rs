use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody asked in which language the person would rather be served, where the scheme asks for it",
    severity: Severity::Warning,
    check: Check::Missing {
        place: |context| {
            let place = context.lacks(&context.plan.communication, |said| said.languages.is_absent());
            place.filter(|_| context.terms().language_choice)
        },
        message: "nobody has asked in which language the person would rather be served",
        help: "ask, and add `languages = [\"Welsh\", \"English\"]` under `[communication]`, the one they would rather use first",
    },
};
