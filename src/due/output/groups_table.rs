//! Groups as a table: how many of each are late, and how many stand otherwise.

use std::io::{self, Write};

use comfy_table::{LineStyle, Table, TableStyle};

use crate::due::counts::DueCounts;
use crate::due::groups::DueGroup;
use crate::due::interval::between;
use crate::due::list::DueList;
use crate::due::output::table::{gaps, lines, plain};
use crate::due::reason::kept_together;
use crate::escape::sanitize;

/// A count of a group, with its header; one that is nowhere more than none is left out.
type Column = (&'static str, fn(&DueCounts) -> usize);

const COLUMNS: [Column; 6] = [
    ("Due\ntoday", |counts| counts.due_today),
    ("Due\nsoon", |counts| counts.due_soon),
    ("Without\na date", |counts| counts.no_date),
    ("Not\nknown", |counts| counts.unreadable),
    ("In\ntime", |counts| counts.in_time),
    ("Not asked\nfor", |counts| counts.left_out),
];

/// Writes the table, and below it the total. Where it is too wide, each group has a line and a sentence.
pub(crate) fn write(list: &DueList, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let table = table(list);
    let natural: usize =
        table.column_max_content_widths().into_iter().map(|width| usize::from(width) + 2).sum();
    match width {
        Some(width) if natural > width + 2 => {
            for group in &list.groups {
                writeln!(out, "{}", sanitize(&group.of.in_words()))?;
                let worst = worst(group, list);
                let worst = if worst.is_empty() { worst } else { format!("; the worst {worst}") };
                writeln!(out, "  {}{worst}", group.counts.total_in_words())?;
            }
        }
        _ => lines(&table, out)?,
    }
    writeln!(out, "{}", list.total_in_words())
}

fn table(list: &DueList) -> Table {
    let columns = COLUMNS.iter().filter(|(_, count)| count(&list.counts) > 0);
    let columns: Vec<&Column> = columns.collect();
    let mut table = plain(TableStyle::new().header_separator(LineStyle::none().fill('─')));
    let by = list.by.map_or("", |by| by.header());
    let what = if list.of_reviews { "Reviews" } else { "Dates" };
    table
        .set_header([by, what, "Late", "Worst"].into_iter().chain(columns.iter().map(|(header, _)| *header)));
    for group in &list.groups {
        let first = [
            sanitize(&group.of.in_words()).into_owned(),
            group.counts.dates.to_string(),
            group.counts.overdue.to_string(),
            kept_together(&worst(group, list)),
        ];
        let counts = columns.iter().map(|(_, count)| count(&group.counts).to_string());
        table.add_row(first.into_iter().chain(counts));
    }
    gaps(&mut table);
    table
}

/// How late the worst of a group is.
pub(crate) fn worst(group: &DueGroup, list: &DueList) -> String {
    group.worst.map(|day| between(day, list.as_at)).unwrap_or_default()
}
