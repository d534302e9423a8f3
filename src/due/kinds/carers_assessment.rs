//! The assessment of a carer's own needs.

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::interval_setting::{CARERS_ASSESSMENT, off};
use crate::due::kind::{DueKind, FoundItems, KindContext, Late, first_unread, unread};
use crate::parse::{Field, PartialDate, Span, Spanned};
use crate::plan::Someone;

pub(crate) static KIND: DueKind = DueKind {
    name: "carers-assessment",
    words: "carer's assessment",
    without_date: "never offered",
    late: Late::Due,
    rule: "A carer is offered an assessment of what they need themselves, at least once a year (National Service \
           Framework 1999, standard 6). What counts is the last offer, whatever came of it. The law behind it: Care Act 2014, \
           section 10; in Wales Social Services and Well-being (Wales) Act 2014, section 24.",
    due_items,
    fix,
};

/// An entry that could not be read may be a carer's, so it is listed.
fn due_items(context: &KindContext<'_>) -> FoundItems {
    let people = &context.plan.people;
    let mut all: Vec<DueItem> = people.unread_in().map(|span| unread("people", span)).into_iter().collect();
    let mut carers = 0;
    for (handle, someone) in people.value().into_iter().flat_map(|people| &people.entries) {
        if someone.has_left(context.as_at) {
            continue;
        }
        let item = match &someone.is {
            _ if someone.is_carer() => {
                carers += 1;
                of_carer(context, someone, someone.place(handle))
            }
            Field::Faulty(span) => Some(unread("is", span)),
            Field::Absent | Field::Known(_) => None,
        };
        all.extend(item.map(|item| item.about(&handle.value)));
    }
    let why = if carers == 0 { "no carer is named".to_owned() } else { off(CARERS_ASSESSMENT.name) };
    DueItems::all_or(all, &why)
}

fn of_carer(context: &KindContext<'_>, carer: &Someone, place: &Span) -> Option<DueItem> {
    const NEVER: &str = "nothing says that one was offered";
    let assessment = match &carer.carers_assessment {
        Field::Absent => return Some(context.never(&CARERS_ASSESSMENT, NEVER, place)),
        Field::Faulty(span) => return Some(unread("carers_assessment", span)),
        Field::Known(assessment) => &assessment.value,
    };
    let days =
        [("offered", &assessment.offered), ("done", &assessment.done), ("declined", &assessment.declined)];
    if let Some(item) = first_unread(days.map(|(key, field)| (key, field.unread_at()))) {
        return Some(item);
    }
    let known = days.into_iter().filter_map(|(_, field)| field.known());
    match known.max_by_key(|Spanned { value, .. }| value.0) {
        Some(Spanned { value, span }) => context.after(
            &CARERS_ASSESSMENT,
            PartialDate::Day(value.0),
            "the last assessment, or the offer of one,",
            span,
        ),
        None => Some(context.never(&CARERS_ASSESSMENT, NEVER, place)),
    }
}

fn fix(_: &KindContext<'_>, item: &DueItem) -> String {
    let handle = item.who.as_deref().unwrap_or("…");
    let day = if matches!(item.basis, Basis::Never(_)) { "the day" } else { "the new day" };
    format!(
        "offer one, and write {day} under `[people.{handle}]`: `carers_assessment = {{ offered = 2026-03-31 }}`"
    )
}
