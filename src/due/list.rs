//! The list: everybody whose review is late, due, without a date, or of whom it cannot be told, worst first.

use std::convert::Infallible;
use std::path::Path;

use chrono::NaiveDate;

use super::interval::{after, day_from_text};
use super::review::{ReviewDue, State, review};
use super::{told, why};
use crate::folder::{Folder, Found, Kind, PlanFile, each};
use crate::reading::{DayOrTime, Diagnostic, Every, Unit};

/// Why somebody stands in the list, in the order of the list.
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

/// One person in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Why they stand in it.
    pub state: RowState,
    /// The plan's id.
    pub id: String,
    /// The plan's file, as messages show it.
    pub file: String,
    /// The day by which the review is due.
    pub due: Option<NaiveDate>,
    /// By how many days it is late; less than 0 before the day.
    pub days_late: Option<i64>,
    /// Why it counts as due on that day, or why no day can be told. The spaces in dates are no-break spaces.
    pub why: String,
    /// The name that the person goes by.
    pub name: Option<String>,
    /// The name of their care coordinator, or else the handle.
    pub care_coordinator: Option<String>,
    /// The day from which the last review counts.
    pub last_review: Option<NaiveDate>,
    /// The review that is booked.
    pub booked: Option<DayOrTime>,
}

/// How far ahead to look for reviews that are coming up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// As far as the service calls "soon".
    Soon,
    /// So far from today, that day included.
    Length(Every),
    /// Up to a day, that day included.
    Until(NaiveDate),
}

/// What "soon" is where the service does not say.
const SOON: Every = Every { count: 6, unit: Unit::Weeks };

/// How many plans stand how. All but the first add up to it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Every plan that was found.
    pub plans: usize,
    /// Those whose day has passed.
    pub overdue: usize,
    /// Those whose day it is.
    pub due_today: usize,
    /// Those whose day comes within the time that was asked for.
    pub due_soon: usize,
    /// Those for whom nobody has agreed a date.
    pub no_date: usize,
    /// Those of whom it could not be told.
    pub unreadable: usize,
    /// Those whose agreed day is still to come.
    pub in_time: usize,
    /// Those that have ended.
    pub ended: usize,
}

/// Everybody whose review is due.
#[derive(Debug)]
pub struct List {
    /// The day as at which it holds.
    pub as_at: NaiveDate,
    /// The rows, worst first.
    pub rows: Vec<Row>,
    /// How many plans stand how.
    pub counts: Counts,
    /// What could not be read, each on one line.
    pub told: Vec<String>,
    /// Whether something could not be had that may hold plans, or that the list hangs on.
    pub incomplete: bool,
}

impl List {
    /// Reads the plans in `folder` and lists those that are due; with `within`, also those that soon will be.
    pub fn of(folder: &Folder, as_at: NaiveDate, within: Option<Within>) -> Self {
        let mut list =
            List { as_at, rows: Vec::new(), counts: Counts::default(), told: Vec::new(), incomplete: false };
        let Ok(()) = each::<_, Infallible>(
            &folder.files,
            |found| one(found, as_at, within),
            |_, one| {
                list.add(one);
                Ok(())
            },
        );
        // The files come by their paths, and a stable sort leaves equals in that order.
        list.rows.sort_by_key(|row| {
            let by_day = matches!(row.state, RowState::Overdue | RowState::DueSoon);
            (row.state, row.due.filter(|_| by_day))
        });
        list
    }

    /// Whether it can be relied on that nobody else is due: there are plans, and everything that was asked for could
    /// be read as far as dates hang on it.
    pub fn is_whole(&self) -> bool {
        self.counts.plans > 0 && self.counts.unreadable == 0 && !self.incomplete
    }

    fn add(&mut self, one: One) {
        self.told.extend(one.told);
        self.incomplete |= one.incomplete;
        let Some(stands) = one.stands else { return };
        self.counts.plans += 1;
        let count = match &stands {
            Stands::Ended => &mut self.counts.ended,
            Stands::InTime => &mut self.counts.in_time,
            Stands::In(row) => match row.state {
                RowState::Unreadable => &mut self.counts.unreadable,
                RowState::Overdue => &mut self.counts.overdue,
                RowState::DueToday => &mut self.counts.due_today,
                RowState::DueSoon => &mut self.counts.due_soon,
                RowState::NoDate => &mut self.counts.no_date,
            },
        };
        *count += 1;
        if let Stands::In(row) = stands {
            self.rows.push(*row);
        }
    }
}

