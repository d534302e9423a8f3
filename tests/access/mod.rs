//! Who may read what.

pub(crate) mod leaves;
pub(crate) mod left;
pub(crate) mod made_up;
pub(crate) mod policy;
pub(crate) mod proof;
pub(crate) mod stories;
pub(crate) mod withheld_from;
