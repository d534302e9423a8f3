//! What the person wants by a day.

use crate::due::due_item::{Dated, Dates, Reckoned};
use crate::due::kind::{Kind, Late, Look, unread};
use crate::parse::Field;
use crate::plan::Need;

/// A goal that is to be reached by a day.
pub static KIND: Kind = Kind {
    name: "goal",
    words: "goal",
    without_date: "no date",
    late: Late::Wanted,
    rule: "The plan says by which day (`goal_by`). A goal that was reached, cannot be met now, or is not needed any more \
           has none.",
    of,
    mend,
};

fn of(look: &Look<'_>) -> Dates {
    if let Field::Faulty(span) = &look.plan.needs {
        return Dates::one(unread("needs", span));
    }
    let goals = look.plan.needs.items().iter().filter_map(|need| of_need(look, need));
    Dates::all_or(goals.collect(), "no goal is still to be reached by a day")
}

fn of_need(look: &Look<'_>, need: &Need) -> Option<Dated> {
    let Field::Known(by) = &need.goal_by else {
        let Field::Faulty(span) = &need.goal_by else { return None };
        return Some(unread("goal_by", span).called(need.goal.value()));
    };
    let dated = match (&need.reached, &need.unmet, &need.not_needed) {
        (Field::Known(_), ..) | (_, Field::Known(_), _) | (.., Field::Known(_)) => return None,
        (Field::Faulty(span), ..) => unread("reached", span),
        (_, Field::Faulty(span), _) => unread("unmet", span),
        (.., Field::Faulty(span)) => unread("not_needed", span),
        (Field::Absent, Field::Absent, Field::Absent) => {
            look.by(by.value, Reckoned::Said("wanted by that day"), &by.span)
        }
    };
    Some(dated.called(need.goal.value()))
}

fn mend(_: &Look<'_>, _: &Dated) -> String {
    "look at it with the person: write `reached` with the day, or `unmet` and why, or agree another day as `goal_by`"
        .to_owned()
}
