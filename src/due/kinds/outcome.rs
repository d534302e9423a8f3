//! A review that was held, or was to be held, of which nobody wrote down what came of it.

use chrono::NaiveDate;

use crate::due::due_item::{Dated, Dates, Reckoned};
use crate::due::kind::{Kind, Late, Look, unread};
use crate::due::kinds::review::record;
use crate::due::review::review;
use crate::due::unreadable_input::WhichFile;
use crate::parse::{Field, Span};
use crate::plan::Review;

/// The outcome of a review.
pub static KIND: Kind = Kind {
    name: "outcome",
    words: "outcome of a review",
    without_date: "no date",
    late: Late::Due,
    rule: "A review counts from the day its outcome was recorded (NHS Data Dictionary, CPA review): without one it is \
           recorded on the day it is held.",
    of,
    mend,
};

/// What such a day is, of a review that was held.
pub(crate) const HELD: &str = "held, and no outcome is recorded";
/// The same of one that was booked.
const BOOKED: &str = "was booked, and nothing says what became of it";

/// What was held, or was to be held, before the last review that counts is history.
fn of(look: &Look<'_>) -> Dates {
    let due = review(look.file, look.as_at);
    if let Some(told) = due.not_told.into_iter().find(|told| told.file == WhichFile::Plan) {
        let span = told.span.clone().unwrap_or(0..0);
        return Dates::one(Dated::unread(told, &span));
    }
    let newer = |day: NaiveDate| due.last_held.is_none_or(|last| day > last);
    let open = look.plan.reviews.items().iter().filter_map(|review| match open(review)? {
        Open::Faulty(key, span) => Some(unread(key, span)),
        Open::Held(day) if newer(day) => Some(on(look, day, HELD, review)),
        // On the day itself it may still be held.
        Open::Booked(day) if newer(day) && day < look.as_at => Some(on(look, day, BOOKED, review)),
        Open::Held(_) | Open::Booked(_) => None,
    });
    Dates::all_or(open.collect(), "every review that was held has its outcome")
}

fn on(look: &Look<'_>, day: NaiveDate, said: &'static str, review: &Review) -> Dated {
    Dated { began: Some(day), ..look.by(day, Reckoned::Said(said), &review.span) }
}

/// What is known of a review without an outcome.
enum Open<'r> {
    Held(NaiveDate),
    Booked(NaiveDate),
    /// A key that decides what became of it could not be read.
    Faulty(&'static str, &'r Span),
}

/// What is known of a review without an outcome. None: it has one, or was cancelled, or has no day.
fn open(review: &Review) -> Option<Open<'_>> {
    if review.cancelled.value().is_some() || !review.outcome.is_absent() {
        return None;
    }
    if let Field::Faulty(span) = &review.cancelled {
        return Some(Open::Faulty("cancelled", span));
    }
    match (&review.held, &review.recorded, &review.booked) {
        (Field::Known(held), ..) => Some(Open::Held(held.value.0)),
        (Field::Faulty(span), ..) => Some(Open::Faulty("held", span)),
        (_, Field::Known(recorded), _) => Some(Open::Held(recorded.value.0)),
        (_, Field::Faulty(span), _) => Some(Open::Faulty("recorded", span)),
        (.., Field::Known(booked)) => Some(Open::Booked(booked.value.day)),
        (.., Field::Faulty(span)) => Some(Open::Faulty("booked", span)),
        (.., Field::Absent) => None,
    }
}

fn mend(look: &Look<'_>, dated: &Dated) -> String {
    let id = look.file.file_id();
    let day = dated.day.map_or_else(|| "DATE".to_owned(), |day| day.to_string());
    let record = format!("record it: `{}`", record(look, id, &day));
    if dated.reckoned == Reckoned::Said(BOOKED) {
        format!("if it was held, {record}; otherwise write `cancelled`, with the day, and `because` under it")
    } else {
        record
    }
}
