use crate::validate::rules::crisis::crisis_plan_missing::has_items;
use crate::validate::rules::{Check, Definition, Severity};

/// Without steps, `contingency-missing` reports the gap.
pub(crate) const RULE: Definition = Definition {
    summary: "steps for when part of the plan fails, which do not say what fails",
    severity: Severity::Warning,
    check: Check::MissingInEach {
        places: |context| {
            let all = context.plan.contingency.items().iter();
            let lacking = all.filter(|one| one.r#if.is_absent() && has_items(&one.actions));
            lacking.map(|one| one.span.clone()).collect()
        },
        message: "nothing says what has to fail before this is done",
        help: "add what it is, for example `if = \"Jo is away for more than a week\"`",
    },
};
