//! Makes text from a plan safe for an output: a terminal, JSON, Markdown, a spreadsheet.

mod markdown;
pub(crate) mod sanitize;
mod spreadsheet;

pub use markdown::{markdown_line, markdown_words};
pub use sanitize::{is_harmful, is_invisible, is_no_character, sanitize, sanitize_json};
pub use spreadsheet::spreadsheet_cell;
