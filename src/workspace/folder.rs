//! The files that a command works on.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::parse::Diagnostic;
use crate::workspace::context::{FolderContext, PeopleFile, SettingsFile};
use crate::workspace::root::{PEOPLE, SETTINGS};

/// A file that a command works on.
#[derive(Debug)]
pub struct FoundFile {
    /// The absolute path.
    pub path: PathBuf,
    /// The path that messages show.
    pub display_path: String,
    /// What the file is.
    pub kind: FileKind,
    /// The settings and colleagues that apply to the file.
    pub context: FolderContext,
    /// The bytes to read in place of those on the disk.
    pub replacement: Option<Arc<[u8]>>,
    /// Whether findings in the file are reported. If not, other files are only compared with it.
    pub is_reported: bool,
}

/// What a file is, decided by its name alone.
#[derive(Debug)]
pub enum FileKind {
    /// A plan.
    Plan,
    /// A `cpa.toml`, already read.
    Settings(Arc<SettingsFile>),
    /// A `people.toml`, already read.
    People(Arc<PeopleFile>),
    /// A file or folder that cannot be read, and why.
    Unreadable(Diagnostic),
}

/// The files that a command works on, and the folders they were found in.
#[derive(Debug, Default)]
pub struct Folder {
    /// The files, sorted by the path that messages show.
    pub files: Vec<FoundFile>,
    /// Whether only single files were named. Rules that compare files do not run then.
    pub single_files: bool,
    /// The folders that were searched, with everything below them.
    pub searched: Vec<SearchedFolder>,
    /// The other files and folders below the searched folders. Only their names are checked.
    pub others: Vec<OtherFile>,
    /// If only some plans are reported: how many, and why these.
    pub selection: Option<String>,
}

impl Folder {
    /// Returns the number of plans, including those that cannot be read.
    pub fn plans(&self) -> usize {
        self.files.iter().filter(|file| matches!(file.kind, FileKind::Plan)).count()
    }

    /// Returns the number of plans whose findings are reported.
    pub fn reported_plans(&self) -> usize {
        self.files.iter().filter(|file| file.is_reported && matches!(file.kind, FileKind::Plan)).count()
    }
}

/// A folder that was searched for plans.
#[derive(Debug)]
pub struct SearchedFolder {
    /// The absolute path.
    pub path: PathBuf,
    /// The path as it was typed.
    pub typed: PathBuf,
}

/// A file that is not a plan, or a folder. Only its name is checked.
#[derive(Debug)]
pub struct OtherFile {
    /// The absolute path.
    pub path: PathBuf,
    /// The path that messages show; that of a folder ends with `/`.
    pub display_path: String,
    /// The name, for a file without its extension.
    pub name: String,
    /// Whether findings about the name are reported.
    pub is_reported: bool,
}

/// Returns whether a file is a `cpa.toml` or a `people.toml`.
pub fn is_settings_or_people(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == SETTINGS || name == PEOPLE)
}
