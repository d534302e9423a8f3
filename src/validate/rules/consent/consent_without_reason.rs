use crate::parse::{OpenMap, Severity};
use crate::plan::Someone;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "what somebody may have was decided without asking the person, and nothing says why",
    severity: Severity::Error,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (_, someone) in context.plan.people.value().into_iter().flat_map(OpenMap::iter) {
        of_someone(someone, context, found);
    }
}

fn of_someone(someone: &Someone, context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(known) = someone.consent.known() else { return };
    let consent = &known.value;
    if !consent.because.is_absent() {
        return;
    }
    if let Some(decided_by) = consent.decided_by.known() {
        found
            .at(&decided_by.span, "somebody else decided, and nothing says why")
            .help(format!("add `because = \"…\"` {}: why the person could not decide, or why it was decided against what they said", context.into_table(&known.span)));
    } else if consent.asked.is_absent() {
        found.at(&known.span, "this says neither when the person was asked nor why they were not").help(
            format!(
                "add `asked = 2026-03-31` and `asked_by = \"…\"` {}; or `because = \"…\"`",
                context.into_table(&known.span)
            ),
        );
    }
}
