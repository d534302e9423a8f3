use chrono::NaiveDate;

use crate::due::after;
use crate::parse::{PartialDate, Period, Unit, day_in_words};
use crate::plan::Plan;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, Span, figure, message};

pub(crate) const RULE: Definition = Definition {
    summary: "a risk without a day, or not looked at since the last review or stay in hospital",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// A risk is often reviewed in the days before a meeting.
const BEFOREHAND: Period = Period { count: 2, unit: Unit::Weeks };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let event = last_event(context.plan);
    for risk in context.plan.risks.items() {
        if risk.noted.is_faulty() || risk.reviewed.is_faulty() {
            continue;
        }
        let days = [risk.reviewed.known(), risk.noted.known()];
        let Some(last) = days.into_iter().flatten().max_by_key(|day| day.value.0.last_day()) else {
            findings
                .at(&risk.span, "nothing says when this risk was last looked at")
                .help("add the day it was written down, `noted = 2026-03-31`, or last looked at, `reviewed = 2026-03-31`");
            continue;
        };
        let Some(event) =
            event.as_ref().filter(|event| after(last.value.0.last_day(), BEFOREHAND) < event.day)
        else {
            continue;
        };
        findings
            .at(&last.span, message!("nobody has looked at this risk since {}", event.what))
            .label(message!("last looked at {}", figure(last.value.0.in_words())))
            .also(event.span, message!("{} {}", event.word, figure(day_in_words(event.day))))
            .help(message!(
                "go through it with the person, change what is no longer so, and write the day: `reviewed = {}`",
                figure(context.as_at)
            ));
    }
}

/// An event after which every risk is reviewed.
struct RiskEvent<'a> {
    day: NaiveDate,
    what: &'static str,
    word: &'static str,
    span: &'a Span,
}

/// Returns the latest of: a review that counts, a discharge, an admission.
fn last_event(plan: &Plan) -> Option<RiskEvent<'_>> {
    let reviews =
        plan.reviews.items().iter().filter(|review| review.counts_from().is_some()).filter_map(|review| {
            let held = review.held.known()?;
            Some(RiskEvent { day: held.value.0, what: "the last review", word: "held on", span: &held.span })
        });
    let admissions = plan.admissions.items().iter().filter_map(|stay| {
        let (day, what, word) = match (stay.until.known(), stay.from.known()) {
            (Some(until), _) => (until, "the person left hospital", "left on"),
            (None, Some(from)) if stay.until.is_absent() => {
                (from, "the person came into hospital", "came in on")
            }
            _ => return None,
        };
        // A month or a year is not precise enough.
        matches!(day.value.0, PartialDate::Day(_)).then(|| RiskEvent {
            day: day.value.0.first_day(),
            what,
            word,
            span: &day.span,
        })
    });
    reviews.chain(admissions).max_by_key(|event| event.day)
}
