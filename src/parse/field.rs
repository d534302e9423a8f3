//! The value of a key, which may be missing or unreadable.

use crate::parse::source::{Span, Spanned};

/// The value of a key.
#[derive(Debug, Clone, Default)]
pub enum Field<T> {
    /// The table does not have the key.
    #[default]
    Absent,
    /// The value could not be read, or was typed in another place. That has been reported.
    Faulty(Span),
    /// The value.
    Known(Spanned<T>),
}

impl<T> Field<T> {
    /// Returns the value with its place, if it could be read.
    pub fn known(&self) -> Option<&Spanned<T>> {
        match self {
            Field::Known(spanned) => Some(spanned),
            Field::Absent | Field::Faulty(_) => None,
        }
    }

    /// Returns the value, if it could be read.
    pub fn value(&self) -> Option<&T> {
        self.known().map(|spanned| &spanned.value)
    }

    /// Returns the place of the value, if it could be read.
    pub fn span(&self) -> Option<&Span> {
        self.known().map(|spanned| &spanned.span)
    }

    /// Returns whether the table does not have the key.
    pub fn is_absent(&self) -> bool {
        matches!(self, Field::Absent)
    }

    /// Returns whether the value could not be read.
    pub fn is_faulty(&self) -> bool {
        matches!(self, Field::Faulty(_))
    }

    /// Returns the place of a value that could not be read.
    pub fn unread_at(&self) -> Option<&Span> {
        match self {
            Field::Faulty(span) => Some(span),
            Field::Absent | Field::Known(_) => None,
        }
    }
}

impl<T> Field<Vec<T>> {
    /// Returns the items of a list; none if it is absent or faulty.
    pub fn items(&self) -> &[T] {
        self.value().map_or(&[], Vec::as_slice)
    }
}
