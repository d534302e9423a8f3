//! Who reads copies, and which parts of a plan each kind of reader has. This is the page that a person reviews.

use crate::access::refusal::{Refusal, refuse};
use crate::access::{Role, gp_of};
use crate::parse::{Handle, PlanPart};
use crate::plan::{CopyFormat, CopyPart, Is};
use crate::workspace::PlanFile;

use crate::access::ReaderKind;

/// Whether a kind of reader has a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Has {
    /// Without anybody's leave.
    Always,
    /// If the person agreed to it.
    Agreed,
    /// Never, whatever was agreed.
    Never,
}

use Has::{Agreed, Always, Never};

/// Which parts each kind of reader has. One column a kind, in the order of [`ReaderKind`].
#[rustfmt::skip]
const TABLE: [(PlanPart, [Has; 5]); 18] = [
    //                      person  team    GP      family  agencies
    (PlanPart::Always,         [Always, Always, Always, Always, Always]),
    (PlanPart::Own,            [Always, Always, Always, Always, Always]),
    (PlanPart::Names,          [Always, Always, Always, Always, Always]), // of those alone whom the copy mentions
    (PlanPart::Contacts,       [Always, Always, Always, Agreed, Agreed]), // never the numbers of family, but in a crisis
    (PlanPart::Crisis,         [Always, Always, Always, Agreed, Agreed]),
    (PlanPart::AboutMe,        [Always, Always, Agreed, Agreed, Agreed]),
    (PlanPart::Needs,          [Always, Always, Agreed, Agreed, Agreed]), // or one area of need alone
    (PlanPart::Services,       [Always, Always, Always, Agreed, Agreed]),
    (PlanPart::Diagnosis,      [Always, Always, Always, Agreed, Agreed]),
    (PlanPart::Medicines,      [Always, Always, Always, Agreed, Agreed]),
    (PlanPart::PhysicalHealth, [Always, Always, Always, Agreed, Agreed]),
    (PlanPart::Risks,          [Always, Always, Always, Agreed, Agreed]),
    (PlanPart::Legal,          [Always, Always, Always, Agreed, Agreed]),
    (PlanPart::Reviews,        [Always, Always, Always, Agreed, Agreed]), // never what others but the person said
    (PlanPart::Identity,       [Always, Always, Always, Never,  Never ]),
    (PlanPart::Places,         [Always, Always, Never,  Never,  Never ]), // of family: the team alone
    (PlanPart::Private,        [Never,  Always, Never,  Never,  Never ]),
    (PlanPart::Office,         [Always, Always, Never,  Never,  Never ]),
];

/// Somebody for whom a copy is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    role: Role,
    /// The parts that the person agreed they may have.
    agreed: Vec<CopyPart>,
    /// The format in which they asked for copies.
    pub(crate) format: Option<CopyFormat>,
    /// Whether they are the person's carer.
    pub(crate) is_carer: bool,
}

/// A word behind `--for`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum For {
    /// Everyone who may have a copy.
    Everyone,
    /// One reader: the person, the team, the GP, or whoever has this handle.
    One(String),
}

impl From<&str> for For {
    fn from(word: &str) -> Self {
        if word == "everyone" { For::Everyone } else { For::One(word.to_owned()) }
    }
}

impl Reader {
    /// The reader whom `word` names.
    ///
    /// # Errors
    /// Why no copy is made for them: what is recorded.
    pub fn parse(file: &PlanFile, word: &str) -> Result<Reader, Refusal> {
        let reader = match word {
            Handle::PERSON => Reader::person(file),
            "team" => Reader::of_kind(ReaderKind::Team),
            "gp" => match gp_of(file) {
                Some(gp) => Reader::somebody(file, gp).ok_or_else(|| Refusal::nobody(file, gp))?,
                None => return Err(Refusal::no_gp(file)),
            },
            handle => Reader::somebody(file, handle).ok_or_else(|| Refusal::nobody(file, handle))?,
        };
        match refuse(file, &reader) {
            Some(refusal) => Err(refusal),
            None => Ok(reader),
        }
    }

