use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody asked who helps the person",
    severity: Severity::Warning,
    check: Check::Missing {
        place: |context| {
            let person = context.plan.person.value()?;
            let asked = !person.who_helps_me.is_absent() || context.plan.may_name_a_carer();
            (!asked).then(|| person.span.clone())
        },
        message: "nobody has asked who helps the person",
        help: "ask, and add `who_helps_me = { asked = 2026-03-31, said = \"…\" }` under `[person]`; \"nobody\" is an answer",
    },
};
