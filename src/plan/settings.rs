//! The service's own words, intervals and rules: what `cpa.toml` holds.

use crate::parse::{Names, OpenMap, Period, Spanned};
use crate::plan::{Scheme, Terms};
use crate::{choice, record};

choice! {
    /// How much a rule's findings matter to a service.
    Level {
        Error = "error",
        Warning = "warning",
        Info = "info",
        Off = "off",
    }
}

record! {
    /// What a service sets for the plans below the folder of its `cpa.toml`. Every key is optional.
    Settings {
        /// What the service is called.
        service: String;
        /// cpa, key-worker or ctp-wales: the words, the required parts, the legal limits.
        scheme: Scheme;
        /// Folders and files below this one that are no plans.
        ignore: Vec<Spanned<String>>;
        /// Whether the plans are invented: NHS numbers outside 999 are then an error.
        sample: bool;
        /// The largest file that is read, in kilobytes; left out: 1000.
        largest_file: u32;
        /// When reviews are due.
        reviews: ReviewSettings;
        /// Other intervals. Left out: the scheme's, or off where nobody could verify one.
        intervals: Intervals;
        /// For each rule: error, warning, info or off.
        rules: OpenMap<Level>;
        /// What copies say.
        copies: CopySettings;
    }
}

record! {
    /// When reviews are due.
    ReviewSettings {
        /// The service's own rule: a review comes this long after the last one.
        every: Period;
        /// The longest gap. Left out: the scheme's twelve months.
        at_most: Period;
        /// Due within this: "due soon".
        soon: Period;
    }
}

record! {
    /// Other intervals.
    Intervals {
        /// After leaving hospital, from the day after.
        follow_up: Period;
        /// From one carer's assessment to the next.
        carers_assessment: Period;
        /// From one section 117 review to the next.
        section_117_review: Period;
        /// From one physical health check to the next.
        physical_health: Period;
        /// How long `checked` stays good.
        contact_details: Period;
        /// From `started` to the first agreement.
        first_plan: Period;
        /// How long a consent stays good once the person was asked.
        consents: Period;
        /// From a review, or a change to contacts or crisis plan, until everyone has a copy of it.
        copies: Period;
    }
}

record! {
    /// What copies say.
    CopySettings {
        /// Where a lost copy is to be sent.
        return_to: String;
        /// Handles: on every copy, after the plan's own contacts.
        in_a_crisis: Names;
        /// Whom to phone when unhappy with the service.
        unhappy: String;
    }
}

impl Settings {
    /// Returns the terms of the scheme. A missing or faulty scheme counts as the Care Programme Approach.
    pub fn terms(&self) -> &'static Terms {
        self.scheme.value().copied().unwrap_or(Scheme::Cpa).terms()
    }
}
