//! The text of table cells, shared by several formats.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, ContentLineStyle, Table, TableStyle};

use crate::due::coordinator::Coordinator;
use crate::due::groups::DueGroup;
use crate::due::interval::between;
use crate::due::list::DueList;
use crate::due::reason::{glued, unglued};
use crate::due::row::{DueRow, ListStatus};
use crate::escape::sanitize;
use crate::parse::{DayOrTime, time_in_words};

/// Columns between two columns of a table.
pub(crate) const GAP: u16 = 2;

/// Returns an empty table without borders.
pub(crate) fn plain_table(style: TableStyle) -> Table {
    let mut table = Table::new();
    let none = ContentLineStyle::none();
    table.load_style(style.header_lines(none).content_lines(none));
    table.set_content_arrangement(ContentArrangement::Disabled);
    table
}

/// Sets the gaps between the columns of a table.
pub(crate) fn set_gaps(table: &mut Table) {
    let last = table.column_iter().count().saturating_sub(1);
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if index == last { 0 } else { GAP }));
    }
}

/// Writes a table, without spaces at the ends of its lines.
pub(crate) fn write_table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    for line in table.lines() {
        writeln!(out, "{}", unglued(&line).trim_end())?;
    }
    Ok(())
}

/// Returns text of a file on one line.
pub(crate) fn clean(text: &str) -> String {
    sanitize(text).into_owned()
}

pub(crate) fn kind(row: &DueRow) -> String {
    row.kind.map_or("the whole plan", |kind| kind.words).to_owned()
}

/// Returns why an item is due, and when a review is booked.
pub(crate) fn why_and_booked(row: &DueRow) -> String {
    let booked = row.item.booked().map(|booked| format!("; booked for {}", moment(booked)));
    row.details.why.clone() + &booked.unwrap_or_default()
}

pub(crate) fn day(row: &DueRow) -> String {
    row.item.day.map_or_else(|| none(row), glued)
}

pub(crate) fn how_late(row: &DueRow, list: &DueList) -> String {
    match (row.status, row.item.day) {
        (ListStatus::Unreadable, _) => none(row),
        (ListStatus::NoDate, Some(_)) => "no date agreed".to_owned(),
        (_, None) => row.kind.map_or("no date agreed", |kind| kind.without_date).to_owned(),
        (_, Some(due)) => row.late().in_words(due, list.as_at),
    }
}

/// Returns the text for a missing value. In an unreadable plan it may be there.
pub(crate) fn none(row: &DueRow) -> String {
    if row.status == ListStatus::Unreadable { "not known" } else { "none" }.to_owned()
}

pub(crate) fn name(row: &DueRow) -> String {
    row.plan.name.as_deref().map_or_else(|| none(row), clean)
}

pub(crate) fn coordinator(row: &DueRow) -> String {
    match (&row.plan.coordinator_name, &row.plan.coordinator) {
        (Some(name), _) => clean(name),
        (None, Coordinator::Unreadable) => "not known".to_owned(),
        (None, Coordinator::Known(_) | Coordinator::Missing) => none(row),
    }
}

pub(crate) fn last_review(row: &DueRow) -> String {
    row.last_review().map_or_else(|| none(row), glued)
}

/// Returns a day with its time, if it has one, for people.
pub(crate) fn moment(booked: DayOrTime) -> String {
    match booked.time {
        Some(time) => format!("{} at\u{a0}{}", glued(booked.day), time_in_words(time)),
        None => glued(booked.day),
    }
}

/// Returns a day with its time, if it has one, for programs.
pub(crate) fn timestamp(booked: DayOrTime) -> String {
    match booked.time {
        Some(time) => format!("{}T{}", booked.day, time.format("%H:%M")),
        None => booked.day.to_string(),
    }
}

/// Returns how late the worst item of a group is.
pub(crate) fn worst(group: &DueGroup, list: &DueList) -> String {
    group.worst.map(|day| between(day, list.as_at)).unwrap_or_default()
}
