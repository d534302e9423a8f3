//! What git knows of a folder of plans: what is staged, what has changed since a revision, which files it keeps, and who is at work. Asks
//! the program `git`, which everybody who keeps plans in git has, and which alone knows all of its settings, filters
//! and environment.

mod changed;
mod command;
mod identity;
mod staged;
mod work_tree;

pub use command::Git;
pub use identity::user_email;
pub use staged::Staged;
pub use work_tree::{WorkTree, tracked};
