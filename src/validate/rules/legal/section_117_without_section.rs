use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "a right to aftercare under section 117, and no section that gives it",
    severity: Severity::Warning,
    check: Check::Missing {
        place: |context| {
            let legal = context.plan.legal.value()?;
            let right = legal.section_117.known().filter(|right| right.value)?;
            let is_unread = legal.sections.is_faulty()
                || legal.community_treatment_order.is_faulty()
                || legal.sections.items().iter().any(|section| section.section.is_faulty());
            (!is_unread && !legal.had_section_with_aftercare()).then(|| right.span.clone())
        },
        message: "no section is recorded that gives a right to aftercare under section 117",
        help: "add `[[legal.sections]]` with `section = \"3\"`, `from` and `until` (a day long ago may be \"2019\"); or write `section_117 = false`",
    },
};
