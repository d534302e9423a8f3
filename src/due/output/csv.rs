//! The list as a table for spreadsheets and other programs.

use std::io::{self, Write};

use crate::due::groups::{DueGroup, GroupLabel};
use crate::due::list::DueList;
use crate::due::reason::unglued;
use crate::due::row::DueRow;
use crate::escape::spreadsheet_cell;

// These columns are a promise to other programs: they are only ever added, at the end, and never renamed, moved, taken
// out or given another meaning.

const COLUMNS: [&str; 16] = [
    "as_at",
    "id",
    "what",
    "state",
    "due",
    "days_late",
    "booked",
    "name",
    "about",
    "care_coordinator",
    "coordinator",
    "team",
    "last_review",
    "why",
    "file",
    "line",
];

const COLUMNS_OF_GROUPS: [&str; 13] = [
    "as_at",
    "by",
    "group",
    "dates",
    "overdue",
    "worst_days_late",
    "due_today",
    "due_soon",
    "no_date",
    "unreadable",
    "in_time",
    "left_out",
    "name",
];

/// Writes the list, or the groups if they were asked for, as RFC 4180 says, with one line of headers.
pub(crate) fn write(list: &DueList, out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let as_at = list.as_at.to_string();
    if list.by.is_some() {
        table.write_record(COLUMNS_OF_GROUPS).map_err(of_the_disk)?;
        for group in &list.groups {
            table.write_record(of_group(group, &as_at)).map_err(of_the_disk)?;
        }
    } else {
        table.write_record(COLUMNS).map_err(of_the_disk)?;
        for row in &list.rows {
            table.write_record(of_row(row, &as_at)).map_err(of_the_disk)?;
        }
    }
    table.flush()
}

/// What whoever was written to says, and not that a table could not be written: a pipe may have been closed.
fn of_the_disk(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn of_row(row: &DueRow, as_at: &str) -> [String; COLUMNS.len()] {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let text = |text: Option<&str>| text.map(spreadsheet_cell).unwrap_or_default();
    let coordinator = row.of.coordinated.known();
    [
        as_at.to_owned(),
        spreadsheet_cell(&row.of.id),
        row.what().to_owned(),
        row.state.word().to_owned(),
        day(row.due),
        // A number, so that a minus sign is no formula.
        row.days_late.map(|days| days.to_string()).unwrap_or_default(),
        row.booked.map(crate::due::output::json::moment).unwrap_or_default(),
        text(row.of.name.as_deref()),
        text(row.who.as_deref()),
        text(row.of.care_coordinator.as_deref()),
        text(coordinator.map(|one| one.handle.as_str())),
        spreadsheet_cell(&row.of.team),
        day(row.last_review),
        spreadsheet_cell(&unglued(&row.why)),
        spreadsheet_cell(&row.of.file),
        row.line.map(|line| line.to_string()).unwrap_or_default(),
    ]
}

fn of_group(group: &DueGroup, as_at: &str) -> [String; COLUMNS_OF_GROUPS.len()] {
    let counts = group.counts;
    let worst = group.worst_days_late.map(|days| days.to_string());
    [
        as_at.to_owned(),
        group.of.by().to_owned(),
        spreadsheet_cell(&name(&group.of)),
        counts.dates.to_string(),
        counts.overdue.to_string(),
        worst.unwrap_or_default(),
        counts.due_today.to_string(),
        counts.due_soon.to_string(),
        counts.no_date.to_string(),
        counts.unreadable.to_string(),
        counts.in_time.to_string(),
        counts.left_out.to_string(),
        spreadsheet_cell(&group.of.in_words()),
    ]
}

/// What a group is of, for programs: a month as 2026-11, a care coordinator by their handle, a team by its folder. Empty:
/// none, or not known.
pub(crate) fn name(of: &GroupLabel) -> String {
    match of {
        GroupLabel::Month(first) => first.format("%Y-%m").to_string(),
        GroupLabel::NoDay | GroupLabel::Colleagues => String::new(),
        GroupLabel::Coordinator(coordinated) => {
            coordinated.known().map(|coordinator| coordinator.handle.clone()).unwrap_or_default()
        }
        GroupLabel::Team(team) => team.clone(),
    }
}
