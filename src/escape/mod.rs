//! Text from a plan made safe for an output: a terminal, JSON, Markdown, a spreadsheet.

mod markdown;
pub(crate) mod sanitize;
mod spreadsheet;

pub use markdown::{markdown_line, markdown_words};
pub use sanitize::{harmless, harmless_json, is_harmful, is_no_character, is_unseen};
pub use spreadsheet::spreadsheet_cell;
