//! A review that was held, or was to be held, of which nobody wrote down what came of it.

use chrono::NaiveDate;

use crate::due::dated::{Dated, Dates, Reckoned};
use crate::due::kind::{Kind, Look};
use crate::due::not_told::WhichFile;
use crate::due::review::review;
use crate::plan::Review;

/// The outcome of a review.
pub static KIND: Kind = Kind {
    name: "outcome",
    words: "outcome of a review",
    without_date: "no date",
    rule: "A review counts from the day its outcome was recorded (NHS Data Dictionary, CPA review): without one it is \
           recorded on the day it is held.",
    of,
    mend,
};

/// What such a day is, of a review that was held.
pub(crate) const HELD: &str = "held, and no outcome is recorded";
/// The same of one that was booked.
const BOOKED: &str = "was booked, and nothing says what became of it";

/// What is older than the last review that counts is history.
fn of(look: &Look<'_>) -> Dates {
    let due = review(look.file, look.as_at);
    if let Some(told) = due.not_told.into_iter().find(|told| told.file == WhichFile::Plan) {
        let span = told.span.clone().unwrap_or(0..0);
        return Dates::one(Dated::unread(told, &span));
    }
    let newer = |day: &NaiveDate| due.last_review.is_none_or(|last| *day > last);
    let open = look.plan.reviews.items().iter().filter_map(|review| {
        let (day, said) = open(review)?;
        let day = Some(day).filter(newer).filter(|day| *day <= look.as_at)?;
        Some(Dated { began: Some(day), ..look.by(day, Reckoned::Said(said), &review.span) })
    });
    Dates::all_or(open.collect(), "every review that was held has its outcome")
}

/// The day on which a review without an outcome was held, else booked. None: it has one, or was cancelled.
fn open(review: &Review) -> Option<(NaiveDate, &'static str)> {
    if !review.cancelled.is_absent() || !review.outcome.is_absent() {
        return None;
    }
    let held = review.held_on().map(|day| (day, HELD));
    held.or_else(|| Some((review.still_booked().filter(|_| review.recorded.is_absent())?.day, BOOKED)))
}

fn mend(look: &Look<'_>, dated: &Dated) -> String {
    let id = look.file.file_id();
    let Some(day) = dated.day else { return "mend what could not be read".to_owned() };
    let record = format!("record it: `cpa review {id} --held {day} --outcome continue --next 6m`");
    if dated.reckoned == Reckoned::Said(BOOKED) {
        format!("if it was held, {record}; otherwise write `cancelled`, with the day, and `because` under it")
    } else {
        record
    }
}
