//! The list: everything that is overdue, due, without a date, or unreadable, worst first.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::path::Path;

use chrono::NaiveDate;

use crate::due::collect::FileResult;
use crate::due::coordinator::CareCoordinator;
use crate::due::counts::DueCounts;
use crate::due::groups::{DueGroup, GroupLabel, Groups};
use crate::due::kinds;
use crate::due::query::{GroupBy, Query, SortOrder};
use crate::due::row::{DueRow, ListStatus, SharedKey};
use crate::workspace::{Folder, Teams, for_each_file};

/// The answer to a [`Query`].
#[derive(Debug, Default)]
pub(crate) struct DueList {
    pub(crate) as_at: NaiveDate,
    /// The rows, worst first.
    pub(crate) rows: Vec<DueRow>,
    pub(crate) counts: DueCounts,
    pub(crate) by: Option<GroupBy>,
    pub(crate) groups: Vec<DueGroup>,
    /// The care coordinators of all plans that were found, each once.
    pub(crate) coordinators: Vec<CareCoordinator>,
    /// What could not be read, each on one line.
    pub(crate) warnings: Vec<String>,
    pub(crate) of_reviews: bool,
    /// Whether something could not be read, so that a row may be missing.
    pub(crate) incomplete: bool,
}

impl DueList {
    /// Reads the plans in `folder` and lists what the query asks for.
    pub(crate) fn new(folder: &Folder, query: &Query) -> Self {
        let of_reviews = query.is_of_reviews();
        let list = DueList { as_at: query.as_at, by: query.by, of_reviews, ..DueList::default() };
        let mut builder = ListBuilder { list, ..ListBuilder::default() };
        let teams = Teams::new(folder);
        let Ok(()) = for_each_file::<_, Infallible>(
            &folder.files,
            |found| FileResult::for_file(found, &teams, query),
            |_, result| {
                builder.add(result);
                Ok(())
            },
        );
        builder.done(query.sort)
    }

    /// Returns whether nothing else can be due: there are plans, and everything that decides a date could be read.
    pub(crate) fn is_whole(&self) -> bool {
        self.counts.found > 0 && self.counts.of(ListStatus::Unreadable) == 0 && !self.incomplete
    }

    pub(crate) fn in_words(&self) -> String {
        let counts = if self.of_reviews { self.counts.in_words() } else { self.counts.of_dates_in_words() };
        counts + self.incomplete_in_words()
    }

    pub(crate) fn total_in_words(&self) -> String {
        self.counts.total_in_words() + self.incomplete_in_words()
    }

    /// The reader of a page or a message does not see the command's errors.
    fn incomplete_in_words(&self) -> &'static str {
        if self.incomplete { "; somebody may be missing, for not everything could be read" } else { "" }
    }

    /// Splits a list that is grouped by coordinator into one for each coordinator, in the order of their names, and one
    /// for the rest.
    pub(crate) fn by_coordinator(self) -> Vec<(Option<CareCoordinator>, DueList)> {
        let mut lists: BTreeMap<Option<CareCoordinator>, DueList> = BTreeMap::new();
        for group in &self.groups {
            let coordinator = match &group.label {
                GroupLabel::Coordinator(coordinator) => coordinator.known().cloned(),
                _ => None,
            };
            let DueList { as_at, of_reviews, incomplete, .. } = self;
            let empty = || DueList { as_at, of_reviews, incomplete, ..DueList::default() };
            lists.entry(coordinator).or_insert_with(empty).counts.add_group(&group.counts);
        }
        for row in self.rows {
            let coordinator = row.plan.coordinator.known().cloned();
            if let Some(list) = lists.get_mut(&coordinator) {
                list.rows.push(row);
            }
        }
        lists.into_iter().collect()
    }

    fn sort(&mut self, sort: SortOrder) {
        // The order is total, so that neither the order of tables in a plan nor that of typed paths changes it.
        self.rows.sort_by(|a, b| {
            let key = |row: &DueRow| {
                let by_day = matches!(row.status, ListStatus::Overdue | ListStatus::DueSoon);
                (row.status, row.item.day.filter(|_| by_day))
            };
            let in_plan = |row: &DueRow| (row.kind.map(kinds::rank), row.item.day, row.item.booked());
            let text =
                |row: &DueRow| (row.details.who.clone(), row.item.text.clone(), row.details.why.clone());
            key(a)
                .cmp(&key(b))
                .then_with(|| Path::new(&a.plan.file).cmp(Path::new(&b.plan.file)))
                .then_with(|| in_plan(a).cmp(&in_plan(b)))
                .then_with(|| text(a).cmp(&text(b)))
        });
        match sort {
            SortOrder::Worst => {}
            SortOrder::Due => self.rows.sort_by_key(|row| row.item.day),
            SortOrder::Name => {
                self.rows.sort_by_cached_key(|row| row.plan.name.as_deref().map(str::to_lowercase));
            }
            SortOrder::Id => self.rows.sort_by(|a, b| a.plan.id.cmp(&b.plan.id)),
            SortOrder::Team => self.rows.sort_by(|a, b| a.plan.team.cmp(&b.plan.team)),
            SortOrder::Coordinator => self.rows.sort_by(|a, b| a.plan.coordinator.cmp(&b.plan.coordinator)),
        }
    }
}

/// The list while files are added to it.
#[derive(Default)]
struct ListBuilder {
    list: DueList,
    groups: Groups,
    /// Entries in lists of colleagues, which many plans share: the worst row that a plan makes of each.
    shared: BTreeMap<SharedKey, DueRow>,
    coordinators: BTreeSet<CareCoordinator>,
}

impl ListBuilder {
    fn add(&mut self, result: FileResult) {
        self.list.warnings.extend(result.warnings);
        self.list.incomplete |= result.incomplete;
        let Some(plan) = result.plan else { return };
        let counts = &mut self.list.counts;
        counts.found += 1;
        counts.in_no_list += usize::from(plan.coordinator.sees_no_list() && !result.has_ended);
        if let Some(known) = plan.coordinator.known().filter(|known| !self.coordinators.contains(known)) {
            self.coordinators.insert(known.clone());
        }
        if !result.is_selected {
            return;
        }
        counts.plans += 1;
        counts.ended += usize::from(result.has_ended);
        if let Some(by) = self.list.by {
            self.groups.add_plan(by, &plan, result.has_ended);
        }
        for row in result.rows {
            let Some(key) = row.shared_key() else {
                self.count(row);
                continue;
            };
            let rank = |row: &DueRow| (row.status, row.item.day);
            if self.shared.get(&key).is_none_or(|known| rank(&row) < rank(known)) {
                self.shared.insert(key, row);
            }
        }
    }

    fn count(&mut self, row: DueRow) {
        self.list.counts.add(row.status);
        if let Some(by) = self.list.by {
            self.groups.add_row(by, &row);
        }
        if row.status.is_listed() {
            self.list.rows.push(row);
        }
    }

    fn done(mut self, sort: SortOrder) -> DueList {
        for row in std::mem::take(&mut self.shared).into_values() {
            self.count(row);
        }
        let mut list = self.list;
        list.groups = self.groups.done();
        list.coordinators = self.coordinators.into_iter().collect();
        list.sort(sort);
        list
    }
}
