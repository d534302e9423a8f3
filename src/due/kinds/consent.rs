//! Asking the person again what somebody may have.

use crate::due::due_item::{Dated, Dates};
use crate::due::interval_setting::{CONSENTS, off};
use crate::due::kind::{Kind, Late, Look, never, unread};
use crate::parse::{Field, LongAgo, Open};
use crate::plan::Someone;

/// A consent that is to be asked for again.
pub static KIND: Kind = Kind {
    name: "consent",
    words: "consent",
    without_date: "no date",
    late: Late::Due,
    rule: "What the person agreed to, and what they refused, is asked again. How often, only the service can say: no rule \
           that holds everywhere could be verified.",
    of,
    mend,
};

fn of(look: &Look<'_>) -> Dates {
    if !look.is_set(&CONSENTS) {
        return Dates::none(off(&CONSENTS));
    }
    let people = &look.plan.people;
    if people.is_absent() {
        return Dates::none("nobody is named of whom the person could be asked");
    }
    let unread = people.unread_in().map(|span| unread("people", span));
    let named = people.value().into_iter().flat_map(Open::iter);
    let all = named.filter_map(|(handle, someone)| Some(of_someone(look, someone)?.about(handle)));
    Dates::all_or(unread.into_iter().chain(all).collect(), "no consent is written down")
}

/// Where somebody wrote why the person was not asked, there is no day from which to reckon.
fn of_someone(look: &Look<'_>, someone: &Someone) -> Option<Dated> {
    if someone.has_left(look.as_at) {
        return None;
    }
    let (consent, place) = match &someone.consent {
        Field::Absent => return None,
        Field::Faulty(span) => return Some(unread("consent", span)),
        Field::Known(consent) => (&consent.value, &consent.span),
    };
    match &consent.asked {
        Field::Known(asked) => {
            look.after(&CONSENTS, LongAgo::Day(asked.value.0), "the person was last asked", &asked.span)
        }
        Field::Faulty(span) => Some(unread("asked", span)),
        Field::Absent if consent.because.is_absent() => {
            Some(never("nothing says when the person was asked", place))
        }
        Field::Absent => None,
    }
}

fn mend(_: &Look<'_>, dated: &Dated) -> String {
    let handle = dated.who.as_deref().unwrap_or("…");
    format!(
        "ask the person, and write under `[people.{handle}.consent]` what they agreed to, with the day as `asked`"
    )
}
