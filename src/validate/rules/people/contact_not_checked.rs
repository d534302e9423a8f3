use crate::due::kinds::contact;
use crate::due::{Basis, State, between};
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, figure, message};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody has made sure lately that somebody whom the plan relies on can be reached",
    severity: Severity::Info,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for item in context.dates(&contact::KIND) {
        let Some(handle) = &item.who else { continue };
        let help = message!(
            "phone, mend what has changed, and write the day: `checked = 2026-03-31` under {}",
            context.entry_header(handle)
        );
        match (&item.basis, item.state) {
            (Basis::Never(_), _) => findings
                .at(&item.span, "nothing says when somebody last made sure that this contact can be reached")
                .help(help),
            (Basis::After { since, .. }, State::Overdue) => findings
                .at(
                    &item.span,
                    message!("this contact's details were last checked on {}", figure(since.in_words())),
                )
                .label(message!("{} ago", figure(between(since.last_day(), context.as_at))))
                .help(help),
            _ => {}
        }
    }
}
