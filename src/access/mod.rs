//! Who may read what of a plan: the table, the readers, redaction, refusals, and the explanation of each.

pub(crate) mod contacts;
pub(crate) mod explain;
pub(crate) mod policy;
pub(crate) mod reader;
pub(crate) mod redact;
pub(crate) mod refusal;
pub(crate) mod role;
pub(crate) mod text_access;
pub(crate) mod version;

pub use explain::{AccessExplanation, explain, explain_each};
pub use reader::{For, Reader};
pub use redact::{RedactedPlan, redact};
pub use refusal::Refusal;
pub use role::{ReaderKind, Role, gp_of};
