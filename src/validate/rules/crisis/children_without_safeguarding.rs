use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "children live with the person, and nothing says what was thought of for their safety",
    severity: Severity::Warning,
    check: Check::Missing {
        place: |context| {
            let children = context.plan.person.value()?.children_at_home.known()?;
            let place = context.lacks(&context.plan.safeguarding, |said| said.children.is_absent())?;
            let has_section = !context.plan.safeguarding.is_absent();
            (children.value > 0).then(|| if has_section { place } else { children.span.clone() })
        },
        message: "nothing says what was thought of for the safety of the children",
        help: "talk about it with the person, and add `children = \"…\"` under `[safeguarding]`: that nothing was needed is an answer",
    },
};
