//! Arguments and output of the commands that change a plan.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::NaiveDate;

use crate::cli::prompt::can_ask;
use crate::cli::{Exit, World};
use crate::edit::{EditedPlan, OriginalFile, blocking_errors, diff};
use crate::escape::sanitize;
use crate::parse::suggest;
use crate::validate::output::{ReportFormat, write};
use crate::workspace::{FileKind, Folder, FoundFile, PlanFile, find, for_each_file};

/// The plan to change, and whether to write it.
#[derive(Debug, clap::Args)]
pub(crate) struct EditArgs {
    /// The plan: its file, or its id as in NS-0042
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// Show what would be written, as a diff, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// A plan that can be changed.
#[derive(Debug)]
pub(crate) struct EditTarget {
    pub(crate) file: PlanFile,
    original: OriginalFile,
}

impl EditArgs {
    /// Reads the plan, and prints the errors that prevent changes.
    pub(crate) fn open(&self, command: &str, world: &mut World<'_>) -> anyhow::Result<EditTarget> {
        let found = find_plan(&self.plan, command, world)?;
        let file = PlanFile::read(&found, world.today);
        let errors = blocking_errors(&file, world.today);
        for error in &errors {
            write(error, world.err_is.render_options(ReportFormat::Text), world.err)?;
        }
        let path = &found.display_path;
        if !errors.is_empty() {
            bail!("nothing was written: mend what stands above first; `cpa validate {path}` says it again");
        }
        if can_ask(world) {
            // The user should see whose plan the questions are about.
            let name = file.plan.name().map(|name| format!(", {name}")).unwrap_or_default();
            writeln!(world.err, "{}", sanitize(&format!("{}{name} ({path})", file.id())))?;
        }
        Ok(EditTarget { original: OriginalFile::new(&found, &file)?, file })
    }

    /// Whether the plan is written.
    pub(crate) fn writes(&self) -> bool {
        !self.dry_run
    }

    /// Writes the plan, or prints what would be written.
    pub(crate) fn finish(
        &self,
        plan: &EditTarget,
        edited: &EditedPlan,
        world: &mut World<'_>,
    ) -> anyhow::Result<Exit> {
        if self.dry_run {
            print_diff(plan, edited, world)?;
            print_notes(edited, world)?;
            writeln!(world.err, "nothing was written: `--dry-run`")?;
        } else {
            plan.original.replace(edited.file.source.text())?;
            writeln!(world.out, "{}", sanitize(&edited.summary))
                .and_then(|()| world.out.flush())
                .and_then(|()| print_notes(edited, world))
                .context("the plan is written, but this could not be said")?;
        }
        Ok(Exit::Clean)
    }

    /// Returns the plan as it was typed.
    pub(crate) fn typed_plan(&self) -> String {
        self.plan.display().to_string()
    }
}

fn print_notes(edited: &EditedPlan, world: &mut World<'_>) -> io::Result<()> {
    edited.notes.iter().try_for_each(|note| writeln!(world.err, "{}", sanitize(note)))
}

/// Prints a diff. It is unchanged for other tools, and sanitized for a terminal.
fn print_diff(plan: &EditTarget, edited: &EditedPlan, world: &mut World<'_>) -> io::Result<()> {
    let (old, new) = plan.original.old_and_new(edited.file.source.text());
    let diff = diff(plan.file.source.path(), &old, &new);
    if world.out_is.terminal {
        for line in diff.lines() {
            let line = line.split('\t').map(sanitize).collect::<Vec<_>>().join("\t");
            writeln!(world.out, "{line}")?;
        }
    } else {
        write!(world.out, "{diff}")?;
    }
    world.out.flush()
}

/// Finds a plan by its file, or by its id in the folder of plans here.
fn find_plan(typed: &Path, command: &str, world: &World<'_>) -> anyhow::Result<FoundFile> {
    let shown = typed.display();
    let path = world.here.join(typed);
    let is_path = typed.components().count() > 1 || typed.extension().is_some_and(|ending| ending == "toml");
    if path.is_dir() {
        bail!("`{shown}` is a folder: name one plan, by its file or by its id");
    }
    if !is_path && path.symlink_metadata().is_err() {
        let Ok(folder) = find(&world.here, &[], world.today, command) else {
            bail!(
                "there is no file `{shown}` here, and no folder of plans to look for a plan with this id: \
                 name its file, as in `cpa {command} path/to/{shown}.toml`"
            );
        };
        return in_folder(folder, &typed.to_string_lossy(), world.today);
    }
    let folder = find(&world.here, &[typed.to_owned()], world.today, command)?;
    let mut files = folder.files.into_iter();
    let file = files.find(|file| matches!(file.kind, FileKind::Plan | FileKind::Unreadable(_)));
    match file.with_context(|| format!("`{shown}` is no plan"))? {
        FoundFile { kind: FileKind::Unreadable(fault), .. } => {
            bail!("`{shown}`: {}", fault.message.text(world.err_is.shows()))
        }
        file => Ok(file),
    }
}

/// Returns the plan with this id among the files of a folder.
pub(crate) fn in_folder(folder: Folder, id: &str, today: NaiveDate) -> anyhow::Result<FoundFile> {
    let Folder { files, .. } = folder;
    let (mut paths, mut similar, mut ids, mut is_complete) = (Vec::new(), Vec::new(), Vec::new(), true);
    let read = |file: &FoundFile| matches!(file.kind, FileKind::Plan).then(|| PlanFile::read(file, today));
    for_each_file(&files, read, |found, file| {
        match file {
            Some(file) if file.id() == id => paths.push(found.display_path.clone()),
            Some(file) if file.id().eq_ignore_ascii_case(id) => similar.push(file.id().to_owned()),
            Some(file) => ids.push(file.id().to_owned()),
            None => is_complete &= !matches!(found.kind, FileKind::Unreadable(_)),
        }
        Ok::<(), anyhow::Error>(())
    })?;
    match (paths.as_slice(), similar.first()) {
        ([path], _) => {
            files.into_iter().find(|file| file.display_path == *path).context("it was found among them")
        }
        ([], Some(similar)) => bail!("no plan here has the id `{id}`: did you mean `{similar}`?"),
        ([], None) if !is_complete => {
            bail!("no plan here has the id `{id}`, but not every file could be read")
        }
        ([], None) => match suggest(id, ids.iter().map(String::as_str)) {
            Some(meant) => bail!("no plan here has the id `{id}`: did you mean `{meant}`?"),
            None => bail!("no plan here has the id `{id}`: look at it, or name the plan's file"),
        },
        (several, _) => bail!(
            "{} plans have the id `{id}`: {}; name the file of the one that you mean",
            several.len(),
            several.join(", ")
        ),
    }
}
