use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "a need without a word on what the person wants",
    severity: Severity::Info,
    check: Check::MissingInEach {
        places: |context| {
            let needs = context.plan.needs.items().iter();
            let lacking =
                needs.filter(|need| need.says_something() && !need.is_not_needed() && need.goal.is_absent());
            lacking.map(|need| need.span.clone()).collect()
        },
        message: "nothing says what the person wants here",
        help: "ask, and add `goal = \"…\"` in their own words",
    },
};
