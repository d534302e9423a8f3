//! Plans counted in groups: by care coordinator, by team, by month.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::due::coordinator::Coordinator;
use crate::due::counts::{DueCounts, ListStatus};
use crate::due::query::GroupBy;
use crate::due::row::{OfPlan, RowState};

/// One group: what it is of, how its dates stand, and the worst of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueGroup {
    /// What the group is of.
    pub of: GroupLabel,
    /// How many dates stand how.
    pub counts: DueCounts,
    /// By how many days the one is late that is late for longest.
    pub worst_days_late: Option<i64>,
    /// Its day.
    pub worst: Option<NaiveDate>,
}

/// What a group is of, in the order of the groups.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupLabel {
    /// A month: its first day.
    Month(NaiveDate),
    /// What has no day.
    NoDay,
    /// What one care coordinator brings together.
    Coordinator(Coordinator),
    /// Colleagues' own details, which no coordinator is responsible for.
    Colleagues,
    /// What stands in the folder of a team.
    Team(String),
}

impl GroupLabel {
    /// What the group is of, in words.
    pub fn in_words(&self) -> String {
        match self {
            GroupLabel::Month(first) => first.format("%B %Y").to_string(),
            GroupLabel::NoDay => "no day known".to_owned(),
            GroupLabel::Coordinator(Coordinator::By(coordinator)) => coordinator.name.clone(),
            GroupLabel::Coordinator(Coordinator::ByNobody) => "no care coordinator".to_owned(),
            GroupLabel::Coordinator(Coordinator::NotKnown) => "not known".to_owned(),
            GroupLabel::Colleagues => "colleagues' details".to_owned(),
            GroupLabel::Team(team) if team.is_empty() => "no team".to_owned(),
            GroupLabel::Team(team) => team.clone(),
        }
    }

    /// By what the groups are told apart, in a word for other programs.
    pub(crate) fn by(&self) -> &'static str {
        match self {
            GroupLabel::Month(_) | GroupLabel::NoDay => "month",
            GroupLabel::Coordinator(_) | GroupLabel::Colleagues => "coordinator",
            GroupLabel::Team(_) => "team",
        }
    }
}

impl GroupBy {
    /// The header of a column of groups.
    pub(crate) fn header(self) -> &'static str {
        match self {
            GroupBy::Coordinator => "Care coordinator",
            GroupBy::Team => "Team",
            GroupBy::Month => "Month",
        }
    }
}

/// Groups while they are counted.
#[derive(Debug, Default)]
pub(crate) struct Groups(BTreeMap<GroupLabel, (DueCounts, Option<NaiveDate>)>);

impl Groups {
    /// Counts a plan in its group; a month has no plans of its own.
    pub(crate) fn add_plan(&mut self, by: GroupBy, of: &OfPlan, has_ended: bool) {
        if by != GroupBy::Month {
            let Groups(groups) = self;
            let (counts, _) = groups.entry(label(by, of, None)).or_default();
            counts.found += 1;
            counts.plans += 1;
            counts.ended += usize::from(has_ended);
        }
    }

    /// Counts something that is due by `day`.
    pub(crate) fn add(&mut self, by: GroupBy, of: &OfPlan, day: Option<NaiveDate>, stands: ListStatus) {
        let label = label(by, of, day);
        let Groups(groups) = self;
        let (counts, worst) = groups.entry(label).or_default();
        counts.add(stands);
        if stands == ListStatus::Listed(RowState::Overdue) {
            *worst = match (*worst, day) {
                (Some(worst), Some(day)) => Some(worst.min(day)),
                (worst, day) => worst.or(day),
            };
        }
    }

    /// The groups, months in their order, others by how many of theirs are late.
    pub(crate) fn done(self, as_at: NaiveDate) -> Vec<DueGroup> {
        let Groups(groups) = self;
        let groups = groups.into_iter().map(|(of, (counts, worst))| {
            let worst_days_late = worst.map(|day| (as_at - day).num_days());
            DueGroup { of, counts, worst_days_late, worst }
        });
        let mut groups: Vec<DueGroup> = groups.collect();
        groups.sort_by_key(|group| match group.of {
            GroupLabel::Month(_) | GroupLabel::NoDay => (0, None),
            _ => (usize::MAX - group.counts.overdue, group.worst),
        });
        groups
    }
}

fn label(by: GroupBy, of: &OfPlan, day: Option<NaiveDate>) -> GroupLabel {
    match by {
        GroupBy::Coordinator if of.is_colleague => GroupLabel::Colleagues,
        GroupBy::Coordinator => GroupLabel::Coordinator(of.coordinated.clone()),
        GroupBy::Team => GroupLabel::Team(of.team.clone()),
        GroupBy::Month => day.and_then(|day| day.with_day(1)).map_or(GroupLabel::NoDay, GroupLabel::Month),
    }
}
