//! Writing into a plan: a few lines are put in or changed, and every other byte stays.
//!
//! [`splice()`] changes a text by pieces and reads it back; it knows nothing of plans.

mod data;
mod inline;
mod put;
mod remark;
mod splice;

pub use put::Put;
pub use splice::{At, Change, is_as_meant, splice};
