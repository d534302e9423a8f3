use crate::due::kinds::follow_up;
use crate::due::{Basis, State, after, in_words};
use crate::parse::{PartialDate, Period, Unit, day_in_words};
use crate::plan::Admission;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, figure, message};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody is recorded as having seen the person soon after a stay in hospital",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// A stay that ended longer ago is not reported here. `cpa due` still lists it.
const HISTORY: Period = Period { count: 12, unit: Unit::Months };

/// A follow-up that was late is not reported: nothing can be done about it now.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for item in context.dates(&follow_up::KIND) {
        let (Basis::After { since, .. }, State::Overdue, Some(by)) = (&item.basis, item.state, item.day)
        else {
            continue;
        };
        let is_a_day = matches!(since, PartialDate::Day(_));
        // `dates-contradict` reports a follow-up before the person left.
        let stays = context.plan.admissions.items();
        let seen_before = |stay: &Admission| {
            let seen = stay.followed_up.value().is_some_and(|seen| seen.0 < since.first_day());
            stay.until.span() == Some(&item.span) && (seen || stay.followed_up.is_faulty())
        };
        if !is_a_day || stays.iter().any(seen_before) || after(since.last_day(), HISTORY) < context.as_at {
            continue;
        }
        let help = message!(
            "see or phone the person if nobody has; then add `followed_up = {}` with the day, and `followed_up_by`",
            figure(context.as_at)
        );
        findings
            .at(
                &item.span,
                message!(
                    "no follow-up after this stay in hospital is recorded: it was due by {}",
                    figure(day_in_words(by))
                ),
            )
            .label(figure(in_words(by, context.as_at)))
            .help(help);
    }
}
