use crate::due::kinds::outcome;
use crate::due::{Basis, State};
use crate::parse::{Severity, day_in_words};
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody wrote down what came of a review, so that it does not count",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// What is older than the last review that counts is history.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for dated in context.dates(&outcome::KIND) {
        let Some(day) = dated.day else { continue };
        if dated.basis == Basis::Stated(outcome::HELD) {
            found
                .at(&dated.span, format!("this review was held on {}, and has no outcome", day_in_words(day)))
                .help("add `outcome = \"continue\"`, or \"change\", \"transfer\" or \"end\": without it the review does not count");
        } else if dated.state == State::Overdue {
            found
                .at(
                    &dated.span,
                    format!("nothing says what became of this review, booked for {}", day_in_words(day)),
                )
                .help(format!(
                    "add `held = {day}` and `outcome`; or `cancelled`, with the day, and `because`"
                ));
        }
    }
}
