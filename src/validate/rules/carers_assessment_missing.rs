//! A carer was not offered an assessment of what they need themselves, or not for too long.

use super::{Group, Rule, Scope};
use crate::due::{after, in_words};
use crate::plan::CarersAssessment;
use crate::reading::{Field, Past, Severity, Span, Spanned, day_in_words};
use crate::validate::{Context, Found};
use chrono::NaiveDate;

pub(super) static RULE: Rule = Rule {
    name: "carers-assessment-missing",
    group: Group::People,
    summary: "a carer was not offered an assessment, or not for too long",
    severity: Severity::Warning,
    page: include_str!("carers_assessment_missing.md"),
    scope: Scope::Plan(check),
};

/// Also for a carer who was asked only once: what counts is the last time, whatever came of it.
fn check(context: &Context<'_>, found: &mut Found<'_>) {
    let gone = |until: &Field<NaiveDate>| until.value().is_some_and(|day| *day < context.as_at);
    for (handle, carer) in context.plan.carers().filter(|(_, carer)| !gone(&carer.until)) {
        let last = match &carer.carers_assessment {
            Field::Faulty(_) => continue,
            Field::Absent => None,
            Field::Known(assessment) if is_faulty(&assessment.value) => continue,
            Field::Known(assessment) => last_day(&assessment.value),
        };
        match last {
            None => found
                .at(carer.place(handle), "nothing says that this carer was offered an assessment of what they need themselves")
                .help("offer one, and add `carers_assessment = { offered = 2026-03-31 }`, later with `done` or `declined`"),
            Some((day, at)) => too_long_ago(context, day, at, found),
        }
    }
}

fn too_long_ago(context: &Context<'_>, last: NaiveDate, at: &Span, found: &mut Found<'_>) {
    let every = context.settings().interval(|own| &own.carers_assessment, |terms| terms.carers_assessment);
    let Some(every) = every else { return };
    let due = after(last, every);
    if due < context.as_at {
        let message =
            format!("this carer's last assessment, or the offer of one, is from {}", day_in_words(last));
        found.at(at, message).label(in_words(due, context.as_at)).help(format!(
            "offer one again, every {}, and write the day: `offered = 2026-03-31`",
            every.in_words()
        ));
    }
}

fn days(assessment: &CarersAssessment) -> [&Field<Past<NaiveDate>>; 3] {
    [&assessment.offered, &assessment.done, &assessment.declined]
}

fn is_faulty(assessment: &CarersAssessment) -> bool {
    days(assessment).into_iter().any(Field::is_faulty)
}

fn last_day(assessment: &CarersAssessment) -> Option<(NaiveDate, &Span)> {
    let known = days(assessment).into_iter().filter_map(Field::known);
    known.map(|Spanned { value, span }| (value.0, span)).max_by_key(|(day, _)| *day)
}
