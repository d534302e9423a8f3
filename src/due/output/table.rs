//! The list for people: a table, or a list on a terminal where the table does not fit.

use std::io::{self, Write};

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};

use crate::due::Audience;
use crate::due::list::DueList;
use crate::due::output::cells::{
    GAP, clean, coordinator, day, how_late, kind, last_review, moment, name, none, plain_table, set_gaps,
    why_and_booked, write_table,
};
use crate::due::output::{WriteOptions, groups_table};
use crate::due::reason::{glued, kept_together};
use crate::due::row::DueRow;

/// The least width of the column Why in a table with one line for each row.
const LEAST_WHY: usize = 40;

/// The same in a stacked table.
const LEAST_STACKED_WHY: usize = 14;

pub(crate) fn write(list: &DueList, options: &WriteOptions<'_>, out: &mut dyn Write) -> io::Result<()> {
    if list.by.is_some() {
        return groups_table::write(list, options.width, out);
    }
    if list.rows.is_empty() {
        return Ok(());
    }
    let Some(width) = options.width else {
        return write_table(&one_line_table(list, Audience::Anyone), out);
    };
    let one_line = one_line_table(list, Audience::Terminal);
    let widths = widths_before_why(&one_line);
    if total(&widths) + LEAST_WHY <= width {
        return write_fitted(one_line, &widths, width, out);
    }
    let stacked = stacked_table(list, str::to_owned);
    let words = widths_before_why(&stacked_table(list, |cell| cell.replace(' ', "\n")));
    let widths = narrow(widths_before_why(&stacked), &words, width.saturating_sub(LEAST_STACKED_WHY));
    match widths {
        Some(widths) => write_fitted(stacked, &widths, width, out),
        None => write_fitted(narrow_list(list), &[], width, out),
    }
}

/// Writes a table with fixed widths of its first columns; the last column is wrapped.
fn write_fitted(mut table: Table, widths: &[usize], width: usize, out: &mut dyn Write) -> io::Result<()> {
    let columns = |width: usize| u16::try_from(width).unwrap_or(u16::MAX);
    for (column, width) in table.column_iter_mut().zip(widths) {
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(columns(*width))));
    }
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(columns(width.max(1)));
    write_table(&table, out)
}

/// Returns the widths, with gaps, of all columns but the last.
fn widths_before_why(table: &Table) -> Vec<usize> {
    let mut widths = table.column_max_content_widths();
    widths.pop();
    widths.into_iter().map(|width| usize::from(width + GAP)).collect()
}

fn total(widths: &[usize]) -> usize {
    widths.iter().sum()
}

/// Narrows the widest columns until all fit into `width`, but none so that a word is broken.
fn narrow(mut widths: Vec<usize>, words: &[usize], width: usize) -> Option<Vec<usize>> {
    while total(&widths) > width {
        let can_narrow = (0..widths.len()).filter(|at| widths[*at] > words[*at]);
        let widest = can_narrow.max_by_key(|at| widths[*at])?;
        widths[widest] -= 1;
    }
    Some(widths)
}

