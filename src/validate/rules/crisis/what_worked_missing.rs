use crate::parse::Severity;
use crate::validate::rules::crisis::crisis_plan_missing::that_is_there;
use crate::validate::rules::{Check, Definition};

pub(crate) const RULE: Definition = Definition {
    summary: "the crisis plan does not say what worked before",
    severity: Severity::Warning,
    check: Check::Missing {
        place: |context| {
            let crisis = that_is_there(context)?;
            crisis.what_worked_before.is_absent().then(|| crisis.span.clone())
        },
        message: "nothing says what worked before",
        help: "ask what helped the last time, and add `what_worked_before = \"…\"`; or `\"This is the first time\"`",
    },
};
