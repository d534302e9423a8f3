use crate::plan::Communication;
use crate::validate::rules::{Check, Definition, Severity};

/// Where the scheme asks for the choice of language, `language-not-asked` reports the gap.
pub(crate) const RULE: Definition = Definition {
    summary: "nobody asked what the person needs to understand and be understood",
    severity: Severity::Info,
    check: Check::Missing {
        place: |context| {
            let asks_language = context.terms().language_choice;
            context.lacks(&context.plan.communication, is_empty).filter(|_| !asks_language)
        },
        message: "nobody has asked what the person needs so that they can understand and be understood",
        help: "ask, and add `[communication]` at the end of the file with `asked = 2026-03-31`, `languages = [\"…\"]` and `interpreter = \"none\"`",
    },
};

fn is_empty(communication: &Communication) -> bool {
    communication.asked.is_absent()
        && communication.languages.is_absent()
        && communication.interpreter.is_absent()
        && communication.copy_format.is_absent()
        && communication.contact_by.is_absent()
        && communication.adjustments.is_absent()
}
