//! Goals that the person wants to reach by a day.

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::kind::{DueKind, KindContext, Late, unread};
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
    fix,
};

fn due_items(context: &KindContext<'_>) -> DueItems {
    if let Field::Faulty(span) = &context.plan.needs {
        return DueItems::one(unread("needs", span));
    }
    let goals = context.plan.needs.items().iter().filter_map(|need| of_need(context, need));
    DueItems::all_or(goals.collect(), "no goal is still to be reached by a day")
}

fn of_need(context: &KindContext<'_>, need: &Need) -> Option<DueItem> {
    let Field::Known(by) = &need.goal_by else {
        let Field::Faulty(span) = &need.goal_by else { return None };
        return Some(unread("goal_by", span).with_text(need.goal.value()));
    };
    let item = match (&need.reached, &need.unmet, &need.not_needed) {
        (Field::Known(_), ..) | (_, Field::Known(_), _) | (.., Field::Known(_)) => return None,
        (Field::Faulty(span), ..) => unread("reached", span),
        (_, Field::Faulty(span), _) => unread("unmet", span),
        (.., Field::Faulty(span)) => unread("not_needed", span),
        (Field::Absent, Field::Absent, Field::Absent) => {
            context.due_by(by.value, Basis::Stated("wanted by that day"), &by.span)
        }
    };
    Some(item.with_text(need.goal.value()))
}

fn fix(_: &KindContext<'_>, _: &DueItem) -> String {
    "look at it with the person: write `reached` with the day, or `unmet` and why, or agree another day as `goal_by`"
        .to_owned()
}
