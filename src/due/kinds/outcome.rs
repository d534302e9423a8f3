//! A review that was held, or was to be held, of which nobody wrote down what came of it.

use chrono::NaiveDate;

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::kind::{DueKind, KindContext, Late, unread};
use crate::due::kinds::review::record;
use crate::due::review::review;
use crate::due::unreadable_input::WhichFile;
use crate::parse::{Field, Span};
use crate::plan::Review;

/// The outcome of a review.
pub static KIND: DueKind = DueKind {
    name: "outcome",
    words: "outcome of a review",
    without_date: "no date",
    late: Late::Due,
    rule: "A review counts from the day its outcome was recorded (NHS Data Dictionary, CPA review): without one it is \
           recorded on the day it is held.",
    due_items,
    fix,
};

/// What such a day is, of a review that was held.
pub(crate) const HELD: &str = "held, and no outcome is recorded";
/// The same of one that was booked.
const BOOKED: &str = "was booked, and nothing says what became of it";

/// What was held, or was to be held, before the last review that counts is history.
fn due_items(look: &KindContext<'_>) -> DueItems {
    let due = review(look.file, look.as_at);
    if let Some(told) = due.not_told.into_iter().find(|told| told.file == WhichFile::Plan) {
        let span = told.span.clone().unwrap_or(0..0);
        return DueItems::one(DueItem::unread(told, &span));
    }
    let newer = |day: NaiveDate| due.last_held.is_none_or(|last| day > last);
    let open = look.plan.reviews.items().iter().filter_map(|review| match open(review)? {
        OpenOutcome::Faulty(key, span) => Some(unread(key, span)),
        OpenOutcome::Held(day) if newer(day) => Some(on(look, day, HELD, review)),
        // On the day itself it may still be held.
        OpenOutcome::Booked(day) if newer(day) && day < look.as_at => Some(on(look, day, BOOKED, review)),
        OpenOutcome::Held(_) | OpenOutcome::Booked(_) => None,
    });
    DueItems::all_or(open.collect(), "every review that was held has its outcome")
}

fn on(look: &KindContext<'_>, day: NaiveDate, said: &'static str, review: &Review) -> DueItem {
    DueItem { began: Some(day), ..look.by(day, Basis::Said(said), &review.span) }
}

/// What is known of a review without an outcome.
enum OpenOutcome<'r> {
    Held(NaiveDate),
    Booked(NaiveDate),
    /// A key that decides what became of it could not be read.
    Faulty(&'static str, &'r Span),
}

/// What is known of a review without an outcome. None: it has one, or was cancelled, or has no day.
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

fn fix(look: &KindContext<'_>, dated: &DueItem) -> String {
    let id = look.file.file_id();
    let day = dated.day.map_or_else(|| "DATE".to_owned(), |day| day.to_string());
    let record = format!("record it: `{}`", record(look, id, &day));
    if dated.reckoned == Basis::Said(BOOKED) {
        format!("if it was held, {record}; otherwise write `cancelled`, with the day, and `because` under it")
    } else {
        record
    }
}
