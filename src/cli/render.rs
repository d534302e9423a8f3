//! `cpa render`: copies of plans.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::{Exit, World};
use crate::copies::{For, Format, Reader, Refusal, Saved, copy, file_name, save, stops};
use crate::folder::{Found, Kind, PlanFile, ReadState, find};
use crate::reading::{Diagnostic, harmless};
use crate::validate::report::{self, numbered, write};

/// Write the person's own copy of a plan
#[derive(Debug, clap::Args)]
pub(super) struct Render {
    /// Plans, or folders of plans
    #[arg(required = true, value_name = "PLAN")]
    plans: Vec<PathBuf>,
    /// Who the copies are for: person, team, gp, somebody's handle, or everyone who may have one
    #[arg(long = "for", value_name = "READER", default_value = "person")]
    reader: For,
    /// The format of the copies; without it Markdown on standard output, and both in a folder
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// The folder for the copies, as NS-0042-person.html; without it, standard output
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// The faults that have been told: the path, the place, the rule.
type Told = BTreeSet<(String, usize, &'static str)>;

impl Render {
    pub(super) fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        let folder = find(&world.here, &self.plans, world.today, "render")?;
        let plans: Vec<&Found> = folder.files.iter().filter(|file| matches!(file.kind, Kind::Plan)).collect();
        let mut exit = Exit::Clean;
        for file in &folder.files {
            if let Kind::Unreadable(fault) = &file.kind {
                show(fault, world)?;
                exit = Exit::Failed;
            }
        }
        let typed: Vec<String> = self.plans.iter().map(|plan| plan.display().to_string()).collect();
        let typed = typed.join(" ");
        let to = match &self.output {
            _ if plans.is_empty() && exit == Exit::Clean => {
                bail!("there is no plan in `{}`", harmless(&typed))
            }
            None if plans.len() > 1 => bail!(
                "only one copy can go to standard output, and these are {} plans: name a folder for the copies, as in \
                 `cpa render {} --output copies`",
                plans.len(),
                harmless(&typed)
            ),
            None => None,
            Some(output) => {
                one_name_each(&plans)?;
                Some(Saved::to(&world.here.join(output), output)?)
            }
        };
        let mut told = Told::new();
        let mut without = 0;
        for plan in &plans {
            let ended = self.render(plan, to.as_ref(), &mut told, world)?;
            without += usize::from(ended != Exit::Clean);
            exit = exit.max(ended);
        }
        let written = plans.len() - without;
        if let Some(output) = self.output.as_deref().filter(|_| written > 0) {
            let copies = numbered(written * self.formats().len(), "file");
            writeln!(
                world.err,
                "{copies} in `{}`: the copies of {}",
                harmless(&output.display().to_string()),
                numbered(written, "plan")
            )?;
        }
        if without > 0 {
            writeln!(world.err, "no copy of {}: see above", numbered(without, "plan"))?;
        }
        Ok(exit)
    }

    /// The formats of each plan's copies in a folder.
    fn formats(&self) -> Vec<Format> {
        self.format.map_or(vec![Format::Html, Format::Md], |format| vec![format])
    }

    fn render(
        &self,
        found: &Found,
        to: Option<&Saved>,
        told: &mut Told,
        world: &mut World<'_>,
    ) -> anyhow::Result<Exit> {
        let file = PlanFile::read(found, world.today);
        let faults = stops(&file);
        if !faults.is_empty() {
            for fault in faults {
                // Those of the colleagues' list stop many plans, and are told once.
                if told.insert((fault.source.path().to_owned(), fault.span.start, fault.rule)) {
                    show(fault, world)?;
                }
            }
            return Ok(if is_missing(&file) { Exit::Failed } else { Exit::Found });
        }
        let mut ended = Exit::Clean;
        let mut readers = Vec::new();
        for reader in self.readers(&file) {
            match reader {
                Ok(reader) => readers.push(reader),
                Err(refusal) => {
                    show(&refusal.why, world)?;
                    ended = Exit::Found;
                }
            }
        }
        let Some(to) = to else {
            let format = self.format.unwrap_or(Format::Md);
            for reader in &readers {
                write!(world.out, "{}", copy(&file, reader, format, world.today)?)?;
            }
            return Ok(ended);
        };
        let mut copies = Vec::new();
        for reader in &readers {
            for format in self.formats() {
                copies.push((file_name(&file, reader, format), copy(&file, reader, format, world.today)?));
            }
        }
        if let Err(error) = save(to, &copies) {
            writeln!(world.err, "error: {error:#}")?;
            return Ok(Exit::Failed);
        }
        Ok(ended)
    }

    fn readers(&self, file: &PlanFile) -> Vec<Result<Reader, Refusal>> {
        match &self.reader {
            For::Everyone => Reader::everyone(file),
            For::One(word) => vec![Reader::of(file, word)],
        }
    }
}

/// Whether the bytes of the plan, or of a file beside it, could not be had.
fn is_missing(file: &PlanFile) -> bool {
    let settings = file.shelf.settings.iter().map(|settings| settings.read.had);
    let people = file.shelf.people.iter().map(|people| people.read.had);
    file.state == ReadState::NotHad || settings.chain(people).any(|had| !had)
}

/// Shows a fault, as `cpa validate` does, but never where a copy may be going.
fn show(fault: &Diagnostic, world: &mut World<'_>) -> std::io::Result<()> {
    write(fault, world.err_is.manner(report::Format::Text), world.err)
}

/// Two plans of one name would be written to one file, and the second would take the place of the first.
fn one_name_each(plans: &[&Found]) -> anyhow::Result<()> {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for plan in plans {
        let stem = Path::new(&plan.shown).file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
        if let Some(other) = names.insert(stem, &plan.shown) {
            let (one, other) = (harmless(&plan.shown), harmless(other));
            bail!(
                "`{other}` and `{one}` have the same name, and so would their copies: render them into two folders"
            );
        }
    }
    Ok(())
}
