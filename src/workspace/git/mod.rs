//! What git knows about a folder of plans: staged content, changed files, tracked files, the user's email address.
//!
//! Runs the program `git`, which alone knows its settings, filters and environment.

mod changed;
mod command;
mod identity;
mod staged;
mod work_tree;

pub use command::Git;
pub use identity::user_email;
pub use staged::Staged;
pub use work_tree::{WorkTree, tracked_files};
