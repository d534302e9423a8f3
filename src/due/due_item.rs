//! One thing that a plan makes due.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::due::interval_setting::SetBy;
use crate::due::review::{ReviewDue, State};
use crate::due::unreadable_input::UnreadableInput;
use crate::parse::{DayOrTime, Field, Names, PartialDate, Period, Source, Span};

/// Something that a plan makes due.
#[derive(Debug, Clone)]
pub struct DueItem {
    /// The state on the day that the plan was read for.
    pub state: State,
    /// The last day in time; `None` if there is none or it cannot be worked out.
    pub day: Option<NaiveDate>,
    /// The day from which the item is always listed, even without `--within`.
    pub listed_from: Option<NaiveDate>,
    /// The day since which the item is due, if the plan says.
    pub began: Option<NaiveDate>,
    /// The interval that is not set. Rules report that the item never happened; lists leave it out.
    pub interval_off: Option<&'static str>,
    /// Where the plan states the day that the interval starts from, if that is not `span`.
    pub since_span: Option<Span>,
    /// What decides the day.
    pub basis: Basis,
    /// The handle of the person concerned.
    pub who: Option<String>,
    /// Free text of the plan about the item. It is shown only on a terminal.
    pub text: Option<String>,
    /// Where the plan states what decides the day.
    pub span: Span,
    /// The entry in a list of colleagues, if the item is due there and not in the plan. Many plans share it.
    pub colleague_entry: Option<(Arc<Source>, Span)>,
}

/// What decides the day of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// The next review, which has rules of its own.
    Review(Box<ReviewDue>),
    /// The plan states the day: what the day is.
    Stated(&'static str),
    /// An interval after something that happened.
    After {
        /// The interval.
        every: Period,
        /// Who set the interval.
        set_by: SetBy,
        /// When it happened.
        since: PartialDate,
        /// What happened, such as "the last check".
        what: &'static str,
    },
    /// It has not happened, as far as the plan says: what is missing.
    Never(&'static str),
    /// What decides it could not be read.
    Unreadable(UnreadableInput),
}

impl DueItem {
    pub(crate) fn new(state: State, basis: Basis, span: &Span) -> Self {
        DueItem {
            state,
            day: None,
            listed_from: None,
            began: None,
            interval_off: None,
            since_span: None,
            basis,
            who: None,
            text: None,
            span: span.clone(),
            colleague_entry: None,
        }
    }

    pub(crate) fn unreadable(input: UnreadableInput, span: &Span) -> Self {
        DueItem::new(State::CannotTell, Basis::Unreadable(input), span)
    }

    /// Returns the state on another day, if the plan does not change.
    pub fn state_on(&self, day: NaiveDate) -> State {
        match (self.state, self.day, &self.basis) {
            (State::CannotTell | State::Ended, ..) | (_, None, _) => self.state,
            (_, Some(_), Basis::Review(due)) => due.state_at(day),
            (_, Some(due), _) => State::on(due, day),
        }
    }

    /// Returns the unreadable input that keeps the day from being worked out.
    pub(crate) fn unreadable_inputs(&self) -> &[UnreadableInput] {
        match &self.basis {
            Basis::Review(due) => &due.unreadable,
            Basis::Unreadable(input) => std::slice::from_ref(input),
            Basis::Stated(_) | Basis::After { .. } | Basis::Never(_) => &[],
        }
    }

    pub(crate) fn review(&self) -> Option<&ReviewDue> {
        match &self.basis {
            Basis::Review(due) => Some(due),
            _ => None,
        }
    }

    /// Returns the booked review, if the item is a review.
    pub fn booked(&self) -> Option<DayOrTime> {
        self.review()?.booked
    }

    /// Returns whether a review was booked for `day` or later.
    pub(crate) fn is_booked_on(&self, day: NaiveDate) -> bool {
        self.review().is_some_and(|due| due.bookings.iter().any(|booked| *booked >= day))
    }

    #[must_use]
    pub(crate) fn about(mut self, handle: &str) -> Self {
        self.who = Some(handle.to_owned());
        self
    }

    /// Sets the person concerned to the first of these names.
    #[must_use]
    pub(crate) fn about_first(mut self, names: &Field<Names>) -> Self {
        self.who = names.value().and_then(|Names(names, _)| names.first()).map(|name| name.value.0.clone());
        self
    }

    #[must_use]
    pub(crate) fn with_text(mut self, text: Option<&String>) -> Self {
        self.text = text.cloned();
        self
    }
}

/// What a plan makes due of one kind.
#[derive(Debug, Clone, Default)]
pub struct DueItems {
    /// The items, in the order of the plan.
    pub items: Vec<DueItem>,
    /// Why there are no items.
    pub none_because: Option<String>,
}

impl DueItems {
    pub(crate) fn one(item: DueItem) -> Self {
        DueItems { items: vec![item], none_because: None }
    }

    pub(crate) fn none(why: impl Into<String>) -> Self {
        DueItems { items: Vec::new(), none_because: Some(why.into()) }
    }

    /// Returns the items, or as an error why there are none.
    pub(crate) fn all_or(items: impl IntoIterator<Item = DueItem>, why: &str) -> Result<Self, Self> {
        let items: Vec<DueItem> = items.into_iter().collect();
        if items.is_empty() { Err(DueItems::none(why)) } else { Ok(DueItems { items, none_because: None }) }
    }
}
