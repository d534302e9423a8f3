//! One thing that a plan makes due: how it stands, by which day, and from what that day is reckoned.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::due::interval_setting::{IntervalKey, SetBy, off};
use crate::due::review::{ReviewDue, State};
use crate::due::unreadable_input::UnreadableInput;
use crate::parse::{DayOrTime, PartialDate, Period, Source, Span};

/// Something that a plan makes due.
#[derive(Debug, Clone)]
pub struct DueItem {
    /// How it stands.
    pub state: State,
    /// The last day on which it is in time. None: no day can be told, or there is none.
    pub day: Option<NaiveDate>,
    /// The first day of the time in which it is seen to: from then on it is listed, whatever was asked.
    pub from: Option<NaiveDate>,
    /// Since when the plan makes it due, as far as that is written.
    pub began: Option<NaiveDate>,
    /// The interval that nobody set for it: a rule may tell that it never happened, but no list does.
    pub off: Option<&'static str>,
    /// Where it stands since when the day is reckoned, if that is another place.
    pub since_at: Option<Span>,
    /// From what the day is reckoned.
    pub reckoned: Basis,
    /// Whom it is about, by their handle.
    pub who: Option<String>,
    /// What it is about in the plan's own words, for eyes that may read the plan.
    pub text: Option<String>,
    /// Where the plan says what decides it.
    pub span: Span,
    /// Where it is to be mended, if that is no line of the plan but of a list of colleagues, which many plans share.
    pub beside: Option<(Arc<Source>, Span)>,
}

/// From what a day is reckoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// The next review: it has rules of its own.
    Review(Box<ReviewDue>),
    /// The plan says the day: what that day is.
    Said(&'static str),
    /// So long after something that happened.
    After {
        /// How long.
        every: Period,
        /// Who set that.
        set_by: SetBy,
        /// When it happened.
        since: PartialDate,
        /// What happened: "the last check".
        what: &'static str,
    },
    /// It never happened, as far as is written: what is missing.
    Never(&'static str),
    /// What decides it could not be read.
    Unread(UnreadableInput),
}

impl DueItem {
    /// One without a day.
    pub(crate) fn new(state: State, reckoned: Basis, span: &Span) -> Self {
        DueItem {
            state,
            day: None,
            from: None,
            began: None,
            off: None,
            since_at: None,
            reckoned,
            who: None,
            text: None,
            span: span.clone(),
            beside: None,
        }
    }

    /// One whose day cannot be told.
    pub(crate) fn unread(told: UnreadableInput, span: &Span) -> Self {
        DueItem::new(State::CannotTell, Basis::Unread(told), span)
    }

    /// How it stood, or will stand, on another day, as far as the plan says today.
    pub fn state_on(&self, day: NaiveDate) -> State {
        match (self.state, self.day, &self.reckoned) {
            (State::CannotTell | State::Ended, ..) | (_, None, _) => self.state,
            (_, Some(_), Basis::Review(due)) => due.state_at(day),
            (_, Some(due), _) => State::on(due, day),
        }
    }

    /// What could not be read, so that the day cannot be told.
    pub(crate) fn not_told(&self) -> &[UnreadableInput] {
        match &self.reckoned {
            Basis::Review(due) => &due.not_told,
            Basis::Unread(told) => std::slice::from_ref(told),
            _ => &[],
        }
    }

    /// The review that is booked, if it is a review that is due.
    pub fn booked(&self) -> Option<DayOrTime> {
        match &self.reckoned {
            Basis::Review(due) => due.booked,
            _ => None,
        }
    }

    /// Whether a review was booked, as seen on a day: for that day, or for one that was then still to come.
    pub(crate) fn is_booked_on(&self, day: NaiveDate) -> bool {
        match &self.reckoned {
            Basis::Review(due) => due.bookings.iter().any(|booked| *booked >= day),
            _ => false,
        }
    }

    /// The same, about somebody.
    #[must_use]
    pub(crate) fn about(mut self, handle: &str) -> Self {
        self.who = Some(handle.to_owned());
        self
    }

    /// The same, with the plan's own words for what it is about.
    #[must_use]
    pub(crate) fn called(mut self, text: Option<&String>) -> Self {
        self.text = text.cloned();
        self
    }
}

/// What a plan makes due of one kind.
#[derive(Debug, Clone, Default)]
pub struct DueItems {
    /// Each of them, in the order of the plan.
    pub all: Vec<DueItem>,
    /// Where there is none: why.
    pub none: Option<String>,
}

impl DueItems {
    /// One, or none because no interval is set.
    pub(crate) fn if_set(dated: Option<DueItem>, key: &'static IntervalKey) -> Self {
        match dated {
            Some(dated) => DueItems::one(dated),
            None => DueItems::none(off(key)),
        }
    }

    /// One.
    pub(crate) fn one(dated: DueItem) -> Self {
        DueItems { all: vec![dated], none: None }
    }

    /// None, and why.
    pub(crate) fn none(why: impl Into<String>) -> Self {
        DueItems { all: Vec::new(), none: Some(why.into()) }
    }

    /// These, or none and why.
    pub(crate) fn all_or(all: Vec<DueItem>, why: &str) -> Self {
        if all.is_empty() { DueItems::none(why) } else { DueItems { all, none: None } }
    }
}
