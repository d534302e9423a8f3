//! The list as a table that fits the terminal, and as one line a person where there is none.

use std::convert::identity;
use std::io::{self, Write};

use comfy_table::{
    ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle, Width,
};

use super::interval::in_words;
use super::list::{List, Row, RowState};
use super::why::{glued, kept_together, unglued};
use crate::reading::{DayOrTime, harmless, time_in_words};

/// The columns between two columns.
const GAP: usize = 2;

/// Writes the table; nothing is written for an empty list.
pub(super) fn write(list: &List, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    if list.rows.is_empty() {
        return Ok(());
    }
    let table = match width {
        Some(width) => fitting(list, width),
        None => on_one_line(list),
    };
    for line in table.lines() {
        writeln!(out, "{}", unglued(&line).trim_end())?;
    }
    Ok(())
}

/// The first table that fits: one line a person, then lines stacked in each cell, then fewer columns. A long name is
/// wrapped between its words where more columns fit so; a date never is.
fn fitting(list: &List, width: usize) -> Table {
    let one_line = on_one_line(list);
    let natural = before_why(&widths(&one_line)).to_vec();
    let mut chosen = (taken(&natural) + 40 <= width).then_some((one_line, natural));
    for (layout, least, may_wrap) in LAYOUTS {
        if chosen.is_some() {
            break;
        }
        let table = stacked(list, layout, identity);
        let words = widths(&stacked(list, layout, |text: String| text.replace(' ', "\n")));
        let least_for_why = words.last().map_or(*least, |word| (*least).max(*word.min(&LONG_WORD)));
        let natural = before_why(&widths(&table)).to_vec();
        let room = width.saturating_sub(least_for_why);
        let kept = if *may_wrap { wrapped(natural, before_why(&words), room) } else { natural };
        chosen = (taken(&kept) <= room).then_some((table, kept));
    }
    let (mut table, kept) = chosen.unwrap_or_else(|| (stacked(list, &[], identity), Vec::new()));
    keep(&mut table, &kept);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width.max(1)).unwrap_or(u16::MAX));
    table
}

/// A word that is longer than this is broken rather than that a column is lost. No date is.
const LONG_WORD: usize = 18;

/// The widths of columns, the widest made narrower until all fit into `room`, but none so that a word is broken.
fn wrapped(mut widths: Vec<usize>, words: &[usize], room: usize) -> Vec<usize> {
    let least: Vec<usize> = words.iter().map(|word| (*word).clamp(12, 24)).collect();
    while taken(&widths) > room {
        let can = (0..widths.len()).filter(|at| widths[*at] > least[*at]);
        let Some(widest) = can.max_by_key(|at| widths[*at]) else { break };
        widths[widest] -= 1;
    }
    widths
}

/// How many columns of the terminal are taken by columns of these widths, each with its gap.
fn taken(widths: &[usize]) -> usize {
    widths.iter().map(|width| width + GAP).sum()
}

fn before_why(widths: &[usize]) -> &[usize] {
    widths.split_last().map_or(&[], |(_, before)| before)
}

/// The columns of a table before the last one, each with its header and what stands in it.
type Layout = &'static [(&'static str, fn(&Row, &List) -> String)];

/// What can be stacked how, each with the least width that it leaves for why, and whether names may be wrapped in it.
/// Where none fits, everything stands in one column.
const LAYOUTS: &[(Layout, usize, bool)] = &[
    (
        &[
            ("Review\ndue", late),
            ("Name\nid", person),
            ("Care\ncoordinator", coordinator),
            ("Last\nreview", last_review),
        ],
        18,
        false,
    ),
    (THREE, 14, false),
    (THREE, 14, true),
    (&[(ALL, all)], 10, false),
    (&[(ALL, all)], 10, true),
];

const THREE: Layout = &[
    ("Review\ndue", late),
    ("Name\nid", person),
    ("Care\ncoordinator\nlast review", coordinator_and_last_review),
];

const ALL: &str = "Review\ndue\nname\nid\ncare coordinator\nlast review";

