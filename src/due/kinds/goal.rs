//! Goals that the person wants to reach by a day.

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::kind::{DueKind, FoundItems, KindContext, Late, first_unread, known, unread};
use crate::parse::Field;
use crate::plan::Need;

pub(crate) static KIND: DueKind = DueKind {
    name: "goal",
    words: "goal",
    without_date: "no date",
    late: Late::Wanted,
    rule: "The plan says by which day (`goal_by`). A goal that was reached, cannot be met now, or is not needed any more \
           has none.",
    due_items,
    fix: |_, _| {
        "look at it with the person: write `reached` with the day, or `unmet` and why, or agree another day as `goal_by`".to_owned()
    },
};

fn due_items(context: &KindContext<'_>) -> FoundItems {
    known("needs", &context.plan.needs)?;
    let goals = context.plan.needs.items().iter().filter_map(|need| of_need(context, need));
    DueItems::all_or(goals, "no goal is still to be reached by a day")
}

fn of_need(context: &KindContext<'_>, need: &Need) -> Option<DueItem> {
    let item = match &need.goal_by {
        Field::Absent => return None,
        Field::Faulty(span) => unread("goal_by", span),
        _ if need.reached.value().is_some()
            || need.unmet.value().is_some()
            || need.not_needed.value().is_some() =>
        {
            return None;
        }
        Field::Known(by) => first_unread([
            ("reached", need.reached.unread_at()),
            ("unmet", need.unmet.unread_at()),
            ("not_needed", need.not_needed.unread_at()),
        ])
        .unwrap_or_else(|| context.due_by(by.value, Basis::Stated("wanted by that day"), &by.span)),
    };
    Some(item.with_text(need.goal.value()))
}
