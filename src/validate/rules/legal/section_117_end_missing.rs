use crate::plan::Section;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "a section gave a right to aftercare that is denied, and nothing says when it ended",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// Aftercare begins when the person leaves hospital (section 117, Mental Health Act 1983).
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(legal) = context.plan.legal.value() else { return };
    let Some(right) =
        legal.section_117.known().filter(|right| !right.value && legal.section_117_ended.is_absent())
    else {
        return;
    };
    let is_over = |section: &&Section| {
        let until = section.until.value().map(|until| until.last_day());
        section.gives_aftercare() && until.is_some_and(|day| day < context.as_at)
    };
    let is_in_hospital = context.plan.last_admission().is_some_and(crate::plan::Admission::goes_on);
    let Some(section) = legal.sections.items().iter().find(is_over).filter(|_| !is_in_hospital) else {
        return;
    };
    findings
        .at(&right.span, "a section gave a right to aftercare under section 117, and nothing says when it ended")
        .also(section.section.span().unwrap_or(&section.span), "this section")
        .help("write `section_117 = true`; or if health and council ended it together, add `section_117_ended` with the day");
}