/// Gives the first columns the width of their longest lines, whatever else is wrapped.
fn keep(table: &mut Table, widths: &[usize]) {
    for (column, width) in table.column_iter_mut().zip(widths) {
        let width = u16::try_from(width + GAP).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
}

/// The widths of the longest lines.
fn widths(table: &Table) -> Vec<usize> {
    table.column_max_content_widths().into_iter().map(usize::from).collect()
}

const HEADER: [&str; 8] = ["Review", "Due", "Name", "Id", "Care coordinator", "Last review", "Booked", "Why"];

/// A table with one line a person, as wide as it has to be.
fn on_one_line(list: &List) -> Table {
    let mut table = plain(TableStyle::new());
    table.set_header(HEADER);
    for row in &list.rows {
        table.add_row([
            how_late(row, list),
            row.due.map_or_else(|| unknown(row), glued),
            name(row),
            clean(&row.id),
            coordinator(row, list),
            last_review(row, list),
            row.booked.map_or_else(|| unknown(row), moment),
            clean(&row.why),
        ]);
    }
    gaps(&mut table);
    table
}

/// A table with several lines in a cell, the last one being why; without a layout, with everything in that one. The
/// text of each cell is laid out by `laid`.
fn stacked(list: &List, layout: Layout, laid: impl Fn(String) -> String) -> Table {
    let rule = LineStyle::none().fill('─');
    let mut table = plain(TableStyle::new().header_separator(rule).row_separator(rule));
    let alone = layout.is_empty();
    let last_header = if alone { format!("{ALL}\nwhy") } else { "Why".to_owned() };
    table.set_header(layout.iter().map(|(header, _)| laid((*header).to_owned())).chain([last_header]));
    for row in &list.rows {
        let cells = layout.iter().map(|(_, cell)| laid(cell(row, list)));
        let before = if alone { all(row, list) + "\n" } else { String::new() };
        let booked = row.booked.map(|booked| format!("\nbooked for {}", moment(booked)));
        table.add_row(cells.chain([laid(before + &clean(&row.why) + &booked.unwrap_or_default())]));
    }
    gaps(&mut table);
    table
}

fn plain(style: TableStyle) -> Table {
    let mut table = Table::new();
    let none = ContentLineStyle::none();
    table.load_style(style.header_lines(none).content_lines(none));
    table.set_content_arrangement(ContentArrangement::Disabled);
    table
}

/// Columns stand two apart, the first at the edge.
fn gaps(table: &mut Table) {
    let last = table.column_iter().count().saturating_sub(1);
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if index == last { 0 } else { 2 }));
    }
}

fn late(row: &Row, list: &List) -> String {
    let day = row.due.map(|day| format!("\n{}", glued(day)));
    kept_together(&how_late(row, list)) + &day.unwrap_or_default()
}

fn person(row: &Row, _: &List) -> String {
    format!("{}\n{}", name(row), kept_together(&clean(&row.id)))
}

fn coordinator_and_last_review(row: &Row, list: &List) -> String {
    format!("{}\n{}", coordinator(row, list), last_review(row, list))
}

fn all(row: &Row, list: &List) -> String {
    [late, person, coordinator_and_last_review].map(|cell| cell(row, list)).join("\n")
}

fn how_late(row: &Row, list: &List) -> String {
    match (row.state, row.due) {
        (RowState::Unreadable, _) => unknown(row),
        (RowState::NoDate, _) | (_, None) => "no date agreed".to_owned(),
        (_, Some(due)) => in_words(due, list.as_at),
    }
}

/// What is said of something that is not there: of a plan that could not be read, nobody knows whether it is.
fn unknown(row: &Row) -> String {
    if row.state == RowState::Unreadable { "not known" } else { "none" }.to_owned()
}

fn name(row: &Row) -> String {
    row.name.as_deref().map_or_else(|| unknown(row), clean)
}

fn coordinator(row: &Row, _: &List) -> String {
    row.care_coordinator.as_deref().map_or_else(|| unknown(row), clean)
}

fn last_review(row: &Row, _: &List) -> String {
    row.last_review.map_or_else(|| unknown(row), glued)
}

fn moment(booked: DayOrTime) -> String {
    match booked.time {
        Some(time) => format!("{} at\u{a0}{}", glued(booked.day), time_in_words(time)),
        None => glued(booked.day),
    }
}

/// Text of a file, on one line.
fn clean(text: &str) -> String {
    harmless(text).into_owned()
}
