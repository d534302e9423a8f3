//! Seeing or speaking to the person soon after a stay in hospital.

use chrono::NaiveDate;

use crate::due::due_item::{DueItem, DueItems};
use crate::due::interval_setting::{FOLLOW_UP, off};
use crate::due::kind::{DueKind, KindContext, Late, unread};
use crate::parse::{Field, PartialDate, day_in_words};
use crate::plan::Admission;

pub(crate) static KIND: DueKind = DueKind {
    name: "follow-up",
    words: "follow-up after hospital",
    without_date: "no date",
    late: Late::Due,
    rule: "Somebody sees or speaks to the person within 72 hours of leaving hospital (NHS Standard Contract 2019/20). It \
           is counted in days, and the first day is the day after leaving: to be seen on the day itself is no follow-up.",
    due_items,
    fix,
};

/// The stay that ended last counts. If only its month or year is known, it ended on the last day of it. A stay whose
/// follow-up was due before this plan began does not count.
fn due_items(context: &KindContext<'_>) -> DueItems {
    let stays = context.plan.admissions.items();
    if let Field::Faulty(span) = &context.plan.admissions {
        return DueItems::one(unread("admissions", span));
    }
    if stays.is_empty() {
        return DueItems::none("no stay in hospital is written down");
    }
    let faulty = stays.iter().find_map(|stay| match (&stay.from, &stay.until) {
        (Field::Faulty(span), _) => Some(unread("from", span)),
        (_, Field::Faulty(span)) => Some(unread("until", span)),
        _ => None,
    });
    if let Some(faulty) = faulty {
        return DueItems::one(faulty);
    }
    if context.plan.last_admission().is_some_and(Admission::goes_on) {
        return DueItems::none("the person is in hospital, as far as is written");
    }
    let ended = stays.iter().filter_map(|stay| stay.until.known());
    let Some(until) = ended.max_by_key(|until| until.value.0.last_day()) else {
        return DueItems::none("nothing says when the person left hospital");
    };
    let left = until.value.0;
    // A move from one ward to another ends one stay and begins another on the same day.
    let last =
        |stay: &&Admission| stay.until.value().is_some_and(|until| until.0.last_day() == left.last_day());
    let seen: Vec<_> = stays.iter().filter(last).map(|stay| &stay.followed_up).collect();
    let after = seen.iter().filter_map(|seen| seen.value()).find(|seen| is_after(seen.0, left));
    if let Some(seen) = after {
        return DueItems::none(format!(
            "somebody saw the person on {}, after the stay until {}",
            day_in_words(seen.0),
            left.in_words()
        ));
    }
    if let Some(span) = seen.iter().find_map(|seen| seen.unread_at()) {
        return DueItems::one(unread("followed_up", span));
    }
    let Some(item) = context.after(&FOLLOW_UP, left, "leaving hospital", &until.span) else {
        return DueItems::none(off(&FOLLOW_UP));
    };
    let started = context.plan.started.value();
    match (started, item.day) {
        (Some(started), Some(by)) if by < started.0 => DueItems::none(format!(
            "the last stay in hospital, until {}, was before this plan",
            left.in_words()
        )),
        _ => DueItems::one(item),
    }
}

/// Whether the person was seen after leaving. If only the month or year of leaving is known, any day in it counts.
fn is_after(seen: NaiveDate, left: PartialDate) -> bool {
    match left {
        PartialDate::Day(left) => seen > left,
        PartialDate::Month(_) | PartialDate::Year(_) => seen >= left.first_day(),
    }
}

fn fix(_: &KindContext<'_>, _: &DueItem) -> String {
    "see or phone the person if nobody has; then write `followed_up`, with the day, and `followed_up_by` under that stay"
        .to_owned()
}
