use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "actions, or an area of life, for which nothing says what is needed or wanted",
    severity: Severity::Warning,
    check: Check::MissingInEach {
        places: |context| {
            let needs = context.plan.needs.items().iter();
            let lacking = needs.filter(|need| !need.says_something() && !need.is_not_needed());
            lacking.map(|need| need.span.clone()).collect()
        },
        message: "nothing says what is needed or wanted here",
        help: "add `need = \"…\"` or `goal = \"…\"`; for an area of life that wants no plan, `not_needed = \"…\"`",
    },
};
