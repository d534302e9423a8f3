//! Being seen, or spoken to, soon after a stay in hospital.

use crate::due::dated::{Dated, Dates};
use crate::due::intervals::{FOLLOW_UP, off};
use crate::due::kind::{Kind, Late, Look, unread};
use crate::plan::Admission;
use crate::reading::{Field, day_in_words};

/// The follow-up after a stay in hospital.
pub static KIND: Kind = Kind {
    name: "follow-up",
    words: "follow-up after hospital",
    without_date: "no date",
    late: Late::Due,
    rule: "Somebody sees or speaks to the person within 72 hours of leaving hospital (NHS Standard Contract 2019/20). It \
           is counted in days, and the first day is the day after leaving.",
    of,
    mend,
};

/// The stay that ended last counts; one of which only the month or the year is known ends with its last day. One that
/// was over, and its time for a follow-up too, before this plan began is not this plan's.
fn of(look: &Look<'_>) -> Dates {
    let stays = look.plan.admissions.items();
    if let Field::Faulty(span) = &look.plan.admissions {
        return Dates::one(unread("admissions", span));
    }
    if stays.is_empty() {
        return Dates::none("no stay in hospital is written down");
    }
    let faulty = stays.iter().find_map(|stay| match (&stay.from, &stay.until) {
        (Field::Faulty(span), _) => Some(unread("from", span)),
        (_, Field::Faulty(span)) => Some(unread("until", span)),
        _ => None,
    });
    if let Some(faulty) = faulty {
        return Dates::one(faulty);
    }
    if look.plan.last_admission().is_some_and(Admission::goes_on) {
        return Dates::none("the person is in hospital, as far as is written");
    }
    let ended = stays.iter().filter_map(|stay| Some((stay.until.known()?, stay)));
    let Some((until, stay)) = ended.max_by_key(|(until, _)| until.value.0.last_day()) else {
        return Dates::none("nothing says when the person left hospital");
    };
    let left = until.value.0;
    match &stay.followed_up {
        Field::Faulty(span) => return Dates::one(unread("followed_up", span)),
        Field::Known(seen) if seen.value.0 >= left.first_day() => {
            return Dates::none(format!(
                "somebody saw the person on {}, after the stay until {}",
                day_in_words(seen.value.0),
                left.in_words()
            ));
        }
        // Whoever was seen during the stay was not seen after it.
        Field::Known(_) | Field::Absent => {}
    }
    let Some(dated) = look.after(&FOLLOW_UP, left, "leaving hospital", &until.span) else {
        return Dates::none(off(&FOLLOW_UP));
    };
    let started = look.plan.started.value();
    match (started, dated.day) {
        (Some(started), Some(by)) if by < started.0 => {
            Dates::none(format!("the last stay in hospital, until {}, was before this plan", left.in_words()))
        }
        _ => Dates::one(dated),
    }
}

fn mend(_: &Look<'_>, _: &Dated) -> String {
    "see or phone the person if nobody has; then write `followed_up`, with the day, and `followed_up_by` under that stay"
        .to_owned()
}
