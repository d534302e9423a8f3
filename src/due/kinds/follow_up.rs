//! Seeing or speaking to the person soon after a stay in hospital.

use chrono::NaiveDate;

use crate::due::due_item::DueItems;
use crate::due::interval_setting::FOLLOW_UP;
use crate::due::kind::{DueKind, FoundItems, KindContext, Late, all_read, known};
use crate::parse::{PartialDate, day_in_words};
use crate::plan::Admission;

pub(crate) static KIND: DueKind = DueKind {
    name: "follow-up",
    words: "follow-up after hospital",
    without_date: "no date",
    late: Late::Due,
    rule: "Somebody sees or speaks to the person within 72 hours of leaving hospital (NHS Standard Contract 2019/20). It \
           is counted in days, and the first day is the day after leaving: to be seen on the day itself is no follow-up.",
    due_items,
    fix: |_, _| {
        "see or phone the person if nobody has; then write `followed_up`, with the day, and `followed_up_by` under that stay".to_owned()
    },
};

/// The stay that ended last counts. If only its month or year is known, it ended on the last day of it. A stay whose
/// follow-up was due before this plan began does not count.
fn due_items(context: &KindContext<'_>) -> FoundItems {
    known("admissions", &context.plan.admissions)?;
    let stays = context.plan.admissions.items();
    if stays.is_empty() {
        return Err(DueItems::none("no stay in hospital is written down"));
    }
    all_read(
        stays.iter().flat_map(|stay| [("from", stay.from.unread_at()), ("until", stay.until.unread_at())]),
    )?;
    if context.plan.last_admission().is_some_and(Admission::goes_on) {
        return Err(DueItems::none("the person is in hospital, as far as is written"));
    }
    let ended = stays.iter().filter_map(|stay| stay.until.known());
    let Some(until) = ended.max_by_key(|until| until.value.0.last_day()) else {
        return Err(DueItems::none("nothing says when the person left hospital"));
    };
    let left = until.value.0;
    // A move from one ward to another ends one stay and begins another on the same day.
    let last =
        |stay: &&Admission| stay.until.value().is_some_and(|until| until.0.last_day() == left.last_day());
    let seen: Vec<_> = stays.iter().filter(last).map(|stay| &stay.followed_up).collect();
    let after = seen.iter().filter_map(|seen| seen.value()).find(|seen| is_after(seen.0, left));
    if let Some(seen) = after {
        let (seen, left) = (day_in_words(seen.0), left.in_words());
        return Err(DueItems::none(format!(
            "somebody saw the person on {seen}, after the stay until {left}"
        )));
    }
    all_read(seen.iter().map(|seen| ("followed_up", seen.unread_at())))?;
    let due = context.one_after(&FOLLOW_UP, left, "leaving hospital", &until.span);
    let started = context.plan.started.value();
    Ok(match started.zip(due.items.first().and_then(|item| item.day)) {
        Some((started, by)) if by < started.0 => DueItems::none(format!(
            "the last stay in hospital, until {}, was before this plan",
            left.in_words()
        )),
        _ => due,
    })
}

/// Whether the person was seen after leaving. If only the month or year of leaving is known, any day in it counts.
fn is_after(seen: NaiveDate, left: PartialDate) -> bool {
    match left {
        PartialDate::Day(left) => seen > left,
        PartialDate::Month(_) | PartialDate::Year(_) => seen >= left.first_day(),
    }
}
