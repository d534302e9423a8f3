//! What stands between a plan and one reader, item by item.

use crate::access::{Reader, ReaderKind};
use crate::parse::{AccessLabels, AccessPolicy, Handle, PlanPart};
use crate::plan::Is;
use crate::workspace::{PersonEntry, PlanFile};

/// What stands between a plan and one reader.
pub(crate) struct ReaderPolicy<'a> {
    pub(crate) file: &'a PlanFile,
    pub(crate) reader: &'a Reader,
}

impl AccessPolicy for ReaderPolicy<'_> {
    fn allows(&self, part: PlanPart) -> bool {
        self.reader.has(part)
    }

    fn is_withheld(&self, marks: &AccessLabels<'_>) -> bool {
        self.why_kept(marks).is_some()
    }

    fn names(&self, handle: &str) -> bool {
        let decisions = self.file.people().find(handle).map(|entry| entry.all(|someone| &someone.withhold));
        !decisions.into_iter().flatten().any(|decision| self.withholds(&decision.0))
    }

    fn part_of_item(&self, part: PlanPart, marks: &AccessLabels<'_>) -> PlanPart {
        let alone = part == PlanPart::Needs && marks.area.is_some_and(|area| self.reader.has_area(area));
        if alone { PlanPart::Always } else { part }
    }

    fn is_own(&self, marks: &AccessLabels<'_>) -> bool {
        match marks.who {
            // What somebody said that others should do is not theirs to do.
            Some(who) => who.0.iter().any(|who| self.reader.is(&who.value.0)),
            None => marks.told_by.is_some_and(|teller| self.reader.is(teller)),
        }
    }
}

/// Why an item is kept from a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WithheldReason {
    /// The decision of this name keeps it from them.
    Withheld(String),
    /// It was told in confidence.
    InConfidence,
}

impl ReaderPolicy<'_> {
    /// Why an item with these marks is kept from this reader; none, if it is not.
    pub(crate) fn why_kept(&self, marks: &AccessLabels<'_>) -> Option<WithheldReason> {
        let withheld = marks.withhold.filter(|decision| self.withholds(decision));
        let withheld = withheld.map(|decision| WithheldReason::Withheld(decision.to_owned()));
        withheld.or_else(|| self.is_confided(marks).then_some(WithheldReason::InConfidence))
    }

    /// Whether the decision called `name` keeps something from this reader. One that does not say from whom keeps it
    /// from everybody but the team.
    pub(crate) fn withholds(&self, name: &str) -> bool {
        let decision = self.file.plan.withheld.value().and_then(|decisions| decisions.get(name));
        let from = decision.and_then(|decision| decision.from.value()).filter(|from| !from.is_empty());
        match from {
            Some(from) => from.iter().any(|from| self.reader.is_named_by(&from.value.0)),
            None => !self.reader.is_of_team(),
        }
    }

    /// Whether this was told in confidence. What somebody from outside the team said stays in confidence until
    /// somebody records that it need not.
    fn is_confided(&self, marks: &AccessLabels<'_>) -> bool {
        if self.reader.is_of_team() {
            return false;
        }
        let Some(teller) = marks.told_by else { return marks.in_confidence == Some(true) };
        if self.reader.is(teller) {
            return false;
        }
        let by_team = self.file.people().find(teller).is_some_and(|teller| is_of_team_alone(&teller));
        let by_person = teller == Handle::PERSON;
        // What the person said in confidence is for the team, and for nobody else's copy.
        let confided = marks.in_confidence.unwrap_or(!by_team && !by_person);
        confided || !self.names(teller)
    }

    /// Whether this reader sees only what they were given of a plan: neither the person nor the team.
    pub(crate) fn is_limited(&self) -> bool {
        matches!(self.reader.kind(), ReaderKind::Gp | ReaderKind::Family | ReaderKind::Agency)
    }
}

/// Whether somebody is of the team, and no relative: a relative who works there is one here.
pub(crate) fn is_of_team_alone(entry: &PersonEntry<'_>) -> bool {
    entry.is(Is::Team) && entry.first(|someone| &someone.relationship).is_none()
}
