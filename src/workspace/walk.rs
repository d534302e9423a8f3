//! The files that a command is about.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use walkdir::WalkDir;

use crate::parse::Diagnostic;
use crate::workspace::bytes::unreadable;
use crate::workspace::context::{ContextCache, FileRead, SettingsFile};
use crate::workspace::other_files::{Other, Walked};
use crate::workspace::root::{PEOPLE, SETTINGS, relative, root_at_or_above, roots_at_or_above};
use crate::workspace::{FolderContext, Overlay, PeopleFile};

/// One file that a command is about.
#[derive(Debug)]
pub struct FoundFile {
    /// Where it is.
    pub path: PathBuf,
    /// The path that messages show.
    pub shown: String,
    /// What it is.
    pub kind: FileKind,
    /// What stands beside it.
    pub context: FolderContext,
    /// What is read in place of what the disk holds.
    pub instead: Option<Arc<[u8]>>,
    /// Whether what is found in it is told; if not, it is only there for the others to be compared with.
    pub is_told: bool,
}

/// What a file is. Its name says so: nothing is judged by looking inside.
#[derive(Debug)]
pub enum FileKind {
    /// A plan.
    Plan,
    /// A `cpa.toml`, already read.
    Settings(Arc<SettingsFile>),
    /// A `people.toml`, already read.
    People(Arc<PeopleFile>),
    /// Something that is not read, and why.
    Unreadable(Diagnostic),
}

/// What a command is about.
#[derive(Debug, Default)]
pub struct Folder {
    /// Every file, by its path.
    pub files: Vec<FoundFile>,
    /// Whether only single files were asked for, so that rules over a folder say nothing.
    pub single_files: bool,
    /// The folders that were looked through, each with everything below it.
    pub walked: Vec<Walked>,
    /// The other files and folders below them, of which only the name is looked at.
    pub others: Vec<Other>,
    /// Where only some plans are to be told of: how many, and why these, in words.
    pub only: Option<String>,
}

impl Folder {
    /// How many plans there are, also those that cannot be read.
    pub fn plans(&self) -> usize {
        self.files.iter().filter(|file| matches!(file.kind, FileKind::Plan)).count()
    }
}

/// Finds the files at `paths` as seen from the folder `here`; without a path, those of the root at or above it, else
/// of `plans/` in it.
///
/// # Errors
/// No path, and no folder of plans here: the message holds the `command` to type.
pub fn find(here: &Path, paths: &[PathBuf], as_at: NaiveDate, command: &str) -> anyhow::Result<Folder> {
    find_under(Overlay::default(), here, paths, as_at, command)
}

/// Finds the files as [`find`] does, where some of them hold something else than the disk does.
///
/// # Errors
/// As [`find`].
pub fn find_under(
    overlay: Overlay,
    here: &Path,
    paths: &[PathBuf],
    as_at: NaiveDate,
    command: &str,
) -> anyhow::Result<Folder> {
    let here = here.canonicalize().with_context(|| format!("cannot open the folder `{}`", here.display()))?;
    let contexts = ContextCache::new(&here, as_at, overlay);
    let mut walk = Walk { contexts, here, found: BTreeMap::new(), walked: Vec::new() };
    let mut single_files = !paths.is_empty();
    if paths.is_empty() {
        let (path, shown) = walk.without_path(command)?;
        walk.folder(&path, &shown);
    }
    for path in paths {
        match walk.here.join(path).canonicalize() {
            Ok(folder) if folder.is_dir() => {
                walk.folder(&folder, path);
                single_files = false;
            }
            // The name that was typed is the name of the plan, also where it is a link to a file.
            Ok(_) => walk.file(&walk.here.join(path), path),
            Err(_) => walk.not_on_disk(path),
        }
    }
    let walked = std::mem::take(&mut walk.walked);
    Ok(Folder { files: walk.done(), single_files, walked, others: Vec::new(), only: None })
}

struct Walk {
    here: PathBuf,
    contexts: ContextCache,
    found: BTreeMap<PathBuf, FoundFile>,
    walked: Vec<Walked>,
}

