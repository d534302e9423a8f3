use crate::plan::Need;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "no area of life is planned for, where the law asks for one",
    severity: Severity::Error,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let needs = &context.plan.needs;
    let planned = needs.items().iter().any(|need| !need.area.is_absent() && !need.is_not_needed());
    if !context.terms().areas || needs.is_faulty() || planned {
        return;
    }
    let help = if needs.items().iter().all(Need::is_not_needed) {
        "add `[[needs]]` with a `need`, a `goal` and its `area`, like `area = \"accommodation\"`: the law asks for at least one"
    } else {
        "add its `area` to each need, like `area = \"accommodation\"`: the law asks for at least one of the eight"
    };
    findings.at(&context.top(), "this plan plans for no area of life").help(help);
}
