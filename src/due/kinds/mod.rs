//! Every kind of date: one file for each, and one word in this list.

use crate::due::kind::DueKind;

macro_rules! kinds {
    ($($kind:ident)*) => {
        $(pub(crate) mod $kind;)*
        /// Every kind of date, in the order of `cpa due --explain`.
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

/// Returns the kind with this name.
pub fn named(name: &str) -> Option<&'static DueKind> {
    ALL.iter().copied().find(|kind| kind.name == name)
}

/// Returns the position of a kind in [`ALL`].
pub(crate) fn rank(kind: &DueKind) -> usize {
    ALL.iter().position(|listed| *listed == kind).unwrap_or(ALL.len())
}
