//! What is due and when. Every other module asks this one.

mod collect;
mod coordinator;
mod counts;
mod due_item;
mod explain;
mod groups;
mod interval;
mod interval_setting;
mod kind;
pub mod kinds;
mod list;
mod output;
mod query;
mod reason;
mod review;
mod row;
mod unreadable_input;
mod warnings;

pub(crate) use coordinator::{CareCoordinator, CoordinatorFilter};
pub use due_item::{Basis, DueItem, DueItems};
pub(crate) use explain::explain;
pub use interval::{after, before, between, day_from_text, first_day, in_words, last_day};
pub use interval_setting::SetBy;
pub use kind::{DueKind, Late};
pub(crate) use list::DueList;
pub use output::DueFormat;
pub(crate) use output::email::{Address, MessageScope};
pub(crate) use output::{ShownNames, WriteOptions};
pub(crate) use query::{GroupBy, Narrowing, Query, SortOrder, Within, day_before};
pub use review::{
    Agreed, Anchor, Decided, Limit, Longest, ReviewDue, State, WithoutOutcome, review, review_of,
};
pub(crate) use row::ListStatus;
pub use unreadable_input::{UnreadableInput, WhichFile};

/// Who can see what is printed. Free text from a plan is shown only on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    Terminal,
    Anyone,
}
