use crate::due::{State, in_words, review};
use crate::parse::day_in_words;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, figure, message};

pub(crate) const RULE: Definition = Definition {
    summary: "a review was not held by its day",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let due = review(context.file, context.as_at);
    let (State::Overdue, Some(day)) = (due.state, due.day) else { return };
    let at = due.agreed.as_ref().map_or_else(|| context.top(), |agreed| agreed.span.clone());
    let help = match due.booked {
        Some(booked) => {
            message!("hold the review that is booked for {}, and record it with `cpa review`", figure(booked.in_words()))
        }
        None => {
            "book the review with `cpa book`, or add `[[reviews]]` at the end with `booked = 2027-03-31 14:00:00` and `invite`"
                .into()
        }
    };
    let is_agreed_day = due.agreed.as_ref().is_some_and(|agreed| agreed.day == day);
    let why = (!is_agreed_day).then(|| message!(": {}", figure(due.why())));
    let message = message!("the review was due by {}{}", figure(day_in_words(day)), why);
    findings.at(&at, message).label(figure(in_words(day, context.as_at))).help(help);
}
