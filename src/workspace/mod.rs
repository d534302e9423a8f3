//! Where plans are: the root of a folder of plans, the files below it, what stands beside them, and reading them all.

pub mod atomic_write;
mod bytes;
mod context;
mod discover;
pub mod git;
mod other_files;
mod overlay;
mod parallel;
mod people;
mod plan_file;
mod reserved_handles;
mod root;
mod settings;
mod teams;
mod version;
mod walk;

pub use context::{FileRead, FolderContext, PeopleFile, SettingsFile};
pub use discover::{as_seen_from, context_here, settings_here, templates_for, templates_here};
pub use other_files::{Other, Walked};
pub use overlay::Overlay;
pub use parallel::each;
pub use people::{People, PersonEntry};
pub use plan_file::{PlanFile, ReadState, is_only_an_id};
pub use teams::Teams;
pub(crate) use version::sha1_digits;
pub use walk::{FileKind, Folder, FoundFile, find, find_under, is_beside_plans};
