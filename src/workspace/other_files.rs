//! Restricts what is reported to changed files, and lists the files whose names are checked.

use std::collections::{BTreeSet, HashSet};
use std::ops::Bound;
use std::path::{Path, PathBuf};

use crate::workspace::folder::{FileKind, Folder, OtherFile, SearchedFolder, is_settings_or_people};

impl Folder {
    /// Adds the `tracked` files that are not plans, and every folder that contains a plan or a tracked file.
    pub fn add_other_files(&mut self, tracked: &[PathBuf]) {
        let found: HashSet<&Path> = self.files.iter().map(|file| file.path.as_path()).collect();
        let tracked = || tracked.iter().map(PathBuf::as_path);
        let mut others = Vec::new();
        for searched in &self.searched {
            let all = tracked().chain(self.files.iter().map(|file| file.path.as_path()));
            let below = all.filter(|path| path.starts_with(&searched.path));
            let folders: BTreeSet<&Path> = below
                .flat_map(|path| path.ancestors().skip(1).take_while(|above| *above != searched.path))
                .collect();
            others
                .extend(folders.into_iter().filter_map(|path| other(searched, path, path.file_name(), "/")));
            let files = tracked().filter(|path| !found.contains(path));
            others.extend(files.filter_map(|path| other(searched, path, path.file_stem(), "")));
        }
        others.sort_by(|one, other| one.display_path.cmp(&other.display_path));
        others.dedup_by(|one, other| one.path == other.path);
        self.others = others;
    }

    /// Reports only findings in the `changed` files, and in every plan to which a changed `cpa.toml` or `people.toml`
    /// applies, because a person removed there may be missing in plans that did not change. The other plans come
    /// first, so that findings about two plans are reported in the changed one.
    pub fn report_only(&mut self, changed: &BTreeSet<PathBuf>) {
        let changed_context = changed.iter().filter(|path| is_settings_or_people(path));
        let changed_context: Vec<&Path> = changed_context.filter_map(|path| path.parent()).collect();
        for file in &mut self.files {
            file.is_reported = changed.contains(&file.path)
                || match file.kind {
                    FileKind::Plan => changed_context.iter().any(|folder| file.path.starts_with(folder)),
                    // A missing file that was named is always reported.
                    FileKind::Unreadable(_) => file.path.symlink_metadata().is_err(),
                    FileKind::Settings(_) | FileKind::People(_) => false,
                };
        }
        self.files.sort_by_key(|file| file.is_reported);
        for other in &mut self.others {
            let from = (Bound::Included(other.path.as_path()), Bound::Unbounded);
            let next = changed.range::<Path, _>(from).next();
            other.is_reported = next.is_some_and(|path| path.starts_with(&other.path));
        }
    }
}

/// Returns the file or folder at `path`, if it is below the searched folder.
fn other(
    searched: &SearchedFolder,
    path: &Path,
    name: Option<&std::ffi::OsStr>,
    end: &str,
) -> Option<OtherFile> {
    let below = path.strip_prefix(&searched.path).ok()?;
    let shown = if searched.typed == Path::new(".") { below.to_owned() } else { searched.typed.join(below) };
    let display_path = format!("{}{end}", shown.display());
    let name = name.unwrap_or_default().to_string_lossy().into_owned();
    Some(OtherFile { path: path.to_owned(), display_path, name, is_reported: true })
}
