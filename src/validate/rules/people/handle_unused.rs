use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "a colleague whom no plan names",
    severity: Severity::Info,
    check: Check::UnusedHandles,
};
