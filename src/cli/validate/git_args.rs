//! The options that select plans with git.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::World;
use crate::escape::sanitize;
use crate::validate::output::numbered;
use crate::workspace::git::{WorkTree, tracked_files};
use crate::workspace::{FileKind, Folder, Overlay, find_with_overlay, is_settings_or_people};

/// Which plans are reported, according to git.
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
    /// Finds the files at `paths`. With an option, only findings in changed files are reported.
    pub(crate) fn find(&self, paths: &[PathBuf], world: &mut World<'_>) -> anyhow::Result<Folder> {
        let mut overlay = Overlay::default();
        let mut changed = BTreeSet::new();
        let mut unstaged = Vec::new();
        if self.selects() {
            for tree in WorkTree::open(&world.git, &world.here, paths)? {
                if let Some(revision) = &self.changed {
                    changed.extend(tree.changed_since(revision)?);
                    continue;
                }
                let staged = tree.staged(is_toml)?;
                changed.extend(staged.changed);
                staged.contents.into_iter().for_each(|(path, bytes)| overlay.replace(path, bytes));
                let untracked = staged.untracked.iter();
                unstaged.extend(untracked.filter(|path| is_settings_or_people(path)).cloned());
                staged.untracked.into_iter().for_each(|path| overlay.remove(path));
            }
        }
        let mut folder = find_with_overlay(overlay, &world.here, paths, world.today, "validate")?;
        let tracked = |folder: &Path| tracked_files(&world.git, &world.here, folder);
        let tracked: Vec<PathBuf> = folder.searched.iter().flat_map(|folder| tracked(&folder.path)).collect();
        folder.add_other_files(&tracked);
        if self.selects() {
            folder.report_only(&changed);
            folder.selection = Some(self.describe_selection(&folder));
        }
        let here = world.here.canonicalize().ok();
        for path in unstaged.iter().filter(|path| may_apply(path, &folder)) {
            let relative = here.as_ref().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
            let relative = relative.display().to_string();
            let shown = sanitize(&relative);
            writeln!(
                world.err,
                "`{shown}` is not staged, so it counts as not there: type `git add {shown}`"
            )?;
        }
        Ok(folder)
    }

    fn selects(&self) -> bool {
        self.staged || self.changed.is_some()
    }

    /// Says how many of the plans are reported, and why these.
    fn describe_selection(&self, folder: &Folder) -> String {
        let which = match &self.changed {
            None => "staged".to_owned(),
            Some(revision) => format!("different from `{}`", sanitize(revision)),
        };
        let (reported, plans) = (folder.reported_plans(), numbered(folder.plans(), "plan"));
        let has_changed_context = folder
            .files
            .iter()
            .any(|file| file.is_reported && matches!(file.kind, FileKind::Settings(_) | FileKind::People(_)));
        match (reported, has_changed_context) {
            (0, _) => format!("no plan is {which}"),
            (1, false) => format!("1 of {plans} was looked at, the one that is {which}"),
            (_, false) => format!("{reported} of {plans} were looked at, those that are {which}"),
            (_, true) => format!(
                "{reported} of {plans} looked at, for `cpa.toml` or `people.toml` is {which} and holds for them"
            ),
        }
    }
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

/// Returns whether a settings or people file would apply to any file of a folder.
fn may_apply(path: &Path, folder: &Folder) -> bool {
    path.parent().is_some_and(|at| folder.files.iter().any(|file| file.path.starts_with(at)))
}
