use crate::due::kinds::contact;
use crate::due::{Basis, State, between};
use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody has made sure lately that somebody whom the plan relies on can be reached",
    severity: Severity::Info,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for dated in context.dates(&contact::KIND) {
        let Some(handle) = &dated.who else { continue };
        let help = format!(
            "phone, mend what has changed, and write the day: `checked = 2026-03-31` under {}",
            context.entry_in_words(handle)
        );
        match (&dated.basis, dated.state) {
            (Basis::Never(_), _) => found
                .at(&dated.span, "nothing says when somebody last made sure that this contact can be reached")
                .help(help),
            (Basis::After { since, .. }, State::Overdue) => found
                .at(&dated.span, format!("this contact's details were last checked on {}", since.in_words()))
                .label(format!("{} ago", between(since.last_day(), context.as_at)))
                .help(help),
            _ => {}
        }
    }
}
