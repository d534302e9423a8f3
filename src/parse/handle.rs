//! Handles: the short names under which people are listed.

use crate::parse::source::Spanned;

/// The handle of someone, or "person" for the person whose plan it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(pub String);

impl Handle {
    /// The handle of the person whose plan it is.
    pub const PERSON: &'static str = "person";

    /// Returns whether this is the person whose plan it is.
    pub fn is_person(&self) -> bool {
        self.0 == Self::PERSON
    }
}

/// One handle or a list of them, and whether the first of them leads.
#[derive(Debug, Clone, Default)]
pub struct Names(pub Vec<Spanned<Handle>>, pub Lead);

/// Whether the first of a list of names leads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lead {
    /// The first leads.
    #[default]
    First,
    /// Redaction removed the one who leads.
    Redacted,
}
