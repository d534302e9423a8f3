//! The list as a table that fits the terminal, and as one line a person where there is none.

use std::convert::identity;
use std::io::{self, Write};

use comfy_table::{
    ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle, Width,
};

use crate::due::Audience;
use crate::due::coordinator::Coordinator;
use crate::due::kind::Late;
use crate::due::list::DueList;
use crate::due::output::groups_table as groups;
use crate::due::reason::{glued, kept_together, unglued};
use crate::due::row::{DueRow, RowState};
use crate::escape::sanitize;
use crate::parse::{DayOrTime, time_in_words};

/// The columns between two columns.
const GAP: usize = 2;

/// Writes the table, of groups if they were asked for; nothing is written for an empty list.
pub(crate) fn write(list: &DueList, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    if list.by.is_some() {
        return groups::write(list, width, out);
    }
    if list.rows.is_empty() {
        return Ok(());
    }
    let table = match width {
        Some(width) => fitting(list, width),
        None => on_one_line(list, Audience::Anyone),
    };
    lines(&table, out)
}

/// Writes the lines of a table.
pub(crate) fn lines(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    for line in table.lines() {
        writeln!(out, "{}", unglued(&line).trim_end())?;
    }
    Ok(())
}

/// The first table that fits: one line a person, then lines stacked in each cell, then fewer columns. A long name is
/// wrapped between its words where more columns fit so; a date never is.
fn fitting(list: &DueList, width: usize) -> Table {
    let one_line = on_one_line(list, Audience::Terminal);
    let natural = before_why(&widths(&one_line)).to_vec();
    let mut chosen = (taken(&natural) + 40 <= width).then_some((one_line, natural));
    for (layout, least, may_wrap) in if list.of_reviews { REVIEWS } else { DATES } {
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

/// A word of a name that is longer than this is broken too.
const LONGEST_WORD: usize = 40;

/// The widths of columns, the widest made narrower until all fit into `room`, but none so that a word is broken.
fn wrapped(mut widths: Vec<usize>, words: &[usize], room: usize) -> Vec<usize> {
    let least: Vec<usize> = words.iter().map(|word| (*word).clamp(12, LONGEST_WORD)).collect();
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
type Layout = &'static [(&'static str, fn(&DueRow, &DueList) -> String)];

/// What can be stacked how, each with the least width that it leaves for why, and whether names may be wrapped in it.
/// Where none fits, everything stands in one column.
const REVIEWS: &[(Layout, usize, bool)] = &[
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

/// The same where several kinds of dates are listed.
const DATES: &[(Layout, usize, bool)] = &[
    (
        &[("When", late), ("What\nwhom", what), ("Name\nid", person), ("Care\ncoordinator", coordinator)],
        18,
        false,
    ),
    (THREE_DATES, 14, false),
    (THREE_DATES, 14, true),
    (&[(ALL_DATES, all_dates)], 10, false),
    (&[(ALL_DATES, all_dates)], 10, true),
];

const THREE_DATES: Layout =
    &[("When", late), ("What\nwhom", what), ("Name\nid\ncare coordinator", person_and_coordinator)];

const ALL_DATES: &str = "When\nwhat\nwhom\nname\nid\ncare coordinator";

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

/// What is due, in the plan's own words.
fn in_its_own_words(row: &DueRow) -> Option<String> {
    row.text.as_ref().map(|text| format!("“{}”", clean(text)))
}

/// The columns of a table with one line a row, each with what stands in it.
type Columns = &'static [(&'static str, fn(&DueRow, &DueList) -> String)];

const ONE_LINE_OF_REVIEWS: Columns = &[
    ("Review", how_late),
    ("Due", day),
    ("Name", |row, _| name(row)),
    ("Id", |row, _| clean(&row.of.id)),
    ("Care coordinator", coordinator),
    ("Last review", last_review),
    ("Booked", |row, _| row.booked.map_or_else(|| unknown(row), moment)),
    ("Why", |row, _| clean(&row.why)),
];

const ONE_LINE_OF_DATES: Columns = &[
    ("When", how_late),
    ("Day", day),
    ("What", |row, _| kind(row)),
    ("Whom", |row, _| row.whom.as_deref().map(clean).unwrap_or_default()),
    ("Name", |row, _| name(row)),
    ("Id", |row, _| clean(&row.of.id)),
    ("Care coordinator", coordinator),
    ("Why", |row, _| clean(&with_booked(row))),
];

/// A table with one line a row, as wide as it has to be.
fn on_one_line(list: &DueList, seen: Audience) -> Table {
    let columns = if list.of_reviews { ONE_LINE_OF_REVIEWS } else { ONE_LINE_OF_DATES };
    let mut table = plain(TableStyle::new());
    table.set_header(columns.iter().map(|(header, _)| *header));
    for row in &list.rows {
        let mut cells: Vec<String> = columns.iter().map(|(_, cell)| cell(row, list)).collect();
        if let (Audience::Terminal, Some(why)) = (seen, cells.last_mut()) {
            why.extend(in_its_own_words(row).map(|text| format!(": {text}")));
        }
        table.add_row(cells);
    }
    gaps(&mut table);
    table
}

