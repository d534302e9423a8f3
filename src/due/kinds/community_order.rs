//! The last day of a community treatment order, and the two months before it.

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::first_day;
use crate::due::kind::{DueKind, FoundItems, KindContext, Late, known, never};
use crate::due::review::State;

pub(crate) static KIND: DueKind = DueKind {
    name: "community-order",
    words: "community treatment order",
    without_date: "no last day",
    late: Late::Ends,
    rule: "An order ends on its last day (Mental Health Act 1983, section 20A: six months that begin with the day it was \
           made, then six more, then a year at a time). Within the two months that end on that day the responsible \
           clinician examines the person, if it is to be extended (section 20A(4)): for these two months it is always \
           listed.",
    due_items,
    fix,
};

/// Months before the last day in which the responsible clinician examines the person (section 20A(4)).
const EXAMINED_WITHIN: u32 = 2;

fn due_items(context: &KindContext<'_>) -> FoundItems {
    let none = || DueItems::none("none is written down");
    let legal = known("legal", &context.plan.legal)?.ok_or_else(none)?;
    let key = "community_treatment_order";
    let order = known(key, &legal.value.community_treatment_order)?.ok_or_else(none)?;
    let no_last_day = || DueItems::one(never("nothing says which day is its last", &order.span));
    let until = known("until", &order.value.until)?.ok_or_else(no_last_day)?;
    let last_day = Basis::Stated("the last day of the order");
    Ok(DueItems::one(DueItem {
        listed_from: Some(first_day(until.value, EXAMINED_WITHIN)),
        began: order.value.from.value().copied(),
        ..context.due_by(until.value, last_day, &until.span)
    }))
}

fn fix(_: &KindContext<'_>, item: &DueItem) -> String {
    match item.state {
        State::NoDate | State::CannotTell => "write its last day as `until`".to_owned(),
        State::Overdue => "if it was extended, write its new last day as `until`; otherwise take the order out".to_owned(),
        _ => "ask the responsible clinician whether they will extend it; then write its new last day as `until`, or take \
              the order out when it has ended"
            .to_owned(),
    }
}
