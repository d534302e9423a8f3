//! A right to aftercare, and no section that gives it.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "section-117-without-section",
    group: Group::Legal,
    summary: "a right to aftercare under section 117, and no section that gives it",
    severity: Severity::Warning,
    page: include_str!("section_117_without_section.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(legal) = context.plan.legal.value() else { return };
    let Some(right) = legal.section_117.known().filter(|right| right.value) else { return };
    let unread = legal.sections.is_faulty()
        || legal.community_treatment_order.is_faulty()
        || legal.sections.items().iter().any(|section| section.section.is_faulty());
    if !unread && !legal.had_section_with_aftercare() {
        found
            .at(&right.span, "no section is recorded that gives a right to aftercare under section 117")
            .help("add `[[legal.sections]]` with `section = \"3\"`, `from` and `until` (a day long ago may be \"2019\"); or write `section_117 = false`");
    }
}
