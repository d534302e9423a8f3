//! The access policy: the kinds of reader, and which parts of a plan each of them has. A person reviews the table.
//!
//! A kind of reader is one column of the table and one declaration in `kinds!`. Each question about a kind is a field of
//! its declaration; nothing else in the crate matches on kinds.

use crate::parse::{Name, PlanPart};
use crate::plan::{Is, Plan, Someone};
use crate::workspace::{PersonEntry, PlanFile};

/// Whether a kind of reader has a part of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grant {
    /// Without consent.
    Always,
    /// If the person agreed to it.
    Agreed,
    /// Never, whatever the person agreed to.
    Never,
}

use Grant::{Agreed, Always, Never};

/// The kinds of reader, in the order of the columns of the table.
#[rustfmt::skip]
const COLUMNS: [ReaderKind; ReaderKind::ALL.len()] =
    [ReaderKind::Person, ReaderKind::Team, ReaderKind::Gp, ReaderKind::Family, ReaderKind::Agency];

/// The table: which kind of reader has this part.
#[rustfmt::skip]
#[expect(clippy::match_same_arms, reason = "each part has its own row, for review")]
const fn row(part: PlanPart) -> [Grant; ReaderKind::ALL.len()] {
    match part {
        //                           Person  Team    GP      Family  Agency
        PlanPart::Public         => [Always, Always, Always, Always, Always],
        PlanPart::Assigned       => [Always, Always, Always, Always, Always],
        PlanPart::Names          => [Always, Always, Always, Always, Always], // only of people the copy mentions
        PlanPart::Contacts       => [Always, Always, Always, Agreed, Agreed], // numbers of family: only for a crisis
        PlanPart::Crisis         => [Always, Always, Always, Agreed, Agreed],
        PlanPart::AboutMe        => [Always, Always, Agreed, Agreed, Agreed],
        PlanPart::Needs          => [Always, Always, Agreed, Agreed, Agreed], // or single areas of need
        PlanPart::Services       => [Always, Always, Always, Agreed, Agreed],
        PlanPart::Diagnosis      => [Always, Always, Always, Agreed, Agreed],
        PlanPart::Medicines      => [Always, Always, Always, Agreed, Agreed],
        PlanPart::PhysicalHealth => [Always, Always, Always, Agreed, Agreed],
        PlanPart::Risks          => [Always, Always, Always, Agreed, Agreed],
        PlanPart::Legal          => [Always, Always, Always, Agreed, Agreed],
        PlanPart::Reviews        => [Always, Always, Always, Agreed, Agreed], // of views: the person's and their own
        PlanPart::Identity       => [Always, Always, Always, Never,  Never ],
        PlanPart::Places         => [Always, Always, Never,  Never,  Never ], // of family: only the team
        PlanPart::Private        => [Never,  Always, Never,  Never,  Never ],
        PlanPart::Internal       => [Always, Always, Never,  Never,  Never ],
    }
}

/// How much of a plan a kind of reader can see.
#[derive(Debug, Clone, Copy)]
enum ReaderScope {
    /// Their own plan.
    Own,
    /// The whole plan, except what is withheld from them by name.
    Whole,
    /// Only what they were given.
    Limited,
}

/// What a kind of reader needs for a copy.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ConsentRule {
    /// Nothing: consent is not asked.
    NotAsked,
    /// Nothing, but the person can refuse.
    CanBeRefused,
    /// The person's consent to at least one part.
    Required,
}

/// How copies are written: the order of their sections, and what they say about themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CopyStyle {
    Person,
    Team,
    Gp,
    /// For everyone outside health care.
    Family,
}

/// The declaration of a kind of reader.
struct KindRules {
    /// The name in file names; and after `--for`, where a plan has only one such reader.
    word: &'static str,
    /// Whether a plan has only one such reader.
    is_unique: bool,
    /// The name in the index of copies.
    label: &'static str,
    /// The name in `render --explain`.
    noun: &'static str,
    /// The word that means every reader of this kind in `from` of a decision.
    decision_word: Option<&'static str>,
    scope: ReaderScope,
    consent: ConsentRule,
    style: CopyStyle,
    /// Whether someone with this handle and entry is of this kind. The first kind of which this is true counts.
    is_one: fn(&PlanFile, &str, &PersonEntry<'_>) -> bool,
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident { $($rules:tt)+ })+) => {
        /// A kind of reader.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum ReaderKind { $($(#[doc = $doc])+ $kind),+ }

        impl ReaderKind {
            /// Every kind.
            pub const ALL: &'static [ReaderKind] = &[$(ReaderKind::$kind),+];

            const fn rules(self) -> &'static KindRules {
                match self { $(ReaderKind::$kind => const { &KindRules { $($rules)+ } }),+ }
            }
        }
    };
}

