use crate::due::kinds::section_117;
use crate::due::{Basis, State, in_words};
use crate::parse::day_in_words;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, figure, message};

pub(crate) const RULE: Definition = Definition {
    summary: "aftercare under section 117 was not reviewed, or too long ago",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let help = "review it with the council, and write the day: `section_117_reviewed = 2026-03-31`";
    for item in context.dates(&section_117::KIND) {
        match (&item.basis, item.state, item.day) {
            (Basis::Never(_), ..) => {
                findings
                    .at(&item.span, "no review of the aftercare under section 117 is recorded")
                    .help(help);
            }
            (Basis::After { .. }, State::Overdue, Some(by)) => findings
                .at(
                    &item.span,
                    message!(
                        "the aftercare under section 117 was to be reviewed by {}",
                        figure(day_in_words(by))
                    ),
                )
                .label(figure(in_words(by, context.as_at)))
                .help(help),
            _ => {}
        }
    }
}
