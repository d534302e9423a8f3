//! Writing into a plan: a few lines are put in or changed, and every other byte stays.
//!
//! [`splice()`] changes a text by pieces and reads it back; it knows nothing of plans. [`book`] and [`record`] say what a
//! booking and a review that was held are in a plan, and what of it is refused.

mod booked;
mod changed;
mod data;
mod diff;
mod entry;
mod held;
mod inline;
mod people;
mod put;
mod remark;
mod save;
mod splice;
mod typed;

pub use booked::{Booking, book, can_book, is_to_come};
pub use changed::{Changed, stops};
pub use diff::diff;
pub use held::{
    Held, Next, can_be_kept, can_record, invited, next_day, present, proposed, record, too_late, was_held,
};
pub use people::{are_known, expected, may_be_invited};
pub use put::Put;
pub use save::Original;
pub use splice::{At, Change, is_as_meant, splice};
pub use typed::{day_or_time_from_text, is_one_line, is_reason, next_from_text};
