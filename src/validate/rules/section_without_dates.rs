//! A section of which nobody can tell when it was.

use super::{Group, Rule, Scope};
use crate::plan::Section;
use crate::reading::Severity;
use crate::validate::{Context, Found};

pub(super) static RULE: Rule = Rule {
    name: "section-without-dates",
    group: Group::Legal,
    summary: "a section of which nobody can tell when it was",
    severity: Severity::Warning,
    page: include_str!("section_without_dates.md"),
    scope: Scope::Plan(check),
};

/// The section that began last may still go on.
fn check(context: &Context<'_>, found: &mut Found<'_>) {
    let Some(legal) = context.plan.legal.value() else { return };
    let began = |section: &Section| section.from.value().map(|from| from.0.first_day());
    let last = legal.sections.items().iter().filter_map(began).max();
    for section in legal.sections.items() {
        let at = section.section.span().unwrap_or(&section.span);
        if section.from.is_absent() {
            found
                .at(at, "this section has no first day")
                .help("add `from = 2026-03-31`; a day long ago may be \"2019-03\" or \"2019\"");
        } else if section.until.is_absent() && began(section).is_some_and(|day| Some(day) < last) {
            found
                .at(at, "this section has no last day, and another one began after it")
                .help("add `until = 2026-03-31`; a day long ago may be \"2019-03\" or \"2019\"");
        }
    }
}
