//! What the person wants by a day.

use crate::due::dated::{Dated, Dates, Reckoned};
use crate::due::kind::{Kind, Look, unread};
use crate::plan::Need;
use crate::reading::Field;

/// A goal that is to be reached by a day.
pub static KIND: Kind = Kind {
    name: "goal",
    words: "goal",
    without_date: "no date",
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
    let over = need.reached.value().is_some() || !need.unmet.is_absent() || need.is_not_needed();
    let dated = match (&need.goal_by, &need.reached) {
        _ if over => return None,
        (Field::Absent, _) => return None,
        (Field::Faulty(span), _) => unread("goal_by", span),
        (_, Field::Faulty(span)) => unread("reached", span),
        (Field::Known(by), Field::Absent | Field::Known(_)) => {
            look.by(by.value, Reckoned::Said("wanted by that day"), &by.span)
        }
    };
    Some(dated.called(need.goal.value()))
}

fn mend(_: &Look<'_>, _: &Dated) -> String {
    "look at it with the person: write `reached` with the day, or `unmet` and why, or agree another day as `goal_by`"
        .to_owned()
}
