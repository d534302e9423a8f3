use crate::parse::Severity;
use crate::plan::Area;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "an area of life that is neither planned for nor said to need no plan",
    severity: Severity::Info,
    check: Check::Plan(check),
};

/// One finding for the plan. Where no area is planned for at all, that is told instead.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let needs = &context.plan.needs;
    let unsure = needs.is_faulty() || needs.items().iter().any(|need| need.area.is_faulty());
    if !context.terms().areas || unsure {
        return;
    }
    let spoken_of = |area: &&Area| needs.items().iter().any(|need| need.area.value() == Some(area));
    let planned = needs.items().iter().any(|need| !need.area.is_absent() && !need.is_not_needed());
    let left: Vec<&str> = Area::ALL.iter().filter(|area| !spoken_of(area)).map(|area| area.word()).collect();
    if planned && !left.is_empty() {
        let message = format!("nothing says whether the person wants a plan for {}", left.join("; "));
        found
            .at(&context.top(), message)
            .help("ask, and add `[[needs]]` for each at the end of the file, with the area, as in `area = \"finance and money\"`, and `need = \"…\"` or `not_needed = \"…\"`");
    }
}
