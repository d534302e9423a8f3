//! A section that gives a right to aftercare, and no word on section 117.

use crate::parse::Severity;
use crate::plan::Section;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "section-117-unsaid",
    group: Group::Legal,
    summary: "a section or an order that gives a right to aftercare, and no word on section 117",
    severity: Severity::Warning,
    page: include_str!("section_117_unsaid.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(known) = context.plan.legal.known() else { return };
    let legal = &known.value;
    let said = !legal.section_117.is_absent() || !legal.section_117_ended.is_absent();
    if said || !legal.had_section_with_aftercare() {
        return;
    }
    let gives = |section: &&Section| section.gives_aftercare() || section.is_community_order();
    let section = legal.sections.items().iter().find(gives);
    let place = section.and_then(|section| section.section.span()).or(legal.community_treatment_order.span());
    found
        .at(place.unwrap_or(&known.span), "this gives a right to aftercare, and nothing says whether section 117 applies")
        .help("add `section_117 = true` under `[legal]`, and `section_117_reviewed` with the day of the last review");
}
