//! The list for other programs.

use std::io::{self, Write};

use serde::Serialize;

use crate::due::counts::DueCounts;
use crate::due::groups::DueGroup;
use crate::due::list::DueList;
use crate::due::reason::unglued;
use crate::due::row::DueRow;
use crate::escape::sanitize_json;
use crate::parse::DayOrTime;

// These are a promise to other programs: keys are only ever added, never renamed, taken out or given another meaning.
// A change that breaks the promise counts `format` up.

#[derive(Serialize)]
struct JsonDocument<'l> {
    format: u32,
    as_at: String,
    plans: usize,
    ended: usize,
    rows: Vec<JsonItem<'l>>,
    whole: bool,
    plans_asked_for: usize,
    dates: usize,
    counts: States,
    groups: Vec<Of>,
}

#[derive(Serialize)]
struct JsonItem<'l> {
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
    what: &'static str,
    about: Option<&'l str>,
    coordinator: Option<&'l str>,
    team: &'l str,
    line: Option<usize>,
}

#[derive(Serialize)]
struct States {
    overdue: usize,
    due_today: usize,
    due_soon: usize,
    no_date: usize,
    unreadable: usize,
    in_time: usize,
    left_out: usize,
}

#[derive(Serialize)]
struct Of {
    by: &'static str,
    group: String,
    name: String,
    dates: usize,
    worst_days_late: Option<i64>,
    counts: States,
}

/// Writes the list as one JSON document. `whole` is false where the list may lack somebody or a date: a plan, a folder
/// or a path could not be read, or there was no plan at all; the exit code is then 2.
pub(crate) fn write(list: &DueList, out: &mut dyn Write) -> io::Result<()> {
    let document = JsonDocument {
        format: 1,
        as_at: list.as_at.to_string(),
        plans: list.counts.found,
        ended: list.counts.ended,
        rows: list.rows.iter().map(item).collect(),
        whole: list.is_whole(),
        plans_asked_for: list.counts.plans,
        dates: list.counts.dates,
        counts: states(&list.counts),
        groups: list.groups.iter().map(group).collect(),
    };
    let text = serde_json::to_string_pretty(&document)?;
    writeln!(out, "{}", sanitize_json(&text))
}

fn item(row: &DueRow) -> JsonItem<'_> {
    let coordinator = row.of.coordinated.known();
    JsonItem {
        id: &row.of.id,
        file: &row.of.file,
        state: row.state.word(),
        due: row.due.map(|day| day.to_string()),
        days_late: row.days_late,
        why: unglued(&row.why),
        name: row.of.name.as_deref(),
        care_coordinator: row.of.care_coordinator.as_deref(),
        last_review: row.last_review.map(|day| day.to_string()),
        booked: row.booked.map(moment),
        what: row.what(),
        about: row.who.as_deref(),
        coordinator: coordinator.map(|coordinator| coordinator.handle.as_str()),
        team: &row.of.team,
        line: row.line,
    }
}

fn group(group: &DueGroup) -> Of {
    Of {
        by: group.of.by(),
        group: crate::due::output::csv::name(&group.of),
        name: group.of.in_words(),
        dates: group.counts.dates,
        worst_days_late: group.worst_days_late,
        counts: states(&group.counts),
    }
}

fn states(counts: &DueCounts) -> States {
    States {
        overdue: counts.overdue,
        due_today: counts.due_today,
        due_soon: counts.due_soon,
        no_date: counts.no_date,
        unreadable: counts.unreadable,
        in_time: counts.in_time,
        left_out: counts.left_out,
    }
}

/// A day, with its time if it has one, as other programs read it.
pub(crate) fn moment(booked: DayOrTime) -> String {
    match booked.time {
        Some(time) => format!("{}T{}", booked.day, time.format("%H:%M")),
        None => booked.day.to_string(),
    }
}
