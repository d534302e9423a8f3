//! The options that ask git which plans are meant.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::World;
use crate::escape::sanitize;
use crate::validate::output::numbered;
use crate::workspace::git::{WorkTree, tracked};
use crate::workspace::{FileKind, Folder, FoundFile, Overlay, find_with_overlay, is_settings_or_people};

/// Which plans are told of, as far as git knows.
#[derive(Debug, clap::Args)]
pub(crate) struct GitArgs {
    /// Tell only of the plans that the next commit changes, as they are staged; the others are still
    /// compared with them
    #[arg(long, conflicts_with = "changed")]
    staged: bool,
    /// Tell only of the plans that differ from a revision, like main or HEAD~1, and of new ones
    #[arg(long, value_name = "REV")]
    changed: Option<String>,
}

impl GitArgs {
    /// The files that are meant, of which only the changed ones are told; without an option, every one.
    pub(crate) fn find(&self, paths: &[PathBuf], world: &mut World<'_>) -> anyhow::Result<Folder> {
        let mut overlay = Overlay::default();
        let mut changed = BTreeSet::new();
        let mut not_in_it = Vec::new();
        if self.asks() {
            for tree in WorkTree::open(&world.git, &world.here, paths)? {
                if let Some(revision) = &self.changed {
                    changed.extend(tree.changed_since(revision)?);
                    continue;
                }
                let staged = tree.staged(is_read)?;
                changed.extend(staged.changed);
                staged.contents.into_iter().for_each(|(path, bytes)| overlay.replace(path, bytes));
                not_in_it.extend(staged.not_in_it.iter().filter(|path| is_settings_or_people(path)).cloned());
                staged.not_in_it.into_iter().for_each(|path| overlay.remove(path));
            }
        }
        let mut folder = find_with_overlay(overlay, &world.here, paths, world.today, "validate")?;
        let names = |path: &Path| tracked(&world.git, &world.here, path);
        let names: Vec<PathBuf> = folder.searched.iter().flat_map(|walked| names(&walked.path)).collect();
        folder.add_other_files(&names);
        if self.asks() {
            folder.report_only(&changed);
            folder.selection = Some(self.looked_at(&folder));
        }
        for path in not_in_it.iter().filter(|path| may_hold(path, &folder)) {
            let shown = world.here.canonicalize().ok();
            let shown =
                shown.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path).display().to_string();
            let shown = sanitize(&shown);
            writeln!(
                world.err,
                "`{shown}` is not staged, so it counts as not there: type `git add {shown}`"
            )?;
        }
        Ok(folder)
    }

    /// Whether only some plans are told of.
    fn asks(&self) -> bool {
        self.staged || self.changed.is_some()
    }

    /// How many plans were looked at, of how many, and why these.
    fn looked_at(&self, folder: &Folder) -> String {
        let those = match &self.changed {
            None => "staged".to_owned(),
            Some(revision) => format!("different from `{}`", sanitize(revision)),
        };
        let (told, plans) = (folder.reported_plans(), numbered(folder.plans(), "plan"));
        let beside = |file: &FoundFile| {
            file.is_reported && matches!(file.kind, FileKind::Settings(_) | FileKind::People(_))
        };
        match told {
            0 => format!("no plan is {those}"),
            1 if !folder.files.iter().any(beside) => {
                format!("1 of {plans} was looked at, the one that is {those}")
            }
            _ if !folder.files.iter().any(beside) => {
                format!("{told} of {plans} were looked at, those that are {those}")
            }
            _ => format!(
                "{told} of {plans} looked at, for `cpa.toml` or `people.toml` is {those} and holds for them"
            ),
        }
    }
}

/// Whether the content of a file is ever read.
fn is_read(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

/// Whether a file beside plans would hold for any of a folder.
fn may_hold(path: &Path, folder: &Folder) -> bool {
    path.parent().is_some_and(|at| folder.files.iter().any(|file| file.path.starts_with(at)))
}
