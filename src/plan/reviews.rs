//! Reviews, agreements, changes, copies, handovers, the end of CPA.

use chrono::NaiveDate;

use crate::parse::{DayOrTime, Handle, InConfidence, Informant, Names, Past, Spanned, WithheldName};
use crate::plan::{CopyFormat, CopyPart};
use crate::{choice, record};

choice! {
    /// What a review decided (NHS Data Dictionary, CPA review: CPA goes on or ends, or responsibility moves).
    Outcome {
        Continue = "continue",
        Change = "change",
        Transfer = "transfer",
        End = "end",
    }
}

record! {
    /// A review: booked; held or cancelled; its outcome recorded. It counts from the day the outcome was recorded.
    Review {
        /// The day, or the day and time, for which it is booked.
        booked: DayOrTime;
        /// Where.
        r#where: String;
        /// Who is invited.
        invite: Names;
        /// The day it was cancelled.
        cancelled: Past<NaiveDate>;
        /// Why it was cancelled.
        because: String;
        /// The day it was held; over several days the first.
        held: Past<NaiveDate>;
        /// Over several days: the last.
        until: Past<NaiveDate>;
        /// The day the outcome was recorded. Left out: the day held.
        recorded: Past<NaiveDate>;
        /// Who recorded it.
        recorded_by: Handle;
        /// continue, change, transfer or end.
        outcome: Outcome;
        /// Who was there.
        present: Names;
        /// Why I was not there.
        person_absent_because: String;
        /// Who sent apologies.
        apologies: Names;
        /// What I said.
        my_view: String;
        /// What was decided.
        summary: String;
        /// What others said.
        views: Vec<View>;
        /// The name of the decision that keeps it from some readers.
        withhold: WithheldName => Internal;
    }
}

record! {
    /// What somebody else said at a review.
    View {
        /// Who said it.
        who: Informant;
        /// What they said.
        view: String [own];
        /// true: only the team and they themselves see it.
        in_confidence: InConfidence => Internal;
        /// The name of the decision that keeps it from some readers.
        withhold: WithheldName => Internal;
    }
}

choice! {
    /// Whether somebody agrees with the plan.
    Agrees {
        Yes = "yes",
        InPart = "in part",
        No = "no",
        NotAble = "not able to say",
    }
}

choice! {
    /// How somebody said whether they agree.
    How {
        Signed = "signed",
        AtTheMeeting = "at the meeting",
        ByPhone = "by phone",
        InWriting = "in writing",
    }
}

record! {
    /// Whether somebody agrees with the plan. The newest counts.
    Agreement {
        /// Who was asked.
        who: Handle;
        /// The day.
        asked: Past<NaiveDate>;
        /// yes, in part, no, or not able to say.
        agrees: Agrees;
        /// How they said so.
        how: How;
        /// Why they were not able to say.
        because: String;
        /// Who decided instead, on what ground.
        decided_by: Handle;
        /// What they disagree about.
        disagrees_about: String;
        /// What was answered.
        our_answer: String;
        /// The name of the decision that keeps it from some readers.
        withhold: WithheldName => Internal;
    }
}

record! {
    /// What was changed between reviews.
    Change {
        /// The day.
        made: Past<NaiveDate>;
        /// What was changed.
        change: String;
        /// Which parts of the plan it changed, as consent names them. Left out: nobody said, and it may be any.
        parts: Vec<Spanned<CopyPart>> => Internal;
        /// Why.
        because: String;
        /// Who changed it.
        by: Handle;
        /// Who agreed to it.
        agreed_with: Names;
        /// The name of the decision that keeps it from some readers.
        withhold: WithheldName => Internal;
    }
}

record! {
    /// Who was given a copy, and when; or declined it; or was not given one, and why.
    CopyGiven {
        /// Whose copy.
        to: Handle;
        /// The day it was given.
        given: Past<NaiveDate>;
        /// How it was given.
        how: String;
        /// In which format.
        format: CopyFormat;
        /// The day it was declined.
        declined: Past<NaiveDate>;
        /// Why it was not given.
        not_given: String;
        /// The day on which it was decided that it is not given.
        decided: Past<NaiveDate>;
    }
}

record! {
    /// Somebody who coordinated before.
    EarlierCoordinator {
        /// Their name.
        name: String [sensitive];
        /// Their first day.
        from: Past<NaiveDate>;
        /// Their last day.
        until: Past<NaiveDate>;
    }
}

choice! {
    /// Why CPA ended (NHS Data Dictionary, CPA care episode; the third is practice).
    EndedReason {
        NoLongerNeeded = "no longer needed",
        Moved = "moved to another team",
        Left = "the person chose to leave",
        Died = "died",
    }
}

record! {
    /// The end of CPA.
    Ended {
        /// The day.
        on: Past<NaiveDate>;
        /// no longer needed, moved to another team, the person chose to leave, or died.
        reason: EndedReason;
        /// Who looks after me now.
        handed_to: Handle;
        /// How I can come back.
        how_to_come_back: String;
    }
}

impl Review {
    /// Returns the date from which it counts: when its outcome was recorded, else when it was held. A cancelled review and
    /// one without outcome do not count (NHS Data Dictionary: the review date is the date on which the outcome was
    /// recorded).
    pub fn counts_from(&self) -> Option<NaiveDate> {
        if !self.cancelled.is_absent() || self.outcome.is_absent() {
            return None;
        }
        self.recorded.value().or(self.held.value()).map(|day| day.0)
    }

    /// Returns the date on which it was held, else on which its outcome was recorded. A cancelled review has none.
    pub fn held_on(&self) -> Option<NaiveDate> {
        let took_place = self.cancelled.is_absent();
        self.held.value().or(self.recorded.value()).map(|day| day.0).filter(|_| took_place)
    }

    /// Returns whether it has no date: neither `held`, `recorded` nor `cancelled`, and no `booked` that is still to come.
    pub fn has_no_day(&self) -> bool {
        let no_day = self.held.is_absent() && self.recorded.is_absent() && self.cancelled.is_absent();
        no_day && (self.booked.is_absent() || !self.outcome.is_absent())
    }

    /// Returns the date and time for which it is booked, if it is still to come.
    pub fn still_booked(&self) -> Option<DayOrTime> {
        let open = self.cancelled.is_absent() && self.held.is_absent() && self.outcome.is_absent();
        self.booked.value().copied().filter(|_| open)
    }
}

impl Agreement {
    /// Returns whether it is that of the person whose plan this is.
    pub fn is_of_person(&self) -> bool {
        self.who.value().is_some_and(Handle::is_person)
    }
}

impl Change {
    /// Returns whether it changed, or may have changed, one of these parts.
    pub fn may_be_of(&self, parts: &[CopyPart]) -> bool {
        self.parts.is_absent()
            || self.parts.is_faulty()
            || self.parts.items().iter().any(|part| parts.contains(&part.value))
    }
}

impl CopyGiven {
    /// Returns whether it was given, declined or refused. A faulty value counts.
    pub fn has_result(&self) -> bool {
        !self.given.is_absent() || !self.declined.is_absent() || !self.not_given.is_absent()
    }

    /// Returns whether it is the copy of the person with this handle.
    pub fn is_to(&self, handle: &str) -> bool {
        self.to.value().is_some_and(|to| to.0 == handle)
    }
}
