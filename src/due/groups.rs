//! Items counted in groups: by care coordinator, by team, by month.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::due::coordinator::Coordinator;
use crate::due::counts::DueCounts;
use crate::due::query::GroupBy;
use crate::due::row::{DueRow, ListStatus, PlanSummary};

/// A group with its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DueGroup {
    pub(crate) label: GroupLabel,
    pub(crate) counts: DueCounts,
    /// The day of the item that is late for longest.
    pub(crate) worst: Option<NaiveDate>,
}

/// What a group has in common, in the order of the groups.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum GroupLabel {
    /// The first day of a month.
    Month(NaiveDate),
    NoDay,
    Coordinator(Coordinator),
    /// Colleagues' own details, which belong to no coordinator.
    Colleagues,
    Team(String),
}

impl GroupLabel {
    pub(crate) fn in_words(&self) -> String {
        match self {
            GroupLabel::Month(first) => first.format("%B %Y").to_string(),
            GroupLabel::NoDay => "no day known".to_owned(),
            GroupLabel::Coordinator(Coordinator::Known(coordinator)) => coordinator.name.clone(),
            GroupLabel::Coordinator(Coordinator::Missing) => "no care coordinator".to_owned(),
            GroupLabel::Coordinator(Coordinator::Unreadable) => "not known".to_owned(),
            GroupLabel::Colleagues => "colleagues' details".to_owned(),
            GroupLabel::Team(team) if team.is_empty() => "no team".to_owned(),
            GroupLabel::Team(team) => team.clone(),
        }
    }

    /// Returns the label for programs: a month as 2026-11, a coordinator's handle, a team's folder. Empty if there is
    /// none.
    pub(crate) fn key(&self) -> String {
        match self {
            GroupLabel::Month(first) => first.format("%Y-%m").to_string(),
            GroupLabel::NoDay | GroupLabel::Colleagues => String::new(),
            GroupLabel::Coordinator(coordinator) => {
                coordinator.known().map(|known| known.handle.clone()).unwrap_or_default()
            }
            GroupLabel::Team(team) => team.clone(),
        }
    }

    pub(crate) fn by(&self) -> &'static str {
        match self {
            GroupLabel::Month(_) | GroupLabel::NoDay => "month",
            GroupLabel::Coordinator(_) | GroupLabel::Colleagues => "coordinator",
            GroupLabel::Team(_) => "team",
        }
    }
}

impl GroupBy {
    pub(crate) fn header(self) -> &'static str {
        match self {
            GroupBy::Coordinator => "Care coordinator",
            GroupBy::Team => "Team",
            GroupBy::Month => "Month",
        }
    }
}

/// Groups while items are added to them.
#[derive(Debug, Default)]
pub(crate) struct Groups(BTreeMap<GroupLabel, (DueCounts, Option<NaiveDate>)>);

impl Groups {
    /// Counts a plan in its group. Months count items only.
    pub(crate) fn add_plan(&mut self, by: GroupBy, plan: &PlanSummary, has_ended: bool) {
        if by != GroupBy::Month {
            let (counts, _) = self.0.entry(label(by, plan, None)).or_default();
            counts.found += 1;
            counts.plans += 1;
            counts.ended += usize::from(has_ended);
        }
    }

    pub(crate) fn add_row(&mut self, by: GroupBy, row: &DueRow) {
        let day = row.item.day;
        let (counts, worst) = self.0.entry(label(by, &row.plan, day)).or_default();
        counts.add(row.status);
        if row.status == ListStatus::Overdue {
            *worst = worst.iter().copied().chain(day).min();
        }
    }

    /// Returns the groups: months in their order, others by how many of their items are late.
    pub(crate) fn done(self) -> Vec<DueGroup> {
        let groups = self.0.into_iter().map(|(label, (counts, worst))| DueGroup { label, counts, worst });
        let mut groups: Vec<DueGroup> = groups.collect();
        groups.sort_by_key(|group| match group.label {
            GroupLabel::Month(_) | GroupLabel::NoDay => (0, None),
            _ => (usize::MAX - group.counts.of(ListStatus::Overdue), group.worst),
        });
        groups
    }
}

fn label(by: GroupBy, plan: &PlanSummary, day: Option<NaiveDate>) -> GroupLabel {
    match by {
        GroupBy::Coordinator if plan.is_colleague => GroupLabel::Colleagues,
        GroupBy::Coordinator => GroupLabel::Coordinator(plan.coordinator.clone()),
        GroupBy::Team => GroupLabel::Team(plan.team.clone()),
        GroupBy::Month => day.and_then(|day| day.with_day(1)).map_or(GroupLabel::NoDay, GroupLabel::Month),
    }
}
