//! The list as a JSON document for other programs.

use std::io::{self, Write};

use serde::Serialize;

use crate::due::counts::DueCounts;
use crate::due::groups::DueGroup;
use crate::due::list::DueList;
use crate::due::output::cells::timestamp;
use crate::due::reason::unglued;
use crate::due::row::{DueRow, ListStatus};
use crate::escape::sanitize_json;

// Other programs rely on these keys. Only add keys; never rename or remove one, or change its meaning. A change that
// breaks this increments `format`.

#[derive(Serialize)]
struct JsonDocument<'l> {
    format: u32,
    as_at: String,
    plans: usize,
    ended: usize,
    rows: Vec<JsonRow<'l>>,
    whole: bool,
    plans_asked_for: usize,
    dates: usize,
    counts: JsonCounts,
    groups: Vec<JsonGroup>,
}

#[derive(Serialize)]
pub(crate) struct JsonRow<'l> {
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
struct JsonCounts {
    overdue: usize,
    due_today: usize,
    due_soon: usize,
    no_date: usize,
    unreadable: usize,
    in_time: usize,
    left_out: usize,
}

#[derive(Serialize)]
pub(crate) struct JsonGroup {
    by: &'static str,
    group: String,
    name: String,
    dates: usize,
    worst_days_late: Option<i64>,
    counts: JsonCounts,
}

/// `whole` is false if a row may be missing because something could not be read; the exit code is then 2.
pub(crate) fn write(list: &DueList, out: &mut dyn Write) -> io::Result<()> {
    let document = JsonDocument {
        format: 1,
        as_at: list.as_at.to_string(),
        plans: list.counts.found,
        ended: list.counts.ended,
        rows: list.rows.iter().map(|item| row(item, list)).collect(),
        whole: list.is_whole(),
        plans_asked_for: list.counts.plans,
        dates: list.counts.dates(),
        counts: counts(&list.counts),
        groups: list.groups.iter().map(|item| group(item, list)).collect(),
    };
    let text = serde_json::to_string_pretty(&document)?;
    writeln!(out, "{}", sanitize_json(&text))
}

pub(crate) fn row<'l>(row: &'l DueRow, list: &DueList) -> JsonRow<'l> {
    JsonRow {
        id: &row.plan.id,
        file: &row.plan.file,
        state: row.status.word(),
        due: row.item.day.map(|day| day.to_string()),
        days_late: row.days_late(list.as_at),
        why: unglued(&row.details.why),
        name: row.plan.name.as_deref(),
        care_coordinator: row.plan.coordinator_name.as_deref(),
        last_review: row.last_review().map(|day| day.to_string()),
        booked: row.item.booked().map(timestamp),
        what: row.what(),
        about: row.details.who.as_deref(),
        coordinator: row.plan.coordinator.known().map(|known| known.handle.as_str()),
        team: &row.plan.team,
        line: row.details.line,
    }
}

pub(crate) fn group(group: &DueGroup, list: &DueList) -> JsonGroup {
    JsonGroup {
        by: group.label.by(),
        group: group.label.key(),
        name: group.label.in_words(),
        dates: group.counts.dates(),
        worst_days_late: group.worst.map(|day| (list.as_at - day).num_days()),
        counts: counts(&group.counts),
    }
}

fn counts(counts: &DueCounts) -> JsonCounts {
    JsonCounts {
        overdue: counts.of(ListStatus::Overdue),
        due_today: counts.of(ListStatus::DueToday),
        due_soon: counts.of(ListStatus::DueSoon),
        no_date: counts.of(ListStatus::NoDate),
        unreadable: counts.of(ListStatus::Unreadable),
        in_time: counts.of(ListStatus::InTime),
        left_out: counts.of(ListStatus::LeftOut),
    }
}
