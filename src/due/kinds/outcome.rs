//! Reviews without a recorded outcome.

use chrono::NaiveDate;

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::kind::{DueKind, FoundItems, KindContext, Late, unread};
use crate::due::kinds::review::record;
use crate::due::review::{ReviewDue, review};
use crate::due::unreadable_input::{UnreadableInput, WhichFile};
use crate::parse::{Field, Span};
use crate::plan::Review;

pub(crate) static KIND: DueKind = DueKind {
    name: "outcome",
    words: "outcome of a review",
    without_date: "no date",
    late: Late::Due,
    rule: "A review counts from the day its outcome was recorded (NHS Data Dictionary, CPA review): without one it is \
           recorded on the day it is held.",
    due_items,
    fix,
};

/// The basis of a review that was held.
pub(crate) const HELD: &str = "held, and no outcome is recorded";
/// The basis of a review that was booked for a day that has passed.
const BOOKED: &str = "was booked, and nothing says what became of it";

/// Reviews before the last one that counts are not listed.
fn due_items(context: &KindContext<'_>) -> FoundItems {
    let due = review(context.file, context.as_at);
    check_reviews(&due)?;
    let newer = |day: NaiveDate| due.last_held.is_none_or(|last| day > last);
    let open = context.plan.reviews.items().iter().filter_map(|review| match open(review)? {
        OpenOutcome::Faulty(key, span) => Some(unread(key, span)),
        OpenOutcome::Held(day) if newer(day) => Some(on(context, day, HELD, review)),
        // It can still be held on the day itself.
        OpenOutcome::Booked(day) if newer(day) && day < context.as_at => {
            Some(on(context, day, BOOKED, review))
        }
        OpenOutcome::Held(_) | OpenOutcome::Booked(_) => None,
    });
    DueItems::all_or(open, "every review that was held has its outcome")
}

/// Returns as an error the first value of the plan that could not be read and that decides the next review.
pub(crate) fn check_reviews(due: &ReviewDue) -> Result<(), DueItems> {
    let input = due.unreadable.iter().find(|input| input.file == WhichFile::Plan);
    let item =
        |input: &UnreadableInput| DueItem::unreadable(input.clone(), input.span.as_ref().unwrap_or(&(0..0)));
    input.map_or(Ok(()), |input| Err(DueItems::one(item(input))))
}

fn on(context: &KindContext<'_>, day: NaiveDate, basis: &'static str, review: &Review) -> DueItem {
    DueItem { began: Some(day), ..context.due_by(day, Basis::Stated(basis), &review.span) }
}

/// A review without an outcome.
enum OpenOutcome<'r> {
    Held(NaiveDate),
    Booked(NaiveDate),
    /// A key that decides its outcome could not be read.
    Faulty(&'static str, &'r Span),
}

/// Returns `None` if the review has an outcome, was cancelled, or has no day.
fn open(review: &Review) -> Option<OpenOutcome<'_>> {
    if review.cancelled.value().is_some() || !review.outcome.is_absent() {
        return None;
    }
    if let Field::Faulty(span) = &review.cancelled {
        return Some(OpenOutcome::Faulty("cancelled", span));
    }
    match (&review.held, &review.recorded, &review.booked) {
        (Field::Known(held), ..) => Some(OpenOutcome::Held(held.value.0)),
        (Field::Faulty(span), ..) => Some(OpenOutcome::Faulty("held", span)),
        (_, Field::Known(recorded), _) => Some(OpenOutcome::Held(recorded.value.0)),
        (_, Field::Faulty(span), _) => Some(OpenOutcome::Faulty("recorded", span)),
        (.., Field::Known(booked)) => Some(OpenOutcome::Booked(booked.value.day)),
        (.., Field::Faulty(span)) => Some(OpenOutcome::Faulty("booked", span)),
        (.., Field::Absent) => None,
    }
}

fn fix(context: &KindContext<'_>, item: &DueItem) -> String {
    let id = context.file.file_id();
    let day = item.day.map_or_else(|| "DATE".to_owned(), |day| day.to_string());
    let record = format!("record it: `{}`", record(context, id, &day));
    if item.basis == Basis::Stated(BOOKED) {
        format!("if it was held, {record}; otherwise write `cancelled`, with the day, and `because` under it")
    } else {
        record
    }
}
