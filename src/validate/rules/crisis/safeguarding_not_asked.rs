use crate::validate::rules::{Check, Definition, Severity};

/// Where children live with the person, `children-without-safeguarding` reports the gap.
pub(crate) const RULE: Definition = Definition {
    summary: "nothing says whether anybody thought of the safety of children and adults",
    severity: Severity::Info,
    check: Check::Missing {
        place: |context| {
            let children = context.plan.person.value().and_then(|person| person.children_at_home.value());
            let place = context.lacks(&context.plan.safeguarding, |said| !said.says_something());
            place.filter(|_| children.is_none_or(|children| *children == 0))
        },
        message: "nothing says whether anybody thought of the safety of children and adults",
        help: "ask the person alone whether somebody hurts them or takes from them, and add `[safeguarding]` at the end of the file with `considered = 2026-03-31` and what was said under `adults`: that nothing was needed is an answer",
    },
};
