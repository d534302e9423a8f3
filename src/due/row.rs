//! One line of the list: whose plan, what is due, how it stands, and why.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::due::coordinator::Coordinator;
use crate::due::due_item::{Basis, DueItem};
use crate::due::kind::DueKind;
use crate::due::review::ReviewDue;
use crate::due::{ShownNames, warnings};
use crate::parse::{DayOrTime, Handle};
use crate::workspace::{PlanFile, is_only_an_id};

/// Why something stands in the list, in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowState {
    /// The date could not be told.
    Unreadable,
    /// The day has passed.
    Overdue,
    /// It is the day.
    DueToday,
    /// The day comes within the time that was asked for.
    DueSoon,
    /// Nobody has agreed a date.
    NoDate,
}

impl RowState {
    /// Every state, in the order of the list.
    pub const ALL: [RowState; 5] =
        [RowState::Unreadable, RowState::Overdue, RowState::DueToday, RowState::DueSoon, RowState::NoDate];

    /// The word that outputs for other programs use.
    pub fn word(self) -> &'static str {
        match self {
            RowState::Unreadable => "unreadable",
            RowState::Overdue => "overdue",
            RowState::DueToday => "due-today",
            RowState::DueSoon => "due-soon",
            RowState::NoDate => "no-date",
        }
    }
}

/// What the rows of one plan have in common.
#[derive(Debug, PartialEq, Eq)]
pub struct OfPlan {
    /// The plan's id; of a colleague who is listed for all plans, the handle.
    pub id: String,
    /// The plan's file, as messages show it.
    pub file: String,
    /// The name that the person goes by; of a colleague, theirs.
    pub name: Option<String>,
    /// Who brings the plan together.
    pub coordinated: Coordinator,
    /// The name by which the plan knows them.
    pub care_coordinator: Option<String>,
    /// Whether it is a colleague who is listed for all plans, and no plan.
    pub is_colleague: bool,
    /// The folder of the team in which it stands; empty if it stands in none.
    pub team: String,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRow {
    /// Whose plan.
    pub of: Arc<OfPlan>,
    /// What is due. None: nothing of the plan can be told.
    pub kind: Option<&'static DueKind>,
    /// Why it stands in the list.
    pub state: RowState,
    /// The last day on which it is in time.
    pub due: Option<NaiveDate>,
    /// By how many days it is late; less than 0 before the day.
    pub days_late: Option<i64>,
    /// Why it counts as due on that day, or why no day can be told. The spaces in dates are no-break spaces.
    pub why: String,
    /// Whom it is about, by their handle.
    pub who: Option<String>,
    /// The same by their name, where it is known.
    pub whom: Option<String>,
    /// The line of their entry, if they stand in the plan itself.
    pub entry_line: Option<usize>,
    /// What it is about in the plan's own words.
    pub text: Option<String>,
    /// The line of the file in which the plan says so.
    pub line: Option<usize>,
    /// Since when the plan makes it due.
    pub began: Option<NaiveDate>,
    /// The day from which the last review counts.
    pub last_review: Option<NaiveDate>,
    /// The review that is booked.
    pub booked: Option<DayOrTime>,
}

impl DueRow {
    /// The row of something that is due by the plan in `file`.
    pub(crate) fn of_dated(
        file: &PlanFile,
        of: &Arc<OfPlan>,
        (kind, state): (Option<&'static DueKind>, RowState),
        dated: &DueItem,
        as_at: NaiveDate,
    ) -> Self {
        let review = match &dated.reckoned {
            Basis::Review(due) => Some(&**due),
            _ => None,
        };
        let place = |start: usize| file.source.place(start).line;
        let who = who_is_known(file, dated);
        DueRow {
            of: Arc::clone(of),
            kind,
            state,
            due: dated.day,
            days_late: dated.day.map(|day| (as_at - day).num_days()),
            why: why(file, dated, review),
            who: who.cloned(),
            whom: who.map(|who| whom(file, who)),
            entry_line: who.and_then(|who| entry_line(file, who)),
            text: dated.text.clone(),
            line: Some(dated.since_at.as_ref().unwrap_or(&dated.span))
                .filter(|span| !span.is_empty())
                .map(|span| place(span.start)),
            began: dated.began,
            last_review: review.and_then(|due| due.last_review),
            booked: dated.booked(),
        }
    }

    /// The row of something of which nothing is known but that it is there.
    pub(crate) fn unreadable(of: OfPlan, why: String) -> Self {
        DueRow {
            of: Arc::new(of),
            kind: None,
            state: RowState::Unreadable,
            due: None,
            days_late: None,
            why,
            who: None,
            whom: None,
            entry_line: None,
            text: None,
            line: None,
            began: None,
            last_review: None,
            booked: None,
        }
    }

    /// Whose it is, in a list that may travel far: the plan's id, with a name only if it is asked for. An id that may be a
    /// name or an NHS number is not told.
    pub(crate) fn called(&self, names: ShownNames) -> String {
        let of = &self.of;
        match (names, &of.name) {
            (ShownNames::Shown, Some(name)) => format!("{name} ({})", of.id),
            (ShownNames::Shown, None) => of.id.clone(),
            (ShownNames::Hidden, _) if of.is_colleague || is_only_an_id(&of.id) => of.id.clone(),
            (ShownNames::Hidden, _) => "a plan whose id is not shown".to_owned(),
        }
    }

    /// What is due, as outputs for other programs name it: a kind of date, or "plan" where nothing of a plan can be
    /// told.
    pub fn what(&self) -> &'static str {
        self.kind.map_or("plan", |kind| kind.name)
    }
}

/// Whom it is about, if somebody has that handle: else it may be any words, and a list goes far.
pub(crate) fn who_is_known<'d>(file: &PlanFile, dated: &'d DueItem) -> Option<&'d String> {
    let is_known = |who: &&String| *who == Handle::PERSON || file.people().find(who).is_some();
    dated.who.as_ref().filter(is_known)
}

/// The name of whoever has a handle, else the handle.
fn whom(file: &PlanFile, handle: &str) -> String {
    let entry = file.people().find(handle);
    let name = entry.and_then(|entry| entry.first(|someone| &someone.name).cloned());
    match name {
        Some(name) => name,
        None if handle == Handle::PERSON => file.plan.name().unwrap_or("the person").to_owned(),
        None => handle.to_owned(),
    }
}

/// The line of the entry of whoever has a handle in the plan itself.
fn entry_line(file: &PlanFile, handle: &str) -> Option<usize> {
    let entries = &file.plan.people.value()?.entries;
    let (name, someone) = entries.iter().find(|(name, _)| name.value == handle)?;
    Some(file.source.place(someone.place(name).start).line)
}

fn why(file: &PlanFile, dated: &DueItem, review: Option<&ReviewDue>) -> String {
    match (&dated.reckoned, review) {
        (_, Some(due)) if due.not_told.is_empty() => due.why_glued(),
        (_, Some(due)) => warnings::why(file, &due.not_told),
        (Basis::Unread(told), None) => warnings::why(file, std::slice::from_ref(told)),
        (reckoned, None) => reckoned.why_glued(),
    }
}
