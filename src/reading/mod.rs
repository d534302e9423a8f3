//! From bytes to fields: the text of a file, its tables, its fields, and what is wrong with them.
//!
//! Nothing here knows what a care plan is. A declaration made with [`record!`](crate::record) or
//! [`choice!`](crate::choice) says what a table holds; this room reads it, and says where the text differs.

mod comments;
mod diagnostic;
mod field;
mod format;
mod harmless;
mod hidden;
mod known;
mod layout;
mod leaf;
mod markdown;
mod moment;
mod open;
mod part;
mod session;
mod source;
mod spelling;
mod spreadsheet;
mod syntax;
mod syntax_dates;
mod syntax_headers;
mod syntax_lines;
mod syntax_swallowed;
mod syntax_values;
mod syntax_words;
mod texts;
mod tree;
mod typed;
mod unknown;

#[macro_use]
mod record;

pub use comments::{Remark, remarks};
pub use diagnostic::{Counts, Diagnostic, Severity};
pub use field::Field;
pub use format::{Key, Shape, Sort};
pub use harmless::{harmless, harmless_json, is_harmful, is_no_character, is_unseen};
pub use layout::{Begins, Statement, comments, statements};
pub use leaf::{Handle, InConfidence, Led, Name, Names, ReaderName, Teller, WithheldName};
pub use markdown::{markdown_line, markdown_words};
pub use moment::{
    DayOrTime, Every, LongAgo, Past, Unit, When, day_in_words, day_with_weekday, time_in_words,
};
pub use open::Open;
pub use part::{Marks, Part, Step, Wall};
pub use record::{Readable, Record, Stands, plain};
pub use session::{Named, NamedAs, Reading};
pub use source::{Place, Source, Span, Spanned};
pub use spelling::{how_far, nearest};
pub use spreadsheet::spreadsheet_cell;
pub use syntax::{Parsed, parse};
pub use texts::{Text, Texts};
pub use tree::{Entry, Item, Table, Value};
