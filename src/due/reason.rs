//! Why an item is due on its day, in words.

use chrono::NaiveDate;

use crate::due::due_item::Basis;
use crate::due::review::{Anchor, Decided, Longest, ReviewDue, State, WithoutOutcome};
use crate::parse::{PartialDate, Period, Unit, day_in_words};

/// A no-break space: tables do not wrap a date there, and other outputs write a plain space.
const GLUE: char = '\u{a0}';

/// Returns a day in at most eleven columns, "11 May 2026", with no-break spaces.
pub(crate) fn glued(day: NaiveDate) -> String {
    day.format("%-d\u{a0}%b\u{a0}%Y").to_string()
}

pub(crate) fn unglued(text: &str) -> String {
    text.replace(GLUE, " ")
}

pub(crate) fn kept_together(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default() + chars.as_str()
}

impl ReviewDue {
    /// Returns why the review is due on its day: "6 months after the last review; nobody has agreed a date".
    pub fn why(&self) -> String {
        unglued(&self.why_glued())
    }

    pub(crate) fn why_glued(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        match &self.agreed {
            None => parts.push("nobody has agreed a date".to_owned()),
            Some(agreed) if !agreed.is_valid => {
                parts.push(format!("the agreed day, {}, is not after the last review", glued(agreed.day)));
            }
            Some(agreed) if matches!(self.decided, Some(Decided::AtMost(_))) => {
                parts.push(format!("{} is agreed, but is too late", glued(agreed.day)));
            }
            Some(_) => {}
        }
        parts.push(self.decided_in_words());
        match self.without_outcome {
            Some(WithoutOutcome::Held(day)) => {
                parts.push(format!("held {}, no outcome recorded", glued(day)));
            }
            Some(WithoutOutcome::Booked(day)) => {
                parts.push(format!("was booked for {}, nothing recorded", glued(day)));
            }
            None => {}
        }
        let is_late = self.state == State::Overdue;
        if self.booked.zip(self.day).is_some_and(|(booked, day)| booked.day > day) && !is_late {
            parts.push("the booking is after that day".to_owned());
        }
        if self.draft {
            parts.push("a draft".to_owned());
        }
        parts.join("; ")
    }

    fn decided_in_words(&self) -> String {
        let since = match self.anchor {
            Some(Anchor::Started(_)) => "the start",
            Some(Anchor::LastReview(_)) | None => "the last review",
        };
        match self.decided {
            None => "neither a start nor a review is written down".to_owned(),
            Some(Decided::Agreed) if self.state == State::NoDate => {
                "the agreed day is later than the longest gap from today, and neither a start nor a review is written down"
                    .to_owned()
            }
            Some(Decided::Agreed) => "the agreed day".to_owned(),
            Some(Decided::Every(every)) => format!("{} after {since}", length(every)),
            Some(Decided::AtMost(longest)) => {
                format!("{} after {since}, {}", length(longest.gap()), longest_in_words(longest))
            }
        }
    }

    /// Returns how the latest possible day is worked out: "12 months after the last review on 3 March 2026, the longest
    /// gap under CPA". `None` if there is no such day.
    pub fn limit_in_words(&self) -> Option<String> {
        let longest = self.limit?.set_by;
        let gap = unglued(&length(longest.gap()));
        Some(format!("{gap} after {}, {}", self.anchor?.in_words(), longest_in_words(longest)))
    }
}

impl Anchor {
    pub(crate) fn in_words(self) -> String {
        match self {
            Anchor::LastReview(day) => format!("the last review on {}", day_in_words(day)),
            Anchor::Started(day) => format!("the start on {}", day_in_words(day)),
        }
    }
}

impl Basis {
    /// Returns why an item is due on its day: "12 months after the last check on 30 Sep 2025".
    pub(crate) fn why_glued(&self) -> String {
        match self {
            Basis::Review(due) => due.why_glued(),
            Basis::Stated(what) | Basis::Never(what) => (*what).to_owned(),
            Basis::After { every, since, what, .. } => {
                let on = match since {
                    PartialDate::Day(day) => format!("on {}", glued(*day)),
                    PartialDate::Month(_) | PartialDate::Year(_) => {
                        format!("in {}", kept_together(&since.in_words()))
                    }
                };
                format!("{} after {what} {on}", length(*every))
            }
            Basis::Unreadable(_) => "what decides it could not be read".to_owned(),
        }
    }
}

fn longest_in_words(longest: Longest) -> &'static str {
    match longest {
        Longest::Service(_) => "the longest gap that the service allows",
        Longest::Scheme(scheme) => scheme.terms().at_most_words,
    }
}

/// Returns a length of time with no-break spaces; whole days instead of 24 hours or more.
fn length(every: Period) -> String {
    let every = match every.unit {
        Unit::Hours if every.count >= 24 => Period { count: every.count / 24, unit: Unit::Days },
        _ => every,
    };
    kept_together(&every.in_words())
}
