use chrono::NaiveDate;

use crate::due::after;
use crate::parse::{PartialDate, Period, Severity, Span, Unit, day_in_words};
use crate::plan::Plan;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "a risk without a day, or not looked at since the last review or stay in hospital",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// A risk is often gone through in the days before a meeting, to have it ready there.
const BEFOREHAND: Period = Period { count: 2, unit: Unit::Weeks };

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let event = last_event(context.plan);
    for risk in context.plan.risks.items() {
        if risk.noted.is_faulty() || risk.reviewed.is_faulty() {
            continue;
        }
        let days = [risk.reviewed.known(), risk.noted.known()];
        let Some(last) = days.into_iter().flatten().max_by_key(|day| day.value.0.last_day()) else {
            found
                .at(&risk.span, "nothing says when this risk was last looked at")
                .help("add the day it was written down, `noted = 2026-03-31`, or last looked at, `reviewed = 2026-03-31`");
            continue;
        };
        let Some(event) =
            event.as_ref().filter(|event| after(last.value.0.last_day(), BEFOREHAND) < event.day)
        else {
            continue;
        };
        found
            .at(&last.span, format!("nobody has looked at this risk since {}", event.what))
            .label(format!("last looked at {}", last.value.0.in_words()))
            .also(event.span, format!("{} {}", event.word, day_in_words(event.day)))
            .help(format!(
                "go through it with the person, change what is no longer so, and write the day: `reviewed = {}`",
                context.as_at
            ));
    }
}

/// Something after which every risk is looked at again.
struct RiskEvent<'a> {
    day: NaiveDate,
    what: &'static str,
    word: &'static str,
    span: &'a Span,
}

/// The last review that was held, or the last time that the person left hospital or came into it, whichever is later.
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
        // A month or a year alone says too little.
        matches!(day.value.0, PartialDate::Day(_)).then(|| RiskEvent {
            day: day.value.0.first_day(),
            what,
            word,
            span: &day.span,
        })
    });
    reviews.chain(admissions).max_by_key(|event| event.day)
}
