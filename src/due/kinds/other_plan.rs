//! Another plan that people work to, and that is to be looked at again.

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::kind::{DueKind, KindContext, Late, unread};
use crate::parse::Field;

/// Another plan.
pub static KIND: DueKind = DueKind {
    name: "other-plan",
    words: "another plan",
    without_date: "no date",
    late: Late::Due,
    rule: "The plan says by which day the other one is looked at again (`review_due`).",
    due_items,
    fix,
};

fn due_items(look: &KindContext<'_>) -> DueItems {
    if let Field::Faulty(span) = &look.plan.other_plans {
        return DueItems::one(unread("other_plans", span));
    }
    let all = look.plan.other_plans.items().iter().filter_map(|other| {
        let dated = match &other.review_due {
            Field::Absent => return None,
            Field::Faulty(span) => unread("review_due", span),
            Field::Known(day) => {
                look.by(day.value, Basis::Said("to be looked at again by that day"), &day.span)
            }
        };
        let dated = dated.called(other.plan.value());
        Some(match other.by.value() {
            Some(by) => dated.about(&by.0),
            None => dated,
        })
    });
    DueItems::all_or(all.collect(), "no other plan has a day on which to look at it again")
}

fn fix(_: &KindContext<'_>, _: &DueItem) -> String {
    "look at it again with whoever keeps it, and write the next day as `review_due`".to_owned()
}
