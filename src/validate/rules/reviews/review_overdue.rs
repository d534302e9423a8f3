use crate::due::{State, in_words, review};
use crate::parse::{Severity, day_in_words};
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "a review was not held by its day",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let due = review(context.file, context.as_at);
    let (State::Overdue, Some(day)) = (due.state, due.day) else { return };
    let at = due.agreed.as_ref().map_or_else(|| context.top(), |agreed| agreed.span.clone());
    let message = format!("the review was due by {}", day_in_words(day));
    let help = match due.booked {
        Some(booked) => {
            format!("hold the review that is booked for {}, and record it with `cpa review`", booked.in_words())
        }
        None => {
            "book the review with `cpa book`, or add `[[reviews]]` at the end with `booked = 2027-03-31 14:00:00` and `invite`"
                .to_owned()
        }
    };
    let why = if due.agreed.as_ref().is_some_and(|agreed| Some(agreed.day) == due.day) {
        String::new()
    } else {
        format!(": {}", due.why())
    };
    found.at(&at, message + &why).label(in_words(day, context.as_at)).help(help);
}
