//! Counts of plans and items, and the sentences that report them.

use crate::due::interval::count;
use crate::due::row::ListStatus;

/// How many plans and items there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct DueCounts {
    /// Every plan that was found.
    pub(crate) found: usize,
    pub(crate) plans: usize,
    pub(crate) ended: usize,
    /// Plans among `found` that are in no coordinator's list: their coordinator is missing, has left or is family.
    pub(crate) in_no_list: usize,
    /// The items of each status, indexed by [`ListStatus`]; a plan that could not be read is one item.
    items: [usize; ListStatus::ALL.len()],
}

impl DueCounts {
    pub(crate) fn add(&mut self, status: ListStatus) {
        self.items[status as usize] += 1;
    }

    pub(crate) fn of(&self, status: ListStatus) -> usize {
        self.items[status as usize]
    }

    pub(crate) fn dates(&self) -> usize {
        self.items.iter().sum()
    }

    pub(crate) fn add_group(&mut self, group: &DueCounts) {
        self.found += group.found;
        self.plans += group.plans;
        self.ended += group.ended;
        for (count, more) in self.items.iter_mut().zip(group.items) {
            *count += more;
        }
    }

    /// Returns the closing line of a list of reviews: "13 plans: 2 overdue, 1 due today, 9 in time, 1 ended".
    pub(crate) fn in_words(&self) -> String {
        let ended = if self.ended > 0 { format!(", {} ended", self.ended) } else { String::new() };
        format!("{}: {}{ended}{}", self.plans_in_words(), self.statuses(), self.in_no_list_in_words())
    }

    /// Returns the closing line of a list of several kinds: "13 plans, 96 dates: 2 overdue, 94 in time; 1 plan has
    /// ended".
    pub(crate) fn of_dates_in_words(&self) -> String {
        let dates = count(self.dates(), "date");
        let ended = match self.ended {
            0 => String::new(),
            1 => "; 1 plan has ended".to_owned(),
            ended => format!("; {ended} plans have ended"),
        };
        // A list of colleagues' details only has no plans.
        let plans = if self.found == 0 { String::new() } else { self.plans_in_words() + ", " };
        format!("{plans}{dates}: {}{ended}{}", self.statuses(), self.in_no_list_in_words())
    }

    /// Returns the total below groups: "17 of 312 late, 295 in time".
    pub(crate) fn total_in_words(&self) -> String {
        let late = if self.of(ListStatus::Unreadable) > 0 { "known to be late" } else { "late" };
        format!("{} of {} {late}{}", self.of(ListStatus::Overdue), self.dates(), self.others())
    }

    fn plans_in_words(&self) -> String {
        if self.plans == self.found {
            count(self.plans, "plan")
        } else {
            format!("{} of {}", self.plans, count(self.found, "plan"))
        }
    }

    fn statuses(&self) -> String {
        let overdue = match (self.of(ListStatus::Overdue), self.of(ListStatus::Unreadable)) {
            (0, 0) => "none overdue".to_owned(),
            (0, _) => "none known to be overdue".to_owned(),
            (overdue, _) => format!("{overdue} overdue"),
        };
        overdue + &self.others()
    }

    /// Returns every count but the overdue, if it is more than 0.
    fn others(&self) -> String {
        let order = [
            ListStatus::DueToday,
            ListStatus::DueSoon,
            ListStatus::NoDate,
            ListStatus::Unreadable,
            ListStatus::InTime,
            ListStatus::LeftOut,
        ];
        let counted = order.into_iter().filter(|status| self.of(*status) > 0);
        counted.fold(String::new(), |text, status| format!("{text}, {} {}", self.of(status), status.phrase()))
    }

    /// Plans in no coordinator's list, which the list of one coordinator must mention.
    fn in_no_list_in_words(&self) -> String {
        const WHY: &str = "no care coordinator, or one who has left or is family";
        match (self.plans == self.found, self.in_no_list) {
            (true, _) | (_, 0) => String::new(),
            (_, 1) => format!("; 1 plan has {WHY}, and is in nobody's list"),
            (_, plans) => format!("; {plans} plans have {WHY}, and are in nobody's list"),
        }
    }
}
