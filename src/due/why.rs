//! Why a review counts as due on its day, in words.

use chrono::NaiveDate;

use super::review::{Anchor, Decided, Longest, ReviewDue, WithoutOutcome};
use crate::reading::{Every, Unit, day_in_words};

/// The space within a date: a table is never wrapped there, and other outputs write a plain space.
const GLUE: char = '\u{a0}';

/// A day in eleven columns, "11 May 2026", that stays together where lines are wrapped.
pub(super) fn glued(day: NaiveDate) -> String {
    day.format("%-d\u{a0}%b\u{a0}%Y").to_string()
}

/// Text with plain spaces.
pub(super) fn unglued(text: &str) -> String {
    text.replace(GLUE, " ")
}

/// Text that stays together where lines are wrapped.
pub(super) fn kept_together(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

impl ReviewDue {
    /// Why it counts as due on its day: "6 months after the last review; nobody has agreed a date".
    pub fn why(&self) -> String {
        unglued(&self.why_glued())
    }

    pub(super) fn why_glued(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        match &self.agreed {
            None => parts.push("nobody has agreed a date".to_owned()),
            Some(agreed) if !agreed.stands => {
                parts.push(format!("the agreed day, {}, is not after the last review", glued(agreed.day)));
            }
            Some(agreed) if matches!(self.decided, Some(Decided::AtMost(_))) => {
                parts.push(format!("{} is agreed, but is too late", glued(agreed.day)));
            }
            Some(_) => {}
        }
        parts.push(self.reckoned());
        match self.without_outcome {
            Some(WithoutOutcome::Held(day)) => {
                parts.push(format!("held {}, no outcome recorded", glued(day)));
            }
            Some(WithoutOutcome::Booked(day)) => {
                parts.push(format!("was booked for {}, nothing recorded", glued(day)));
            }
            None => {}
        }
        if self.draft {
            parts.push("a draft".to_owned());
        }
        parts.join("; ")
    }

    fn reckoned(&self) -> String {
        let since = match self.anchor {
            Some(Anchor::Started(_)) => "the start",
            Some(Anchor::LastReview(_)) | None => "the last review",
        };
        match self.decided {
            None => "neither a start nor a review is written down".to_owned(),
            Some(Decided::Agreed) => "the agreed day".to_owned(),
            Some(Decided::Every(every)) => format!("{} after {since}", length(every)),
            Some(Decided::AtMost(longest)) => {
                format!("{} after {since}, {}", length(longest.gap()), whose(longest))
            }
        }
    }

    /// What the longest gap is reckoned from and who set it: "12 months after the last review on 3 March 2026, the
    /// longest gap under CPA". None: nothing is reckoned.
    pub fn limit_in_words(&self) -> Option<String> {
        let longest = self.limit?.set_by;
        let since = match self.anchor? {
            Anchor::LastReview(day) => format!("the last review on {}", day_in_words(day)),
            Anchor::Started(day) => format!("the start on {}", day_in_words(day)),
        };
        Some(format!("{} after {since}, {}", unglued(&length(longest.gap())), whose(longest)))
    }
}

fn whose(longest: Longest) -> &'static str {
    match longest {
        Longest::Service(_) => "the longest gap that the service allows",
        Longest::Scheme(scheme) => scheme.terms().at_most_words,
    }
}

/// A length of time that stays together where lines are wrapped. Hours are said as the days that they count for.
fn length(every: Every) -> String {
    let every = match every.unit {
        Unit::Hours if every.count >= 24 => Every { count: every.count / 24, unit: Unit::Days },
        _ => every,
    };
    kept_together(&every.in_words())
}
