//! What stands behind a key of a table: nothing, something that could not be read, or a value.

use crate::parse::source::{Span, Spanned};

/// A key's value. What is faulty has been told already, and is nobody's finding a second time.
#[derive(Debug, Clone, Default)]
pub enum Field<T> {
    /// The key is not there.
    #[default]
    Absent,
    /// The key is there, or was meant to be, and its value could not be read.
    Faulty(Span),
    /// The value.
    Known(Spanned<T>),
}

impl<T> Field<T> {
    /// The value with its place, if it could be read.
    pub fn known(&self) -> Option<&Spanned<T>> {
        match self {
            Field::Known(spanned) => Some(spanned),
            Field::Absent | Field::Faulty(_) => None,
        }
    }

    /// The value, if it could be read.
    pub fn value(&self) -> Option<&T> {
        self.known().map(|spanned| &spanned.value)
    }

    /// The place of the value, if it could be read.
    pub fn span(&self) -> Option<&Span> {
        self.known().map(|spanned| &spanned.span)
    }

    /// Whether the key is not there at all.
    pub fn is_absent(&self) -> bool {
        matches!(self, Field::Absent)
    }

    /// Whether the key is there and could not be read.
    pub fn is_faulty(&self) -> bool {
        matches!(self, Field::Faulty(_))
    }

    /// Where it stands, if it is there and could not be read.
    pub fn unread_at(&self) -> Option<&Span> {
        match self {
            Field::Faulty(span) => Some(span),
            Field::Absent | Field::Known(_) => None,
        }
    }
}

impl<T> Field<Vec<T>> {
    /// The items of a list; none if it is absent or faulty.
    pub fn items(&self) -> &[T] {
        self.value().map_or(&[], Vec::as_slice)
    }
}
