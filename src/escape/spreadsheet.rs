//! Makes a value safe as a cell of a spreadsheet.

use crate::escape::sanitize::sanitize;

/// Returns the value so that no spreadsheet takes it for a formula.
pub fn spreadsheet_cell(value: &str) -> String {
    const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    let value = sanitize(value);
    if value.starts_with(FORMULA) { format!("'{value}") } else { value.into_owned() }
}
