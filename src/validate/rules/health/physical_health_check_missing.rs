use crate::due::kinds::physical_health;
use crate::due::{Basis, State, in_words};
use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "no physical health check is known, or the last one is too long ago",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// A check known only by its month or year counts from the last day that this can mean.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for dated in context.dates(&physical_health::KIND) {
        match (&dated.basis, dated.state, dated.day) {
            (Basis::Never(_), ..) => found
                .at(&dated.span, "nothing says when the person's physical health was last checked")
                .help("ask the surgery, and add `physical_health_checked = 2026-03-31` under `[health]`: the day of the last full check"),
            (Basis::After { every, since, .. }, State::Overdue, Some(due)) => found
                .at(&dated.span, format!("the last physical health check is from {}", since.in_words()))
                .label(in_words(due, context.as_at))
                .help(format!(
                    "arrange the next one, every {}, and write its day here when it is done",
                    every.in_words()
                )),
            _ => {}
        }
    }
}
