//! Where plans are: the root of a folder of plans, the files below it, what stands beside them, and reading them all.

mod bytes;
mod each;
mod here;
mod others;
mod overlay;
mod people;
mod plan_file;
mod reserved;
mod roles;
mod root;
mod settings;
mod shelf;
mod teams;
mod walk;

pub use each::each;
pub use here::{as_seen_from, settings_here, shelf_here, templates_for, templates_here};
pub use others::{Other, Walked};
pub use overlay::Overlay;
pub use people::{Entry, People};
pub use plan_file::{PlanFile, ReadState, is_only_an_id};
pub use roles::{ReaderKind, Role, gp_of};
pub use shelf::{FileRead, PeopleFile, SettingsFile, Shelf};
pub use teams::Teams;
pub use walk::{Folder, Found, Kind, find, find_under, is_beside_plans};
