//! Actions that are to be done by a day, or at an appointment.

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::kind::{DueKind, KindContext, Late, unread};
use crate::parse::{Field, Names, When};
use crate::plan::Action;

pub(crate) static KIND: DueKind = DueKind {
    name: "action",
    words: "action",
    without_date: "no date",
    late: Late::Due,
    rule: "The plan says by which day, or at which appointment. Actions with words for their time, as \"every week\", have \
           no such day.",
    due_items,
    fix,
};

fn due_items(context: &KindContext<'_>) -> DueItems {
    let plan = context.plan;
    let lists = [
        ("needs", plan.needs.unread_at()),
        ("risks", plan.risks.unread_at()),
        ("crisis", plan.crisis.unread_at()),
        ("contingency", plan.contingency.unread_at()),
    ];
    let lists = lists.into_iter().filter_map(|(key, span)| Some(unread(key, span?)));
    let of_needs = plan.needs.items().iter().map(|need| &need.actions);
    let of_risks = plan.risks.items().iter().map(|risk| &risk.actions);
    let of_crisis = plan.crisis.value().into_iter().map(|crisis| &crisis.actions);
    let of_contingency = plan.contingency.items().iter().map(|one| &one.actions);
    let below = of_needs.chain(of_risks).chain(of_crisis).chain(of_contingency);
    let below = below.filter_map(|actions| Some(unread("actions", actions.unread_at()?)));
    let actions = plan.actions().filter_map(|action| of_action(context, action));
    DueItems::all_or(lists.chain(below).chain(actions).collect(), "no action is still to be done by a day")
}

fn of_action(context: &KindContext<'_>, action: &Action) -> Option<DueItem> {
    let item = match (&action.done, &action.stopped, &action.when) {
        (Field::Known(_), ..) | (_, Field::Known(_), _) => return None,
        (Field::Faulty(span), ..) => unread("done", span),
        (_, Field::Faulty(span), _) => unread("stopped", span),
        (.., Field::Faulty(span)) => unread("when", span),
        (.., Field::Absent) => return None,
        (.., Field::Known(when)) => {
            let When::At(by) = &when.value else { return None };
            let said =
                if by.time.is_some() { "the day of the appointment" } else { "to be done by that day" };
            context.due_by(by.day, Basis::Stated(said), &when.span)
        }
    };
    let leads = action.who.value().and_then(|Names(names, _)| names.first());
    let item = item.with_text(action.what.value());
    Some(match leads {
        Some(leads) => item.about(&leads.value.0),
        None => item,
    })
}

fn fix(_: &KindContext<'_>, _: &DueItem) -> String {
    "do it, and write `done` with the day and `result`; or write `stopped` and `because`; or agree another day".to_owned()
}
