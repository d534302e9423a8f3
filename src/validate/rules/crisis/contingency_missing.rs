use crate::validate::rules::crisis::crisis_plan_missing::has_items;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says what happens when part of the plan itself fails",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let contingency = &context.plan.contingency;
    if !has_items(contingency) {
        findings.at(&context.top(), "nothing says what happens when somebody in this plan is away or a service fails").help(
            "add `[[contingency]]` at the end of the file with `if = \"Jo is away for more than a week\"`, and below it `[[contingency.actions]]` with `what`, `who` and `when`",
        );
    }
    for contingency in contingency.items() {
        if !has_items(&contingency.actions) {
            findings
                .at(&contingency.span, "nothing says who then does what")
                .help("add `[[contingency.actions]]` below it with `what`, `who` and `when`");
        }
    }
}
