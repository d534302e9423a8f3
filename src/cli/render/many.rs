//! Copies of many plans into a folder: every plan for itself, side by side, with an index of what became of each.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::copy_args::ContextArgs;
use crate::cli::render::{RenderArgs, ended_by_faults, show};
use crate::cli::{Exit, World};
use crate::escape::sanitize;
use crate::parse::Diagnostic;
use crate::render::{INDEX, IndexRow, OutputFolder, Templates, WriteResult, copy, file_name, index, stops};
use crate::validate::output::numbered;
use crate::workspace::{FoundFile, PlanFile, for_each_file};

/// What became of the copies of one plan.
struct Made {
    rows: Vec<IndexRow>,
    /// What stopped them: told once, also where it stops many.
    faults: Vec<Diagnostic>,
    exit: Exit,
    /// The files that are there now, and how many of them were there before, byte for byte.
    files: usize,
    unchanged: usize,
    /// What the disk said.
    error: Option<anyhow::Error>,
}

/// The faults that have been told: the path, the place, the rule.
type Told = BTreeSet<(String, usize, &'static str)>;

impl RenderArgs {
    /// Writes the copies of all `plans` into a folder, and what became of each into an index there.
    pub(crate) fn to_folder(
        &self,
        plans: &[FoundFile],
        to: &OutputFolder,
        world: &mut World<'_>,
    ) -> anyhow::Result<Exit> {
        let as_at = world.today;
        let templates = self.templates(plans, world)?;
        let bar = progress(plans.len(), world);
        let mut all = RenderTotals::default();
        for_each_file(
            plans,
            |plan| self.make(plan, to, &templates[plan.path.parent().unwrap_or(&plan.path)], as_at),
            |_, made| {
                let made = made?;
                bar.suspend(|| all.tell(&made, world))?;
                bar.inc(1);
                all.add(made);
                anyhow::Ok(())
            },
        )?;
        bar.finish_and_clear();
        let exit = all.exit;
        let index = self.write_index(plans, to, &all)?;
        all.close(self.output.as_deref().unwrap_or(Path::new("")), index, world)?;
        Ok(exit)
    }

    /// The templates that hold for each folder of plans.
    fn templates(
        &self,
        plans: &[FoundFile],
        world: &World<'_>,
    ) -> anyhow::Result<BTreeMap<PathBuf, Templates>> {
        let mut read = ContextArgs::default();
        let mut all = BTreeMap::new();
        for plan in plans {
            let folder = plan.path.parent().unwrap_or(&plan.path);
            if !all.contains_key(folder) {
                let templates = self.look.templates(&plan.path, &mut read, world)?;
                all.insert(folder.to_owned(), templates.clone());
            }
        }
        Ok(all)
    }

    /// Makes the copies of one plan.
    fn make(
        &self,
        plan: &FoundFile,
        to: &OutputFolder,
        templates: &Templates,
        as_at: NaiveDate,
    ) -> anyhow::Result<Made> {
        let file = PlanFile::read(plan, as_at);
        let mut made = Made {
            rows: Vec::new(),
            faults: Vec::new(),
            exit: Exit::Clean,
            files: 0,
            unchanged: 0,
            error: None,
        };
        made.faults = stops(&file).into_iter().cloned().collect();
        if !made.faults.is_empty() {
            made.exit = ended_by_faults(&file);
            made.rows.push(IndexRow::stopped(&file));
            return Ok(made);
        }
        let mut copies = Vec::new();
        for reader in self.readers(&file) {
            let reader = match reader {
                Ok(reader) => reader,
                Err(refusal) => {
                    made.rows.push(IndexRow::refused(&file, &refusal));
                    // Everyone is everyone who may have one: that somebody may not is no fault.
                    if !self.is_for_everyone() {
                        made.faults.push(*refusal.why);
                        made.exit = Exit::Found;
                    }
                    continue;
                }
            };
            let mut names = Vec::new();
            for format in self.formats() {
                let edition = self.edition(format, templates, as_at);
                let name = file_name(&file, &reader, edition);
                copies.push((name.clone(), copy(&file, &reader, edition)?));
                names.push(name);
            }
            made.rows.push(IndexRow::made(&file, &reader, names));
        }
        match to.write(&copies) {
            Ok(unchanged) => (made.files, made.unchanged) = (copies.len(), unchanged),
            Err(error) => {
                made.exit = Exit::Failed;
                made.rows.retain(|row| !matches!(row.became, WriteResult::Written(_)));
                made.rows.push(IndexRow::not_written(&file));
                made.error = Some(error);
            }
        }
        Ok(made)
    }

    /// Writes the index, if there is more than one copy to find in it; returns its name.
    fn write_index(
        &self,
        plans: &[FoundFile],
        to: &OutputFolder,
        all: &RenderTotals,
    ) -> anyhow::Result<Option<&'static str>> {
        if plans.len() == 1 && !self.is_for_everyone() {
            return Ok(None);
        }
        let others = to.other_files(&[".html", ".md"], |name| all.names.contains(name))?;
        to.write(&[(INDEX.to_owned(), index(&all.rows, &others)?)])?;
        Ok(Some(INDEX))
    }
}

