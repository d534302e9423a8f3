//! The next review.

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::kind::{DueKind, KindContext, Late};
use crate::due::review::{Anchor, State, WithoutOutcome, review};
use crate::due::unreadable_input::{UnreadableInput, WhichFile};
use crate::parse::Span;

/// The next review of the plan.
pub static KIND: DueKind = DueKind {
    name: "review",
    words: "review",
    without_date: "no date agreed",
    late: Late::Due,
    rule: "The agreed day; else the service's own interval; never later than the longest gap (Refocusing the CPA, 2008: \
           at least yearly; Wales 2011 regulation 7: twelve calendar months).",
    due_items,
    fix,
};

fn due_items(look: &KindContext<'_>) -> DueItems {
    let due = review(look.file, look.as_at);
    if due.state == State::Ended {
        return DueItems::none("the plan has ended");
    }
    let span = match due.not_told.first() {
        Some(told) => place_of(told, look),
        None => due.agreed.as_ref().map_or_else(|| look.top(), |agreed| agreed.span.clone()),
    };
    let day = due.day.filter(|_| !due.is_too_far(look.as_at));
    let began = due.anchor.map(Anchor::day);
    DueItems::one(DueItem { day, began, ..DueItem::new(due.state, Basis::Review(Box::new(due)), &span) })
}

/// Where something stands that could not be read; nowhere in the plan, if that is in `cpa.toml`.
fn place_of(told: &UnreadableInput, look: &KindContext<'_>) -> Span {
    let of_plan = told.span.clone().or_else(|| look.file.hiding.first().map(|fault| fault.span.clone()));
    of_plan.filter(|_| told.file == WhichFile::Plan).unwrap_or(0..0)
}

fn fix(look: &KindContext<'_>, dated: &DueItem) -> String {
    let Basis::Review(due) = &dated.reckoned else { return String::new() };
    let id = look.file.file_id();
    match (due.state, due.booked, due.without_outcome) {
        (_, _, Some(WithoutOutcome::Held(day))) => {
            format!("record what came of the review that was held: `{}`", record(look, id, &day.to_string()))
        }
        (_, Some(booked), _) => format!(
            "hold the review that is booked for {}, and record it: `{}`",
            booked.in_words(),
            record(look, id, &booked.day.to_string())
        ),
        (State::NoDate, ..) => {
            "agree a day with the person, and write it as `next_review_due`; a review that is held sets it too"
                .to_owned()
        }
        _ => format!(
            "book the review, `cpa book {id} DATE`; hold it, and record it: `{}`",
            record(look, id, "DATE")
        ),
    }
}

/// The command that records a review, with the next one after the service's own interval.
pub(crate) fn record(look: &KindContext<'_>, id: &str, held: &str) -> String {
    let reviews = look.file.context.settings().and_then(|settings| settings.reviews.value());
    let every = reviews.and_then(|reviews| reviews.every.value());
    let next = every.map_or_else(|| "DATE".to_owned(), |every| every.typed());
    format!("cpa review {id} --held {held} --outcome OUTCOME --next {next}")
}
