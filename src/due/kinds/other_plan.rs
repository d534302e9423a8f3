//! The review of another plan that is named in this one.

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::kind::{DueKind, KindContext, Late, unread};
use crate::parse::Field;

pub(crate) static KIND: DueKind = DueKind {
    name: "other-plan",
    words: "another plan",
    without_date: "no date",
    late: Late::Due,
    rule: "The plan says by which day the other one is looked at again (`review_due`).",
    due_items,
    fix,
};

fn due_items(context: &KindContext<'_>) -> DueItems {
    if let Field::Faulty(span) = &context.plan.other_plans {
        return DueItems::one(unread("other_plans", span));
    }
    let all = context.plan.other_plans.items().iter().filter_map(|other| {
        let item = match &other.review_due {
            Field::Absent => return None,
            Field::Faulty(span) => unread("review_due", span),
            Field::Known(day) => {
                context.due_by(day.value, Basis::Stated("to be looked at again by that day"), &day.span)
            }
        };
        let item = item.with_text(other.plan.value());
        Some(match other.by.value() {
            Some(by) => item.about(&by.0),
            None => item,
        })
    });
    DueItems::all_or(all.collect(), "no other plan has a day on which to look at it again")
}

fn fix(_: &KindContext<'_>, _: &DueItem) -> String {
    "look at it again with whoever keeps it, and write the next day as `review_due`".to_owned()
}
