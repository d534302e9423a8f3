use crate::validate::rules::crisis::crisis_plan_missing::usable_crisis_plan;
use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "the crisis plan does not say what worked before",
    severity: Severity::Warning,
    check: Check::Missing {
        place: |context| {
            let crisis = usable_crisis_plan(context)?;
            crisis.what_worked_before.is_absent().then(|| crisis.span.clone())
        },
        message: "nothing says what worked before",
        help: "ask what helped the last time, and add `what_worked_before = \"…\"`; or `\"This is the first time\"`",
    },
};
