//! Input that decides a date and could not be read.

use chrono::NaiveDate;

use crate::parse::{Field, Span};
use crate::plan::{Plan, Review, Settings};
use crate::workspace::ReadState;

/// A key or file that decides a date and could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableInput {
    /// The file that holds it.
    pub file: WhichFile,
    /// The key; `None` for the whole file.
    pub key: Option<&'static str>,
    /// Where it is in the file.
    pub span: Option<Span>,
}

/// A file that can decide a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhichFile {
    /// A care plan.
    Plan,
    /// The `cpa.toml` that applies to the plan.
    Settings,
    /// A list of colleagues.
    People,
}

impl UnreadableInput {
    pub(crate) fn in_plan(key: &'static str, span: &Span) -> Self {
        UnreadableInput { file: WhichFile::Plan, key: Some(key), span: Some(span.clone()) }
    }

    pub(crate) fn in_settings(key: &'static str, span: &Span) -> Self {
        UnreadableInput { file: WhichFile::Settings, key: Some(key), span: Some(span.clone()) }
    }

    /// The plan as a whole.
    pub(crate) fn whole_plan() -> Self {
        UnreadableInput { file: WhichFile::Plan, key: None, span: None }
    }
}

/// Returns the unreadable input that decides the day of the next review. `last` is the day from which the last review
/// counts.
pub(crate) fn unreadable_inputs(
    plan: &Plan,
    settings: Option<&Settings>,
    state: ReadState,
    last: Option<NaiveDate>,
) -> Vec<UnreadableInput> {
    let of_settings = settings.into_iter().flat_map(in_settings);
    if state != ReadState::Complete {
        return std::iter::once(UnreadableInput::whole_plan()).chain(of_settings).collect();
    }
    let top = [("next_review_due", plan.next_review_due.unread_at()), ("reviews", plan.reviews.unread_at())];
    let of_reviews = plan.reviews.items().iter().filter_map(|review| faulty_key(review, last));
    // The start matters only while no review counts.
    let started = plan.started.unread_at().filter(|_| last.is_none()).map(|span| ("started", span));
    let of_plan = top
        .into_iter()
        .filter_map(|(key, span)| Some((key, span?)))
        .chain(of_reviews)
        .chain(started)
        .map(|(key, span)| UnreadableInput::in_plan(key, span));
    of_plan.chain(of_settings).collect()
}

/// Returns the faulty key of a review that could be the last one that counts.
fn faulty_key(review: &Review, last: Option<NaiveDate>) -> Option<(&'static str, &Span)> {
    if review.cancelled.value().is_some() || review.outcome.is_absent() {
        return None;
    }
    let day = match (&review.recorded, &review.held) {
        (Field::Known(recorded), _) => recorded.value.0,
        (Field::Faulty(span), _) => return Some(("recorded", span)),
        (Field::Absent, Field::Known(held)) => held.value.0,
        (Field::Absent, Field::Faulty(span)) => return Some(("held", span)),
        (Field::Absent, Field::Absent) => return None,
    };
    if last.is_some_and(|last| day <= last) {
        return None;
    }
    match (&review.cancelled, &review.outcome) {
        (Field::Faulty(span), _) => Some(("cancelled", span)),
        (_, Field::Faulty(span)) => Some(("outcome", span)),
        _ => None,
    }
}

fn in_settings(settings: &Settings) -> Vec<UnreadableInput> {
    let reviews = settings.reviews.value();
    let keys = [
        ("scheme", settings.scheme.unread_at()),
        ("reviews", settings.reviews.unread_at()),
        ("every", reviews.and_then(|reviews| reviews.every.unread_at())),
        ("at_most", reviews.and_then(|reviews| reviews.at_most.unread_at())),
    ];
    keys.into_iter().filter_map(|(key, span)| Some(UnreadableInput::in_settings(key, span?))).collect()
}
