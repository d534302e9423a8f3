use crate::validate::rules::health::medicines_without;
use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "a medicine that does not say how much is taken, and when",
    severity: Severity::Info,
    check: Check::MissingInEach {
        places: |context| medicines_without(context, |medicine| medicine.dose.is_absent()),
        message: "nothing says how much of this medicine is taken, and when",
        help: "add `dose = \"…\"` to it, as it stands on the box",
    },
};
