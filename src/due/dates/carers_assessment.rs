//! The assessment of what a carer needs themselves.

use chrono::NaiveDate;

use crate::due::dated::{Dated, Dates, Reckoned};
use crate::due::intervals::{CARERS_ASSESSMENT, off};
use crate::due::kind::{Kind, Look, never, unread};
use crate::plan::{CarersAssessment, Someone};
use crate::reading::{Field, LongAgo, Past, Span, Spanned};

/// A carer's assessment.
pub static KIND: Kind = Kind {
    name: "carers-assessment",
    words: "carer's assessment",
    without_date: "never offered",
    rule: "A carer is offered an assessment of what they need themselves, at least once a year (National Service \
           Framework 1999, standard 6; Care Act 2014, section 10). What counts is the last offer, whatever came of it.",
    of,
    mend,
};

fn of(look: &Look<'_>) -> Dates {
    if let Field::Faulty(span) = &look.plan.people {
        return Dates::one(unread("people", span));
    }
    let stays = |someone: &Someone| someone.until.value().is_none_or(|until| *until >= look.as_at);
    let carers: Vec<_> = look.plan.carers().filter(|(_, carer)| stays(carer)).collect();
    let dated = carers
        .iter()
        .filter_map(|(handle, carer)| Some(of_carer(look, carer, carer.place(handle))?.about(&handle.value)));
    let why = if carers.is_empty() { "no carer is named".to_owned() } else { off(&CARERS_ASSESSMENT) };
    Dates::all_or(dated.collect(), &why)
}

fn of_carer(look: &Look<'_>, carer: &Someone, place: &Span) -> Option<Dated> {
    const NEVER: &str = "nothing says that one was offered";
    let assessment = match &carer.carers_assessment {
        Field::Absent => return Some(never(NEVER, place)),
        Field::Faulty(span) => return Some(unread("carers_assessment", span)),
        Field::Known(assessment) => &assessment.value,
    };
    for (name, field) in days(assessment) {
        if let Field::Faulty(span) = field {
            return Some(unread(name, span));
        }
    }
    let known = days(assessment).into_iter().filter_map(|(_, field)| field.known());
    match known.max_by_key(|Spanned { value, .. }| value.0) {
        Some(Spanned { value, span }) => look.after(
            &CARERS_ASSESSMENT,
            LongAgo::Day(value.0),
            "the last assessment, or the offer of one,",
            span,
        ),
        None => Some(never(NEVER, place)),
    }
}

fn days(assessment: &CarersAssessment) -> [(&'static str, &Field<Past<NaiveDate>>); 3] {
    [("offered", &assessment.offered), ("done", &assessment.done), ("declined", &assessment.declined)]
}

fn mend(_: &Look<'_>, dated: &Dated) -> String {
    let handle = dated.who.as_deref().unwrap_or("…");
    let day = if matches!(dated.reckoned, Reckoned::Never(_)) { "the day" } else { "the new day" };
    format!(
        "offer one, and write {day} under `[people.{handle}]`: `carers_assessment = {{ offered = 2026-03-31 }}`"
    )
}
