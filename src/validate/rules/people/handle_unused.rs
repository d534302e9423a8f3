use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};

pub(crate) const RULE: Definition = Definition {
    summary: "a colleague whom no plan names",
    severity: Severity::Info,
    check: Check::UnusedHandles,
};
