//! Edits a plan: adds or changes a few lines and keeps every other byte.
//!
//! [`splice()`] edits text and knows nothing about plans. [`book()`] and [`record`] decide what to write into a plan, and
//! refuse what would be wrong.

mod book;
mod diff;
mod edited_plan;
mod handles;
mod input;
mod review;
mod save;
mod splice;

pub use book::{Booking, book, check_can_book, check_upcoming};
pub use diff::diff;
pub use edited_plan::{EditedPlan, blocking_errors};
pub use handles::{check_invitable, check_known, expected_attendees};
pub use input::{check_one_line, check_reason, parse_day_or_time};
pub use review::{
    HeldReview, NextReview, check_can_record, check_consistent, check_held, invited, next_day,
    parse_next_review, present, proposed_next_day, record, why_too_late,
};
pub use save::OriginalFile;
pub use splice::{Change, NewValue, TableRef, is_only_changed_by, splice};
