//! The list as CSV (RFC 4180), for spreadsheets and other programs.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use crate::due::list::DueList;
use crate::due::output::json;
use crate::escape::spreadsheet_cell;

// Other programs rely on these columns. Only add columns, at the end; never rename, move or remove one, or change its
// meaning. Each is a key of the JSON document.

const COLUMNS: &str = "as_at id what state due days_late booked name about care_coordinator coordinator team last_review why file line";

const COLUMNS_OF_GROUPS: &str = "as_at by group dates overdue worst_days_late due_today due_soon no_date unreadable in_time left_out name";

pub(crate) fn write(list: &DueList, out: &mut dyn Write) -> io::Result<()> {
    if list.by.is_some() {
        write_rows(COLUMNS_OF_GROUPS, list.groups.iter().map(|group| json::group(group, list)), list, out)
    } else {
        write_rows(COLUMNS, list.rows.iter().map(|row| json::row(row, list)), list, out)
    }
}

fn write_rows<T: Serialize>(
    columns: &str,
    rows: impl Iterator<Item = T>,
    list: &DueList,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    table.write_record(columns.split(' ')).map_err(io_error)?;
    for row in rows {
        let mut row = serde_json::to_value(row)?;
        row["as_at"] = list.as_at.to_string().into();
        let cells = columns.split(' ').map(|column| cell(row.get(column).unwrap_or(&row["counts"][column])));
        table.write_record(cells).map_err(io_error)?;
    }
    table.flush()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => spreadsheet_cell(text),
        // Not a text cell: the minus sign of a number does not begin a formula.
        number => number.to_string(),
    }
}

/// Returns the cause, so that the caller recognizes a closed pipe.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
