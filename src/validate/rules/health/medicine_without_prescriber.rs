use crate::validate::rules::health::medicines_without;
use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody is named who prescribes a medicine",
    severity: Severity::Warning,
    check: Check::MissingInEach {
        places: |context| medicines_without(context, |medicine| medicine.prescriber.is_absent()),
        message: "nobody is named who prescribes this medicine",
        help: "add `prescriber = \"…\"` to it, with the handle of the doctor, the nurse or the GP",
    },
};
