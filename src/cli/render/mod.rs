//! `cpa render`

mod explain;
mod general_sheet;
mod many;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::bail;
use chrono::NaiveDate;

use crate::access::{For, Reader, Refusal};
use crate::cli::copy_args::{CopyArgs, TemplateCache};
use crate::cli::{Exit, World};
use crate::escape::sanitize;
use crate::parse::Diagnostic;
use crate::render::{CopyOptions, Document, Markup, OutputFolder, Templates, copy, stops};
use crate::validate::output::{ReportFormat, numbered, write};
use crate::workspace::{FileKind, Folder, FoundFile, PlanFile, ReadState, find};

/// Write copies of plans: the care plan, a crisis plan, a letter to the GP, or a sheet for anyone
#[derive(Debug, clap::Args)]
pub(crate) struct RenderArgs {
    /// Plans, or folders of plans; for the general sheet nothing, or a folder
    #[arg(value_name = "PLAN")]
    plans: Vec<PathBuf>,
    /// The document of which copies are made
    #[arg(long, value_name = "DOCUMENT", default_value = "care-plan")]
    document: Document,
    /// Who the copies are for: person, team, gp, somebody's handle, or everyone who may have one; without it the
    /// person, and of a letter to the GP the GP
    #[arg(long = "for", value_name = "READER")]
    reader: Option<For>,
    /// The format of the copies; without it Markdown on standard output, and both in a folder
    #[arg(long, value_name = "FORMAT")]
    format: Option<Markup>,
    /// The folder for the copies, as NS-0042-person.html; without it, standard output
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Instead of a copy, list what of the plan the reader is shown, what is kept back, and by which rule
    #[arg(long, conflicts_with_all = ["format", "output"])]
    explain: bool,
    #[command(flatten)]
    look: CopyArgs,
}

impl RenderArgs {
    pub(crate) fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        if self.document == Document::GeneralSheet {
            return self.general_sheet(world);
        }
        if self.plans.is_empty() {
            bail!(
                "name a plan, or a folder of plans, as in `cpa render plans/NS-0042.toml`; `cpa render --help` says more"
            );
        }
        let folder = find(&world.here, &self.plans, world.today, "render")?;
        let mut exit = Exit::Clean;
        for file in &folder.files {
            if let FileKind::Unreadable(diagnostic) = &file.kind {
                show(diagnostic, world)?;
                exit = Exit::Failed;
            }
        }
        let plans = plans_of(folder);
        if plans.is_empty() && exit == Exit::Clean {
            bail!("there is no plan in `{}`", sanitize(&self.plan_args()));
        }
        let rendered = match &self.output {
            Some(output) => {
                require_unique_names(&plans)?;
                let folder = OutputFolder::new(&world.here.join(output), output)?;
                self.to_folder(&plans, &folder, world)?
            }
            None => {
                self.require_one_copy(&plans)?;
                plans.first().map_or(Ok(Exit::Clean), |plan| self.to_stdout(plan, world))?
            }
        };
        Ok(exit.max(rendered))
    }

    fn plan_args(&self) -> String {
        self.plans.iter().map(|plan| plan.display().to_string()).collect::<Vec<_>>().join(" ")
    }

    /// Refuses several copies on standard output.
    fn require_one_copy(&self, plans: &[FoundFile]) -> anyhow::Result<()> {
        let plans_typed = self.plan_args();
        let typed = sanitize(&plans_typed);
        let what = if self.explain {
            "one plan for one reader can be explained"
        } else {
            "one copy can go to standard output"
        };
        let instead = if self.explain {
            "name one plan and one reader, as in `cpa render NS-0042.toml --for gp --explain`".to_owned()
        } else {
            let reader = if self.is_for_everyone() { " --for everyone" } else { "" };
            format!("name a folder for the copies, as in `cpa render {typed}{reader} --output copies`")
        };
        match plans.len() {
            0 | 1 if self.is_for_everyone() => bail!("only {what}, and everyone is several: {instead}"),
            0 | 1 => Ok(()),
            count => bail!("only {what}, and these are {count} plans: {instead}"),
        }
    }

    /// Returns the formats of the copies in a folder.
    fn formats(&self) -> Vec<Markup> {
        self.format.map_or(vec![Markup::Html, Markup::Md], |format| vec![format])
    }

    fn options<'t>(&self, format: Markup, templates: &'t Templates, as_at: NaiveDate) -> CopyOptions<'t> {
        CopyOptions { document: self.document, format, print: self.look.print(), templates, as_at }
    }

    fn is_for_everyone(&self) -> bool {
        self.reader == Some(For::Everyone)
    }

    fn readers(&self, file: &PlanFile) -> Vec<Result<Reader, Refusal>> {
        let reader = self.reader.clone().unwrap_or_else(|| self.document.default_reader());
        self.document.readers(file, &reader)
    }

    fn to_stdout(&self, plan: &FoundFile, world: &mut World<'_>) -> anyhow::Result<Exit> {
        let file = PlanFile::read(plan, world.today);
        let errors = stops(&file);
        for error in &errors {
            show(error, world)?;
        }
        if !errors.is_empty() {
            writeln!(world.err, "no copy of {}: see above", numbered(1, "plan"))?;
            return Ok(exit_for_errors(&file));
        }
        let mut exit = Exit::Clean;
        for reader in self.readers(&file) {
            match reader {
                Ok(reader) if self.explain => explain::write(&file, &reader, world)?,
                Ok(reader) => {
                    let mut cache = TemplateCache::default();
                    let templates = self.look.templates(&plan.path, &mut cache, world)?;
                    let options = self.options(self.format.unwrap_or(Markup::Md), templates, world.today);
                    write!(world.out, "{}", copy(&file, &reader, options)?)?;
                }
                Err(refusal) => {
                    show(&refusal.why, world)?;
                    exit = Exit::Found;
                }
            }
        }
        Ok(exit)
    }
}

fn plans_of(folder: Folder) -> Vec<FoundFile> {
    folder.files.into_iter().filter(|file| matches!(file.kind, FileKind::Plan)).collect()
}

/// Returns the exit code for a plan whose errors prevent copies.
fn exit_for_errors(file: &PlanFile) -> Exit {
    let settings = file.context.settings.iter().map(|settings| settings.read.was_read);
    let people = file.context.people.iter().map(|people| people.read.was_read);
    let is_unreadable =
        file.state == ReadState::Unreadable || settings.chain(people).any(|was_read| !was_read);
    if is_unreadable { Exit::Failed } else { Exit::Found }
}

/// Shows a diagnostic on standard error, because standard output may be a copy.
fn show(diagnostic: &Diagnostic, world: &mut World<'_>) -> std::io::Result<()> {
    write(diagnostic, world.err_is.render_options(ReportFormat::Text), world.err)
}

/// Refuses plans with the same file name: one copy would overwrite the other.
fn require_unique_names(plans: &[FoundFile]) -> anyhow::Result<()> {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for plan in plans {
        let stem =
            Path::new(&plan.display_path).file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
        if let Some(other) = names.insert(stem, &plan.display_path) {
            let (one, other) = (sanitize(&plan.display_path), sanitize(other));
            bail!(
                "`{other}` and `{one}` have the same name, and so would their copies: render them into two folders"
            );
        }
    }
    Ok(())
}
