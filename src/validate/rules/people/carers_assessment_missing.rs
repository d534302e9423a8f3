use crate::due::kinds::carers_assessment;
use crate::due::{Basis, State, in_words};
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, figure, message};

pub(crate) const RULE: Definition = Definition {
    summary: "a carer was not offered an assessment, or not for too long",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// The last offer counts, whether it was accepted or not.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for item in context.dates(&carers_assessment::KIND) {
        match (&item.basis, item.state, item.day) {
            (Basis::Never(_), ..) => findings
                .at(&item.span, "nothing says that this carer was offered an assessment of what they need themselves")
                .help("offer one, and add `carers_assessment = { offered = 2026-03-31 }`, later with `done` or `declined`"),
            (Basis::After { every, since, .. }, State::Overdue, Some(due)) => findings
                .at(&item.span, message!("this carer's last assessment, or the offer of one, is from {}", figure(since.in_words())))
                .label(figure(in_words(due, context.as_at)))
                .help(message!("offer one again, every {}, and write the day: `offered = 2026-03-31`", figure(every.in_words()))),
            _ => {}
        }
    }
}
