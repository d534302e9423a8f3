//! Asking the person again what others may know and receive.

use crate::due::due_item::{DueItem, DueItems};
use crate::due::interval_setting::{CONSENTS, off};
use crate::due::kind::{DueKind, FoundItems, KindContext, Late, never, unread};
use crate::parse::{Field, OpenMap, PartialDate};
use crate::plan::Someone;

pub(crate) static KIND: DueKind = DueKind {
    name: "consent",
    words: "consent",
    without_date: "no date",
    late: Late::Due,
    rule: "What the person agreed to, and what they refused, is asked again. How often, only the service can say: no rule \
           that holds everywhere could be verified.",
    due_items,
    fix,
};

fn due_items(context: &KindContext<'_>) -> FoundItems {
    if !context.is_set(&CONSENTS) {
        return Err(DueItems::none(off(CONSENTS.name)));
    }
    let people = &context.plan.people;
    if people.is_absent() {
        return Err(DueItems::none("nobody is named of whom the person could be asked"));
    }
    let unread = people.unread_in().map(|span| unread("people", span));
    let named = people.value().into_iter().flat_map(OpenMap::iter);
    let all = named.filter_map(|(handle, someone)| Some(of_someone(context, someone)?.about(handle)));
    DueItems::all_or(unread.into_iter().chain(all), "no consent is written down")
}

/// A consent with `because` and without `asked` has no date: the plan says why the person was not asked.
fn of_someone(context: &KindContext<'_>, someone: &Someone) -> Option<DueItem> {
    if someone.has_left(context.as_at) {
        return None;
    }
    let (consent, place) = match &someone.consent {
        Field::Absent => return None,
        Field::Faulty(span) => return Some(unread("consent", span)),
        Field::Known(consent) => (&consent.value, &consent.span),
    };
    match &consent.asked {
        Field::Known(asked) => context.after(
            &CONSENTS,
            PartialDate::Day(asked.value.0),
            "the person was last asked",
            &asked.span,
        ),
        Field::Faulty(span) => Some(unread("asked", span)),
        Field::Absent if consent.because.is_absent() => {
            Some(never("nothing says when the person was asked", place))
        }
        Field::Absent => None,
    }
}

fn fix(_: &KindContext<'_>, item: &DueItem) -> String {
    let handle = item.who.as_deref().unwrap_or("…");
    format!(
        "ask the person, and write under `[people.{handle}.consent]` what they agreed to, with the day as `asked`"
    )
}
