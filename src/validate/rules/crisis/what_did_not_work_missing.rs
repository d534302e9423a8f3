use crate::validate::rules::crisis::crisis_plan_missing::usable_crisis_plan;
use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "the crisis plan does not say what did not work before",
    severity: Severity::Info,
    check: Check::Missing {
        place: |context| {
            let crisis = usable_crisis_plan(context)?;
            crisis.what_did_not_work.is_absent().then(|| crisis.span.clone())
        },
        message: "nothing says what did not work before",
        help: "ask what made no difference or did harm, and add `what_did_not_work = \"…\"`",
    },
};
