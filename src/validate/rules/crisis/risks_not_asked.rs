use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says whether anybody asked what could go wrong",
    severity: Severity::Info,
    check: Check::Missing {
        place: |context| context.plan.risks.is_absent().then(|| context.top()),
        message: "nothing says whether anybody asked what could go wrong",
        help: "talk about it with the person, and add `[[risks]]` for each risk, or if there is none `risks = []` above the first header",
    },
};
