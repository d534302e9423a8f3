use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody asked whether children live with the person",
    severity: Severity::Info,
    check: Check::Missing {
        place: |context| {
            let person = context.plan.person.value()?;
            person.children_at_home.is_absent().then(|| person.span.clone())
        },
        message: "nobody has asked whether children live with the person, or often stay",
        help: "ask, and add `children_at_home = 0` under `[person]`, or how many there are",
    },
};
