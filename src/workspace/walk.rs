//! Finds the files that a command works on.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use walkdir::{DirEntry, WalkDir};

use crate::workspace::bytes::unreadable;
use crate::workspace::context::{ContextCache, SettingsFile};
use crate::workspace::folder::{FileKind, Folder, FoundFile, SearchedFolder, is_settings_or_people};
use crate::workspace::overlay::Overlay;
use crate::workspace::root::{PEOPLE, SETTINGS, nearest_root, relative, roots_at_or_above};

/// Finds the files at `paths`, relative to the folder `here`. Without a path, searches the folder of plans at or above
/// `here`, or else `plans/` in it.
///
/// # Errors
/// Fails if there is no path and no folder of plans. The message contains the `command` to type.
pub fn find(here: &Path, paths: &[PathBuf], as_at: NaiveDate, command: &str) -> anyhow::Result<Folder> {
    find_with_overlay(Overlay::default(), here, paths, as_at, command)
}

/// Finds files as [`find`] does, with the files of `overlay` in place of those on the disk.
///
/// # Errors
/// Fails as [`find`] does.
pub fn find_with_overlay(
    overlay: Overlay,
    here: &Path,
    paths: &[PathBuf],
    as_at: NaiveDate,
    command: &str,
) -> anyhow::Result<Folder> {
    let here = here.canonicalize().with_context(|| format!("cannot open the folder `{}`", here.display()))?;
    let contexts = ContextCache::new(&here, as_at, overlay);
    let mut walk = Walk { contexts, here, found: BTreeMap::new(), searched: Vec::new() };
    let mut single_files = !paths.is_empty();
    if paths.is_empty() {
        let (path, typed) = walk.default_folder(command)?;
        walk.add_folder(&path, &typed);
    }
    for typed in paths {
        let path = walk.here.join(typed);
        match path.canonicalize() {
            Ok(folder) if folder.is_dir() => {
                walk.add_folder(&folder, typed);
                single_files = false;
            }
            // A link keeps the name that was typed, because that is the name of the plan.
            Ok(_) => walk.add_named_file(&path, typed),
            Err(_) if walk.contexts.overlay.content(&path).is_some() => walk.add_named_file(&path, typed),
            Err(_) => {
                let root = walk.here.clone();
                walk.add_unreadable(
                    &path,
                    typed,
                    "there is no such file or folder",
                    "look at the path",
                    &root,
                );
            }
        }
    }
    let searched = std::mem::take(&mut walk.searched);
    Ok(Folder { files: walk.finish(), single_files, searched, others: Vec::new(), selection: None })
}

struct Walk {
    here: PathBuf,
    contexts: ContextCache,
    found: BTreeMap<PathBuf, FoundFile>,
    searched: Vec<SearchedFolder>,
}

