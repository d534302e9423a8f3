//! What the list is asked for: kinds of dates, how far ahead, whose plans, and the order.

use chrono::NaiveDate;
use clap::ValueEnum;

use crate::due::coordinator::CoordinatorFilter;
use crate::due::due_item::DueItem;
use crate::due::interval::{after, before, day_from_text};
use crate::due::kind::DueKind;
use crate::due::kinds;
use crate::due::review::State;
use crate::due::row::ListStatus;
use crate::parse::{Period, Unit};

#[derive(Debug, Clone)]
pub(crate) struct Query {
    pub(crate) as_at: NaiveDate,
    pub(crate) kinds: Vec<&'static DueKind>,
    pub(crate) within: Option<Within>,
    pub(crate) only: Narrowing,
    /// Leave out what was listed on this day, unless it has become overdue since.
    pub(crate) new_since: Option<NaiveDate>,
    /// Whose plans; empty for all.
    pub(crate) coordinators: Vec<CoordinatorFilter>,
    pub(crate) by: Option<GroupBy>,
    pub(crate) sort: SortOrder,
}

/// Restrictions on what is listed; all of them apply. Unreadable items are always listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Narrowing {
    /// Only items overdue by at least this long, and items without a date.
    pub(crate) overdue_by: Option<Period>,
    pub(crate) no_date: bool,
    pub(crate) not_booked: bool,
}

/// How far ahead to look; the last day is included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Within {
    /// As far as the service calls "soon".
    Soon,
    Length(Period),
    Until(NaiveDate),
}

/// By what plans are counted in groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GroupBy {
    /// By care coordinator
    Coordinator,
    /// By the folder in which the plans stand
    Team,
    /// By the month of the day
    Month,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SortOrder {
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

/// "Soon" where the service does not set it.
pub(crate) const SOON: Period = Period { count: 6, unit: Unit::Weeks };

impl Query {
    pub(crate) fn is_of_reviews(&self) -> bool {
        self.kinds == [&kinds::review::KIND]
    }

    /// Returns the status of an item in the list. `soon` is what the service calls so.
    pub(crate) fn status(&self, item: &DueItem, soon: Period) -> ListStatus {
        let status = self.status_on(item, self.as_at, soon);
        if status.is_listed() && !self.is_new(item, status, soon) { ListStatus::LeftOut } else { status }
    }

    fn status_on(&self, item: &DueItem, day: NaiveDate, soon: Period) -> ListStatus {
        let last = self.within.map(|within| within.last_day(day, soon));
        let is_soon = item.day.zip(last).is_some_and(|(due, last)| due <= last)
            || item.listed_from.is_some_and(|from| from <= day);
        let status = match item.state_on(day) {
            State::CannotTell => ListStatus::Unreadable,
            State::Overdue => ListStatus::Overdue,
            State::DueToday => ListStatus::DueToday,
            State::NoDate => ListStatus::NoDate,
            State::InTime if is_soon => ListStatus::DueSoon,
            State::InTime | State::Ended => return ListStatus::InTime,
        };
        if self.includes(item, status, day) { status } else { ListStatus::LeftOut }
    }

    fn includes(&self, item: &DueItem, status: ListStatus, day: NaiveDate) -> bool {
        let Narrowing { overdue_by, no_date, not_booked } = self.only;
        let is_late_by = |every| {
            let late = |due: NaiveDate| after(due, every) <= day;
            status == ListStatus::NoDate || (status == ListStatus::Overdue && item.day.is_some_and(late))
        };
        status == ListStatus::Unreadable
            || (overdue_by.is_none_or(is_late_by)
                && (!no_date || status == ListStatus::NoDate)
                && (!not_booked || !item.is_booked_on(day)))
    }

    /// Returns whether an item came into the list, or became overdue, after `new_since`. Unreadable items, and items with
    /// neither a day nor a beginning, count as new.
    fn is_new(&self, item: &DueItem, status: ListStatus, soon: Period) -> bool {
        let Some(then) = self.new_since else { return true };
        let is_undated = item.began.is_none() && status == ListStatus::NoDate;
        if status == ListStatus::Unreadable || is_undated || item.began.is_some_and(|began| began > then) {
            return true;
        }
        let before = self.status_on(item, then, soon);
        !before.is_listed() || (status == ListStatus::Overdue && before != ListStatus::Overdue)
    }
}

impl Within {
    /// Parses "6w", "3 months", or a day like 2026-12-31.
    pub(crate) fn parse(text: &str) -> Option<Self> {
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

/// Parses a day, or a length of time before `as_at`: "7d", "1 week", or a day like 2026-11-15. Hours are refused.
pub(crate) fn day_before(text: &str, as_at: NaiveDate) -> Option<NaiveDate> {
    let every = Period::from_text(text).filter(|every| every.unit != Unit::Hours);
    every.map(|every| before(as_at, every)).or_else(|| day_from_text(text.trim()))
}
