//! Which team a plan belongs to: the folder in which it stands.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::workspace::root::outermost;
use crate::workspace::{FileKind, Folder, FoundFile, Overlay};

/// The teams of the plans of a folder.
#[derive(Debug, Default)]
pub struct Teams(HashMap<PathBuf, String>);

impl Teams {
    /// Every folder with plans in it, as seen from the outermost folder that holds a `cpa.toml`, else from the folder
    /// that was looked through.
    pub fn new(folder: &Folder) -> Self {
        let mut teams = HashMap::new();
        for found in &folder.files {
            let Some(at) = found.path.parent() else { continue };
            if !matches!(found.kind, FileKind::Plan | FileKind::Unreadable(_)) || teams.contains_key(at) {
                continue;
            }
            let walked = folder.walked.iter().map(|walked| walked.path.as_path());
            let walked =
                walked.filter(|walked| at.starts_with(walked)).min_by_key(|walked| walked.as_os_str().len());
            let root = outermost(at, &Overlay::default()).or(walked).unwrap_or(at);
            let team = at.strip_prefix(root).unwrap_or(Path::new("")).display().to_string();
            teams.insert(at.to_owned(), team);
        }
        Teams(teams)
    }

    /// The team of the plan in a file. Empty: it stands in no folder of a team.
    pub fn team(&self, found: &FoundFile) -> &str {
        let Teams(teams) = self;
        found.path.parent().and_then(|at| teams.get(at)).map_or("", String::as_str)
    }
}

impl Folder {
    /// Leaves only the plans of these teams, if any is typed: each the path of a folder, as seen from a folder that is looked through, or from
    /// `here`. What stands beside these plans, or above them, stays.
    ///
    /// # Errors
    /// There is no such folder: the message says which there are.
    pub fn keep_teams(&mut self, typed: &[PathBuf], here: &Path) -> anyhow::Result<()> {
        if typed.is_empty() {
            return Ok(());
        }
        let mut kept = Vec::new();
        for team in typed {
            let from = self.walked.iter().map(|walked| walked.path.as_path()).chain([here]);
            let found = from.filter_map(|from| from.join(team).canonicalize().ok()).filter(|at| at.is_dir());
            let before = kept.len();
            // Several folders that are looked through may have a team of that name.
            kept.extend(found);
            if kept.len() == before {
                return Err(self.no_team(team));
            }
        }
        let walked = &self.walked;
        let was_typed = |path: &Path| !walked.iter().any(|walked| path.starts_with(&walked.path));
        self.files.retain(|file| {
            let is_theirs = kept.iter().any(|team| file.path.starts_with(team));
            match file.kind {
                FileKind::Plan => is_theirs,
                // What was typed and is not there may have held the team.
                FileKind::Unreadable(_) => is_theirs || was_typed(&file.path),
                FileKind::Settings(_) | FileKind::People(_) => {
                    let beside = file.path.parent().unwrap_or(&file.path);
                    kept.iter().any(|team| team.starts_with(beside) || beside.starts_with(team))
                }
            }
        });
        Ok(())
    }

    fn no_team(&self, typed: &Path) -> anyhow::Error {
        let Teams(teams) = Teams::new(self);
        let mut teams: Vec<String> = teams.into_values().filter(|team| !team.is_empty()).collect();
        teams.sort_unstable();
        teams.dedup();
        let typed = typed.display().to_string();
        let typed = crate::escape::sanitize(&typed);
        match teams.as_slice() {
            [] => anyhow::anyhow!("no folder of a team is called `{typed}`: the plans stand in one folder"),
            teams => {
                anyhow::anyhow!("no folder of a team is called `{typed}`: there is {}", teams.join(", "))
            }
        }
    }
}
