use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says what the person is good at",
    severity: Severity::Info,
    check: Check::Missing {
        place: |context| context.lacks(&context.plan.about_me, |about| about.strengths.is_absent()),
        message: "nothing says what the person is good at, and what they have to build on",
        help: "ask, and add `strengths = [\"…\"]` under `[about_me]`",
    },
};
