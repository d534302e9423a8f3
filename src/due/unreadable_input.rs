//! Which keys decide when a review is due, and which of them could not be read.

use chrono::NaiveDate;

use crate::parse::{Field, Span};
use crate::plan::{Plan, Review, Settings};
use crate::workspace::ReadState;

/// Something that decides the day and could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableInput {
    /// The file in which it stands.
    pub file: WhichFile,
    /// The key; without one, the file as a whole.
    pub key: Option<&'static str>,
    /// Where in the file.
    pub span: Option<Span>,
}

impl UnreadableInput {
    /// A key of the plan that stands at `span`.
    pub(crate) fn of_plan(key: &'static str, span: &Span) -> Self {
        UnreadableInput { file: WhichFile::Plan, key: Some(key), span: Some(span.clone()) }
    }

    /// A key of `cpa.toml` that stands at `span`.
    pub(crate) fn of_settings(key: &'static str, span: &Span) -> Self {
        UnreadableInput { file: WhichFile::Settings, key: Some(key), span: Some(span.clone()) }
    }
}

/// The files that decide a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhichFile {
    /// The plan.
    Plan,
    /// The `cpa.toml` that holds for it.
    Settings,
    /// A list of colleagues.
    People,
}

/// Everything that decides the day and could not be read.
pub(crate) fn not_told(
    plan: &Plan,
    settings: Option<&Settings>,
    state: ReadState,
    last: Option<NaiveDate>,
) -> Vec<UnreadableInput> {
    let mut not_told = Vec::new();
    if state == ReadState::Whole {
        let mut tell = |key: &'static str, span: &Span| {
            not_told.push(UnreadableInput::of_plan(key, span));
        };
        if let Field::Faulty(span) = &plan.next_review_due {
            tell("next_review_due", span);
        }
        if let Field::Faulty(span) = &plan.reviews {
            tell("reviews", span);
        }
        for review in plan.reviews.items() {
            if let Some((key, span)) = faulty_key(review, last) {
                tell(key, span);
            }
        }
        // With a review that counts, nothing is reckoned from the start.
        if let (Field::Faulty(span), None) = (&plan.started, last) {
            tell("started", span);
        }
    } else {
        not_told.push(UnreadableInput { file: WhichFile::Plan, key: None, span: None });
    }
    not_told.extend(settings.into_iter().flat_map(settings_not_told));
    not_told
}

/// The faulty key of a review that could be the last one that counts.
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
        // Whether it counts or not, another one is the last.
        return None;
    }
    match (&review.cancelled, &review.outcome) {
        (Field::Faulty(span), _) => Some(("cancelled", span)),
        (_, Field::Faulty(span)) => Some(("outcome", span)),
        _ => None,
    }
}

fn settings_not_told(settings: &Settings) -> Vec<UnreadableInput> {
    let mut not_told = Vec::new();
    if let Field::Faulty(span) = &settings.scheme {
        not_told.push(UnreadableInput::of_settings("scheme", span));
    }
    match &settings.reviews {
        Field::Absent => {}
        Field::Faulty(span) => not_told.push(UnreadableInput::of_settings("reviews", span)),
        Field::Known(reviews) => {
            for (key, field) in [("every", &reviews.value.every), ("at_most", &reviews.value.at_most)] {
                if let Field::Faulty(span) = field {
                    not_told.push(UnreadableInput::of_settings(key, span));
                }
            }
        }
    }
    not_told
}
