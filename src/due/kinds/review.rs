//! The next review.

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::kind::{DueKind, FoundItems, KindContext, Late};
use crate::due::review::{Anchor, State, WithoutOutcome, review};
use crate::due::unreadable_input::{UnreadableInput, WhichFile};
use crate::parse::Span;

pub(crate) static KIND: DueKind = DueKind {
    name: "review",
    words: "review",
    without_date: "no date agreed",
    late: Late::Due,
    rule: "The agreed day; else the service's own interval; never later than the longest gap (Refocusing the CPA, 2008: \
           at least yearly; Wales 2011 regulation 7: twelve calendar months).",
    due_items,
    fix,
};

fn due_items(context: &KindContext<'_>) -> FoundItems {
    let due = review(context.file, context.as_at);
    if due.state == State::Ended {
        return Err(DueItems::none("the plan has ended"));
    }
    let span = match due.unreadable.first() {
        Some(input) => place_of(input, context),
        None => due.agreed.as_ref().map_or_else(|| context.id_span(), |agreed| agreed.span.clone()),
    };
    let day = due.day.filter(|_| !due.is_too_far(context.as_at));
    let began = due.anchor.map(Anchor::day);
    Ok(DueItems::one(DueItem { day, began, ..DueItem::new(due.state, Basis::Review(Box::new(due)), &span) }))
}

/// The place of unreadable input in the plan; empty if it is in `cpa.toml`.
fn place_of(input: &UnreadableInput, context: &KindContext<'_>) -> Span {
    let of_plan =
        input.span.clone().or_else(|| context.file.why_incomplete.first().map(|fault| fault.span.clone()));
    of_plan.filter(|_| input.file == WhichFile::Plan).unwrap_or(0..0)
}

fn fix(context: &KindContext<'_>, item: &DueItem) -> String {
    let Basis::Review(due) = &item.basis else { return String::new() };
    let id = context.file.file_id();
    match (due.state, due.booked, due.without_outcome) {
        (_, _, Some(WithoutOutcome::Held(day))) => {
            format!("record what came of the review that was held: `{}`", record(context, id, &day.to_string()))
        }
        (_, Some(booked), _) => format!(
            "hold the review that is booked for {}, and record it: `{}`",
            booked.in_words(),
            record(context, id, &booked.day.to_string())
        ),
        (State::NoDate, ..) => {
            "agree a day with the person, and write it as `next_review_due`; a review that is held sets it too"
                .to_owned()
        }
        _ => format!(
            "book the review, `cpa book {id} DATE`; hold it, and record it: `{}`",
            record(context, id, "DATE")
        ),
    }
}

/// Returns the command that records a review, with the service's own interval until the next one.
pub(crate) fn record(context: &KindContext<'_>, id: &str, held: &str) -> String {
    let reviews = context.file.context.settings().and_then(|settings| settings.reviews.value());
    let every = reviews.and_then(|reviews| reviews.every.value());
    let next = every.map_or_else(|| "DATE".to_owned(), |every| every.typed());
    format!("cpa review {id} --held {held} --outcome OUTCOME --next {next}")
}
