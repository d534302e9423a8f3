use crate::validate::rules::{Check, Definition, Severity};

/// For a risk without any text, `risk-without-action` reports the gap.
pub(crate) const RULE: Definition = Definition {
    summary: "a risk that does not say what could go wrong",
    severity: Severity::Error,
    check: Check::MissingInEach {
        places: |context| {
            let risks = context.plan.risks.items().iter();
            let lacking = risks.filter(|risk| risk.risk.is_absent() && risk.says_more());
            lacking.map(|risk| risk.span.clone()).collect()
        },
        message: "nothing says what could go wrong here",
        help: "add `risk = \"…\"` to it, in a sentence that somebody who has never met the person understands",
    },
};
