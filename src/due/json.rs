//! The list for other programs.

use std::io::{self, Write};

use serde::Serialize;

use super::list::{List, Row};
use super::why::unglued;
use crate::reading::{DayOrTime, harmless_json};

// These two are a promise to other programs: keys are only ever added, never renamed, taken out or given another
// meaning. A change that breaks the promise counts `format` up.

#[derive(Serialize)]
struct Document<'l> {
    format: u32,
    as_at: String,
    plans: usize,
    ended: usize,
    rows: Vec<Line<'l>>,
    whole: bool,
}

#[derive(Serialize)]
struct Line<'l> {
    id: &'l str,
    file: &'l str,
    state: &'static str,
    due: Option<String>,
    days_late: Option<i64>,
    why: String,
    name: Option<&'l str>,
    care_coordinator: Option<&'l str>,
    last_review: Option<String>,
    booked: Option<String>,
}

/// Writes the list as one JSON document. `whole` is false where the list may lack somebody or a date: a plan, a folder
/// or a path could not be read, or there was no plan at all; the exit code is then 2.
pub(super) fn write(list: &List, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        format: 1,
        as_at: list.as_at.to_string(),
        plans: list.counts.plans,
        ended: list.counts.ended,
        rows: list.rows.iter().map(line).collect(),
        whole: list.is_whole(),
    };
    let text = serde_json::to_string_pretty(&document)?;
    writeln!(out, "{}", harmless_json(&text))
}

fn line(row: &Row) -> Line<'_> {
    Line {
        id: &row.id,
        file: &row.file,
        state: row.state.word(),
        due: row.due.map(|day| day.to_string()),
        days_late: row.days_late,
        why: unglued(&row.why),
        name: row.name.as_deref(),
        care_coordinator: row.care_coordinator.as_deref(),
        last_review: row.last_review.map(|day| day.to_string()),
        booked: row.booked.map(moment),
    }
}

fn moment(booked: DayOrTime) -> String {
    match booked.time {
        Some(time) => format!("{}T{}", booked.day, time.format("%H:%M")),
        None => booked.day.to_string(),
    }
}
