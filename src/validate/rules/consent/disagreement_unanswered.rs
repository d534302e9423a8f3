use crate::validate::rules::{Check, Definition, Severity};

/// Only the newest agreement of each person counts.
pub(crate) const RULE: Definition = Definition {
    summary: "somebody disagrees with the plan, and nothing answers it",
    severity: Severity::Warning,
    check: Check::MissingInEach {
        places: |context| {
            let newest = context.plan.newest_agreements().into_iter();
            let lacking = newest.filter(|agreement| agreement.our_answer.is_absent());
            lacking.filter_map(|agreement| agreement.disagrees_about.span().cloned()).collect()
        },
        message: "nothing answers this disagreement",
        help: "add `our_answer = \"…\"`: what is done about it, or why not, and when it is looked at again",
    },
};
