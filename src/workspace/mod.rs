//! Finding plans, the settings and colleagues that apply to them, git, and reading many files in parallel.

pub mod atomic_write;
mod bytes;
mod context;
mod discover;
mod folder;
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
pub use discover::{context_here, relative_to, settings_here, templates_for, templates_here};
pub use folder::{FileKind, Folder, FoundFile, OtherFile, SearchedFolder, is_settings_or_people};
pub use overlay::Overlay;
pub use parallel::for_each_file;
pub use people::{People, PersonEntry};
pub use plan_file::{PlanFile, ReadState, is_safe_id};
pub use teams::Teams;
pub(crate) use version::sha1_digits;
pub use walk::{find, find_with_overlay};
