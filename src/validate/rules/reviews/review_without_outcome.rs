use crate::due::kinds::outcome;
use crate::due::{Basis, State};
use crate::parse::day_in_words;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, figure, message};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody wrote down what came of a review, so that it does not count",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for item in context.dates(&outcome::KIND) {
        let Some(day) = item.day else { continue };
        if item.basis == Basis::Stated(outcome::HELD) {
            findings
                .at(&item.span, message!("this review was held on {}, and has no outcome", figure(day_in_words(day))))
                .help("add `outcome = \"continue\"`, or \"change\", \"transfer\" or \"end\": without it the review does not count");
        } else if item.state == State::Overdue {
            findings
                .at(
                    &item.span,
                    message!(
                        "nothing says what became of this review, booked for {}",
                        figure(day_in_words(day))
                    ),
                )
                .help(message!(
                    "add `held = {}` and `outcome`; or `cancelled`, with the day, and `because`",
                    figure(day)
                ));
        }
    }
}
