//! No physical health check is known, or the last one is too long ago.

use super::{Group, Rule, Scope};
use crate::due::{after, in_words};
use crate::reading::{Field, LongAgo, Severity, Span};
use crate::validate::{Context, Found};

pub(super) static RULE: Rule = Rule {
    name: "physical-health-check-missing",
    group: Group::Health,
    summary: "no physical health check is known, or the last one is too long ago",
    severity: Severity::Warning,
    page: include_str!("physical_health_check_missing.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Found<'_>) {
    let at = match &context.plan.health {
        Field::Absent => context.top(),
        Field::Faulty(_) => return,
        Field::Known(health) => match &health.value.physical_health_checked {
            Field::Faulty(_) => return,
            Field::Absent => health.value.span.clone(),
            Field::Known(checked) => return too_long_ago(context, checked.value.0, &checked.span, found),
        },
    };
    found
        .at(&at, "nothing says when the person's physical health was last checked")
        .help("ask the surgery, and add `physical_health_checked = 2026-03-31` under `[health]`: the day of the last full check");
}

/// A check known only by its month or year counts from the last day that this can mean.
fn too_long_ago(context: &Context<'_>, checked: LongAgo, at: &Span, found: &mut Found<'_>) {
    let every = context.settings().interval(|own| &own.physical_health, |terms| terms.physical_health);
    let Some(every) = every else { return };
    let due = after(checked.last_day(), every);
    if due < context.as_at {
        found
            .at(at, format!("the last physical health check is from {}", checked.in_words()))
            .label(in_words(due, context.as_at))
            .help(format!(
                "arrange the next one, every {}, and write its day here when it is done",
                every.in_words()
            ));
    }
}
