use crate::due::kinds::section_117;
use crate::due::{Basis, State, in_words};
use crate::parse::{Severity, day_in_words};
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "aftercare under section 117 was not reviewed, or too long ago",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let help = "review it with the council, and write the day: `section_117_reviewed = 2026-03-31`";
    for dated in context.dates(&section_117::KIND) {
        match (&dated.basis, dated.state, dated.day) {
            (Basis::Never(_), ..) => {
                found.at(&dated.span, "no review of the aftercare under section 117 is recorded").help(help);
            }
            (Basis::After { .. }, State::Overdue, Some(by)) => found
                .at(
                    &dated.span,
                    format!("the aftercare under section 117 was to be reviewed by {}", day_in_words(by)),
                )
                .label(in_words(by, context.as_at))
                .help(help),
            _ => {}
        }
    }
}
