use crate::validate::rules::{Check, Definition, Severity};

/// Where the scheme asks for an area of life, `areas-missing` reports the gap.
pub(crate) const RULE: Definition = Definition {
    summary: "nothing says what the person needs or wants",
    severity: Severity::Warning,
    check: Check::Missing {
        place: |context| {
            let needs = &context.plan.needs;
            let has_none = !needs.is_faulty() && needs.items().is_empty();
            (has_none && !context.terms().areas).then(|| context.top())
        },
        message: "nothing says what the person needs or wants",
        help: "add `[[needs]]` at the end of the file with `need = \"…\"`, `in_my_words = \"…\"` and `goal = \"…\"`, and below it `[[needs.actions]]`",
    },
};
