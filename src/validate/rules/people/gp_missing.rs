use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says who the GP is",
    severity: Severity::Warning,
    check: Check::Missing {
        place: |context| context.plan.gp.is_absent().then(|| context.top()),
        message: "nothing says who the person's GP is",
        help: "add `gp = \"…\"` at the top of the file, with the GP's handle; `gp = \"none\"` is an answer too",
    },
};
