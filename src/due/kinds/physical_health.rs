//! The yearly physical health check.

use crate::due::due_item::{DueItem, DueItems};
use crate::due::interval_setting::PHYSICAL_HEALTH;
use crate::due::kind::{DueKind, KindContext, Late, unread};
use crate::parse::Field;

pub(crate) static KIND: DueKind = DueKind {
    name: "physical-health",
    words: "physical health check",
    without_date: "never checked",
    late: Late::Due,
    rule: "Once a year, with alcohol, blood sugar, blood pressure, weight, blood fats and smoking (NHS England, physical \
           health of people living with severe mental illness). A check of which only the month or the year is known \
           counts from its last day.",
    due_items,
    fix,
};

fn due_items(context: &KindContext<'_>) -> DueItems {
    const NEVER: &str = "nothing says when it was last checked";
    let (health, place) = match &context.plan.health {
        Field::Absent => return DueItems::one(context.never(&PHYSICAL_HEALTH, NEVER, &context.id_span())),
        Field::Faulty(span) => return DueItems::one(unread("health", span)),
        Field::Known(health) => (&health.value, &health.value.span),
    };
    match &health.physical_health_checked {
        Field::Absent => DueItems::one(context.never(&PHYSICAL_HEALTH, NEVER, place)),
        Field::Faulty(span) => DueItems::one(unread("physical_health_checked", span)),
        Field::Known(checked) => DueItems::if_set(
            context.after(&PHYSICAL_HEALTH, checked.value.0, "the last check", &checked.span),
            &PHYSICAL_HEALTH,
        ),
    }
}

fn fix(_: &KindContext<'_>, _: &DueItem) -> String {
    "arrange it, and write its day under `[health]` when it is done: `physical_health_checked = 2026-03-31`"
        .to_owned()
}