/// A table with several lines in a cell, the last one being why; without a layout, with everything in that one. The
/// text of each cell is laid out by `laid`.
fn stacked(list: &DueList, layout: Layout, laid: impl Fn(String) -> String) -> Table {
    let rule = LineStyle::none().fill('─');
    let mut table = plain(TableStyle::new().header_separator(rule).row_separator(rule));
    let alone = layout.is_empty();
    let all_of = if list.of_reviews { ALL } else { ALL_DATES };
    let last_header = if alone { format!("{all_of}\nwhy") } else { "Why".to_owned() };
    table.set_header(layout.iter().map(|(header, _)| laid((*header).to_owned())).chain([last_header]));
    for row in &list.rows {
        let cells = layout.iter().map(|(_, cell)| laid(cell(row, list)));
        let before = match (alone, list.of_reviews) {
            (false, _) => String::new(),
            (true, true) => all(row, list) + "\n",
            (true, false) => all_dates(row, list) + "\n",
        };
        let booked = row.booked.map(|booked| format!("\nbooked for {}", moment(booked)));
        let text = in_its_own_words(row).map(|text| format!("\n{text}"));
        let why = clean(&row.why) + &booked.unwrap_or_default() + &text.unwrap_or_default();
        table.add_row(cells.chain([laid(before + &why)]));
    }
    gaps(&mut table);
    table
}

pub(crate) fn plain(style: TableStyle) -> Table {
    let mut table = Table::new();
    let none = ContentLineStyle::none();
    table.load_style(style.header_lines(none).content_lines(none));
    table.set_content_arrangement(ContentArrangement::Disabled);
    table
}

/// Columns stand two apart, the first at the edge.
pub(crate) fn gaps(table: &mut Table) {
    let last = table.column_iter().count().saturating_sub(1);
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if index == last { 0 } else { 2 }));
    }
}

fn late(row: &DueRow, list: &DueList) -> String {
    let day = row.due.map(|day| format!("\n{}", glued(day)));
    kept_together(&how_late(row, list)) + &day.unwrap_or_default()
}

fn person(row: &DueRow, _: &DueList) -> String {
    format!("{}\n{}", name(row), kept_together(&clean(&row.of.id)))
}

fn coordinator_and_last_review(row: &DueRow, list: &DueList) -> String {
    format!("{}\n{}", coordinator(row, list), last_review(row, list))
}

fn all(row: &DueRow, list: &DueList) -> String {
    [late, person, coordinator_and_last_review].map(|cell| cell(row, list)).join("\n")
}

fn person_and_coordinator(row: &DueRow, list: &DueList) -> String {
    format!("{}\n{}", person(row, list), coordinator(row, list))
}

fn all_dates(row: &DueRow, list: &DueList) -> String {
    [late, what, person_and_coordinator].map(|cell| cell(row, list)).join("\n")
}

fn what(row: &DueRow, _: &DueList) -> String {
    let whom = row.whom.as_ref().map(|whom| format!("\n{}", clean(whom)));
    kind(row) + &whom.unwrap_or_default()
}

/// What is due.
pub(crate) fn kind(row: &DueRow) -> String {
    row.kind.map_or("the whole plan", |kind| kind.words).to_owned()
}

/// Why, and when a review is booked.
pub(crate) fn with_booked(row: &DueRow) -> String {
    let booked = row.booked.map(|booked| format!("; booked for {}", moment(booked)));
    row.why.clone() + &booked.unwrap_or_default()
}

fn day(row: &DueRow, _: &DueList) -> String {
    row.due.map_or_else(|| unknown(row), glued)
}

pub(crate) fn how_late(row: &DueRow, list: &DueList) -> String {
    match (row.state, row.due) {
        (RowState::Unreadable, _) => unknown(row),
        (RowState::NoDate, Some(_)) => "no date agreed".to_owned(),
        (_, None) => row.kind.map_or("no date agreed", |kind| kind.without_date).to_owned(),
        (_, Some(due)) => row.kind.map_or(Late::Due, |kind| kind.late).in_words(due, list.as_at),
    }
}

/// What is said of something that is not there: of a plan that could not be read, nobody knows whether it is.
fn unknown(row: &DueRow) -> String {
    if row.state == RowState::Unreadable { "not known" } else { "none" }.to_owned()
}

pub(crate) fn name(row: &DueRow) -> String {
    row.of.name.as_deref().map_or_else(|| unknown(row), clean)
}

pub(crate) fn coordinator(row: &DueRow, _: &DueList) -> String {
    match (&row.of.care_coordinator, &row.of.coordinated) {
        (Some(name), _) => clean(name),
        (None, Coordinator::NotKnown) => "not known".to_owned(),
        (None, _) => unknown(row),
    }
}

fn last_review(row: &DueRow, _: &DueList) -> String {
    row.last_review.map_or_else(|| unknown(row), glued)
}

pub(crate) fn moment(booked: DayOrTime) -> String {
    match booked.time {
        Some(time) => format!("{} at\u{a0}{}", glued(booked.day), time_in_words(time)),
        None => glued(booked.day),
    }
}

/// Text of a file, on one line.
fn clean(text: &str) -> String {
    sanitize(text).into_owned()
}
