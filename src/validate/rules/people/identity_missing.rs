use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "neither a birth date nor an NHS number says who the person is",
    severity: Severity::Info,
    check: Check::Missing {
        place: |context| {
            let person = context.plan.person.value()?;
            let numbers = [&person.nhs_number, &person.chi_number, &person.hc_number];
            let has_none = person.born.is_absent() && numbers.iter().all(|number| number.is_absent());
            has_none.then(|| person.span.clone())
        },
        message: "neither a birth date nor an NHS number says who this is",
        help: "add `born = 1984-03-31` under `[person]`, or `nhs_number = \"…\"` (in Scotland `chi_number`, in Northern Ireland `hc_number`)",
    },
};
