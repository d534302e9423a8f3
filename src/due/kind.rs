//! What one kind of date is, and what it is asked with.

use chrono::NaiveDate;

use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::interval_setting::{Interval, IntervalKey};
use crate::due::review::State;
use crate::due::unreadable_input::UnreadableInput;
use crate::parse::{PartialDate, Span};
use crate::plan::Plan;
use crate::workspace::{People, PlanFile};

/// A kind of date that a plan can have.
#[derive(Debug)]
pub struct DueKind {
    /// Its name as it is typed behind `--what`.
    pub name: &'static str,
    /// What it is, as a line about one can begin: "carer's assessment".
    pub words: &'static str,
    /// What is said of one that has no date: "never done".
    pub without_date: &'static str,
    /// How it is said how late one is.
    pub late: Late,
    /// What makes it due, and where that rule comes from, in a sentence or two.
    pub rule: &'static str,
    /// What a plan makes due of this kind.
    pub(crate) due_items: fn(&KindContext<'_>) -> DueItems,
    /// What would make one not due, as a sentence that begins with a verb.
    pub(crate) fix: fn(&KindContext<'_>, &DueItem) -> String,
}

/// How it is said how a day lies to today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Late {
    /// "9 days late", "due in 9 days": somebody was to do something.
    Due,
    /// "ended 9 days ago", "ends in 9 days".
    Ends,
    /// "wanted 9 days ago", "wanted in 9 days": nobody hurries a person.
    Wanted,
}

impl Late {
    /// How `due` lies to `as_at`.
    pub fn in_words(self, due: NaiveDate, as_at: NaiveDate) -> String {
        let (past, now) = match self {
            Late::Due => return crate::due::in_words(due, as_at),
            Late::Ends => ("ended", "ends"),
            Late::Wanted => ("wanted", "wanted"),
        };
        match as_at.cmp(&due) {
            std::cmp::Ordering::Greater => format!("{past} {} ago", crate::due::between(due, as_at)),
            std::cmp::Ordering::Equal => format!("{now} today"),
            std::cmp::Ordering::Less => format!("{now} in {}", crate::due::between(as_at, due)),
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
    /// What the plan in `file` makes due of this kind, as at a day. The plan is one whose text could be read whole, and
    /// which has not ended.
    pub fn dates(&self, file: &PlanFile, as_at: NaiveDate) -> DueItems {
        (self.due_items)(&KindContext { file, plan: &file.plan, as_at })
    }
}

/// What a kind of date looks at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KindContext<'a> {
    /// The plan with the file that it came from, and what stands beside it.
    pub(crate) file: &'a PlanFile,
    /// The plan.
    pub(crate) plan: &'a Plan,
    /// The day.
    pub(crate) as_at: NaiveDate,
}

impl<'a> KindContext<'a> {
    /// Everybody whom the plan can name.
    pub(crate) fn people(&self) -> People<'a> {
        self.file.people()
    }

    /// The interval of this key. Off where neither the service nor its scheme sets one.
    pub(crate) fn interval(&self, key: &'static IntervalKey) -> Interval {
        Interval::from_settings(key, self.file.context.settings())
    }

    /// Whether an interval is set, or may be: what sets it could not be read.
    pub(crate) fn is_set(&self, key: &'static IntervalKey) -> bool {
        self.interval(key) != Interval::Off
    }

    /// Where something is said that the plan as a whole lacks: its id.
    pub(crate) fn top(&self) -> Span {
        self.plan.id.span().cloned().unwrap_or(0..0)
    }

    /// Something that is due by a day, which is its last day in time.
    pub(crate) fn by(&self, day: NaiveDate, reckoned: Basis, span: &Span) -> DueItem {
        DueItem { day: Some(day), ..DueItem::new(State::on(day, self.as_at), reckoned, span) }
    }

    /// Something that is due so long after `since`; nothing where no interval is set.
    pub(crate) fn after(
        &self,
        key: &'static IntervalKey,
        since: PartialDate,
        what: &'static str,
        span: &Span,
    ) -> Option<DueItem> {
        match self.interval(key) {
            Interval::Off => None,
            Interval::Unread(told) => Some(DueItem::unread(told, span)),
            Interval::Set(every, set_by) => {
                let day = crate::due::after(since.last_day(), every);
                let dated = self.by(day, Basis::After { every, set_by, since, what }, span);
                Some(DueItem { began: Some(since.last_day()), ..dated })
            }
        }
    }

    /// Something that never happened, as far as is written. Where no interval is set, rules tell it and lists do not.
    pub(crate) fn never(&self, key: &'static IntervalKey, what: &'static str, span: &Span) -> DueItem {
        DueItem { off: (!self.is_set(key)).then_some(key.name), ..never(what, span) }
    }
}

/// Something whose day cannot be told, because a key of the plan could not be read.
pub(crate) fn unread(key: &'static str, span: &Span) -> DueItem {
    DueItem::unread(UnreadableInput::of_plan(key, span), span)
}

/// Something that never happened, as far as is written.
pub(crate) fn never(what: &'static str, span: &Span) -> DueItem {
    DueItem::new(State::NoDate, Basis::Never(what), span)
}
