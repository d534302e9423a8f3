//! From bytes to fields: the text of a file, its tables, its fields, and what is wrong with them.
//!
//! Nothing here knows what a care plan is. A declaration made with [`record!`](crate::record) or
//! [`choice!`](crate::choice) says what a table holds; this room reads it, and says where the text differs.

mod access_labels;
mod comments;
mod convert;
mod dates;
mod decoder;
mod diagnostic;
mod engine;
mod field;
mod layout;
mod map;
mod recovery;
mod scalars;
mod source;
mod texts;
mod tree;
mod value_type;

#[macro_use]
mod record;

pub use access_labels::{Marks, Part, Step, Wall};
pub use comments::{Remark, remarks};
pub use dates::{DayOrTime, Every, LongAgo, Past, Unit, When, day_in_words, day_with_weekday, time_in_words};
pub use decoder::{Named, NamedAs, Reading};
pub use diagnostic::{Counts, Diagnostic, Severity};
pub use engine::{Parsed, parse};
pub use field::Field;
pub use layout::{Begins, Statement, comments, statements};
pub use map::Open;
pub use record::{Readable, Record, Stands, plain};
pub use recovery::suggest::{how_far, nearest};
pub use scalars::{Handle, InConfidence, Led, Name, Names, ReaderName, Teller, WithheldName};
pub use source::{Place, Source, Span, Spanned};
pub use texts::{Text, Texts};
pub use tree::{Entry, Item, Table, Value};
pub use value_type::{Key, Shape, Sort};
