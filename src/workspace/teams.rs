//! The team of a plan: the folder that contains it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::escape::sanitize;
use crate::workspace::folder::{FileKind, Folder, FoundFile};
use crate::workspace::overlay::Overlay;
use crate::workspace::root::outermost_root;

/// The teams of the plans of a folder.
#[derive(Debug, Default)]
pub struct Teams {
    by_folder: HashMap<PathBuf, String>,
}

impl Teams {
    /// Names each folder with plans by its path from the outermost folder that contains a `cpa.toml`, or else from the
    /// searched folder.
    pub fn new(folder: &Folder) -> Self {
        let mut by_folder = HashMap::new();
        for found in &folder.files {
            let Some(at) = found.path.parent() else { continue };
            if !matches!(found.kind, FileKind::Plan | FileKind::Unreadable(_)) || by_folder.contains_key(at) {
                continue;
            }
            let searched = folder.searched.iter().map(|searched| searched.path.as_path());
            let searched =
                searched.filter(|path| at.starts_with(path)).min_by_key(|path| path.as_os_str().len());
            let root = outermost_root(at, &Overlay::default()).or(searched).unwrap_or(at);
            let team = at.strip_prefix(root).unwrap_or(Path::new("")).display().to_string();
            by_folder.insert(at.to_owned(), team);
        }
        Teams { by_folder }
    }

    /// Returns the team of the plan in a file; empty if the plan is not in the folder of a team.
    pub fn team(&self, found: &FoundFile) -> &str {
        found.path.parent().and_then(|at| self.by_folder.get(at)).map_or("", String::as_str)
    }
}

impl Folder {
    /// Keeps only the plans of these teams, with the settings and colleagues that apply to them. Each team is the path
    /// of a folder, relative to a searched folder or to `here`. Without a team, keeps everything.
    ///
    /// # Errors
    /// Fails if there is no such folder, and lists those that exist.
    pub fn keep_teams(&mut self, typed: &[PathBuf], here: &Path) -> Result<()> {
        if typed.is_empty() {
            return Ok(());
        }
        let mut teams = Vec::new();
        for team in typed {
            // More than one searched folder may have a team of this name.
            let from = self.searched.iter().map(|searched| searched.path.as_path()).chain([here]);
            let found = from.filter_map(|from| from.join(team).canonicalize().ok()).filter(|at| at.is_dir());
            let before = teams.len();
            teams.extend(found);
            if teams.len() == before {
                return self.unknown_team(team);
            }
        }
        let searched = &self.searched;
        let was_typed = |path: &Path| !searched.iter().any(|searched| path.starts_with(&searched.path));
        self.files.retain(|file| {
            let is_theirs = teams.iter().any(|team| file.path.starts_with(team));
            match file.kind {
                FileKind::Plan => is_theirs,
                // A missing path that was typed may have contained the team.
                FileKind::Unreadable(_) => is_theirs || was_typed(&file.path),
                FileKind::Settings(_) | FileKind::People(_) => {
                    let at = file.path.parent().unwrap_or(&file.path);
                    teams.iter().any(|team| team.starts_with(at) || at.starts_with(team))
                }
            }
        });
        Ok(())
    }

    fn unknown_team(&self, typed: &Path) -> Result<()> {
        let mut teams: Vec<String> = Teams::new(self).by_folder.into_values().collect();
        teams.retain(|team| !team.is_empty());
        teams.sort_unstable();
        teams.dedup();
        let typed = typed.display().to_string();
        let typed = sanitize(&typed);
        if teams.is_empty() {
            bail!("no folder of a team is called `{typed}`: the plans stand in one folder");
        }
        bail!("no folder of a team is called `{typed}`: there is {}", teams.join(", "))
    }
}
