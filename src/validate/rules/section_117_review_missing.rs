//! The aftercare under section 117 was not reviewed, or too long ago.

use super::{Group, Rule, Scope};
use crate::due::{after, in_words};
use crate::reading::{Severity, day_in_words};
use crate::validate::{Context, Found};

pub(super) static RULE: Rule = Rule {
    name: "section-117-review-missing",
    group: Group::Legal,
    summary: "aftercare under section 117 was not reviewed, or too long ago",
    severity: Severity::Warning,
    page: include_str!("section_117_review_missing.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Found<'_>) {
    let Some(legal) = context.plan.legal.value() else { return };
    let Some(right) =
        legal.section_117.known().filter(|right| right.value && legal.section_117_ended.is_absent())
    else {
        return;
    };
    let help = "review it with the council, and write the day: `section_117_reviewed = 2026-03-31`";
    let Some(reviewed) = legal.section_117_reviewed.known() else {
        let in_hospital = context.plan.last_admission().is_some_and(crate::plan::Admission::goes_on);
        if legal.section_117_reviewed.is_absent() && !in_hospital {
            found.at(&right.span, "no review of the aftercare under section 117 is recorded").help(help);
        }
        return;
    };
    let interval =
        context.settings().interval(|own| &own.section_117_review, |terms| terms.section_117_review);
    let Some(by) = interval.map(|interval| after(reviewed.value.0, interval)) else { return };
    if by < context.as_at {
        found
            .at(
                &reviewed.span,
                format!("the aftercare under section 117 was to be reviewed by {}", day_in_words(by)),
            )
            .label(in_words(by, context.as_at))
            .help(help);
    }
}
