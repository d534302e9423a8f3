//! What a list is asked for: which kinds of dates, how far ahead, of whom, and in which order.

use chrono::NaiveDate;
use clap::ValueEnum;

use crate::due::coordinator::CoordinatorFilter;
use crate::due::due_item::DueItem;
use crate::due::interval::{after, before, day_from_text};
use crate::due::kind::DueKind;
use crate::due::kinds;
use crate::due::review::State;
use crate::due::row::RowState;
use crate::parse::{Period, Unit};

/// What a list is asked for.
#[derive(Debug, Clone)]
pub struct Query {
    /// The day as at which it holds.
    pub as_at: NaiveDate,
    /// The kinds of dates.
    pub kinds: Vec<&'static DueKind>,
    /// How far ahead to look.
    pub within: Option<Within>,
    /// Which of those that would be listed are left out.
    pub only: Narrowing,
    /// What was in the list as at this day is left out, unless it has become late since.
    pub new_since: Option<NaiveDate>,
    /// Whose plans.
    pub whose: Vec<CoordinatorFilter>,
    /// By what the plans are counted in groups.
    pub by: Option<GroupBy>,
    /// In which order the rows come.
    pub sort: SortOrder,
}

/// Which of those that would be listed are meant: those of which all of this holds. What could not be told always is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// What is late by so much, that is, since so long; and what has no date.
    pub overdue_by: Option<Period>,
    /// What has no date.
    pub no_date: bool,
    /// What has no booked review.
    pub not_booked: bool,
}

/// How far ahead to look for what is coming up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// As far as the service calls "soon".
    Soon,
    /// So far from today, that day included.
    Length(Period),
    /// Up to a day, that day included.
    Until(NaiveDate),
}

/// By what plans are counted in groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GroupBy {
    /// By care coordinator
    Coordinator,
    /// By the folder in which the plans stand
    Team,
    /// By the month of the day
    Month,
}

/// The order of the rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum SortOrder {
    /// What could not be told first, then what has been late for longest
    #[default]
    Worst,
    /// By the day
    Due,
    /// By the person's name
    Name,
    /// By the plan's id
    Id,
    /// By the care coordinator's name
    Coordinator,
    /// By the folder in which the plan stands
    Team,
}

/// What "soon" is where the service does not say.
pub(crate) const SOON: Period = Period { count: 6, unit: Unit::Weeks };

impl Query {
    /// The reviews that are due as at a day, of everybody.
    pub fn reviews(as_at: NaiveDate) -> Self {
        Query {
            as_at,
            kinds: vec![&kinds::review::KIND],
            within: None,
            only: Narrowing::default(),
            new_since: None,
            whose: Vec::new(),
            by: None,
            sort: SortOrder::Worst,
        }
    }

    /// Whether only reviews are asked for.
    pub fn is_of_reviews(&self) -> bool {
        self.kinds == [&kinds::review::KIND]
    }

    /// How something stands in the list on a day; nothing if it is in time. `soon` is what the service calls so.
    pub(crate) fn stands(&self, dated: &DueItem, day: NaiveDate, soon: Period) -> Option<RowState> {
        let last = self.within.map(|within| within.last_day(day, soon));
        let is_soon = dated.day.zip(last).is_some_and(|(due, last)| due <= last)
            || dated.from.is_some_and(|from| from <= day);
        match dated.state_on(day) {
            State::CannotTell => Some(RowState::Unreadable),
            State::Overdue => Some(RowState::Overdue),
            State::DueToday => Some(RowState::DueToday),
            State::NoDate => Some(RowState::NoDate),
            State::InTime if is_soon => Some(RowState::DueSoon),
            State::InTime | State::Ended => None,
        }
    }

    /// Whether something that stands so on a day is listed then, as far as the list is narrowed.
    pub(crate) fn lists(&self, dated: &DueItem, state: RowState, day: NaiveDate) -> bool {
        let Narrowing { overdue_by, no_date, not_booked } = self.only;
        let is_late_by = |every| {
            let late = |due: NaiveDate| after(due, every) <= day;
            state == RowState::NoDate || (state == RowState::Overdue && dated.day.is_some_and(late))
        };
        state == RowState::Unreadable
            || (overdue_by.is_none_or(is_late_by)
                && (!no_date || state == RowState::NoDate)
                && (!not_booked || !dated.is_booked_on(day)))
    }

    /// Whether what is listed came into the list, or became late, since the day that was asked for. Of what could not be
    /// read, and of what has no date and no beginning, nobody knows.
    pub(crate) fn is_new(&self, dated: &DueItem, state: RowState, soon: Period) -> bool {
        let Some(then) = self.new_since else { return true };
        let nobody_knows = dated.began.is_none() && state == RowState::NoDate;
        if state == RowState::Unreadable || nobody_knows || dated.began.is_some_and(|began| began > then) {
            return true;
        }
        let before = self.stands(dated, then, soon).filter(|before| self.lists(dated, *before, then));
        before.is_none_or(|before| state == RowState::Overdue && before != RowState::Overdue)
    }
}

impl Within {
    /// Reads "6w", "3 months", or a day like 2026-12-31.
    pub fn from_text(text: &str) -> Option<Self> {
        let day = || day_from_text(text.trim()).map(Within::Until);
        Period::from_text(text).map(Within::Length).or_else(day)
    }

    fn last_day(self, as_at: NaiveDate, soon: Period) -> NaiveDate {
        match self {
            Within::Soon => after(as_at, soon),
            Within::Length(every) => after(as_at, every),
            Within::Until(day) => day,
        }
    }
}

/// Reads a day that lies before `as_at`: "7d", "1 week", or a day like 2026-11-15. None: it is neither. Less than a day is
/// no length here.
pub fn day_before(text: &str, as_at: NaiveDate) -> Option<NaiveDate> {
    let every = Period::from_text(text).filter(|every| every.unit != Unit::Hours);
    every.map(|every| before(as_at, every)).or_else(|| day_from_text(text.trim()))
}
