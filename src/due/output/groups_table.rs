//! Groups as a table of counts.

use std::io::{self, Write};

use comfy_table::{LineStyle, Table, TableStyle};

use crate::due::list::DueList;
use crate::due::output::cells::{GAP, clean, plain_table, set_gaps, worst, write_table};
use crate::due::reason::kept_together;
use crate::due::row::ListStatus;

/// Columns that the table leaves out if every group counts 0.
pub(crate) const COLUMNS: [(&str, ListStatus); 6] = [
    ("Due\ntoday", ListStatus::DueToday),
    ("Due\nsoon", ListStatus::DueSoon),
    ("Without\na date", ListStatus::NoDate),
    ("Not\nknown", ListStatus::Unreadable),
    ("In\ntime", ListStatus::InTime),
    ("Not asked\nfor", ListStatus::LeftOut),
];

/// Writes the table and the total. If the table does not fit, each group is a line and a sentence.
pub(crate) fn write(list: &DueList, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let table = table(list);
    let needed: u16 = table.column_max_content_widths().into_iter().map(|width| width + GAP).sum();
    if width.is_some_and(|width| usize::from(needed - GAP) > width) {
        for group in &list.groups {
            writeln!(out, "{}", clean(&group.label.in_words()))?;
            let worst = worst(group, list);
            let worst = if worst.is_empty() { worst } else { format!("; the worst {worst}") };
            writeln!(out, "  {}{worst}", group.counts.total_in_words())?;
        }
    } else {
        write_table(&table, out)?;
    }
    writeln!(out, "{}", list.total_in_words())
}

fn table(list: &DueList) -> Table {
    let columns: Vec<_> = COLUMNS.into_iter().filter(|(_, status)| list.counts.of(*status) > 0).collect();
    let mut table = plain_table(TableStyle::new().header_separator(LineStyle::none().fill('─')));
    let by = list.by.map_or("", |by| by.header());
    let what = if list.of_reviews { "Reviews" } else { "Dates" };
    table
        .set_header([by, what, "Late", "Worst"].into_iter().chain(columns.iter().map(|(header, _)| *header)));
    for group in &list.groups {
        let first = [
            clean(&group.label.in_words()),
            group.counts.dates().to_string(),
            group.counts.of(ListStatus::Overdue).to_string(),
            kept_together(&worst(group, list)),
        ];
        let counts = columns.iter().map(|(_, status)| group.counts.of(*status).to_string());
        table.add_row(first.into_iter().chain(counts));
    }
    set_gaps(&mut table);
    table
}
