//! The interval of each kind of date: set by `[intervals]` in `cpa.toml`, or else by the scheme.

use crate::due::unreadable_input::UnreadableInput;
use crate::parse::{Field, Period};
use crate::plan::{Intervals, Scheme, Settings, Terms};

/// A key under `[intervals]`.
#[derive(Debug)]
pub(crate) struct IntervalKey {
    pub(crate) name: &'static str,
    own: fn(&Intervals) -> &Field<Period>,
    scheme: fn(&Terms) -> Option<Period>,
    /// The source of the scheme's interval.
    source: &'static str,
}

impl PartialEq for IntervalKey {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for IntervalKey {}

/// No scheme sets it: no interval could be verified that applies everywhere.
fn unset(_: &Terms) -> Option<Period> {
    None
}

/// From leaving hospital to being seen.
pub(crate) static FOLLOW_UP: IntervalKey = IntervalKey {
    name: "follow_up",
    own: |own| &own.follow_up,
    scheme: |terms| terms.follow_up,
    source: "NHS Standard Contract 2019/20",
};
/// From one carer's assessment to the next.
pub(crate) static CARERS_ASSESSMENT: IntervalKey = IntervalKey {
    name: "carers_assessment",
    own: |own| &own.carers_assessment,
    scheme: |terms| terms.carers_assessment,
    source: "National Service Framework 1999, standard 6",
};
/// From one section 117 review to the next.
pub(crate) static SECTION_117_REVIEW: IntervalKey = IntervalKey {
    name: "section_117_review",
    own: |own| &own.section_117_review,
    scheme: |terms| terms.section_117_review,
    source: "",
};
/// From one physical health check to the next.
pub(crate) static PHYSICAL_HEALTH: IntervalKey = IntervalKey {
    name: "physical_health",
    own: |own| &own.physical_health,
    scheme: |terms| terms.physical_health,
    source: "NHS England, physical health of people living with severe mental illness",
};
/// From one check of contact details to the next.
pub(crate) static CONTACT_DETAILS: IntervalKey = IntervalKey {
    name: "contact_details",
    own: |own| &own.contact_details,
    scheme: |terms| terms.contact_details,
    source: "",
};
/// From one time of asking for consent to the next.
pub(crate) static CONSENTS: IntervalKey =
    IntervalKey { name: "consents", own: |own| &own.consents, scheme: unset, source: "" };
/// From a review or a change to giving the copies.
pub(crate) static COPIES: IntervalKey =
    IntervalKey { name: "copies", own: |own| &own.copies, scheme: unset, source: "" };
/// From the start to the first agreement.
pub(crate) static FIRST_PLAN: IntervalKey = IntervalKey {
    name: "first_plan",
    own: |own| &own.first_plan,
    scheme: |terms| terms.first_plan,
    source: "Code of Practice 2012 to the Mental Health (Wales) Measure 2010",
};

/// Who set an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetBy {
    /// A key in `cpa.toml`.
    Service(&'static str),
    /// The scheme, with the source of its rule.
    Scheme(&'static str),
    /// This program's default.
    Nobody,
}

/// What is known of an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Interval {
    Set(Period, SetBy),
    /// Not set.
    Off,
    /// The setting could not be read.
    Unreadable(UnreadableInput),
}

impl Interval {
    /// Returns the service's own interval, or else its scheme's.
    pub(crate) fn from_settings(key: &'static IntervalKey, settings: Option<&Settings>) -> Self {
        let unread = |name, span| Interval::Unreadable(UnreadableInput::in_settings(name, span));
        let Some(settings) = settings else { return Interval::from_scheme(key, Scheme::Cpa.terms()) };
        match &settings.intervals {
            Field::Faulty(span) => return unread("intervals", span),
            Field::Known(intervals) => match (key.own)(&intervals.value) {
                Field::Known(every) => return Interval::Set(every.value, SetBy::Service(key.name)),
                Field::Faulty(span) => return unread(key.name, span),
                Field::Absent => {}
            },
            Field::Absent => {}
        }
        match &settings.scheme {
            Field::Faulty(span) => unread("scheme", span),
            Field::Known(_) | Field::Absent => Interval::from_scheme(key, settings.terms()),
        }
    }

    fn from_scheme(key: &'static IntervalKey, terms: &Terms) -> Self {
        match (key.scheme)(terms) {
            Some(every) => Interval::Set(every, SetBy::Scheme(key.source)),
            None => Interval::Off,
        }
    }
}

/// Returns why nothing is due if an interval is not set.
pub(crate) fn off(key: &'static IntervalKey) -> String {
    off_in_words(key.name)
}

/// Returns why nothing is due if the interval of this name is not set.
pub(crate) fn off_in_words(name: &str) -> String {
    format!("neither `{name}` under `[intervals]` in cpa.toml nor the scheme says how long, so this is off")
}
