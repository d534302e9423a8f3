//! A row of the list: whose plan, what is due, its status, and why.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::due::coordinator::Coordinator;
use crate::due::due_item::DueItem;
use crate::due::kind::{DueKind, Late};
use crate::due::{ShownNames, warnings};
use crate::parse::Handle;
use crate::workspace::{PlanFile, is_safe_id};

/// The status of an item in the list; the first five are listed, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ListStatus {
    /// The date could not be worked out.
    Unreadable,
    Overdue,
    DueToday,
    /// The day comes within the time of the query.
    DueSoon,
    NoDate,
    /// The query left it out.
    LeftOut,
    InTime,
}

impl ListStatus {
    pub(crate) const ALL: [ListStatus; 7] = [
        ListStatus::Unreadable,
        ListStatus::Overdue,
        ListStatus::DueToday,
        ListStatus::DueSoon,
        ListStatus::NoDate,
        ListStatus::LeftOut,
        ListStatus::InTime,
    ];

    pub(crate) fn is_listed(self) -> bool {
        !matches!(self, ListStatus::LeftOut | ListStatus::InTime)
    }

    /// Returns the word that outputs for other programs use.
    pub(crate) fn word(self) -> &'static str {
        self.words().0
    }

    /// Returns what follows a count: "2 overdue".
    pub(crate) fn phrase(self) -> &'static str {
        self.words().1
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            ListStatus::Unreadable => ("unreadable", "could not be told"),
            ListStatus::Overdue => ("overdue", "overdue"),
            ListStatus::DueToday => ("due-today", "due today"),
            ListStatus::DueSoon => ("due-soon", "due soon"),
            ListStatus::NoDate => ("no-date", "without a date"),
            ListStatus::LeftOut => ("left-out", "not asked for"),
            ListStatus::InTime => ("in-time", "in time"),
        }
    }
}

/// What the rows of one plan have in common; or a colleague, who is listed once for all plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlanSummary {
    /// The plan's id; the handle of a colleague.
    pub(crate) id: String,
    pub(crate) file: String,
    /// The name that the person, or the colleague, goes by.
    pub(crate) name: Option<String>,
    pub(crate) coordinator: Coordinator,
    /// The coordinator's name in the plan.
    pub(crate) coordinator_name: Option<String>,
    pub(crate) is_colleague: bool,
    /// The folder of the team; empty if there is none.
    pub(crate) team: String,
}

#[derive(Debug, Clone)]
pub(crate) struct DueRow {
    pub(crate) plan: Arc<PlanSummary>,
    /// `None` if nothing of the plan could be read.
    pub(crate) kind: Option<&'static DueKind>,
    pub(crate) status: ListStatus,
    pub(crate) item: DueItem,
    pub(crate) details: RowDetails,
}

/// What a row shows beside its item. It is empty for an item that is not listed.
#[derive(Debug, Clone, Default)]
pub(crate) struct RowDetails {
    /// Why the item is due on its day, or why no day can be worked out. Dates hold no-break spaces.
    pub(crate) why: String,
    /// The handle of the person concerned, if it is defined.
    pub(crate) who: Option<String>,
    /// The name that belongs to `who`, or else the handle.
    pub(crate) who_name: Option<String>,
    /// The line of the entry of `who`, if that is in the plan.
    pub(crate) entry_line: Option<usize>,
    /// The line that decides the day.
    pub(crate) line: Option<usize>,
}

/// Identifies an entry in a list of colleagues: path, place and kind of date.
pub(crate) type SharedKey = (String, usize, &'static str);

impl RowDetails {
    pub(crate) fn for_item(file: &PlanFile, item: &DueItem) -> Self {
        let who = defined_handle(file, item);
        let line = match &item.colleague_entry {
            Some((source, span)) => Some(source.place(span.start).line),
            None => {
                let span = item.since_span.as_ref().unwrap_or(&item.span);
                (!span.is_empty()).then(|| file.source.place(span.start).line)
            }
        };
        RowDetails {
            why: why(file, item),
            who: who.cloned(),
            who_name: who.map(|who| display_name(file, who)),
            entry_line: who.and_then(|who| entry_line(file, who)),
            line,
        }
    }
}

impl DueRow {
    /// Returns whose row it is. Without `--names` that is the plan's id, unless the id may be a name or an NHS number.
    pub(crate) fn label(&self, names: ShownNames) -> String {
        let plan = &self.plan;
        match (names, &plan.name) {
            (ShownNames::Shown, Some(name)) => format!("{name} ({})", plan.id),
            (ShownNames::Shown, None) => plan.id.clone(),
            (ShownNames::Hidden, _) if plan.is_colleague || is_safe_id(&plan.id) => plan.id.clone(),
            (ShownNames::Hidden, _) => "a plan whose id is not shown".to_owned(),
        }
    }

    /// Returns the kind of date as outputs for other programs name it, or "plan" if nothing of the plan could be read.
    pub(crate) fn what(&self) -> &'static str {
        self.kind.map_or("plan", |kind| kind.name)
    }

    pub(crate) fn late(&self) -> Late {
        self.kind.map_or(Late::Due, |kind| kind.late)
    }

    /// Returns by how many days the item is late; less than 0 before the day.
    pub(crate) fn days_late(&self, as_at: NaiveDate) -> Option<i64> {
        self.item.day.map(|day| (as_at - day).num_days())
    }

    /// Returns the day from which the last review counts.
    pub(crate) fn last_review(&self) -> Option<NaiveDate> {
        self.item.review()?.last_review
    }

    pub(crate) fn shared_key(&self) -> Option<SharedKey> {
        let (source, span) = self.item.colleague_entry.as_ref()?;
        Some((source.path().to_owned(), span.start, self.kind.map_or("", |kind| kind.name)))
    }
}

/// Returns the handle of the person concerned. An undefined handle may be any words, so it is not listed.
pub(crate) fn defined_handle<'d>(file: &PlanFile, item: &'d DueItem) -> Option<&'d String> {
    let is_defined = |who: &&String| *who == Handle::PERSON || file.people().find(who).is_some();
    item.who.as_ref().filter(is_defined)
}

fn display_name(file: &PlanFile, handle: &str) -> String {
    let entry = file.people().find(handle);
    match entry.and_then(|entry| entry.first(|someone| &someone.name).cloned()) {
        Some(name) => name,
        None if handle == Handle::PERSON => file.plan.name().unwrap_or("the person").to_owned(),
        None => handle.to_owned(),
    }
}

fn entry_line(file: &PlanFile, handle: &str) -> Option<usize> {
    let entries = &file.plan.people.value()?.entries;
    let (name, someone) = entries.iter().find(|(name, _)| name.value == handle)?;
    Some(file.source.place(someone.place(name).start).line)
}

fn why(file: &PlanFile, item: &DueItem) -> String {
    match item.unreadable_inputs() {
        [] => item.basis.why_glued(),
        inputs => warnings::why(file, inputs),
    }
}
