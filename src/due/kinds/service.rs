//! A service that ends.

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::kind::{DueKind, KindContext, Late, unread};
use crate::due::review::review;
use crate::parse::{Field, Names};
use crate::plan::Service;

/// The last day of a service.
pub static KIND: DueKind = DueKind {
    name: "service",
    words: "service that ends",
    without_date: "no date",
    late: Late::Ends,
    rule: "The plan says its last day. One that ended before the last review was looked at there.",
    due_items,
    fix,
};

fn due_items(look: &KindContext<'_>) -> DueItems {
    if let Field::Faulty(span) = &look.plan.services {
        return DueItems::one(unread("services", span));
    }
    let last_held = review(look.file, look.as_at).last_held;
    let ends = look.plan.services.items().iter().filter_map(|service| {
        let dated = of_service(look, service)?;
        let was_looked_at = dated.day.is_some_and(|day| last_held.is_some_and(|last| last >= day));
        (!was_looked_at).then_some(dated)
    });
    DueItems::all_or(ends.collect(), "no service has a last day that was not looked at")
}

fn of_service(look: &KindContext<'_>, service: &Service) -> Option<DueItem> {
    let dated = match (&service.until, &service.waiting_since) {
        (Field::Absent, _) | (_, Field::Known(_)) => return None,
        (Field::Faulty(span), _) => unread("until", span),
        (Field::Known(until), _) => {
            look.by(until.value, Basis::Said("the last day of the service"), &until.span)
        }
    };
    let gives = service.who.value().and_then(|Names(names, _)| names.first());
    let dated = dated.called(service.service.value());
    Some(match gives {
        Some(gives) => dated.about(&gives.value.0),
        None => dated,
    })
}

fn fix(_: &KindContext<'_>, _: &DueItem) -> String {
    "agree whether it goes on, and write its new last day as `until`; or look at it at the next review"
        .to_owned()
}
