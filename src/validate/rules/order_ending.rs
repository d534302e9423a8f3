//! A community treatment order that has ended or soon ends.

use super::{Group, Rule, Scope};
use crate::due::{between, first_day};
use crate::reading::{Severity, day_in_words};
use crate::validate::{Context, Found};

pub(super) static RULE: Rule = Rule {
    name: "order-ending",
    group: Group::Legal,
    summary: "a community treatment order that has ended, or ends within two months",
    severity: Severity::Warning,
    page: include_str!("order_ending.md"),
    scope: Scope::Plan(check),
};

/// Within the two months that end on the last day, the responsible clinician examines the person (section 20A(4)).
const EXAMINED_WITHIN: u32 = 2;

fn check(context: &Context<'_>, found: &mut Found<'_>) {
    let legal = context.plan.legal.value();
    let Some(order) = legal.and_then(|legal| legal.community_treatment_order.value()) else { return };
    let Some(until) = order.until.known() else { return };
    let day = day_in_words(until.value);
    if until.value < context.as_at {
        found
            .at(&until.span, format!("this community treatment order was in force until {day}"))
            .label(format!("{} ago", between(until.value, context.as_at)))
            .help("if it was extended, write the new last day here; otherwise take the order out");
    } else if first_day(until.value, EXAMINED_WITHIN) <= context.as_at {
        let label = if until.value == context.as_at {
            "today".to_owned()
        } else {
            format!("in {}", between(context.as_at, until.value))
        };
        found
            .at(&until.span, format!("this community treatment order is in force until {day}"))
            .label(label)
            .help(format!("ask the responsible clinician to see the person by then if it is to go on, or agree what comes after {day}"));
    }
}
