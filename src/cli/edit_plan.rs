//! The one plan into which a command writes.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::NaiveDate;

use crate::cli::ask::asks;
use crate::cli::{Exit, World};
use crate::edit::{Changed, Original, diff, stops};
use crate::escape::sanitize;
use crate::parse::suggest;
use crate::validate::output;
use crate::validate::output::write;
use crate::workspace::{FileKind, Folder, FoundFile, PlanFile, find, for_each_file};

/// Which plan, and whether it is only shown what would be written.
#[derive(Debug, clap::Args)]
pub(crate) struct Which {
    /// The plan: its file, or its id as in NS-0042
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// Show what would be written, as a diff, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// A plan that can be written into.
#[derive(Debug)]
pub(crate) struct EditTarget {
    pub(crate) file: PlanFile,
    original: Original,
}

impl Which {
    /// The plan, read whole. What keeps it from being written into is shown.
    pub(crate) fn open(&self, command: &str, world: &mut World<'_>) -> anyhow::Result<EditTarget> {
        let found = found(&self.plan, command, world)?;
        let file = PlanFile::read(&found, world.today);
        let faults = stops(&file, world.today);
        for fault in &faults {
            write(fault, world.err_is.manner(output::ReportFormat::Text), world.err)?;
        }
        if !faults.is_empty() {
            bail!(
                "nothing was written: mend what stands above first; `cpa validate {}` says it again",
                found.display_path
            );
        }
        if asks(world) {
            // Whoever answers should know about whom.
            let name = file.plan.name().map(|name| format!(", {name}")).unwrap_or_default();
            writeln!(world.err, "{}", sanitize(&format!("{}{name} ({})", file.id(), found.display_path)))?;
        }
        Ok(EditTarget { original: Original::new(&found, &file)?, file })
    }

    /// Whether it is written.
    pub(crate) fn writes(&self) -> bool {
        !self.dry_run
    }

    /// Writes the plan, or shows what would be written.
    pub(crate) fn end(
        &self,
        plan: &EditTarget,
        changed: &Changed,
        world: &mut World<'_>,
    ) -> anyhow::Result<Exit> {
        if self.dry_run {
            show(plan, changed, world)?;
            tell(changed, world)?;
            writeln!(world.err, "nothing was written: `--dry-run`")?;
        } else {
            plan.original.replace(changed.file.source.text())?;
            let said = writeln!(world.out, "{}", sanitize(&changed.said)).and_then(|()| world.out.flush());
            said.and_then(|()| tell(changed, world))
                .context("the plan is written, but this could not be said")?;
        }
        Ok(Exit::Clean)
    }

    /// The plan as it was typed.
    pub(crate) fn typed(&self) -> String {
        self.plan.display().to_string()
    }
}

fn tell(changed: &Changed, world: &mut World<'_>) -> io::Result<()> {
    changed.told.iter().try_for_each(|line| writeln!(world.err, "{}", sanitize(line)))
}

/// Shows the diff: for other tools as it is, at a terminal without what could move that.
fn show(plan: &EditTarget, changed: &Changed, world: &mut World<'_>) -> io::Result<()> {
    let (old, new) = plan.original.whole(changed.file.source.text());
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

/// The plan that is meant: a file, or the one that has an id in the folder of plans here.
fn found(typed: &Path, command: &str, world: &World<'_>) -> anyhow::Result<FoundFile> {
    let shown = typed.display();
    let path = world.here.join(typed);
    let is_path = typed.components().count() > 1 || typed.extension().is_some_and(|ending| ending == "toml");
    if path.is_dir() {
        bail!("`{shown}` is a folder: name one plan, by its file or by its id");
    }
    if !is_path && path.symlink_metadata().is_err() {
        return with_id(&typed.to_string_lossy(), command, world);
    }
    let folder = find(&world.here, &[typed.to_owned()], world.today, command)?;
    let file =
        folder.files.into_iter().find(|file| matches!(file.kind, FileKind::Plan | FileKind::Unreadable(_)));
    match file.with_context(|| format!("`{shown}` is no plan"))? {
        FoundFile { kind: FileKind::Unreadable(fault), .. } => bail!("`{shown}`: {}", fault.message),
        file => Ok(file),
    }
}

/// The one plan with this id in the folder of plans here.
fn with_id(id: &str, command: &str, world: &World<'_>) -> anyhow::Result<FoundFile> {
    let Ok(folder) = find(&world.here, &[], world.today, command) else {
        bail!(
            "there is no file `{id}` here, and no folder of plans to look for a plan with this id: \
             name its file, as in `cpa {command} path/to/{id}.toml`"
        );
    };
    in_folder(folder, id, world.today)
}

/// The one plan with this id among the files of a folder.
pub(crate) fn in_folder(folder: Folder, id: &str, today: NaiveDate) -> anyhow::Result<FoundFile> {
    let Folder { files, .. } = folder;
    let (mut same, mut alike, mut ids, mut whole) = (Vec::new(), Vec::new(), Vec::new(), true);
    let read = |file: &FoundFile| matches!(file.kind, FileKind::Plan).then(|| PlanFile::read(file, today));
    for_each_file(&files, read, |found, file| {
        match file {
            Some(file) if file.id() == id => same.push(found.display_path.clone()),
            Some(file) if file.id().eq_ignore_ascii_case(id) => alike.push(file.id().to_owned()),
            Some(file) => ids.push(file.id().to_owned()),
            None => whole &= !matches!(found.kind, FileKind::Unreadable(_)),
        }
        Ok::<(), anyhow::Error>(())
    })?;
    match (same.as_slice(), alike.first()) {
        ([one], _) => {
            files.into_iter().find(|file| file.display_path == *one).context("it was found among them")
        }
        ([], Some(alike)) => bail!("no plan here has the id `{id}`: did you mean `{alike}`?"),
        ([], None) if !whole => bail!("no plan here has the id `{id}`, but not every file could be read"),
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
