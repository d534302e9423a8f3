//! Every kind of date that a plan can have: one file a kind, and one word in this list.

use crate::due::kind::DueKind;

macro_rules! kinds {
    ($($kind:ident)*) => {
        $(pub mod $kind;)*
        /// Every kind of date, in the order in which `cpa due --explain` tells them.
        pub static ALL: &[&DueKind] = &[$(&$kind::KIND),*];
    };
}

kinds! {
    review
    outcome
    follow_up
    carers_assessment
    section_117
    community_order
    physical_health
    action
    goal
    service
    contact
    consent
    copy
    draft
    agreement
    other_plan
}

/// The kind of this name.
pub fn named(name: &str) -> Option<&'static DueKind> {
    ALL.iter().copied().find(|kind| kind.name == name)
}

/// Where a kind stands in the order of kinds.
pub(crate) fn rank(kind: &DueKind) -> usize {
    ALL.iter().position(|listed| *listed == kind).unwrap_or(ALL.len())
}