impl Counts {
    /// The closing line: "13 plans: 2 overdue, 1 due today, 9 in time, 1 ended".
    pub fn in_words(&self) -> String {
        let plans = if self.plans == 1 { "1 plan".to_owned() } else { format!("{} plans", self.plans) };
        let overdue = match (self.overdue, self.unreadable) {
            (0, 0) => "none overdue".to_owned(),
            (0, _) => "none known to be overdue".to_owned(),
            (overdue, _) => format!("{overdue} overdue"),
        };
        let others = [
            (self.due_today, "due today"),
            (self.due_soon, "due soon"),
            (self.no_date, "without a date"),
            (self.unreadable, "could not be told"),
            (self.in_time, "in time"),
            (self.ended, "ended"),
        ];
        let others =
            others.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}"));
        format!("{plans}: {overdue}{}", others.collect::<String>())
    }
}

impl Within {
    /// Reads "6w", "3 months", or a day like 2026-12-31.
    pub fn from_text(text: &str) -> Option<Self> {
        let day = || day_from_text(text.trim()).map(Within::Until);
        Every::from_text(text).map(Within::Length).or_else(day)
    }

    fn last_day(self, as_at: NaiveDate, soon: Every) -> NaiveDate {
        match self {
            Within::Soon => after(as_at, soon),
            Within::Length(every) => after(as_at, every),
            Within::Until(day) => day,
        }
    }
}

/// What came of one file.
#[derive(Default)]
struct One {
    /// How the plan stands, if the file is one.
    stands: Option<Stands>,
    told: Vec<String>,
    incomplete: bool,
}

enum Stands {
    In(Box<Row>),
    InTime,
    Ended,
}

fn one(found: &Found, as_at: NaiveDate, within: Option<Within>) -> One {
    match &found.kind {
        Kind::Plan => plan(&PlanFile::read(found, as_at), as_at, within),
        Kind::Settings(file) => beside(&file.read.faults, file.read.had),
        Kind::People(file) => beside(&file.read.faults, file.read.had),
        Kind::Unreadable(fault) => {
            let stands =
                looks_like_a_plan(&found.path).then(|| Stands::In(Box::new(without_file(found, fault))));
            One { stands, told: vec![told::line(fault)], incomplete: true }
        }
    }
}

fn beside(faults: &[Diagnostic], had: bool) -> One {
    One { stands: None, told: faults.iter().map(told::line).collect(), incomplete: !had }
}

fn looks_like_a_plan(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

fn plan(file: &PlanFile, as_at: NaiveDate, within: Option<Within>) -> One {
    let due = review(file, as_at);
    let reviews = file.shelf.settings().and_then(|settings| settings.reviews.value());
    let soon = reviews.map(|reviews| &reviews.soon);
    let last_day = within
        .map(|within| within.last_day(as_at, soon.and_then(|soon| soon.value()).copied().unwrap_or(SOON)));
    let is_soon = due.day.zip(last_day).is_some_and(|(day, last)| day <= last);
    let state = match due.state {
        State::CannotTell => Some(RowState::Unreadable),
        State::Overdue => Some(RowState::Overdue),
        State::DueToday => Some(RowState::DueToday),
        State::NoDate => Some(RowState::NoDate),
        State::InTime if is_soon => Some(RowState::DueSoon),
        State::InTime | State::Ended => None,
    };
    let stands = match state {
        Some(state) => Stands::In(Box::new(row(file, &due, state, as_at))),
        None if due.state == State::Ended => Stands::Ended,
        None => Stands::InTime,
    };
    // How far "soon" reaches is then a guess, and somebody may be missing.
    let soon_is_a_guess = within == Some(Within::Soon)
        && due.state == State::InTime
        && !is_soon
        && soon.is_some_and(crate::reading::Field::is_faulty);
    One { stands: Some(stands), told: told::lines(file, &due.not_told), incomplete: soon_is_a_guess }
}

fn row(file: &PlanFile, due: &ReviewDue, state: RowState, as_at: NaiveDate) -> Row {
    let why = if due.not_told.is_empty() { due.why_glued() } else { told::why(file, &due.not_told) };
    Row {
        state,
        id: file.id().to_owned(),
        file: file.source.path().to_owned(),
        due: due.day,
        days_late: due.days_late(as_at),
        why,
        name: file.plan.name().map(str::to_owned),
        care_coordinator: care_coordinator(file),
        last_review: due.last_review,
        booked: due.booked,
    }
}

fn care_coordinator(file: &PlanFile) -> Option<String> {
    let handle = &file.plan.care_coordinator.value()?.0;
    let name = file.people().find(handle).and_then(|entry| entry.first(|someone| &someone.name));
    Some(name.unwrap_or(handle).to_owned())
}

/// A plan that was found by its name and could not be opened.
fn without_file(found: &Found, fault: &Diagnostic) -> Row {
    let id = found
        .path
        .file_stem()
        .map_or_else(|| found.shown.clone(), |stem| stem.to_string_lossy().into_owned());
    Row {
        state: RowState::Unreadable,
        id,
        file: found.shown.clone(),
        due: None,
        days_late: None,
        why: why::unglued(&fault.message),
        name: None,
        care_coordinator: None,
        last_review: None,
        booked: None,
    }
}
