//! Nobody is recorded as having seen the person after a stay in hospital.

use chrono::NaiveDate;

use super::{Group, Rule, Scope};
use crate::due::{after, in_words};
use crate::plan::Admission;
use crate::reading::{Every, LongAgo, Severity, Span, Unit, day_in_words};
use crate::validate::{Context, Found};

pub(super) static RULE: Rule = Rule {
    name: "follow-up-missing",
    group: Group::Reviews,
    summary: "nobody is recorded as having seen the person soon after a stay in hospital",
    severity: Severity::Warning,
    page: include_str!("follow_up_missing.md"),
    scope: Scope::Plan(check),
};

/// A stay that ended longer ago than this is history.
const HISTORY: Every = Every { count: 12, unit: Unit::Months };

/// One that was late is not told: it was held, and nobody can mend it.
fn check(context: &Context<'_>, found: &mut Found<'_>) {
    let follow_up = context.settings().interval(|own| &own.follow_up, |terms| terms.follow_up);
    let (Some(follow_up), Some(admission)) = (follow_up, context.plan.last_admission()) else { return };
    let Some((left, at)) = left_on(admission).filter(|_| admission.followed_up.is_absent()) else { return };
    // The day after leaving is the first day, so that 72 hours end with the third.
    let by = after(left, follow_up);
    let before_the_plan = context.plan.started.value().is_some_and(|started| by < started.0);
    if context.as_at <= by || after(left, HISTORY) < context.as_at || before_the_plan {
        return;
    }
    let help = format!(
        "see or phone the person if nobody has; then add `followed_up = {}` with the day, and `followed_up_by`",
        context.as_at
    );
    let by_then = day_in_words(by);
    found
        .at(at, format!("no follow-up after this stay in hospital is recorded: it was due by {by_then}"))
        .label(in_words(by, context.as_at))
        .help(help);
}

fn left_on(admission: &Admission) -> Option<(NaiveDate, &Span)> {
    let until = admission.until.known()?;
    match until.value.0 {
        LongAgo::Day(day) => Some((day, &until.span)),
        LongAgo::Month(_) | LongAgo::Year(_) => None,
    }
}
