//! How a copy speaks: to the person as "you", to everyone else about them by name.

use chrono::NaiveDate;

use crate::access::RedactedPlan;
use crate::access::policy::is_team;
use crate::access::reader::is_in_confidence;
use crate::due::{ReviewDue, review_of};
use crate::parse::{AccessLabels, Handle, PlanPart};
use crate::plan::Need;
use crate::render::line::Line;
use crate::workspace::ReadState;

impl RedactedPlan {
    /// Returns `own` in the person's own copy, else `others` with the person's name in the place of each `{}`.
    pub(crate) fn say(&self, own: &'static str, others: &'static str) -> Line {
        if self.is_persons_own() {
            return own.into();
        }
        let mut pieces = others.split("{}");
        let first = Line::from(pieces.next().unwrap_or_default());
        let line = pieces.fold(first, |line, piece| line.with(self.person_name()).with(piece));
        // A name stays as it is typed; only "this person" gets a capital.
        if others.starts_with("{}") && self.preferred().is_none() { line.capital() } else { line }
    }

    /// Returns what copies for others call the person.
    pub(crate) fn person_name(&self) -> Line {
        let name = self.preferred().and_then(Line::visible);
        name.map_or_else(|| "this person".into(), |name| name.on_one_line())
    }

    /// Returns whether this is the person's own copy.
    pub(crate) fn is_persons_own(&self) -> bool {
        self.reader().kind().is_person()
    }

    /// Returns whether the reader can see only what they were given: neither the person nor the team.
    pub(crate) fn is_limited(&self) -> bool {
        self.reader().kind().is_limited()
    }

    /// Returns whether the reader has a part of the plan. What they have and is not there is not written.
    pub(crate) fn has(&self, part: PlanPart) -> bool {
        self.reader().has(part)
    }

    /// Returns whether the reader has a need, and not only their own actions in it.
    pub(crate) fn has_need(&self, need: &Need) -> bool {
        let has_area = need.area.value().is_some_and(|area| self.reader().has_area(area.word()));
        has_area || self.has(PlanPart::Needs)
    }

    /// Returns whether the copy marks something as said in confidence, which only the team's does.
    pub(crate) fn is_in_confidence(&self, labels: &AccessLabels<'_>) -> bool {
        let is_team = |handle: &str| self.find(handle).is_some_and(|entry| is_team(&entry));
        self.reader().kind().is_team() && is_in_confidence(labels, is_team)
    }

    /// Returns whether `handle` is the reader, unless this is the person's own copy.
    pub(crate) fn is_reader(&self, handle: &Handle) -> bool {
        !self.is_persons_own() && self.reader().is(&handle.0)
    }

    /// Returns when the next review is due. `None` if a review is withheld from the reader, because the day would be
    /// worked out without it and be wrong.
    pub(crate) fn review_due(&self, as_at: NaiveDate) -> Option<ReviewDue> {
        self.has_every_review().then(|| review_of(self, self.settings(), ReadState::Complete, as_at))
    }
}
