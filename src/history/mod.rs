//! What git knows of a folder of plans: what is staged, what has changed since a revision, which files it keeps, and who is at work. Asks
//! the program `git`, which everybody who keeps plans in git has, and which alone knows all of its settings, filters
//! and environment.

mod ask;
mod changed;
mod staged;
mod who;
mod work_tree;

pub use ask::Git;
pub use staged::Staged;
pub use who::user_email;
pub use work_tree::{WorkTree, tracked};
