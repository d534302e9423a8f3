use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "an action that does not say what is done",
    severity: Severity::Warning,
    check: Check::MissingInEach {
        places: |context| {
            let actions = context.plan.actions().filter(|action| action.what.is_absent());
            actions.map(|action| action.span.clone()).collect()
        },
        message: "this action has no `what`",
        help: "add `what = \"…\"`: what is done, in a few words",
    },
};
