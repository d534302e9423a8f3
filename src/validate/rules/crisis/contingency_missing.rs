use crate::parse::Severity;
use crate::validate::rules::crisis::crisis_plan_missing::says_something;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says what happens when part of the plan itself fails",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let contingency = &context.plan.contingency;
    if !says_something(contingency) {
        found.at(&context.top(), "nothing says what happens when somebody in this plan is away or a service fails").help(
            "add `[[contingency]]` at the end of the file with `if = \"Jo is away for more than a week\"`, and below it `[[contingency.actions]]` with `what`, `who` and `when`",
        );
    }
    for contingency in contingency.items() {
        if !says_something(&contingency.actions) {
            found
                .at(&contingency.span, "nothing says who then does what")
                .help("add `[[contingency.actions]]` below it with `what`, `who` and `when`");
        }
    }
}
