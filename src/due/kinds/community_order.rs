//! The last day of a community treatment order, and the two months before it.

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::first_day;
use crate::due::kind::{DueKind, KindContext, Late, never, unread};
use crate::due::review::State;
use crate::parse::Field;

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

fn due_items(context: &KindContext<'_>) -> DueItems {
    let legal = match &context.plan.legal {
        Field::Absent => return DueItems::none("none is written down"),
        Field::Faulty(span) => return DueItems::one(unread("legal", span)),
        Field::Known(legal) => &legal.value,
    };
    let order = match &legal.community_treatment_order {
        Field::Absent => return DueItems::none("none is written down"),
        Field::Faulty(span) => return DueItems::one(unread("community_treatment_order", span)),
        Field::Known(order) => order,
    };
    let item = match &order.value.until {
        Field::Absent => never("nothing says which day is its last", &order.span),
        Field::Faulty(span) => unread("until", span),
        Field::Known(until) => {
            let listed_from = Some(first_day(until.value, EXAMINED_WITHIN));
            let began = order.value.from.value().copied();
            let last_day = Basis::Stated("the last day of the order");
            DueItem { listed_from, began, ..context.due_by(until.value, last_day, &until.span) }
        }
    };
    DueItems::one(item)
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
