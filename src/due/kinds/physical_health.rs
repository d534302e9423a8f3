//! The yearly physical health check.

use crate::due::due_item::DueItems;
use crate::due::interval_setting::PHYSICAL_HEALTH;
use crate::due::kind::{DueKind, FoundItems, KindContext, Late, known};
use crate::parse::Span;

pub(crate) static KIND: DueKind = DueKind {
    name: "physical-health",
    words: "physical health check",
    without_date: "never checked",
    late: Late::Due,
    rule: "Once a year, with alcohol, blood sugar, blood pressure, weight, blood fats and smoking (NHS England, physical \
           health of people living with severe mental illness). A check of which only the month or the year is known \
           counts from its last day.",
    due_items,
    fix: |_, _| {
        "arrange it, and write its day under `[health]` when it is done: `physical_health_checked = 2026-03-31`".to_owned()
    },
};

fn due_items(context: &KindContext<'_>) -> FoundItems {
    let never = |place: &Span| {
        DueItems::one(context.never(&PHYSICAL_HEALTH, "nothing says when it was last checked", place))
    };
    let health = known("health", &context.plan.health)?.ok_or_else(|| never(&context.id_span()))?;
    let checked = known("physical_health_checked", &health.value.physical_health_checked)?;
    let checked = checked.ok_or_else(|| never(&health.value.span))?;
    Ok(context.one_after(&PHYSICAL_HEALTH, checked.value.0, "the last check", &checked.span))
}