/// What became of all plans.
struct RenderTotals {
    rows: Vec<IndexRow>,
    /// The names of all files that this run made, or found as they should be.
    names: BTreeSet<String>,
    told: Told,
    exit: Exit,
    with: usize,
    without: usize,
    files: usize,
    unchanged: usize,
}

impl Default for RenderTotals {
    fn default() -> Self {
        RenderTotals {
            rows: Vec::new(),
            names: BTreeSet::new(),
            told: Told::new(),
            exit: Exit::Clean,
            with: 0,
            without: 0,
            files: 0,
            unchanged: 0,
        }
    }
}

impl RenderTotals {
    /// Shows what stopped copies, each fault once: those of the colleagues' list stop many plans.
    fn tell(&mut self, made: &Made, world: &mut World<'_>) -> std::io::Result<()> {
        for fault in &made.faults {
            if self.told.insert((fault.source.path().to_owned(), fault.span.start, fault.rule.name())) {
                show(fault, world)?;
            }
        }
        match &made.error {
            Some(error) => writeln!(world.err, "error: {}", sanitize(&format!("{error:#}"))),
            None => Ok(()),
        }
    }

    fn add(&mut self, made: Made) {
        self.exit = self.exit.max(made.exit);
        self.files += made.files;
        self.unchanged += made.unchanged;
        if made.files > 0 {
            self.with += 1;
        } else {
            self.without += 1;
        }
        for row in &made.rows {
            if let WriteResult::Written(names) = &row.became {
                self.names.extend(names.iter().cloned());
            }
        }
        self.rows.extend(made.rows);
    }

    fn close(self, output: &Path, index: Option<&str>, world: &mut World<'_>) -> std::io::Result<()> {
        let output = output.display().to_string();
        let output = sanitize(&output);
        if self.with > 0 {
            let (files, plans) = (numbered(self.files, "file"), numbered(self.with, "plan"));
            let same = match self.unchanged {
                0 => String::new(),
                same if same == self.files => ", all as they were".to_owned(),
                same => format!(", {same} as before"),
            };
            writeln!(world.err, "{files} in `{output}`: the copies of {plans}{same}")?;
        }
        if self.without > 0 {
            let is_told = !self.told.is_empty() || self.exit == Exit::Failed || index.is_none();
            let above = if is_told { "see above" } else { "the index says why" };
            writeln!(world.err, "no copy of {}: {above}", numbered(self.without, "plan"))?;
        }
        if let Some(index) = index {
            writeln!(world.err, "which copy is for whom, and who may have none: `{output}/{index}`")?;
        }
        Ok(())
    }
}

/// A bar on a terminal, for more plans than are done at a glance.
fn progress(plans: usize, world: &World<'_>) -> ProgressBar {
    const GLANCE: usize = 50;
    if !world.err_is.terminal || plans < GLANCE {
        return ProgressBar::hidden();
    }
    let length = u64::try_from(plans).unwrap_or(u64::MAX);
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("copies of {pos} of {len} plans {wide_bar} {eta} left");
    style.map(|style| bar.clone().with_style(style)).unwrap_or(bar)
}