/// A column: its header and its cells.
type Column = (&'static str, fn(&DueRow, &DueList) -> String);

const ONE_LINE_OF_REVIEWS: &[Column] = &[
    ("Review", how_late),
    ("Due", |row, _| day(row)),
    ("Name", |row, _| name(row)),
    ("Id", |row, _| clean(&row.plan.id)),
    ("Care coordinator", |row, _| coordinator(row)),
    ("Last review", |row, _| last_review(row)),
    ("Booked", |row, _| row.item.booked().map_or_else(|| none(row), moment)),
    ("Why", |row, _| clean(&row.details.why)),
];

const ONE_LINE_OF_DATES: &[Column] = &[
    ("When", how_late),
    ("Day", |row, _| day(row)),
    ("What", |row, _| kind(row)),
    ("Whom", |row, _| row.details.who_name.as_deref().map(clean).unwrap_or_default()),
    ("Name", |row, _| name(row)),
    ("Id", |row, _| clean(&row.plan.id)),
    ("Care coordinator", |row, _| coordinator(row)),
    ("Why", |row, _| clean(&why_and_booked(row))),
];

const STACKED_OF_REVIEWS: &[Column] = &[
    ("Review\ndue", when),
    ("Name\nid", |row, _| person(row, "\n")),
    ("Care\ncoordinator", |row, _| coordinator(row)),
    ("Last\nreview", |row, _| last_review(row)),
    ("Why", |row, _| stacked_why(row)),
];

const STACKED_OF_DATES: &[Column] = &[
    ("When", when),
    ("What\nwhom", |row, _| what(row, "\n")),
    ("Name\nid", |row, _| person(row, "\n")),
    ("Care\ncoordinator", |row, _| coordinator(row)),
    ("Why", |row, _| stacked_why(row)),
];

/// Returns a table with one line for each row, as wide as it has to be.
fn one_line_table(list: &DueList, audience: Audience) -> Table {
    let columns = if list.of_reviews { ONE_LINE_OF_REVIEWS } else { ONE_LINE_OF_DATES };
    let mut table = plain_table(TableStyle::new());
    table.set_header(columns.iter().map(|(header, _)| *header));
    for row in &list.rows {
        let mut cells: Vec<String> = columns.iter().map(|(_, cell)| cell(row, list)).collect();
        if let (Audience::Terminal, Some(why)) = (audience, cells.last_mut()) {
            why.extend(free_text(row).map(|text| format!(": {text}")));
        }
        table.add_row(cells);
    }
    set_gaps(&mut table);
    table
}

/// Returns a table with several lines in a cell. `lay_out` changes the text of each cell.
fn stacked_table(list: &DueList, lay_out: impl Fn(&str) -> String) -> Table {
    let columns = if list.of_reviews { STACKED_OF_REVIEWS } else { STACKED_OF_DATES };
    let rule = LineStyle::none().fill('─');
    let mut table = plain_table(TableStyle::new().header_separator(rule).row_separator(rule));
    table.set_header(columns.iter().map(|(header, _)| lay_out(header)));
    for row in &list.rows {
        table.add_row(columns.iter().map(|(_, cell)| lay_out(&cell(row, list))));
    }
    set_gaps(&mut table);
    table
}

/// Returns a list with several lines for each row.
fn narrow_list(list: &DueList) -> Table {
    let mut table = plain_table(TableStyle::new().row_separator(LineStyle::none().fill('─')));
    for row in &list.rows {
        let what = if list.of_reviews { String::new() } else { what(row, ", ") + "\n" };
        let last_review =
            if list.of_reviews { format!("Last review: {}\n", last_review(row)) } else { String::new() };
        table.add_row([format!(
            "{}\n{what}{}\nCare coordinator: {}\n{last_review}{}",
            when(row, list).replace('\n', ", "),
            person(row, ", "),
            coordinator(row),
            stacked_why(row)
        )]);
    }
    set_gaps(&mut table);
    table
}

fn when(row: &DueRow, list: &DueList) -> String {
    let day = row.item.day.map(|day| format!("\n{}", glued(day)));
    kept_together(&how_late(row, list)) + &day.unwrap_or_default()
}

fn person(row: &DueRow, separator: &str) -> String {
    format!("{}{separator}{}", name(row), kept_together(&clean(&row.plan.id)))
}

fn what(row: &DueRow, separator: &str) -> String {
    let whom = row.details.who_name.as_ref().map(|whom| format!("{separator}{}", clean(whom)));
    kind(row) + &whom.unwrap_or_default()
}

fn stacked_why(row: &DueRow) -> String {
    let booked = row.item.booked().map(|booked| format!("\nbooked for {}", moment(booked)));
    let text = free_text(row).map(|text| format!("\n{text}"));
    clean(&row.details.why) + &booked.unwrap_or_default() + &text.unwrap_or_default()
}

/// Returns the plan's own words about the item.
fn free_text(row: &DueRow) -> Option<String> {
    row.item.text.as_ref().map(|text| format!("“{}”", clean(text)))
}
