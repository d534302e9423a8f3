use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "a carer is named, and nobody asked who else helps",
    severity: Severity::Info,
    check: Check::Missing {
        place: |context| {
            let person = context.plan.person.value()?;
            let has_carer = context.plan.carers().next().is_some();
            (has_carer && person.who_helps_me.is_absent()).then(|| person.span.clone())
        },
        message: "a carer is named, and nobody has asked who else helps the person",
        help: "ask, and add `who_helps_me = { asked = 2026-03-31, said = \"…\" }` under `[person]`",
    },
};
