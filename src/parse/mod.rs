//! From bytes to typed fields with their places, and diagnostics for what is wrong.
//!
//! Nothing here knows what a care plan is: [`record!`](crate::record) and [`choice!`](crate::choice) declare the tables
//! of a format, and this module reads them. The files, each using only those before it:
//!
//! - `source`, `message`, `diagnostic`: the text of a file; what is reported about it
//! - `tree`, `engine`, `layout`: tables and values without a schema; the two files that name a TOML crate
//! - `convert`, `value_type`: what people type instead of a date or `true`; what the schema says of a key
//! - `recovery/`: what can still be read from a file with syntax errors; what a wrong key was meant for
//! - `plan_part`, `handle`, `access_labels`: who can read an item, as the item says
//! - `decoder`: the state while one file is decoded; errors about values
//! - `record`, `field`, `scalars`, `dates`, `map`: the two macros and the value types
//! - `texts`, `comments`: all free text of a plan; the comments that begin with `# cpa`

#[macro_use]
mod words;

mod access_labels;
mod comments;
mod convert;
mod dates;
mod decoder;
mod diagnostic;
mod engine;
mod field;
mod handle;
mod layout;
mod map;
pub mod message;
mod plan_part;
mod recovery;
mod scalars;
mod source;
mod texts;
mod tree;
mod value_type;

#[macro_use]
mod record;

pub use access_labels::{AccessLabels, AccessPolicy, Step};
pub use comments::{Remark, remarks};
pub use dates::{
    DayOrTime, PartialDate, Past, Period, Unit, When, day_in_words, day_with_weekday, time_in_words,
};
pub use decoder::{Decoder, Reference, ReferenceKind};
pub use diagnostic::{Diagnostic, FixedRule, RuleId, Severity, SeverityCounts};
pub use engine::{Parsed, parse};
pub use field::Field;
pub use handle::{Handle, Lead, Names};
pub use layout::{Begins, Statement, comments, statements};
pub use map::OpenMap;
pub use message::{Input, InputKind, Message, MessagePart, Shows};
pub use plan_part::PlanPart;
pub use record::{FromToml, TableAccess, TomlTable, plain};
pub use recovery::suggest::{edit_distance, is_key_or_slip, suggest};
pub use scalars::{InConfidence, Informant, Name, ReaderName, WithheldName};
pub use source::{Place, Source, Span, Spanned};
pub use texts::{Text, Texts};
pub use tree::{Item, Table, TableEntry, Value};
pub use value_type::{Key, ScalarType, ValueType};
