//! Who can read what of a plan: the policy, readers, redaction, refusals, and the explanation of each.

mod contacts;
mod explain;
pub(crate) mod policy;
pub(crate) mod reader;
mod redact;
pub(crate) mod refusal;

pub use explain::{AccessExplanation, explain, explain_each};
pub use policy::{ReaderKind, gp_handle};
pub use reader::Reader;
pub use redact::{RedactedPlan, redact};
pub use refusal::{For, Refusal};
