//! The list as CSV (RFC 4180), for spreadsheets and other programs.

use std::io::{self, Write};

use chrono::NaiveDate;

use crate::due::groups::DueGroup;
use crate::due::list::DueList;
use crate::due::output::cells::timestamp;
use crate::due::output::{WriteOptions, Writer};
use crate::due::reason::unglued;
use crate::due::row::{DueRow, ListStatus};
use crate::escape::spreadsheet_cell;

pub(crate) static WRITER: Writer = Writer::new(write);

// Other programs rely on these columns. Only add columns, at the end; never rename, move or remove one, or change its
// meaning.

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

fn write(list: &DueList, _: &WriteOptions<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    if list.by.is_some() {
        table.write_record(COLUMNS_OF_GROUPS).map_err(io_error)?;
        for item in &list.groups {
            table.write_record(group(item, list.as_at)).map_err(io_error)?;
        }
    } else {
        table.write_record(COLUMNS).map_err(io_error)?;
        for item in &list.rows {
            table.write_record(row(item, list.as_at)).map_err(io_error)?;
        }
    }
    table.flush()
}

/// Returns the cause, so that the caller recognizes a closed pipe.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn or_empty<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn row(row: &DueRow, as_at: NaiveDate) -> [String; COLUMNS.len()] {
    let text = |text: Option<&str>| text.map(spreadsheet_cell).unwrap_or_default();
    let coordinator = row.plan.coordinator.known();
    [
        as_at.to_string(),
        spreadsheet_cell(&row.plan.id),
        row.what().to_owned(),
        row.status.word().to_owned(),
        or_empty(row.item.day),
        // Not a text cell: the minus sign of a number does not begin a formula.
        or_empty(row.days_late(as_at)),
        row.item.booked().map(timestamp).unwrap_or_default(),
        text(row.plan.name.as_deref()),
        text(row.details.who.as_deref()),
        text(row.plan.coordinator_name.as_deref()),
        text(coordinator.map(|known| known.handle.as_str())),
        spreadsheet_cell(&row.plan.team),
        or_empty(row.last_review()),
        spreadsheet_cell(&unglued(&row.details.why)),
        spreadsheet_cell(&row.plan.file),
        or_empty(row.details.line),
    ]
}

fn group(group: &DueGroup, as_at: NaiveDate) -> [String; COLUMNS_OF_GROUPS.len()] {
    let count = |status| group.counts.of(status).to_string();
    [
        as_at.to_string(),
        group.label.by().to_owned(),
        spreadsheet_cell(&group.label.key()),
        group.counts.dates().to_string(),
        count(ListStatus::Overdue),
        or_empty(group.worst.map(|day| (as_at - day).num_days())),
        count(ListStatus::DueToday),
        count(ListStatus::DueSoon),
        count(ListStatus::NoDate),
        count(ListStatus::Unreadable),
        count(ListStatus::InTime),
        count(ListStatus::LeftOut),
        spreadsheet_cell(&group.label.in_words()),
    ]
}