    /// Everyone who may have a copy of this plan, and who of those whom it names may not: the person, the team, the GP,
    /// then each of the plan's own people.
    pub fn everyone(file: &PlanFile) -> Vec<Result<Reader, Refusal>> {
        let gp = gp_of(file);
        let own = file.plan.people.value().into_iter().flat_map(crate::parse::OpenMap::keys);
        let own = own.filter(|handle| Some(*handle) != gp);
        let own = own.filter(|handle| {
            Reader::somebody(file, handle).is_some_and(|one| one.kind() != ReaderKind::Team)
        });
        let words = [Handle::PERSON, "team"].into_iter().chain(gp.map(|_| "gp")).chain(own);
        words.map(|word| Reader::parse(file, word)).collect()
    }

    /// Anybody at all, to whom nobody agreed anything.
    pub(crate) fn anyone() -> Reader {
        Reader::of_kind(ReaderKind::Agency)
    }

    /// Somebody of a kind, of whom nothing else is known.
    fn of_kind(kind: ReaderKind) -> Reader {
        Reader { role: Role::of_kind(kind), agreed: Vec::new(), format: None, is_carer: false }
    }

    fn person(file: &PlanFile) -> Reader {
        let asked = file.plan.communication.value().and_then(|needs| needs.copy_format.value());
        Reader { role: Role::person(), format: asked.copied(), ..Reader::of_kind(ReaderKind::Person) }
    }

    fn somebody(file: &PlanFile, handle: &str) -> Option<Reader> {
        let entry = file.people().find(handle)?;
        let own = file.plan.people.value().and_then(|people| people.get(handle));
        // What was agreed stands in the plan itself: a list of colleagues cannot agree for everybody.
        let agreed = own.and_then(|own| own.consent.value()).and_then(|consent| consent.copy.value());
        let agreed = agreed.map(|parts| parts.iter().map(|part| part.value).collect());
        let needs = entry.first(|someone| &someone.communication);
        Some(Reader {
            role: Role::for_handle(file, handle, &entry),
            agreed: agreed.unwrap_or_default(),
            format: needs.and_then(|needs| needs.copy_format.value()).copied(),
            is_carer: entry.is(Is::Carer) || entry.is(Is::YoungCarer),
        })
    }

    /// The kind of reader.
    pub fn kind(&self) -> ReaderKind {
        self.role.kind
    }

    /// The handle; none for the team as a whole.
    pub fn handle(&self) -> Option<&str> {
        self.role.handle.as_deref()
    }

    /// The word that names this reader behind `--for`.
    pub fn word(&self) -> &str {
        match self.kind() {
            ReaderKind::Gp => "gp",
            _ => self.handle().unwrap_or("team"),
        }
    }

    /// What the person agreed that they may have.
    pub fn agreed(&self) -> &[CopyPart] {
        &self.agreed
    }

    /// Whether this reader has `part`, and by which cell of the table.
    pub(crate) fn has(&self, part: PlanPart) -> bool {
        match self.cell(part) {
            Always => true,
            Agreed => self.agreed.iter().any(|agreed| agreed.part() == Some(part)),
            Never => false,
        }
    }

    /// What the table says of this kind of reader and `part`.
    pub(crate) fn cell(&self, part: PlanPart) -> Has {
        let row = TABLE.iter().find(|(listed, _)| *listed == part);
        row.map_or(Never, |(_, columns)| columns[self.kind() as usize])
    }

    /// Whether this reader has the needs of one area of life, though not all needs.
    pub(crate) fn has_area(&self, area: &str) -> bool {
        self.agreed.iter().any(|agreed| agreed.part().is_none() && agreed.word() == area)
    }

    /// Whether the whole plan is theirs to see, but for what is kept from them by name.
    pub(crate) fn is_of_team(&self) -> bool {
        self.kind() == ReaderKind::Team
    }

    /// Whether this reader is one of those whom `from`, a word of a decision, keeps something from.
    pub(crate) fn is_named_by(&self, from: &str) -> bool {
        self.role.is_named_by(from)
    }

    /// Whether `handle` is this reader.
    pub(crate) fn is(&self, handle: &str) -> bool {
        self.role.is(handle)
    }
}
