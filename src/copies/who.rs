//! Who reads copies, and which parts of a plan each kind of reader has. This is the page that a person reviews.

use crate::reading::{Handle, Part};

/// A kind of reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The person whose plan it is.
    Person,
}

/// Whether a kind of reader has a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Has {
    /// Without anybody's leave.
    Always,
}

use Has::Always;

/// Which parts each kind of reader has. One column a kind, in the order of [`Kind`].
#[rustfmt::skip]
const TABLE: [(Part, [Has; 1]); 13] = [
    //                      the person
    (Part::Always,         [Always]),
    (Part::Contacts,       [Always]),
    (Part::Crisis,         [Always]),
    (Part::AboutMe,        [Always]),
    (Part::Needs,          [Always]),
    (Part::Services,       [Always]),
    (Part::Diagnosis,      [Always]),
    (Part::Medicines,      [Always]),
    (Part::PhysicalHealth, [Always]),
    (Part::Risks,          [Always]),
    (Part::Legal,          [Always]),
    (Part::Reviews,        [Always]),
    (Part::Office,         [Always]),
];

/// Somebody for whom a copy is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    kind: Kind,
}

impl Reader {
    /// The person whose plan it is.
    pub const PERSON: Reader = Reader { kind: Kind::Person };

    /// The reader whom `word` names, if copies can be made for them.
    pub fn from_word(word: &str) -> Option<Reader> {
        (word == Handle::PERSON).then_some(Reader::PERSON)
    }

    /// The word that names this reader: in arguments, and in the names of files.
    pub fn word(&self) -> &'static str {
        match self.kind {
            Kind::Person => Handle::PERSON,
        }
    }

    /// Whether this reader has `part`.
    pub(super) fn has(&self, part: Part) -> bool {
        let row = TABLE.iter().find(|(listed, _)| *listed == part);
        row.is_some_and(|(_, columns)| columns[self.kind as usize] == Always)
    }

    /// Whether this reader is one of those whom `from`, a word of a decision, keeps something from.
    pub(super) fn is_named_by(&self, from: &str) -> bool {
        match self.kind {
            Kind::Person => from == Handle::PERSON,
        }
    }

    /// Whether `handle` is this reader.
    pub(super) fn is(&self, handle: &str) -> bool {
        match self.kind {
            Kind::Person => handle == Handle::PERSON,
        }
    }
}
