//! Groups as a table: how many of each are late, and how many stand otherwise.

use std::io::{self, Write};

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width};

use super::counts::Counts;
use super::groups::Group;
use super::interval::between;
use super::list::List;
use super::table::{gaps, lines, plain};
use super::why::kept_together;
use crate::reading::harmless;

/// A count of a group, with its header; one that is nowhere more than none is left out.
type Column = (&'static str, fn(&Counts) -> usize);

const COLUMNS: [Column; 6] = [
    ("Due\ntoday", |counts| counts.due_today),
    ("Due\nsoon", |counts| counts.due_soon),
    ("Without\na date", |counts| counts.no_date),
    ("Not\nknown", |counts| counts.unreadable),
    ("In\ntime", |counts| counts.in_time),
    ("Not asked\nfor", |counts| counts.left_out),
];

/// Writes the table, and below it the total.
pub(super) fn write(list: &List, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let columns = COLUMNS.iter().filter(|(_, count)| count(&list.counts) > 0);
    let columns: Vec<&Column> = columns.collect();
    let mut table = plain(TableStyle::new().header_separator(LineStyle::none().fill('─')));
    let by = list.by.map_or("", |by| by.header());
    let what = if list.of_reviews { "Reviews" } else { "Dates" };
    table
        .set_header([by, what, "Late", "Worst"].into_iter().chain(columns.iter().map(|(header, _)| *header)));
    for group in &list.groups {
        let first = [
            harmless(&group.of.in_words()).into_owned(),
            group.counts.dates.to_string(),
            group.counts.overdue.to_string(),
            kept_together(&worst(group, list)),
        ];
        table.add_row(
            first.into_iter().chain(columns.iter().map(|(_, count)| count(&group.counts).to_string())),
        );
    }
    gaps(&mut table);
    if let Some(width) = width {
        let natural: Vec<usize> = table.column_max_content_widths().into_iter().map(usize::from).collect();
        // Only names may be wrapped.
        for (column, natural) in table.column_iter_mut().zip(&natural).skip(1) {
            let natural = u16::try_from(natural + 2).unwrap_or(u16::MAX);
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(natural)));
        }
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(width.max(1)).unwrap_or(u16::MAX));
    }
    lines(&table, out)?;
    writeln!(out, "{}", list.counts.total_in_words())
}

/// How late the worst of a group is.
pub(super) fn worst(group: &Group, list: &List) -> String {
    group.worst.map(|day| between(day, list.as_at)).unwrap_or_default()
}
