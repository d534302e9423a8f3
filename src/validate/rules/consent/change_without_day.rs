use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "a change of the plan of which nobody can tell when it was made",
    severity: Severity::Warning,
    check: Check::MissingInEach {
        places: |context| {
            let changes = context.plan.changes.items().iter().filter(|change| change.made.is_absent());
            changes.map(|change| change.span.clone()).collect()
        },
        message: "nothing says when the plan was changed",
        help: "add `made = 2026-03-31` with the day",
    },
};