impl Walk {
    /// The folder that is meant when nobody named one, and how it is shown.
    fn without_path(&self, command: &str) -> anyhow::Result<(PathBuf, PathBuf)> {
        if let Some(root) = root_at_or_above(&self.here, &self.contexts.overlay) {
            return Ok((root.to_owned(), relative(root, &self.here)));
        }
        let plans = self.here.join("plans");
        if plans.is_dir() {
            return Ok((plans, PathBuf::from("plans")));
        }
        bail!(
            "no folder of plans here: no `cpa.toml` at or above this folder, and no folder `plans` in it; \
             name the folder, as in `cpa {command} path/to/plans`"
        )
    }

    /// Adds the plans below `folder`, shown as `shown`, and what stands beside them.
    fn folder(&mut self, folder: &Path, shown: &Path) {
        let root = root_at_or_above(folder, &self.contexts.overlay).unwrap_or(folder).to_owned();
        self.contexts.typed(folder, shown);
        self.walked.push(Walked { path: folder.to_owned(), shown: shown.to_owned() });
        let before = std::mem::take(&mut self.found);
        let entries = WalkDir::new(folder)
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
        for entry in entries {
            match entry {
                Ok(entry) if self.contexts.overlay.is_gone(entry.path()) => {}
                Ok(entry) => {
                    let shown = self.contexts.shown(entry.path());
                    let link = entry.path_is_symlink() && !is_beside_plans(entry.path());
                    if link && entry.path().is_dir() {
                        self.add_unreadable(
                            entry.path(),
                            &shown,
                            "this is a link to a folder, and is not followed",
                            "name the folder that it leads to, if there are plans in it",
                            &root,
                        );
                    } else if link && !is_toml(entry.path()) && !entry.path().exists() {
                        self.add_unreadable(
                            entry.path(),
                            &shown,
                            "this is a link to something that is not there",
                            "mend the link, or take it away: it may have led to plans",
                            &root,
                        );
                    } else if !entry.file_type().is_dir() && is_toml(entry.path()) {
                        self.add(entry.path(), &shown, &root);
                    }
                }
                Err(error) => self.failed(folder, &error, &root),
            }
        }
        self.not_on_disk_below(folder, &root);
        let walked = std::mem::replace(&mut self.found, before);
        self.take_up(walked, folder);
    }

