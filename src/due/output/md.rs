//! The list as a page of Markdown, for a meeting.

use std::io::{self, Write};

use crate::due::groups::DueGroup;
use crate::due::list::DueList;
use crate::due::output::groups_table::worst;
use crate::due::output::table::{coordinator, how_late, kind, name, with_booked};
use crate::due::reason::{glued, unglued};
use crate::due::row::DueRow;
use crate::escape::{markdown_line, markdown_words, sanitize};
use crate::parse::day_in_words;

/// Writes the page: what is due in one table, or the groups if they were asked for, then how many stand how.
pub(crate) fn write(list: &DueList, out: &mut dyn Write) -> io::Result<()> {
    let what = if list.of_reviews { "Reviews that are due" } else { "What is due" };
    writeln!(out, "# {what}\n\nAs at {}.\n", day_in_words(list.as_at))?;
    if list.by.is_some() {
        groups(list, out)?;
        return writeln!(out, "\n{}.", list.total_in_words());
    }
    if !list.rows.is_empty() {
        let what = if list.of_reviews { "" } else { " What |" };
        let rule = if list.of_reviews { "" } else { "---|" };
        writeln!(out, "| When | Day |{what} Name | Id | Care coordinator | Why |")?;
        writeln!(out, "|---|---|{rule}---|---|---|---|")?;
        for one in &list.rows {
            writeln!(out, "{}", row(one, list))?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}.", list.in_words())
}

fn row(row: &DueRow, list: &DueList) -> String {
    let whom = row.whom.as_ref().map(|whom| format!(" ({whom})")).unwrap_or_default();
    let what = (!list.of_reviews).then(|| kind(row) + &whom);
    let cells = [how_late(row, list), row.due.map(glued).unwrap_or_default()];
    let others = [name(row), row.of.id.clone(), coordinator(row, list), with_booked(row)];
    line(cells.into_iter().chain(what).chain(others))
}

fn groups(list: &DueList, out: &mut dyn Write) -> io::Result<()> {
    let by = list.by.map_or("Group", |by| by.header());
    writeln!(
        out,
        "| {by} | Dates | Late | Worst | Due today | Due soon | Without a date | Not known | In time |{}",
        if list.counts.left_out > 0 { " Not asked for |" } else { "" }
    )?;
    let last = if list.counts.left_out > 0 { "---|" } else { "" };
    writeln!(out, "|---|---|---|---|---|---|---|---|---|{last}")?;
    for group in &list.groups {
        writeln!(out, "{}", of_group(group, list))?;
    }
    Ok(())
}

fn of_group(group: &DueGroup, list: &DueList) -> String {
    let counts = group.counts;
    let numbers =
        [counts.due_today, counts.due_soon, counts.no_date, counts.unreadable, counts.in_time].into_iter();
    let left_out = (list.counts.left_out > 0).then_some(counts.left_out);
    let first =
        [group.of.in_words(), counts.dates.to_string(), counts.overdue.to_string(), worst(group, list)];
    line(first.into_iter().chain(numbers.chain(left_out).map(|number| number.to_string())))
}

/// One line of a table.
fn line(cells: impl Iterator<Item = String>) -> String {
    cells.fold("|".to_owned(), |line, cell| {
        let cell = unglued(&cell);
        // Between backticks a stroke would end the cell.
        let cell = if cell.contains('|') { markdown_line(&sanitize(&cell)) } else { markdown_words(&cell) };
        if cell.is_empty() { format!("{line} |") } else { format!("{line} {cell} |") }
    })
}
