use crate::due::kinds::carers_assessment;
use crate::due::{Basis, State, in_words};
use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "a carer was not offered an assessment, or not for too long",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// Also for a carer who was asked only once: what counts is the last time, whatever came of it.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for dated in context.dates(&carers_assessment::KIND) {
        match (&dated.basis, dated.state, dated.day) {
            (Basis::Never(_), ..) => found
                .at(&dated.span, "nothing says that this carer was offered an assessment of what they need themselves")
                .help("offer one, and add `carers_assessment = { offered = 2026-03-31 }`, later with `done` or `declined`"),
            (Basis::After { every, since, .. }, State::Overdue, Some(due)) => found
                .at(&dated.span, format!("this carer's last assessment, or the offer of one, is from {}", since.in_words()))
                .label(in_words(due, context.as_at))
                .help(format!("offer one again, every {}, and write the day: `offered = 2026-03-31`", every.in_words())),
            _ => {}
        }
    }
}
