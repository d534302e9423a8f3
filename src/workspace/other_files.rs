//! What of a folder is told: all of it, or only what was changed; and the names of the files that are no plans.

use std::collections::{BTreeSet, HashSet};
use std::ops::Bound;
use std::path::{Path, PathBuf};

use crate::workspace::walk::is_beside_plans;
use crate::workspace::{FileKind, Folder};

/// A folder whose plans were looked for.
#[derive(Debug)]
pub struct Walked {
    /// Where it is.
    pub path: PathBuf,
    /// How it was typed.
    pub shown: PathBuf,
}

impl Walked {
    /// A path below the folder, as messages show it.
    fn shown(&self, below: &Path) -> String {
        let shown = if self.shown == Path::new(".") { below.to_owned() } else { self.shown.join(below) };
        shown.display().to_string()
    }
}

/// A file that is no plan, or a folder: nothing of it is read but its name.
#[derive(Debug)]
pub struct Other {
    /// Where it is.
    pub path: PathBuf,
    /// The path that messages show; that of a folder ends with a stroke.
    pub shown: String,
    /// Its name, that of a file without its ending.
    pub name: String,
    /// Whether what is found in it is told.
    pub is_told: bool,
}

impl Folder {
    /// Takes up the names of the files that are `tracked`, but for the plans, whose own rules look at theirs; and of
    /// every folder with a plan or a tracked file in it.
    pub fn take_up_names(&mut self, tracked: &[PathBuf]) {
        let plans: HashSet<&Path> = self.files.iter().map(|file| file.path.as_path()).collect();
        let mut others = Vec::new();
        for walked in &self.walked {
            let mut folders: BTreeSet<&Path> = BTreeSet::new();
            let read = self.files.iter().map(|file| file.path.as_path());
            let all = tracked.iter().map(PathBuf::as_path).chain(read);
            for path in all.filter(|path| path.starts_with(&walked.path)) {
                let above = path.ancestors().skip(1).take_while(|above| *above != walked.path);
                for folder in above {
                    if !folders.insert(folder) {
                        break;
                    }
                }
            }
            let files = tracked.iter().map(PathBuf::as_path).filter(|path| !plans.contains(path));
            let files = files.map(|path| (path, path.file_stem(), ""));
            let folders = folders.into_iter().map(|path| (path, path.file_name(), "/"));
            for (path, name, end) in folders.chain(files) {
                let Ok(below) = path.strip_prefix(&walked.path) else { continue };
                let name = name.unwrap_or_default().to_string_lossy().into_owned();
                let shown = format!("{}{end}", walked.shown(below));
                others.push(Other { path: path.to_owned(), shown, name, is_told: true });
            }
        }
        others.sort_by(|one, other| one.shown.cmp(&other.shown));
        others.dedup_by(|one, other| one.path == other.path);
        self.others = others;
    }

    /// Tells only what is found in the `changed` files, and in every plan for which a changed `cpa.toml` or
    /// `people.toml` holds: who is taken out of such a file is missing in plans that nobody touched. The other plans
    /// are read before them, so that what two plans have in common is told in the one that was changed.
    pub fn tell_only(&mut self, changed: &BTreeSet<PathBuf>) {
        let beside: Vec<&Path> =
            changed.iter().filter(|path| is_beside_plans(path)).filter_map(|path| path.parent()).collect();
        for file in &mut self.files {
            file.is_told = changed.contains(&file.path)
                || match file.kind {
                    FileKind::Plan => beside.iter().any(|folder| file.path.starts_with(folder)),
                    // What was named and is not there is always told.
                    FileKind::Unreadable(_) => file.path.symlink_metadata().is_err(),
                    FileKind::Settings(_) | FileKind::People(_) => false,
                };
        }
        self.files.sort_by_key(|file| file.is_told);
        for other in &mut self.others {
            let from = (Bound::Included(other.path.as_path()), Bound::Unbounded);
            let next = changed.range::<Path, _>(from).next();
            other.is_told = next.is_some_and(|path| path.starts_with(&other.path));
        }
    }

    /// How many plans are told of.
    pub fn plans_told(&self) -> usize {
        self.files.iter().filter(|file| file.is_told && matches!(file.kind, FileKind::Plan)).count()
    }
}
