//! The list as a page of Markdown, for a meeting.

use std::io::{self, Write};

use crate::due::list::DueList;
use crate::due::output::cells::{coordinator, how_late, kind, name, why_and_booked, worst};
use crate::due::output::groups_table::COLUMNS;
use crate::due::reason::{glued, unglued};
use crate::due::row::{DueRow, ListStatus};
use crate::escape::{markdown_line, markdown_words, sanitize};
use crate::parse::day_in_words;

pub(crate) fn write(list: &DueList, out: &mut dyn Write) -> io::Result<()> {
    let what = if list.of_reviews { "Reviews that are due" } else { "What is due" };
    writeln!(out, "# {what}\n\nAs at {}.\n", day_in_words(list.as_at))?;
    if list.by.is_some() {
        groups(list, out)?;
        return writeln!(out, "\n{}.", list.total_in_words());
    }
    if !list.rows.is_empty() {
        let (what, rule) = if list.of_reviews { ("", "") } else { (" What |", "---|") };
        writeln!(out, "| When | Day |{what} Name | Id | Care coordinator | Why |")?;
        writeln!(out, "|---|---|{rule}---|---|---|---|")?;
        for item in &list.rows {
            writeln!(out, "{}", row(item, list))?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}.", list.in_words())
}

fn row(row: &DueRow, list: &DueList) -> String {
    let whom = row.details.who_name.as_ref().map(|whom| format!(" ({whom})")).unwrap_or_default();
    let what = (!list.of_reviews).then(|| kind(row) + &whom);
    let cells = [how_late(row, list), row.item.day.map(glued).unwrap_or_default()];
    let others = [name(row), row.plan.id.clone(), coordinator(row), why_and_booked(row)];
    table_line(cells.into_iter().chain(what).chain(others))
}

fn groups(list: &DueList, out: &mut dyn Write) -> io::Result<()> {
    let is_shown = |status| status != ListStatus::LeftOut || list.counts.of(status) > 0;
    let columns = COLUMNS.into_iter().filter(|(_, status)| is_shown(*status));
    let by = list.by.map_or("Group", |by| by.header());
    let headers = [by, "Dates", "Late", "Worst"].into_iter().chain(columns.clone().map(|(header, _)| header));
    writeln!(out, "{}", table_line(headers.clone().map(|header| header.replace('\n', " "))))?;
    writeln!(out, "|{}", "---|".repeat(headers.count()))?;
    for group in &list.groups {
        let counts = &group.counts;
        let late = counts.of(ListStatus::Overdue).to_string();
        let first = [group.label.in_words(), counts.dates().to_string(), late, worst(group, list)];
        let numbers = columns.clone().map(|(_, status)| counts.of(status).to_string());
        writeln!(out, "{}", table_line(first.into_iter().chain(numbers)))?;
    }
    Ok(())
}

fn table_line(cells: impl Iterator<Item = String>) -> String {
    cells.fold("|".to_owned(), |line, cell| {
        let cell = unglued(&cell);
        // `|` would end the cell even between backticks.
        let cell = if cell.contains('|') { markdown_line(&sanitize(&cell)) } else { markdown_words(&cell) };
        if cell.is_empty() { format!("{line} |") } else { format!("{line} {cell} |") }
    })
}
