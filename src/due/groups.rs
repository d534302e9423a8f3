//! Plans counted in groups: by care coordinator, by team, by month.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::due::coordinator::Coordinated;
use crate::due::counts::{Counts, Stands};
use crate::due::query::By;
use crate::due::row::{OfPlan, RowState};

/// One group: what it is of, how its dates stand, and the worst of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What the group is of.
    pub of: Label,
    /// How many dates stand how.
    pub counts: Counts,
    /// By how many days the one is late that is late for longest.
    pub worst_days_late: Option<i64>,
    /// Its day.
    pub worst: Option<NaiveDate>,
}

/// What a group is of, in the order of the groups.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// A month: its first day.
    Month(NaiveDate),
    /// What has no day.
    NoDay,
    /// What one care coordinator brings together.
    Coordinator(Coordinated),
    /// Colleagues' own details, which no coordinator is responsible for.
    Colleagues,
    /// What stands in the folder of a team.
    Team(String),
}

impl Label {
    /// What the group is of, in words.
    pub fn in_words(&self) -> String {
        match self {
            Label::Month(first) => first.format("%B %Y").to_string(),
            Label::NoDay => "no day known".to_owned(),
            Label::Coordinator(Coordinated::By(coordinator)) => coordinator.name.clone(),
            Label::Coordinator(Coordinated::ByNobody) => "no care coordinator".to_owned(),
            Label::Coordinator(Coordinated::NotKnown) => "not known".to_owned(),
            Label::Colleagues => "colleagues' details".to_owned(),
            Label::Team(team) if team.is_empty() => "no team".to_owned(),
            Label::Team(team) => team.clone(),
        }
    }

    /// By what the groups are told apart, in a word for other programs.
    pub(crate) fn by(&self) -> &'static str {
        match self {
            Label::Month(_) | Label::NoDay => "month",
            Label::Coordinator(_) | Label::Colleagues => "coordinator",
            Label::Team(_) => "team",
        }
    }
}

impl By {
    /// The header of a column of groups.
    pub(crate) fn header(self) -> &'static str {
        match self {
            By::Coordinator => "Care coordinator",
            By::Team => "Team",
            By::Month => "Month",
        }
    }
}

/// Groups while they are counted.
#[derive(Debug, Default)]
pub(crate) struct Groups(BTreeMap<Label, (Counts, Option<NaiveDate>)>);

impl Groups {
    /// Counts a plan in its group; a month has no plans of its own.
    pub(crate) fn add_plan(&mut self, by: By, of: &OfPlan, has_ended: bool) {
        if by != By::Month {
            let Groups(groups) = self;
            let (counts, _) = groups.entry(label(by, of, None)).or_default();
            counts.found += 1;
            counts.plans += 1;
            counts.ended += usize::from(has_ended);
        }
    }

    /// Counts something that is due by `day`.
    pub(crate) fn add(&mut self, by: By, of: &OfPlan, day: Option<NaiveDate>, stands: Stands) {
        let label = label(by, of, day);
        let Groups(groups) = self;
        let (counts, worst) = groups.entry(label).or_default();
        counts.add(stands);
        if stands == Stands::Listed(RowState::Overdue) {
            *worst = match (*worst, day) {
                (Some(worst), Some(day)) => Some(worst.min(day)),
                (worst, day) => worst.or(day),
            };
        }
    }

    /// The groups, months in their order, others by how many of theirs are late.
    pub(crate) fn done(self, as_at: NaiveDate) -> Vec<Group> {
        let Groups(groups) = self;
        let groups = groups.into_iter().map(|(of, (counts, worst))| {
            let worst_days_late = worst.map(|day| (as_at - day).num_days());
            Group { of, counts, worst_days_late, worst }
        });
        let mut groups: Vec<Group> = groups.collect();
        groups.sort_by_key(|group| match group.of {
            Label::Month(_) | Label::NoDay => (0, None),
            _ => (usize::MAX - group.counts.overdue, group.worst),
        });
        groups
    }
}

fn label(by: By, of: &OfPlan, day: Option<NaiveDate>) -> Label {
    match by {
        By::Coordinator if of.is_colleague => Label::Colleagues,
        By::Coordinator => Label::Coordinator(of.coordinated.clone()),
        By::Team => Label::Team(of.team.clone()),
        By::Month => day.and_then(|day| day.with_day(1)).map_or(Label::NoDay, Label::Month),
    }
}
