//! How many things stand how, and the sentence that says so.

use crate::due::interval::count;
use crate::due::row::RowState;

/// How many plans there are, and how what they make due stands. All from `overdue` on add up to `dates`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DueCounts {
    /// Every plan that was found.
    pub found: usize,
    /// Those that were meant.
    pub plans: usize,
    /// Those of them that have ended.
    pub ended: usize,
    /// Of those that were found: how many have no care coordinator, or one who has left or is family, so that they are in nobody's list.
    pub of_nobody: usize,
    /// Whatever the plans make due of the kinds that were asked for, and each plan of which nothing could be told.
    pub dates: usize,
    /// Those whose day has passed.
    pub overdue: usize,
    /// Those whose day it is.
    pub due_today: usize,
    /// Those whose day comes within the time that was asked for.
    pub due_soon: usize,
    /// Those for which nobody has agreed a date.
    pub no_date: usize,
    /// Those of which it could not be told.
    pub unreadable: usize,
    /// Those whose day is still to come.
    pub in_time: usize,
    /// Those that would be in the list, and were not asked for.
    pub left_out: usize,
}

/// Whether something that would be in the list is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListStatus {
    /// It is.
    Listed(RowState),
    /// It would be, and was not asked for.
    LeftOut,
    /// It is in time.
    InTime,
}

impl DueCounts {
    /// Counts one thing that is due.
    pub(crate) fn add(&mut self, stands: ListStatus) {
        self.dates += 1;
        let count = match stands {
            ListStatus::LeftOut => &mut self.left_out,
            ListStatus::InTime => &mut self.in_time,
            ListStatus::Listed(RowState::Unreadable) => &mut self.unreadable,
            ListStatus::Listed(RowState::Overdue) => &mut self.overdue,
            ListStatus::Listed(RowState::DueToday) => &mut self.due_today,
            ListStatus::Listed(RowState::DueSoon) => &mut self.due_soon,
            ListStatus::Listed(RowState::NoDate) => &mut self.no_date,
        };
        *count += 1;
    }

    /// Adds what was counted elsewhere.
    pub(crate) fn take_in(&mut self, other: &DueCounts) {
        let both = [
            (&mut self.found, other.found),
            (&mut self.plans, other.plans),
            (&mut self.ended, other.ended),
            (&mut self.dates, other.dates),
            (&mut self.overdue, other.overdue),
            (&mut self.due_today, other.due_today),
            (&mut self.due_soon, other.due_soon),
            (&mut self.no_date, other.no_date),
            (&mut self.unreadable, other.unreadable),
            (&mut self.in_time, other.in_time),
            (&mut self.left_out, other.left_out),
        ];
        for (count, more) in both {
            *count += more;
        }
    }

    /// The closing line of a list of reviews: "13 plans: 2 overdue, 1 due today, 9 in time, 1 ended".
    pub fn in_words(&self) -> String {
        let ended = Some(self.ended).filter(|ended| *ended > 0).map(|ended| format!(", {ended} ended"));
        format!("{}: {}{}{}", self.of_plans(), self.states(), ended.unwrap_or_default(), self.in_no_list())
    }

    /// The closing line of a list of several kinds of dates: "13 plans, 96 dates: 2 overdue, 94 in time; 1 plan has ended".
    pub fn of_dates_in_words(&self) -> String {
        let dates = count(self.dates, "date");
        let ended = match self.ended {
            0 => String::new(),
            1 => "; 1 plan has ended".to_owned(),
            ended => format!("; {ended} plans have ended"),
        };
        // Checks of colleagues' details are of no plan.
        let plans = if self.found == 0 { String::new() } else { self.of_plans() + ", " };
        format!("{plans}{dates}: {}{ended}{}", self.states(), self.in_no_list())
    }

    /// The total below groups: "17 of 312 late, 295 in time".
    pub fn total_in_words(&self) -> String {
        let others = self.others().into_iter().map(|(number, what)| format!(", {number} {what}"));
        let late = if self.unreadable > 0 { "known to be late" } else { "late" };
        format!("{} of {} {late}{}", self.overdue, self.dates, others.collect::<String>())
    }

    fn of_plans(&self) -> String {
        if self.plans == self.found {
            count(self.plans, "plan")
        } else {
            format!("{} of {}", self.plans, count(self.found, "plan"))
        }
    }

    fn states(&self) -> String {
        let overdue = match (self.overdue, self.unreadable) {
            (0, 0) => "none overdue".to_owned(),
            (0, _) => "none known to be overdue".to_owned(),
            (overdue, _) => format!("{overdue} overdue"),
        };
        let others = self.others().into_iter().map(|(number, what)| format!(", {number} {what}"));
        overdue + &others.collect::<String>()
    }

    /// Every count but what is late, if it is more than none.
    fn others(&self) -> Vec<(usize, &'static str)> {
        let others = [
            (self.due_today, "due today"),
            (self.due_soon, "due soon"),
            (self.no_date, "without a date"),
            (self.unreadable, "could not be told"),
            (self.in_time, "in time"),
            (self.left_out, "not asked for"),
        ];
        others.into_iter().filter(|(number, _)| *number > 0).collect()
    }

    /// Who is in no list of any care coordinator, where the list is that of one.
    fn in_no_list(&self) -> String {
        match (self.plans == self.found, self.of_nobody) {
            (true, _) | (_, 0) => String::new(),
            (_, 1) => {
                "; 1 plan has no care coordinator, or one who has left or is family, and is in nobody's list"
                    .to_owned()
            }
            (_, plans) => {
                format!(
                    "; {plans} plans have no care coordinator, or one who has left or is family, and are in nobody's list"
                )
            }
        }
    }
}
