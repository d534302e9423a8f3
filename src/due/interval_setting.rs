//! The intervals of a service: what `[intervals]` in `cpa.toml` sets, else what the scheme sets, with its source.

use crate::due::unreadable_input::UnreadableInput;
use crate::parse::{Field, Period};
use crate::plan::{Intervals, Scheme, Settings, Terms};

/// A key under `[intervals]`.
#[derive(Debug)]
pub(crate) struct IntervalKey {
    /// Its name.
    pub(crate) name: &'static str,
    own: fn(&Intervals) -> &Field<Period>,
    of_scheme: fn(&Terms) -> Option<Period>,
    /// Where that which a scheme sets comes from.
    source: &'static str,
}

impl PartialEq for IntervalKey {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for IntervalKey {}

/// What no scheme sets: nobody could verify an interval that holds everywhere.
fn unset(_: &Terms) -> Option<Period> {
    None
}

/// From leaving hospital to being seen.
pub(crate) static FOLLOW_UP: IntervalKey = IntervalKey {
    name: "follow_up",
    own: |own| &own.follow_up,
    of_scheme: |terms| terms.follow_up,
    source: "NHS Standard Contract 2019/20",
};
/// From one carer's assessment to the next.
pub(crate) static CARERS_ASSESSMENT: IntervalKey = IntervalKey {
    name: "carers_assessment",
    own: |own| &own.carers_assessment,
    of_scheme: |terms| terms.carers_assessment,
    source: "National Service Framework 1999, standard 6",
};
/// From one section 117 review to the next.
pub(crate) static SECTION_117_REVIEW: IntervalKey = IntervalKey {
    name: "section_117_review",
    own: |own| &own.section_117_review,
    of_scheme: |terms| terms.section_117_review,
    source: "",
};
/// From one physical health check to the next.
pub(crate) static PHYSICAL_HEALTH: IntervalKey = IntervalKey {
    name: "physical_health",
    own: |own| &own.physical_health,
    of_scheme: |terms| terms.physical_health,
    source: "NHS England, physical health of people living with severe mental illness",
};
/// How long contact details stay good.
pub(crate) static CONTACT_DETAILS: IntervalKey = IntervalKey {
    name: "contact_details",
    own: |own| &own.contact_details,
    of_scheme: |terms| terms.contact_details,
    source: "",
};
/// How long a consent stays good.
pub(crate) static CONSENTS: IntervalKey =
    IntervalKey { name: "consents", own: |own| &own.consents, of_scheme: unset, source: "" };
/// From a review, or a change, to the copies of it.
pub(crate) static COPIES: IntervalKey =
    IntervalKey { name: "copies", own: |own| &own.copies, of_scheme: unset, source: "" };
/// From the start to the first agreement.
pub(crate) static FIRST_PLAN: IntervalKey = IntervalKey {
    name: "first_plan",
    own: |own| &own.first_plan,
    of_scheme: |terms| terms.first_plan,
    source: "Code of Practice 2012 to the Mental Health (Wales) Measure 2010",
};

/// Who set an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetBy {
    /// The service, by a key in `cpa.toml`.
    Service(&'static str),
    /// The scheme: the source of its rule.
    Scheme(&'static str),
    /// This program: neither of them says.
    Nobody,
}

/// What is known of an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Interval {
    /// It is set.
    Set(Period, SetBy),
    /// Neither the service nor the scheme sets it.
    Off,
    /// What sets it could not be read.
    Unread(UnreadableInput),
}

impl Interval {
    /// The service's own interval, else its scheme's.
    pub(crate) fn from_settings(key: &'static IntervalKey, settings: Option<&Settings>) -> Self {
        let unread = |name, span| Interval::Unread(UnreadableInput::of_settings(name, span));
        let Some(settings) = settings else { return Interval::of_scheme(key, Scheme::Cpa.terms()) };
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
            Field::Known(_) | Field::Absent => Interval::of_scheme(key, settings.terms()),
        }
    }

    fn of_scheme(key: &'static IntervalKey, terms: &Terms) -> Self {
        match (key.of_scheme)(terms) {
            Some(every) => Interval::Set(every, SetBy::Scheme(key.source)),
            None => Interval::Off,
        }
    }
}

/// Why nothing is due where an interval is off.
pub(crate) fn off(key: &'static IntervalKey) -> String {
    off_in_words(key.name)
}

/// Why nothing is due where the interval of this name is off.
pub(crate) fn off_in_words(name: &str) -> String {
    format!("neither `{name}` under `[intervals]` in cpa.toml nor the scheme says how long, so this is off")
}
