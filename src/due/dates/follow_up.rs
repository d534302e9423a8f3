//! Being seen, or spoken to, soon after a stay in hospital.

use crate::due::dated::{Dated, Dates};
use crate::due::intervals::{FOLLOW_UP, off};
use crate::due::kind::{Kind, Look, unread};
use crate::reading::Field;

/// The follow-up after a stay in hospital.
pub static KIND: Kind = Kind {
    name: "follow-up",
    words: "follow-up after hospital",
    without_date: "no date",
    rule: "Somebody sees or speaks to the person within 72 hours of leaving hospital (NHS Standard Contract 2019/20). It \
           is counted in days, and the first day is the day after leaving.",
    of,
    mend,
};

/// The last stay counts; one of which only the month or the year is known ends with its last day. One that was over, and its time for a follow-up too, before this plan began is not this plan's.
fn of(look: &Look<'_>) -> Dates {
    let stays = look.plan.admissions.items();
    if let Field::Faulty(span) = &look.plan.admissions {
        return Dates::one(unread("admissions", span));
    }
    if stays.is_empty() {
        return Dates::none("no stay in hospital is written down");
    }
    let Some(stay) = look.plan.last_admission() else {
        let faulty = stays.iter().find_map(|stay| match (&stay.from, &stay.until) {
            (Field::Faulty(span), _) => Some(unread("from", span)),
            (_, Field::Faulty(span)) => Some(unread("until", span)),
            _ => None,
        });
        return faulty.map_or_else(Dates::default, Dates::one);
    };
    match (&stay.until, &stay.followed_up) {
        (Field::Absent, _) => Dates::none("the person is in hospital, as far as is written"),
        (Field::Faulty(span), _) => Dates::one(unread("until", span)),
        (_, Field::Faulty(span)) => Dates::one(unread("followed_up", span)),
        (_, Field::Known(_)) => Dates::none("somebody saw the person after the last stay in hospital"),
        (Field::Known(until), Field::Absent) => {
            let Some(dated) = look.after(&FOLLOW_UP, until.value.0, "leaving hospital", &until.span) else {
                return Dates::none(off(&FOLLOW_UP));
            };
            let started = look.plan.started.value();
            if started.is_some_and(|started| dated.day.is_some_and(|by| by < started.0)) {
                return Dates::none("the last stay in hospital was before this plan");
            }
            Dates::one(dated)
        }
    }
}

fn mend(_: &Look<'_>, _: &Dated) -> String {
    "see or phone the person if nobody has; then write `followed_up`, with the day, and `followed_up_by` under that stay"
        .to_owned()
}
