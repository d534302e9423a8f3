//! The list: everything that is late, due, without a date, or of which it cannot be told, worst first.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::due::collect::{Due, FileResult, Shared, one};
use crate::due::coordinator::CareCoordinator;
use crate::due::counts::DueCounts;
use crate::due::groups::{DueGroup, GroupLabel, Groups};
use crate::due::kinds;
use crate::due::query::{GroupBy, Query, SortOrder};
use crate::due::row::{DueRow, OfPlan, RowState};
use crate::workspace::{Folder, Teams, each};

/// Everything that was asked for.
#[derive(Debug)]
pub struct DueList {
    /// The day as at which it holds.
    pub as_at: NaiveDate,
    /// The rows, worst first.
    pub rows: Vec<DueRow>,
    /// How many stand how.
    pub counts: DueCounts,
    /// By what the same is counted in groups, if that was asked for.
    pub by: Option<GroupBy>,
    /// The groups.
    pub groups: Vec<DueGroup>,
    /// Who brings plans together that were found, each once.
    pub coordinators: Vec<CareCoordinator>,
    /// What could not be read, each on one line.
    pub told: Vec<String>,
    /// Whether only reviews were asked for.
    pub of_reviews: bool,
    /// Whether something could not be had that may hold plans, or that the list hangs on.
    pub incomplete: bool,
}

impl DueList {
    /// Reads the plans in `folder` and lists what is asked for.
    pub fn new(folder: &Folder, asked: &Query) -> Self {
        let list = DueList { by: asked.by, of_reviews: asked.is_of_reviews(), ..DueList::none(asked.as_at) };
        let mut due_items = Making {
            asked,
            groups: Groups::default(),
            shared: BTreeMap::new(),
            coordinators: BTreeSet::new(),
            list,
        };
        let teams = Teams::new(folder);
        let Ok(()) = each::<_, Infallible>(
            &folder.files,
            |found| one(found, &teams, asked),
            |_, one| {
                due_items.add(one);
                Ok(())
            },
        );
        due_items.done()
    }

    fn none(as_at: NaiveDate) -> Self {
        DueList {
            as_at,
            rows: Vec::new(),
            counts: DueCounts::default(),
            by: None,
            groups: Vec::new(),
            coordinators: Vec::new(),
            told: Vec::new(),
            of_reviews: true,
            incomplete: false,
        }
    }

    /// Whether it can be relied on that nothing else is due: there are plans, and everything that was asked for could
    /// be read as far as dates hang on it.
    pub fn is_whole(&self) -> bool {
        self.counts.found > 0 && self.counts.unreadable == 0 && !self.incomplete
    }

    /// The closing line.
    pub fn in_words(&self) -> String {
        let counts = if self.of_reviews { self.counts.in_words() } else { self.counts.of_dates_in_words() };
        counts + self.who_may_be_missing()
    }

    /// The total below groups.
    pub fn total_in_words(&self) -> String {
        self.counts.total_in_words() + self.who_may_be_missing()
    }

