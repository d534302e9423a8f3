//! How a copy speaks: as the person where it is their own, and of them by name to everybody else.

use crate::access::policy::is_of_team_alone;
use crate::access::{ReaderKind, RedactedPlan};
use crate::parse::{AccessLabels, Handle, PlanPart};
use crate::plan::Need;
use crate::render::line::Line;

impl RedactedPlan {
    /// Our own words: as the person says them in their own copy; else with their name in the place of each `{}`.
    pub(crate) fn say(&self, own: &'static str, others: &'static str) -> Line {
        if self.is_persons_own() {
            return own.into();
        }
        let mut pieces = others.split("{}");
        let first = Line::from(pieces.next().unwrap_or_default());
        let line = pieces.fold(first, |line, piece| line.with(self.person_name()).with(piece));
        // A name stands as it is typed; only what stands for one that is not known has a capital to get.
        if others.starts_with("{}") && self.preferred().is_none() { line.capital() } else { line }
    }

    /// The name that everybody but the person calls them by in a copy.
    pub(crate) fn person_name(&self) -> Line {
        let name = self.preferred().and_then(Line::said);
        name.map_or_else(|| "this person".into(), |name| name.on_one_line())
    }

    /// Whether this is the person's own copy.
    pub(crate) fn is_persons_own(&self) -> bool {
        self.reader().kind() == ReaderKind::Person
    }

    /// Whether its reader sees only what they were given of the plan: neither the person nor the team.
    pub(crate) fn is_limited(&self) -> bool {
        matches!(self.reader().kind(), ReaderKind::Gp | ReaderKind::Family | ReaderKind::Agency)
    }

    /// Whether its reader has a part of the plan: what is not there is then not written, else not theirs to see.
    pub(crate) fn has(&self, part: PlanPart) -> bool {
        self.reader().has(part)
    }

    /// Whether a need is its reader's to see, and not only what they promised to do about it.
    pub(crate) fn has_need(&self, need: &Need) -> bool {
        let area = need.area.value().is_some_and(|area| self.reader().has_area(area.word()));
        area || self.has(PlanPart::Needs)
    }

    /// Whether something with these marks was told in confidence, which the team has to know. What somebody from outside
    /// the team said stays in confidence until somebody records that it need not.
    pub(crate) fn is_in_confidence(&self, marks: &AccessLabels<'_>) -> bool {
        let by_team = |teller: &str| self.find(teller).is_some_and(|teller| is_of_team_alone(&teller));
        let outside = |teller: &str| teller != Handle::PERSON && !by_team(teller);
        let confided = marks.in_confidence.unwrap_or_else(|| marks.told_by.is_some_and(outside));
        confided && self.reader().kind() == ReaderKind::Team
    }

    /// Whether `handle` is whoever reads this copy, other than the person.
    pub(crate) fn is_reader(&self, handle: &Handle) -> bool {
        !self.is_persons_own() && self.reader().handle() == Some(handle.0.as_str())
    }
}
