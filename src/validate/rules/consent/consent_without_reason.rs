use crate::parse::OpenMap;
use crate::plan::Someone;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, message};

pub(crate) const RULE: Definition = Definition {
    summary: "what somebody may have was decided without asking the person, and nothing says why",
    severity: Severity::Error,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (_, someone) in context.plan.people.value().into_iter().flat_map(OpenMap::iter) {
        check_consent(someone, context, findings);
    }
}

fn check_consent(someone: &Someone, context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(known) = someone.consent.known() else { return };
    let consent = &known.value;
    if !consent.because.is_absent() {
        return;
    }
    if let Some(decided_by) = consent.decided_by.known() {
        findings
            .at(&decided_by.span, "somebody else decided, and nothing says why")
            .help(message!("add `because = \"…\"` {}: why the person could not decide, or why it was decided against what they said", context.where_to_add(&known.span)));
    } else if consent.asked.is_absent() {
        findings.at(&known.span, "this says neither when the person was asked nor why they were not").help(
            message!(
                "add `asked = 2026-03-31` and `asked_by = \"…\"` {}; or `because = \"…\"`",
                context.where_to_add(&known.span)
            ),
        );
    }
}