    /// Whoever reads a page or a message sees no error of the command that made it.
    fn who_may_be_missing(&self) -> &'static str {
        if self.incomplete { "; somebody may be missing, for not everything could be read" } else { "" }
    }

    /// The list of each care coordinator, in the order of their names, and that of what belongs to none whom anybody
    /// knows. The list is one that was asked for by coordinator.
    pub fn of_coordinators(self) -> Vec<(Option<CareCoordinator>, DueList)> {
        let mut lists: Vec<(Option<CareCoordinator>, DueList)> = Vec::new();
        for group in &self.groups {
            let whose = match &group.of {
                GroupLabel::Coordinator(coordinated) => coordinated.known().cloned(),
                _ => None,
            };
            let at = lists.iter().position(|(known, _)| *known == whose).unwrap_or(lists.len());
            if at == lists.len() {
                let (of_reviews, incomplete) = (self.of_reviews, self.incomplete);
                lists.push((whose, DueList { of_reviews, incomplete, ..DueList::none(self.as_at) }));
            }
            lists[at].1.counts.take_in(&group.counts);
        }
        for row in self.rows {
            let whose = row.of.coordinated.known();
            if let Some((_, list)) = lists.iter_mut().find(|(known, _)| known.as_ref() == whose) {
                list.rows.push(row);
            }
        }
        lists.sort_by(|(one, _), (other, _)| one.cmp(other));
        lists
    }

    fn sort(&mut self, sort: SortOrder) {
        // A total order: that of the tables in a plan, or of the paths as they are typed, changes nothing.
        self.rows.sort_by(|one, other| {
            let key = |row: &DueRow| {
                let by_day = matches!(row.state, RowState::Overdue | RowState::DueSoon);
                (row.state, row.due.filter(|_| by_day))
            };
            let within = |row: &DueRow| (row.kind.map(kinds::rank), row.due, row.booked);
            key(one)
                .cmp(&key(other))
                .then_with(|| Path::new(&one.of.file).cmp(Path::new(&other.of.file)))
                .then_with(|| within(one).cmp(&within(other)))
                .then_with(|| (&one.who, &one.text, &one.why).cmp(&(&other.who, &other.text, &other.why)))
        });
        let name = |row: &DueRow| row.of.name.as_deref().map(str::to_lowercase);
        match sort {
            SortOrder::Worst => {}
            SortOrder::Due => self.rows.sort_by_key(|row| row.due),
            SortOrder::Name => self.rows.sort_by_cached_key(name),
            SortOrder::Id => self.rows.sort_by(|one, other| one.of.id.cmp(&other.of.id)),
            SortOrder::Team => self.rows.sort_by(|one, other| one.of.team.cmp(&other.of.team)),
            SortOrder::Coordinator => {
                self.rows.sort_by(|one, other| one.of.coordinated.cmp(&other.of.coordinated));
            }
        }
    }
}

/// The list while files are added to it.
struct Making<'a> {
    asked: &'a Query,
    groups: Groups,
    /// What stands in a list of colleagues: it is listed once for all plans, as the plan sees it that sees it worst.
    shared: BTreeMap<Shared, (Due, Arc<OfPlan>)>,
    coordinators: BTreeSet<CareCoordinator>,
    list: DueList,
}

impl Making<'_> {
    fn add(&mut self, one: FileResult) {
        self.list.told.extend(one.told);
        self.list.incomplete |= one.incomplete;
        let Some(plan) = one.plan else { return };
        let counts = &mut self.list.counts;
        counts.found += 1;
        counts.of_nobody += usize::from(plan.of.coordinated.is_of_nobody() && !plan.has_ended);
        if let Some(coordinator) = plan.of.coordinated.known().filter(|one| !self.coordinators.contains(one))
        {
            self.coordinators.insert(coordinator.clone());
        }
        if !plan.is_meant {
            return;
        }
        counts.plans += 1;
        counts.ended += usize::from(plan.has_ended);
        if let Some(by) = self.asked.by {
            self.groups.add_plan(by, &plan.of, plan.has_ended);
        }
        for due in plan.due {
            match due.shared.clone() {
                None => self.count(due, &plan.of),
                // Of what many plans share, the worst that one of them makes of it counts.
                Some(place) => match self.shared.get_mut(&place) {
                    Some((known, of)) if due.is_worse(known) => (*known, *of) = (due, Arc::clone(&plan.of)),
                    Some(_) => {}
                    None => {
                        self.shared.insert(place, (due, Arc::clone(&plan.of)));
                    }
                },
            }
        }
    }

    fn count(&mut self, due: Due, of: &OfPlan) {
        self.list.counts.add(due.stands);
        if let Some(by) = self.asked.by {
            self.groups.add(by, due.of.as_deref().unwrap_or(of), due.day, due.stands);
        }
        self.list.rows.extend(due.row);
    }

    fn done(mut self) -> DueList {
        for (due, of) in std::mem::take(&mut self.shared).into_values() {
            self.count(due, &of);
        }
        let mut list = self.list;
        list.groups = self.groups.done(list.as_at);
        list.coordinators = self.coordinators.into_iter().collect();
        list.sort(self.asked.sort);
        list
    }
}
