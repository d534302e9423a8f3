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
pub mod message;
mod recovery;
mod scalars;
mod source;
mod texts;
mod tree;
mod value_type;

#[macro_use]
mod record;

pub use access_labels::{AccessLabels, AccessPolicy, PlanPart, Step};
pub use comments::{Remark, remarks};
pub use dates::{
    DayOrTime, PartialDate, Past, Period, Unit, When, day_in_words, day_with_weekday, time_in_words,
};
pub use decoder::{Decoder, Reference, ReferenceKind};
pub use diagnostic::{Diagnostic, FixedRule, RuleId, Severity, SeverityCounts};
pub use engine::{Parsed, parse};
pub use field::Field;
pub use layout::{Begins, Statement, comments, statements};
pub use map::OpenMap;
pub use message::{Input, InputKind, Message, MessagePart, Shows};
pub use record::{FromToml, HeaderForm, TomlTable, plain};
pub use recovery::suggest::{edit_distance, suggest};
pub use scalars::{Handle, InConfidence, Informant, Lead, Name, Names, ReaderName, WithheldName};
pub use source::{Place, Source, Span, Spanned};
pub use texts::{Text, Texts};
pub use tree::{Item, Table, TableEntry, Value};
pub use value_type::{Key, ScalarType, ValueType};