kinds! {
    /// The person whose plan it is.
    Person {
        word: "person",
        is_unique: true,
        label: "person",
        noun: "the person",
        decision_word: Some("person"),
        scope: ReaderScope::Own,
        consent: ConsentRule::NotAsked,
        style: CopyStyle::Person,
        is_one: |_, _, _| false,
    }
    /// The team, which reads whole plans.
    Team {
        word: "team",
        is_unique: false,
        label: "team",
        noun: "the team",
        decision_word: None,
        scope: ReaderScope::Whole,
        consent: ConsentRule::NotAsked,
        style: CopyStyle::Team,
        is_one: |file, handle, entry| is_team(entry) && !has_gp_handle(&file.plan, handle),
    }
    /// The person's GP.
    Gp {
        word: "gp",
        is_unique: true,
        label: "GP",
        noun: "the GP",
        decision_word: Some("gp"),
        scope: ReaderScope::Limited,
        consent: ConsentRule::CanBeRefused,
        style: CopyStyle::Gp,
        is_one: |file, handle, _| has_gp_handle(&file.plan, handle),
    }
    /// Family, friends, neighbours: everyone with a `relationship`.
    Family {
        word: "family",
        is_unique: false,
        label: "family",
        noun: "family",
        decision_word: Some(FAMILY),
        scope: ReaderScope::Limited,
        consent: ConsentRule::Required,
        style: CopyStyle::Family,
        is_one: |_, _, entry| is_family(entry),
    }
    /// Everyone else.
    Agency {
        word: "agency",
        is_unique: false,
        label: "agency",
        noun: "an agency",
        decision_word: Some("agencies"),
        scope: ReaderScope::Limited,
        consent: ConsentRule::Required,
        style: CopyStyle::Family,
        is_one: |_, _, _| true,
    }
}

/// The word of a decision for everyone with a `relationship`, whatever their kind.
pub(crate) const FAMILY: &str = "family";

impl ReaderKind {
    /// Returns the kind of someone with this handle and entry.
    pub(crate) fn for_entry(file: &PlanFile, handle: &str, entry: &PersonEntry<'_>) -> ReaderKind {
        let kind = ReaderKind::ALL.iter().find(|kind| (kind.rules().is_one)(file, handle, entry));
        kind.copied().unwrap_or(ReaderKind::Agency)
    }

    /// Returns what the table says about this kind of reader and `part`.
    pub(crate) fn grant(self, part: PlanPart) -> Grant {
        let cell = COLUMNS.into_iter().zip(row(part)).find(|(kind, _)| *kind == self);
        cell.map_or(Never, |(_, grant)| grant)
    }

    /// Returns the name in file names; and after `--for`, where a plan has only one such reader.
    pub fn word(self) -> &'static str {
        self.rules().word
    }

    /// Returns whether a plan has only one such reader.
    pub(crate) fn is_unique(self) -> bool {
        self.rules().is_unique
    }

    /// Returns the name in the index of copies.
    pub fn label(self) -> &'static str {
        self.rules().label
    }

    /// Returns the name in `render --explain`.
    pub(crate) fn noun(self) -> &'static str {
        self.rules().noun
    }

    /// Returns the word that means every reader of this kind in `from` of a decision.
    pub(crate) fn decision_word(self) -> Option<&'static str> {
        self.rules().decision_word
    }

    /// Returns what such a reader needs for a copy.
    pub(crate) fn consent(self) -> ConsentRule {
        self.rules().consent
    }

    /// Returns how copies for such a reader are written.
    pub(crate) fn style(self) -> CopyStyle {
        self.rules().style
    }

    /// Returns whether this is the person whose plan it is.
    pub fn is_person(self) -> bool {
        match self.rules().scope {
            ReaderScope::Own => true,
            ReaderScope::Whole | ReaderScope::Limited => false,
        }
    }

    /// Returns whether such a reader can see the whole plan, except what is withheld from them by name.
    pub fn is_team(self) -> bool {
        match self.rules().scope {
            ReaderScope::Whole => true,
            ReaderScope::Own | ReaderScope::Limited => false,
        }
    }

    /// Returns whether such a reader can see only what they were given: neither the person nor the team.
    pub(crate) fn is_limited(self) -> bool {
        match self.rules().scope {
            ReaderScope::Limited => true,
            ReaderScope::Own | ReaderScope::Whole => false,
        }
    }
}

/// Returns the handle of the person's GP.
pub fn gp_handle(plan: &Plan) -> Option<&str> {
    match plan.gp.value()? {
        Name::Somebody(handle) => Some(&handle.0),
        Name::None => None,
    }
}

/// Returns whether this is the handle of the person's GP.
pub(crate) fn has_gp_handle(plan: &Plan, handle: &str) -> bool {
    gp_handle(plan) == Some(handle)
}

/// Returns whether someone is family: they have a `relationship`, even one that could not be read.
pub(crate) fn has_relationship(someone: &Someone) -> bool {
    !someone.relationship.is_absent()
}

/// Returns whether someone is family.
pub(crate) fn is_family(entry: &PersonEntry<'_>) -> bool {
    entry.any(has_relationship)
}

/// Returns whether someone is of the team. A relative who works there is family: what is withheld from family is withheld
/// from them.
pub(crate) fn is_team(entry: &PersonEntry<'_>) -> bool {
    entry.is(Is::Team) && !is_family(entry)
}