    fn failed(&mut self, folder: &Path, error: &walkdir::Error, root: &Path) {
        let path = error.path().unwrap_or(folder).to_owned();
        let shown = self.contexts.shown(&path);
        let denied =
            error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::PermissionDenied);
        let message =
            if denied { "no permission to read this folder" } else { "this folder could not be read" };
        self.add_unreadable(&path, &shown, message, "ask for the right to read it: plans may be in it", root);
    }

    /// Adds the plans below `folder` that are not on the disk, but stand in the overlay.
    fn not_on_disk_below(&mut self, folder: &Path, root: &Path) {
        for path in self.contexts.overlay.below(folder) {
            let hidden = path.strip_prefix(folder).is_ok_and(|below| below.iter().any(is_hidden));
            if is_toml(&path) && !hidden && !self.found.contains_key(&path) {
                let shown = self.contexts.shown(&path);
                self.add(&path, &shown, root);
            }
        }
    }

    /// Adds a file that was named and is not on the disk, if it stands in the overlay.
    fn not_on_disk(&mut self, shown: &Path) {
        let path = self.here.join(shown);
        if self.contexts.overlay.instead(&path).is_some() {
            self.file(&path, shown);
        } else {
            self.not_there(shown);
        }
    }

    /// Tells a path that nobody can open, and goes on with the others.
    fn not_there(&mut self, shown: &Path) {
        let path = self.here.join(shown);
        let here = self.here.clone();
        self.add_unreadable(&path, shown, "there is no such file or folder", "look at the path", &here);
    }

    /// Adds one file that was named.
    fn file(&mut self, path: &Path, shown: &Path) {
        let folder =
            path.parent().and_then(|folder| folder.canonicalize().ok()).unwrap_or_else(|| self.here.clone());
        let path = folder.join(path.file_name().unwrap_or_default());
        self.contexts.typed(&folder, shown.parent().unwrap_or(shown));
        if self.contexts.overlay.is_gone(&path) {
            return;
        }
        let root = root_at_or_above(&folder, &self.contexts.overlay).unwrap_or(&folder).to_owned();
        self.add(&path, shown, &root);
    }

    fn add(&mut self, path: &Path, shown: &Path, root: &Path) {
        let folder = path.parent().unwrap_or(path);
        let context = self.contexts.for_folder(folder, root);
        let name = path.file_name().unwrap_or_default();
        let kind = if name == SETTINGS {
            FileKind::Settings(self.contexts.settings_at(path))
        } else if name == PEOPLE {
            FileKind::People(self.contexts.people_at(path))
        } else {
            FileKind::Plan
        };
        // A file beside plans is read once, and is shown and sorted as it was when it was read.
        let shown = match &kind {
            FileKind::Settings(file) => file.read.source.path().to_owned(),
            FileKind::People(file) => file.read.source.path().to_owned(),
            FileKind::Plan | FileKind::Unreadable(_) => shown.display().to_string(),
        };
        let instead = self.contexts.overlay.instead(path);
        let found = FoundFile { path: path.to_owned(), shown, kind, context, instead, is_told: true };
        self.found.insert(path.to_owned(), found);
    }

    fn add_unreadable(
        &mut self,
        path: &Path,
        shown: &Path,
        message: &'static str,
        help: &'static str,
        root: &Path,
    ) {
        let context = self.contexts.for_folder(path.parent().unwrap_or(path), root);
        let shown = shown.display().to_string();
        let kind = FileKind::Unreadable(unreadable(&shown, message).help(help));
        let found = FoundFile { path: path.to_owned(), shown, kind, context, instead: None, is_told: true };
        self.found.insert(path.to_owned(), found);
    }

    /// Takes up what was found below `folder`, but for what any `cpa.toml` at or above it names as no plans. What was
    /// named, a file or the folder itself, is read whatever such a file says.
    fn take_up(&mut self, walked: BTreeMap<PathBuf, FoundFile>, folder: &Path) {
        let mut ignored: Vec<PathBuf> = Vec::new();
        for found in walked.values() {
            if let (FileKind::Settings(file), Some(at)) = (&found.kind, found.path.parent()) {
                ignored.extend(ignored_by(file, at));
            }
        }
        let roots: Vec<&Path> = roots_at_or_above(folder, &self.contexts.overlay).collect();
        for root in roots {
            let file = self.contexts.settings_at(&root.join(SETTINGS));
            ignored.extend(ignored_by(&file, root));
        }
        ignored.retain(|path| !folder.starts_with(path));
        for (path, found) in walked {
            if !ignored.iter().any(|ignored| path.starts_with(ignored)) {
                self.found.entry(path).or_insert(found);
            }
        }
    }

    /// Everything that was found, with the files beside the plans that stand above the folder.
    fn done(mut self) -> Vec<FoundFile> {
        let beside: Vec<PathBuf> = self.contexts.files().map(|(path, _)| path.clone()).collect();
        for path in beside {
            if !self.found.contains_key(&path) && self.counts(&path) {
                let shown = self.contexts.shown(&path);
                let root = path.parent().unwrap_or(&path).to_owned();
                self.add(&path, &shown, &root);
            }
        }
        let mut files: Vec<FoundFile> = self.found.into_values().collect();
        files.sort_by(|one, other| Path::new(&one.shown).cmp(Path::new(&other.shown)));
        files
    }

    /// Whether a file beside plans holds for any of them.
    fn counts(&self, path: &Path) -> bool {
        let is = |read: &FileRead, other: &FileRead| Arc::ptr_eq(&read.source, &other.source);
        let Some((_, read)) = self.contexts.files().find(|(at, _)| *at == path) else { return false };
        self.found.values().any(|found| {
            let settings = found.context.settings.as_ref().is_some_and(|file| is(&file.read, read));
            settings || found.context.people.iter().any(|file| is(&file.read, read))
        })
    }
}

/// The paths that the `cpa.toml` in the folder `at` names as no plans.
fn ignored_by(file: &SettingsFile, at: &Path) -> Vec<PathBuf> {
    let names = file.settings.ignore.items();
    names.iter().map(|name| at.join(name.value.trim_start_matches("./").trim_end_matches('/'))).collect()
}

/// Whether a file has a name that stands beside plans.
pub fn is_beside_plans(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == SETTINGS || name == PEOPLE)
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

/// Whether a name ends in `.toml`, however it is written: nobody is dropped for a capital letter.
fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}
