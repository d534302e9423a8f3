//! Who does what, why, when and how.

use chrono::NaiveDate;

use crate::parse::{InConfidence, Informant, Names, Past, When, WithheldName};
use crate::record;

record! {
    /// Who does what, why, when and how.
    Action {
        /// What is done.
        what: String [own];
        /// Who does it: one handle or a list, the first leads.
        who: Names;
        /// What it is for.
        why: String;
        /// A day: by then. A day and time: an appointment. Words: "every week", or what sets it off.
        when: When [own];
        /// From which day it goes on.
        from: NaiveDate [own];
        /// Its last day.
        until: NaiveDate [own];
        /// How it is done.
        how: String [own];
        /// The day it was done.
        done: Past<NaiveDate> [own];
        /// The day it was stopped.
        stopped: Past<NaiveDate> [own];
        /// Why it was stopped.
        because: String;
        /// What came of it.
        result: String;
        /// How sure I am that I can do it, out of 10.
        confidence: u32;
        /// The name of the decision that keeps it from some readers.
        withhold: WithheldName => Internal;
        /// Who said it, when it was not I.
        told_by: Informant => Internal;
        /// Whether they said it in confidence.
        in_confidence: InConfidence => Internal;
    }
}

impl Action {
    /// Returns whether it was done or stopped.
    pub fn is_over(&self) -> bool {
        !self.done.is_absent() || !self.stopped.is_absent()
    }
}
