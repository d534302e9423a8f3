//! What defines a kind of date.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::interval::{after, between, in_words};
use crate::due::interval_setting::{Interval, IntervalKey, off};
use crate::due::review::State;
use crate::due::unreadable_input::UnreadableInput;
use crate::parse::{Field, PartialDate, Span, Spanned};
use crate::plan::Plan;
use crate::workspace::{People, PlanFile};

/// A kind of date that a plan can have.
#[derive(Debug)]
pub struct DueKind {
    /// The value of `--what`.
    pub name: &'static str,
    /// The display name, such as "carer's assessment".
    pub words: &'static str,
    /// What is shown instead of a date, such as "never done".
    pub without_date: &'static str,
    /// How lateness is worded.
    pub late: Late,
    /// When it is due and the source of that rule, in one or two sentences.
    pub rule: &'static str,
    pub(crate) due_items: fn(&KindContext<'_>) -> FoundItems,
    /// What to do about an item, as a sentence that begins with a verb.
    pub(crate) fix: fn(&KindContext<'_>, &DueItem) -> String,
}

/// How the distance from a day to today is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Late {
    /// "9 days late", "due in 9 days".
    Due,
    /// "ended 9 days ago", "ends in 9 days".
    Ends,
    /// "wanted 9 days ago", "wanted in 9 days": a person's goal is never called late.
    Wanted,
}

impl Late {
    /// Returns the distance from `due` to `as_at` in words.
    pub fn in_words(self, due: NaiveDate, as_at: NaiveDate) -> String {
        let (past, now) = match self {
            Late::Due => return in_words(due, as_at),
            Late::Ends => ("ended", "ends"),
            Late::Wanted => ("wanted", "wanted"),
        };
        match as_at.cmp(&due) {
            Ordering::Greater => format!("{past} {} ago", between(due, as_at)),
            Ordering::Equal => format!("{now} today"),
            Ordering::Less => format!("{now} in {}", between(as_at, due)),
        }
    }
}

impl PartialEq for DueKind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for DueKind {}

impl DueKind {
    /// Returns what the plan in `file` makes due of this kind. The file must be readable as a whole, and the plan must
    /// not have ended.
    pub fn due_items(&self, file: &PlanFile, as_at: NaiveDate) -> DueItems {
        let (Ok(items) | Err(items)) = (self.due_items)(&KindContext { file, plan: &file.plan, as_at });
        items
    }
}

/// What a kind finds. An error is the reason why nothing is due, or the key that could not be read.
pub(crate) type FoundItems = Result<DueItems, DueItems>;

/// What a kind of date can look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KindContext<'a> {
    pub(crate) file: &'a PlanFile,
    pub(crate) plan: &'a Plan,
    pub(crate) as_at: NaiveDate,
}

impl<'a> KindContext<'a> {
    pub(crate) fn people(&self) -> People<'a> {
        self.file.people()
    }

    fn interval(&self, key: &'static IntervalKey) -> Interval {
        Interval::from_settings(key, self.file.context.settings())
    }

    /// Returns whether an interval is set, or may be because its setting could not be read.
    pub(crate) fn is_set(&self, key: &'static IntervalKey) -> bool {
        self.interval(key) != Interval::Off
    }

    /// Returns the place of the plan's id, for what the whole plan lacks.
    pub(crate) fn id_span(&self) -> Span {
        self.plan.id.span().cloned().unwrap_or(0..0)
    }

    /// Returns an item whose last day in time is `day`.
    pub(crate) fn due_by(&self, day: NaiveDate, basis: Basis, span: &Span) -> DueItem {
        DueItem { day: Some(day), ..DueItem::new(State::on(day, self.as_at), basis, span) }
    }

    /// Returns an item that is due one interval after `since`; `None` if the interval is not set.
    pub(crate) fn after(
        &self,
        key: &'static IntervalKey,
        since: PartialDate,
        what: &'static str,
        span: &Span,
    ) -> Option<DueItem> {
        match self.interval(key) {
            Interval::Off => None,
            Interval::Unreadable(input) => Some(DueItem::unreadable(input, span)),
            Interval::Set(every, set_by) => {
                let basis = Basis::After { every, set_by, since, what };
                let item = self.due_by(after(since.last_day(), every), basis, span);
                Some(DueItem { began: Some(since.last_day()), ..item })
            }
        }
    }

    /// As [`KindContext::after`], with a reason instead of `None`.
    pub(crate) fn one_after(
        &self,
        key: &'static IntervalKey,
        since: PartialDate,
        what: &'static str,
        span: &Span,
    ) -> DueItems {
        self.after(key, since, what, span).map_or_else(|| DueItems::none(off(key.name)), DueItems::one)
    }

    /// Returns an item that has not happened, as far as the plan says. Lists leave it out if the interval is not set.
    pub(crate) fn never(&self, key: &'static IntervalKey, what: &'static str, span: &Span) -> DueItem {
        DueItem { interval_off: (!self.is_set(key)).then_some(key.name), ..never(what, span) }
    }
}

/// Returns an item whose day cannot be worked out because a key of the plan could not be read.
pub(crate) fn unread(key: &'static str, span: &Span) -> DueItem {
    DueItem::unreadable(UnreadableInput::in_plan(key, span), span)
}

/// Returns the value of a key, or the item of a key that could not be read.
pub(crate) fn known<'f, T>(
    key: &'static str,
    field: &'f Field<T>,
) -> Result<Option<&'f Spanned<T>>, DueItems> {
    all_read([(key, field.unread_at())])?;
    Ok(field.known())
}

/// Returns the item of the first of these keys that could not be read, as an error.
pub(crate) fn all_read<'s>(
    keys: impl IntoIterator<Item = (&'static str, Option<&'s Span>)>,
) -> Result<(), DueItems> {
    first_unread(keys).map_or(Ok(()), |item| Err(DueItems::one(item)))
}

/// Returns the item of the first of these keys that could not be read.
pub(crate) fn first_unread<'s>(
    keys: impl IntoIterator<Item = (&'static str, Option<&'s Span>)>,
) -> Option<DueItem> {
    keys.into_iter().find_map(|(key, span)| Some(unread(key, span?)))
}

/// Returns an item that has not happened, as far as the plan says.
pub(crate) fn never(what: &'static str, span: &Span) -> DueItem {
    DueItem::new(State::NoDate, Basis::Never(what), span)
}
