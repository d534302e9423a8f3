use crate::parse::Severity;
use crate::plan::Section;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "a section gave a right to aftercare that is denied, and nothing says when it ended",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// While the section goes on there is no aftercare yet.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(legal) = context.plan.legal.value() else { return };
    let Some(right) =
        legal.section_117.known().filter(|right| !right.value && legal.section_117_ended.is_absent())
    else {
        return;
    };
    let over = |section: &&Section| {
        let until = section.until.value().map(|until| until.last_day());
        section.gives_aftercare() && until.is_some_and(|day| day < context.as_at)
    };
    let in_hospital = context.plan.last_admission().is_some_and(crate::plan::Admission::goes_on);
    let Some(section) = legal.sections.items().iter().find(over).filter(|_| !in_hospital) else { return };
    found
        .at(&right.span, "a section gave a right to aftercare under section 117, and nothing says when it ended")
        .also(section.section.span().unwrap_or(&section.span), "this section")
        .help("write `section_117 = true`; or if health and council ended it together, add `section_117_ended` with the day");
}
