use crate::plan::Agrees;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "what the person said when they were asked whether they agree is not written down whole",
    severity: Severity::Error,
    check: Check::Plan(check),
};

/// Only the newest agreement of the person counts.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for unnamed in context.plan.agreements.items().iter().filter(|agreement| agreement.who.is_absent()) {
        findings
            .at(&unnamed.span, "this does not say who was asked")
            .help("add `who = \"person\"`, or the handle of somebody else");
    }
    let Some(newest) = context.plan.newest_agreement_of_person() else { return };
    if newest.agrees.is_absent() {
        findings
            .at(&newest.span, "this does not say whether the person agrees")
            .help("add `agrees = \"yes\"`, or \"in part\", \"no\" or \"not able to say\"");
    }
    if newest.asked.is_absent() {
        findings
            .at(&newest.span, "this does not say when the person was asked")
            .help("add `asked = 2026-03-31` with the day");
    }
    let was_able = newest.agrees.value().is_some_and(|agrees| *agrees != Agrees::NotAble);
    if newest.how.is_absent() && was_able {
        findings
            .at(&newest.span, "this does not say how the person said whether they agree")
            .help("add `how = \"signed\"`, or \"at the meeting\", \"by phone\" or \"in writing\"");
    }
    let Some(agrees) = newest.agrees.known().filter(|_| newest.because.is_absent()) else { return };
    match agrees.value {
        Agrees::NotAble => findings
            .at(&agrees.span, "nothing says why the person was not able to say")
            .help("add `because = \"…\"`, and `decided_by` with the handle of whoever decided"),
        Agrees::No | Agrees::InPart if newest.disagrees_about.is_absent() => findings
            .at(&agrees.span, "nothing says what the person disagrees about")
            .help("add `disagrees_about = \"…\"` in the person's own words, and `our_answer`"),
        Agrees::No | Agrees::InPart | Agrees::Yes => {}
    }
}
