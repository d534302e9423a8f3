//! A value as a cell of a table that a spreadsheet may open.

use crate::escape::sanitize::sanitize;

/// A value that no spreadsheet takes for a formula, on one line.
pub fn spreadsheet_cell(value: &str) -> String {
    const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    let value = sanitize(value);
    if value.starts_with(FORMULA) { format!("'{value}") } else { value.into_owned() }
}
