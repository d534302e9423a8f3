use crate::plan::Section;
use crate::validate::rules::{Check, Context, Definition, Severity, Span};

pub(crate) const RULE: Definition = Definition {
    summary: "a section or an order that gives a right to aftercare, and no word on section 117",
    severity: Severity::Warning,
    check: Check::Missing {
        place,
        message: "this gives a right to aftercare, and nothing says whether section 117 applies",
        help: "add `section_117 = true` under `[legal]`, and `section_117_reviewed` with the day of the last review",
    },
};

fn place(context: &Context<'_>) -> Option<Span> {
    let known = context.plan.legal.known()?;
    let legal = &known.value;
    let says = !legal.section_117.is_absent() || !legal.section_117_ended.is_absent();
    if says || !legal.had_section_with_aftercare() {
        return None;
    }
    let gives = |section: &&Section| section.gives_aftercare() || section.is_community_order();
    let section = legal.sections.items().iter().find(gives);
    let place = section.and_then(|section| section.section.span()).or(legal.community_treatment_order.span());
    Some(place.unwrap_or(&known.span).clone())
}