impl Walk {
    /// Returns the folder to search if no path was typed, and its path as messages show it.
    fn default_folder(&self, command: &str) -> anyhow::Result<(PathBuf, PathBuf)> {
        if let Some(root) = nearest_root(&self.here, &self.contexts.overlay) {
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

    /// Adds the plans below `folder`, with their settings and colleagues.
    fn add_folder(&mut self, folder: &Path, typed: &Path) {
        let root = self.root(folder);
        self.contexts.search(folder, typed);
        self.searched.push(SearchedFolder { path: folder.to_owned(), typed: typed.to_owned() });
        let before = std::mem::take(&mut self.found);
        let entries = WalkDir::new(folder)
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
        for entry in entries {
            match entry {
                Ok(entry) => self.add_entry(&entry, &root),
                Err(error) => self.add_failed_entry(folder, &error, &root),
            }
        }
        for path in self.contexts.overlay.files_below(folder) {
            let below = path.strip_prefix(folder).unwrap_or(&path);
            if is_toml(&path) && !below.iter().any(is_hidden) && !self.found.contains_key(&path) {
                self.add_file(&path, &self.contexts.display_path(&path), &root);
            }
        }
        let found = std::mem::replace(&mut self.found, before);
        self.keep_not_ignored(found, folder);
    }

    fn add_entry(&mut self, entry: &DirEntry, root: &Path) {
        let path = entry.path();
        if self.contexts.overlay.is_removed(path) {
            return;
        }
        let shown = self.contexts.display_path(path);
        let is_link = entry.path_is_symlink() && !is_settings_or_people(path);
        if is_link && path.is_dir() {
            let help = "name the folder that it leads to, if there are plans in it";
            self.add_unreadable(path, &shown, "this is a link to a folder, and is not followed", help, root);
        } else if is_link && !is_toml(path) && !path.exists() {
            let help = "mend the link, or take it away: it may have led to plans";
            self.add_unreadable(path, &shown, "this is a link to something that is not there", help, root);
        } else if !entry.file_type().is_dir() && is_toml(path) {
            self.add_file(path, &shown, root);
        }
    }

    fn add_failed_entry(&mut self, folder: &Path, error: &walkdir::Error, root: &Path) {
        let path = error.path().unwrap_or(folder);
        let shown = self.contexts.display_path(path);
        let message = match error.io_error().map(std::io::Error::kind) {
            Some(ErrorKind::PermissionDenied) => "no permission to read this folder",
            _ => "this folder could not be read",
        };
        self.add_unreadable(path, &shown, message, "ask for the right to read it: plans may be in it", root);
    }

    fn add_named_file(&mut self, path: &Path, typed: &Path) {
        let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
        let folder = folder.unwrap_or_else(|| self.here.clone());
        let path = folder.join(path.file_name().unwrap_or_default());
        self.contexts.search(&folder, typed.parent().unwrap_or(typed));
        if !self.contexts.overlay.is_removed(&path) {
            let root = self.root(&folder);
            self.add_file(&path, typed, &root);
        }
    }

    fn add_file(&mut self, path: &Path, shown: &Path, root: &Path) {
        let name = path.file_name().unwrap_or_default();
        // A settings or people file keeps the path that was shown when it was first read.
        let (kind, display_path) = if name == SETTINGS {
            let file = self.contexts.settings_at(path);
            let shown = file.read.source.path().to_owned();
            (FileKind::Settings(file), shown)
        } else if name == PEOPLE {
            let file = self.contexts.people_at(path);
            let shown = file.read.source.path().to_owned();
            (FileKind::People(file), shown)
        } else {
            (FileKind::Plan, shown.display().to_string())
        };
        self.insert(path, display_path, kind, root);
    }

    fn add_unreadable(
        &mut self,
        path: &Path,
        shown: &Path,
        message: &'static str,
        help: &'static str,
        root: &Path,
    ) {
        let display_path = shown.display().to_string();
        let kind = FileKind::Unreadable(unreadable(&display_path, message).help(help));
        self.insert(path, display_path, kind, root);
    }

    fn insert(&mut self, path: &Path, display_path: String, kind: FileKind, root: &Path) {
        let context = self.contexts.for_folder(path.parent().unwrap_or(path), root);
        let replacement = match kind {
            FileKind::Unreadable(_) => None,
            _ => self.contexts.overlay.content(path),
        };
        let path = path.to_owned();
        let file =
            FoundFile { path: path.clone(), display_path, kind, context, replacement, is_reported: true };
        self.found.insert(path, file);
    }

    /// Keeps what was found below `folder`, except for files that a `cpa.toml` ignores. A folder that was named is
    /// searched even if a `cpa.toml` ignores it.
    fn keep_not_ignored(&mut self, found: BTreeMap<PathBuf, FoundFile>, folder: &Path) {
        let mut ignored: Vec<PathBuf> = Vec::new();
        for file in found.values() {
            if let (FileKind::Settings(settings), Some(at)) = (&file.kind, file.path.parent()) {
                ignored.extend(ignored_by(settings, at));
            }
        }
        let roots: Vec<&Path> = roots_at_or_above(folder, &self.contexts.overlay).collect();
        for root in roots {
            ignored.extend(ignored_by(&self.contexts.settings_at(&root.join(SETTINGS)), root));
        }
        ignored.retain(|path| !folder.starts_with(path));
        for (path, file) in found {
            if !ignored.iter().any(|ignored| path.starts_with(ignored)) {
                self.found.entry(path).or_insert(file);
            }
        }
    }

    /// Returns every file, including the settings and people files above the searched folders that apply to them.
    fn finish(mut self) -> Vec<FoundFile> {
        let paths: Vec<PathBuf> = self.contexts.files().map(|(path, _)| path.clone()).collect();
        for path in paths {
            if !self.found.contains_key(&path) && self.applies(&path) {
                let shown = self.contexts.display_path(&path);
                self.add_file(&path, &shown, path.parent().unwrap_or(&path));
            }
        }
        let mut files: Vec<FoundFile> = self.found.into_values().collect();
        files.sort_by(|one, other| Path::new(&one.display_path).cmp(Path::new(&other.display_path)));
        files
    }

    /// Returns whether the settings or people file at `path` applies to any file that was found.
    fn applies(&self, path: &Path) -> bool {
        let Some((_, read)) = self.contexts.files().find(|(at, _)| *at == path) else { return false };
        self.found.values().any(|found| {
            let people = found.context.people.iter().map(|file| &file.read);
            let mut reads = found.context.settings.iter().map(|file| &file.read).chain(people);
            reads.any(|other| Arc::ptr_eq(&other.source, &read.source))
        })
    }

    fn root(&self, folder: &Path) -> PathBuf {
        nearest_root(folder, &self.contexts.overlay).unwrap_or(folder).to_owned()
    }
}

/// Returns the paths that the `cpa.toml` in the folder `at` ignores.
fn ignored_by(file: &SettingsFile, at: &Path) -> Vec<PathBuf> {
    let names = file.settings.ignore.items();
    names.iter().map(|name| at.join(name.value.trim_start_matches("./").trim_end_matches('/'))).collect()
}

fn is_hidden(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

/// Returns whether a name ends in `.toml`, in upper or lower case.
fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}
