use crate::due::kinds::physical_health;
use crate::due::{Basis, State, in_words};
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, figure, message};

pub(crate) const RULE: Definition = Definition {
    summary: "no physical health check is known, or the last one is too long ago",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for item in context.dates(&physical_health::KIND) {
        match (&item.basis, item.state, item.day) {
            (Basis::Never(_), ..) => findings
                .at(&item.span, "nothing says when the person's physical health was last checked")
                .help("ask the surgery, and add `physical_health_checked = 2026-03-31` under `[health]`: the day of the last full check"),
            (Basis::After { every, since, .. }, State::Overdue, Some(due)) => findings
                .at(&item.span, message!("the last physical health check is from {}", figure(since.in_words())))
                .label(figure(in_words(due, context.as_at)))
                .help(message!(
                    "arrange the next one, every {}, and write its day here when it is done",
                    figure(every.in_words())
                )),
            _ => {}
        }
    }
}
