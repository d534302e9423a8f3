use crate::due::kinds::follow_up;
use crate::due::{Basis, State, after, in_words};
use crate::parse::{PartialDate, Period, Severity, Unit, day_in_words};
use crate::plan::Admission;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody is recorded as having seen the person soon after a stay in hospital",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// A stay that ended longer ago than this is history: `cpa due` still lists it.
const HISTORY: Period = Period { count: 12, unit: Unit::Months };

/// One that was late is not told: it was held, and nobody can mend it.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for dated in context.dates(&follow_up::KIND) {
        let (Basis::After { since, .. }, State::Overdue, Some(by)) =
            (&dated.basis, dated.state, dated.day)
        else {
            continue;
        };
        let is_a_day = matches!(since, PartialDate::Day(_));
        // One on a day before the person left is told as that.
        let stays = context.plan.admissions.items();
        let seen_before = |stay: &Admission| {
            let seen = stay.followed_up.value().is_some_and(|seen| seen.0 < since.first_day());
            stay.until.span() == Some(&dated.span) && (seen || stay.followed_up.is_faulty())
        };
        if !is_a_day || stays.iter().any(seen_before) || after(since.last_day(), HISTORY) < context.as_at {
            continue;
        }
        let help = format!(
            "see or phone the person if nobody has; then add `followed_up = {}` with the day, and `followed_up_by`",
            context.as_at
        );
        let by_then = day_in_words(by);
        found
            .at(
                &dated.span,
                format!("no follow-up after this stay in hospital is recorded: it was due by {by_then}"),
            )
            .label(in_words(by, context.as_at))
            .help(help);
    }
}
