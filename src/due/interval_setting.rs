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

macro_rules! interval_keys {
    ($($name:ident = $key:ident, $scheme:expr, $source:literal;)*) => {
        $(pub(crate) static $name: IntervalKey = IntervalKey {
            name: stringify!($key),
            own: |own| &own.$key,
            scheme: $scheme,
            source: $source,
        };)*
    };
}

// `|_| None` where no interval could be verified that applies everywhere.
interval_keys! {
    FOLLOW_UP = follow_up, |terms| terms.follow_up, "NHS Standard Contract 2019/20";
    CARERS_ASSESSMENT = carers_assessment, |terms| terms.carers_assessment, "National Service Framework 1999, standard 6";
    SECTION_117_REVIEW = section_117_review, |terms| terms.section_117_review, "";
    PHYSICAL_HEALTH = physical_health, |terms| terms.physical_health,
        "NHS England, physical health of people living with severe mental illness";
    CONTACT_DETAILS = contact_details, |terms| terms.contact_details, "";
    CONSENTS = consents, |_| None, "";
    COPIES = copies, |_| None, "";
    FIRST_PLAN = first_plan, |terms| terms.first_plan,
        "Code of Practice 2012 to the Mental Health (Wales) Measure 2010";
}

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

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Interval {
    Set(Period, SetBy),
    Off,
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

/// Returns why nothing is due if the interval of this name is not set.
pub(crate) fn off(name: &str) -> String {
    format!("neither `{name}` under `[intervals]` in cpa.toml nor the scheme says how long, so this is off")
}
