use crate::due::kinds::community_order;
use crate::due::{State, between};
use crate::parse::{Severity, day_in_words};
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "a community treatment order that has ended, or ends within two months",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for dated in context.dates(&community_order::KIND) {
        let Some(until) = dated.day else { continue };
        let day = day_in_words(until);
        if dated.state == State::Overdue {
            found
                .at(&dated.span, format!("this community treatment order was in force until {day}"))
                .label(format!("{} ago", between(until, context.as_at)))
                .help("if it was extended, write the new last day here; otherwise take the order out");
        } else if dated.listed_from.is_some_and(|from| from <= context.as_at) {
            let label = if dated.state == State::DueToday {
                "today".to_owned()
            } else {
                format!("in {}", between(context.as_at, until))
            };
            found
                .at(&dated.span, format!("this community treatment order is in force until {day}"))
                .label(label)
                .help(format!("ask the responsible clinician to see the person by then if it is to go on, or agree what comes after {day}"));
        }
    }
}
