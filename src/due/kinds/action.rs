//! Actions that are to be done by a day, or at an appointment.

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::kind::{DueKind, FoundItems, KindContext, Late, first_unread, unread};
use crate::parse::When;
use crate::plan::Action;

pub(crate) static KIND: DueKind = DueKind {
    name: "action",
    words: "action",
    without_date: "no date",
    late: Late::Due,
    rule: "The plan says by which day, or at which appointment. Actions with words for their time, as \"every week\", have \
           no such day.",
    due_items,
    fix: |_, _| {
        "do it, and write `done` with the day and `result`; or write `stopped` and `because`; or agree another day".to_owned()
    },
};

fn due_items(context: &KindContext<'_>) -> FoundItems {
    let plan = context.plan;
    let lists = [
        ("needs", plan.needs.unread_at()),
        ("risks", plan.risks.unread_at()),
        ("crisis", plan.crisis.unread_at()),
        ("contingency", plan.contingency.unread_at()),
    ];
    let of_needs = plan.needs.items().iter().map(|need| &need.actions);
    let of_risks = plan.risks.items().iter().map(|risk| &risk.actions);
    let of_crisis = plan.crisis.value().into_iter().map(|crisis| &crisis.actions);
    let of_contingency = plan.contingency.items().iter().map(|step| &step.actions);
    let below = of_needs.chain(of_risks).chain(of_crisis).chain(of_contingency);
    let lists = lists.into_iter().chain(below.map(|actions| ("actions", actions.unread_at())));
    let unread = lists.filter_map(|(key, span)| Some(unread(key, span?)));
    let actions = plan.actions().filter_map(|action| of_action(context, action));
    DueItems::all_or(unread.chain(actions), "no action is still to be done by a day")
}

fn of_action(context: &KindContext<'_>, action: &Action) -> Option<DueItem> {
    if action.done.known().is_some() || action.stopped.known().is_some() {
        return None;
    }
    let keys = [
        ("done", action.done.unread_at()),
        ("stopped", action.stopped.unread_at()),
        ("when", action.when.unread_at()),
    ];
    let item = match first_unread(keys) {
        Some(item) => item,
        None => {
            let when = action.when.known()?;
            let When::At(by) = &when.value else { return None };
            let basis =
                if by.time.is_some() { "the day of the appointment" } else { "to be done by that day" };
            context.due_by(by.day, Basis::Stated(basis), &when.span)
        }
    };
    Some(item.with_text(action.what.value()).about_first(&action.who))
}
