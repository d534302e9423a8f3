//! What somebody is to a plan when it comes to what they may read of it. Every room that asks who may know what asks
//! here.

use crate::parse::{Handle, Name};
use crate::plan::Is;
use crate::workspace::{PersonEntry, PlanFile};

/// A kind of reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReaderKind {
    /// The person whose plan it is.
    Person,
    /// The team, which reads whole plans.
    Team,
    /// The person's GP.
    Gp,
    /// Family, friends, neighbours: whoever has a `relationship`.
    Family,
    /// All others.
    Agency,
}

/// What a reader is to a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The kind of reader.
    pub kind: ReaderKind,
    /// The handle; the team as a whole has none.
    pub handle: Option<String>,
    /// Whether they have a relationship, whatever else they are to the person.
    is_related: bool,
}

impl Role {
    /// The person whose plan it is.
    pub fn person() -> Self {
        Role { handle: Some(Handle::PERSON.to_owned()), ..Role::of_kind(ReaderKind::Person) }
    }

    /// Somebody of a kind, of whom nothing else is known.
    pub fn of_kind(kind: ReaderKind) -> Self {
        Role { kind, handle: None, is_related: false }
    }

    /// The one with this handle, of whom the lists say `entry`. Whoever has a relationship is family, also where they
    /// work in a team: what is kept from family is kept from them.
    pub fn for_handle(file: &PlanFile, handle: &str, entry: &PersonEntry<'_>) -> Self {
        let is_related = entry.first(|someone| &someone.relationship).is_some();
        let kind = if gp_of(file) == Some(handle) {
            ReaderKind::Gp
        } else if is_related {
            ReaderKind::Family
        } else if entry.is(Is::Team) {
            ReaderKind::Team
        } else {
            ReaderKind::Agency
        };
        Role { kind, handle: Some(handle.to_owned()), is_related }
    }

    /// Whether this reader is one of those whom `from`, a word of a decision, keeps something from.
    pub fn is_named_by(&self, from: &str) -> bool {
        let by_kind = match self.kind {
            ReaderKind::Person | ReaderKind::Team => false,
            // A GP who is also a relative: what is kept from family is kept from them.
            ReaderKind::Gp => from == "gp" || (from == "family" && self.is_related),
            ReaderKind::Family => from == "family",
            ReaderKind::Agency => from == "agencies",
        };
        by_kind || self.is(from)
    }

    /// Whether `handle` is this reader.
    pub fn is(&self, handle: &str) -> bool {
        self.handle.as_deref() == Some(handle)
    }
}

/// The handle of the person's GP. None: nobody is named, or they have none.
pub fn gp_of(file: &PlanFile) -> Option<&str> {
    match file.plan.gp.value()? {
        Name::Somebody(handle) => Some(&handle.0),
        Name::None => None,
    }
}
