use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "the plan has ended, and nothing says when or why",
    severity: Severity::Warning,
    check: Check::EndedToo(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(ended) = context.plan.ended.value() else { return };
    if ended.on.is_absent() {
        findings
            .at(&ended.span, "nothing says on which day the plan ended")
            .help("add `on = 2026-03-31` with the last day");
    }
    if ended.reason.is_absent() {
        findings.at(&ended.span, "nothing says why the plan ended").help(
            "add `reason = \"no longer needed\"`, or \"moved to another team\", \"the person chose to leave\" or \"died\"",
        );
    }
}
