//! Writing into a plan: a few lines are put in or changed, and every other byte stays.
//!
//! [`splice()`] changes a text by pieces and reads it back; it knows nothing of plans. [`book`] and [`record`] say what a
//! booking and a review that was held are in a plan, and what of it is refused.

mod allow_comment;
mod book;
mod data;
mod diff;
mod edited_plan;
mod handles;
mod inline;
mod review;
mod review_entry;
mod save;
mod splice;
mod toml_value;
mod typed;

pub use book::{Booking, book, can_book, is_to_come};
pub use diff::diff;
pub use edited_plan::{Changed, stops};
pub use handles::{are_known, expected, may_be_invited};
pub use review::{
    Held, Next, can_be_kept, can_record, invited, next_day, present, proposed, record, too_late, was_held,
};
pub use save::Original;
pub use splice::{At, Change, is_as_meant, splice};
pub use toml_value::Put;
pub use typed::{day_or_time_from_text, is_one_line, is_reason, next_from_text};
