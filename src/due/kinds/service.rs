//! The last day of a service.

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::kind::{DueKind, FoundItems, KindContext, Late, known, unread};
use crate::due::review::review;
use crate::parse::Field;
use crate::plan::Service;

pub(crate) static KIND: DueKind = DueKind {
    name: "service",
    words: "service that ends",
    without_date: "no date",
    late: Late::Ends,
    rule: "The plan says its last day. One that ended before the last review was looked at there.",
    due_items,
    fix: |_, _| {
        "agree whether it goes on, and write its new last day as `until`; or look at it at the next review"
            .to_owned()
    },
};

fn due_items(context: &KindContext<'_>) -> FoundItems {
    known("services", &context.plan.services)?;
    let last_held = review(context.file, context.as_at).last_held;
    let ends = context.plan.services.items().iter().filter_map(|service| {
        let item = of_service(context, service)?;
        let was_looked_at = item.day.is_some_and(|day| last_held.is_some_and(|last| last >= day));
        (!was_looked_at).then_some(item)
    });
    DueItems::all_or(ends, "no service has a last day that was not looked at")
}

fn of_service(context: &KindContext<'_>, service: &Service) -> Option<DueItem> {
    let item = match (&service.until, &service.waiting_since) {
        (Field::Absent, _) | (_, Field::Known(_)) => return None,
        (Field::Faulty(span), _) => unread("until", span),
        (Field::Known(until), _) => {
            context.due_by(until.value, Basis::Stated("the last day of the service"), &until.span)
        }
    };
    Some(item.with_text(service.service.value()).about_first(&service.who))
}
