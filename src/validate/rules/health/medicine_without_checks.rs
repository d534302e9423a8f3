use crate::validate::rules::health::medicines_without;
use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says what is checked while a medicine is taken",
    severity: Severity::Warning,
    check: Check::MissingInEach {
        places: |context| medicines_without(context, |medicine| medicine.checks.is_absent()),
        message: "nothing says what is checked while the person takes this medicine",
        help: "add `checks = \"…\"` to it: what, how often, and where; \"None needed\" is an answer",
    },
};
