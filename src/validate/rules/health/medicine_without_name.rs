use crate::validate::rules::health::medicines_without;
use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "a medicine that does not say what it is called",
    severity: Severity::Warning,
    check: Check::MissingInEach {
        places: |context| medicines_without(context, |medicine| medicine.medicine.is_absent()),
        message: "nothing says what this medicine is called",
        help: "add `medicine = \"…\"` to it, with the name on the box",
    },
};
