use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "a risk that was written down and left there",
    severity: Severity::Error,
    check: Check::MissingInEach {
        places: |context| {
            let risks = context.plan.risks.items().iter();
            let lacking = risks.filter(|risk| !risk.actions.is_faulty() && risk.actions.items().is_empty());
            lacking.map(|risk| risk.span.clone()).collect()
        },
        message: "nothing says what is supposed to happen about this risk",
        help: "add `[[risks.actions]]` below it with `what`, `who` and `when`",
    },
};
