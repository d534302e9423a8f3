use crate::plan::Area;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, figure, message};

pub(crate) const RULE: Definition = Definition {
    summary: "an area of life that is neither planned for nor said to need no plan",
    severity: Severity::Info,
    check: Check::Plan(check),
};

/// One finding for all areas. If no area is planned for, `areas-missing` reports the gap.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let needs = &context.plan.needs;
    let is_unread = needs.is_faulty() || needs.items().iter().any(|need| need.area.is_faulty());
    if !context.terms().areas || is_unread {
        return;
    }
    let is_named = |area: &&Area| needs.items().iter().any(|need| need.area.value() == Some(area));
    let planned = needs.items().iter().any(|need| !need.area.is_absent() && !need.is_not_needed());
    let left: Vec<&'static str> =
        Area::ALL.iter().filter(|area| !is_named(area)).map(|area| area.word()).collect();
    if planned && !left.is_empty() {
        let message =
            message!("nothing says whether the person wants a plan for {}", figure(left.join("; ")));
        findings
            .at(&context.top(), message)
            .help("ask, and add `[[needs]]` for each at the end of the file, with the area, as in `area = \"finance and money\"`, and `need = \"…\"` or `not_needed = \"…\"`");
    }
}
