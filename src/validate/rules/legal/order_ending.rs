use crate::due::kinds::community_order;
use crate::due::{State, between};
use crate::parse::day_in_words;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, figure, message};

pub(crate) const RULE: Definition = Definition {
    summary: "a community treatment order that has ended, or ends within two months",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for item in context.dates(&community_order::KIND) {
        let Some(until) = item.day else { continue };
        let day = || figure(day_in_words(until));
        if item.state == State::Overdue {
            findings
                .at(&item.span, message!("this community treatment order was in force until {}", day()))
                .label(message!("{} ago", figure(between(until, context.as_at))))
                .help("if it was extended, write the new last day here; otherwise take the order out");
        } else if item.listed_from.is_some_and(|from| from <= context.as_at) {
            let label = if item.state == State::DueToday {
                "today".into()
            } else {
                message!("in {}", figure(between(context.as_at, until)))
            };
            findings
                .at(&item.span, message!("this community treatment order is in force until {}", day()))
                .label(label)
                .help(message!("ask the responsible clinician to see the person by then if it is to go on, or agree what comes after {}", day()));
        }
    }
}
