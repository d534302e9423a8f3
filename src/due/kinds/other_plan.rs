//! The review of another plan that is named in this one.

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::kind::{DueKind, FoundItems, KindContext, Late, known, unread};
use crate::parse::Field;

pub(crate) static KIND: DueKind = DueKind {
    name: "other-plan",
    words: "another plan",
    without_date: "no date",
    late: Late::Due,
    rule: "The plan says by which day the other one is looked at again (`review_due`).",
    due_items,
    fix: |_, _| "look at it again with whoever keeps it, and write the next day as `review_due`".to_owned(),
};

fn due_items(context: &KindContext<'_>) -> FoundItems {
    known("other_plans", &context.plan.other_plans)?;
    let all = context.plan.other_plans.items().iter().filter_map(|other| {
        let item = match &other.review_due {
            Field::Absent => return None,
            Field::Faulty(span) => unread("review_due", span),
            Field::Known(day) => {
                context.due_by(day.value, Basis::Stated("to be looked at again by that day"), &day.span)
            }
        };
        let who = other.by.value().map(|by| by.0.clone());
        Some(DueItem { who, ..item.with_text(other.plan.value()) })
    });
    DueItems::all_or(all, "no other plan has a day on which to look at it again")
}
