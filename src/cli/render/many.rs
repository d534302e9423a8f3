//! Writes copies of many plans to a folder, in parallel, with an index.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::copy_args::TemplateCache;
use crate::cli::render::{RenderArgs, exit_for_errors, show};
use crate::cli::{Exit, World};
use crate::escape::sanitize;
use crate::parse::Diagnostic;
use crate::render::{INDEX, IndexRow, OutputFolder, Templates, WriteResult, copy, file_name, index, stops};
use crate::validate::output::numbered;
use crate::workspace::{FoundFile, PlanFile, for_each_file};

/// The copies of one plan.
#[derive(Default)]
struct PlanCopies {
    rows: Vec<IndexRow>,
    /// The errors that prevented copies.
    diagnostics: Vec<Diagnostic>,
    exit: Exit,
    /// The number of files, and of those that already had the same bytes.
    files: usize,
    unchanged: usize,
    /// Why the files could not be written.
    write_error: Option<anyhow::Error>,
}

impl RenderArgs {
    /// Writes the copies of all `plans` and an index.
    pub(crate) fn to_folder(
        &self,
        plans: &[FoundFile],
        output: &OutputFolder,
        world: &mut World<'_>,
    ) -> anyhow::Result<Exit> {
        let as_at = world.today;
        let templates = self.templates(plans, world)?;
        let bar = progress(plans.len(), world);
        let mut totals = RenderTotals::default();
        for_each_file(
            plans,
            |plan| {
                self.write_copies(plan, output, &templates[plan.path.parent().unwrap_or(&plan.path)], as_at)
            },
            |_, copies| {
                let copies = copies?;
                bar.suspend(|| totals.report(&copies, world))?;
                bar.inc(1);
                totals.add(copies);
                anyhow::Ok(())
            },
        )?;
        bar.finish_and_clear();
        let exit = totals.exit;
        let index = self.write_index(plans, output, &totals)?;
        totals.summarise(self.output.as_deref().unwrap_or(Path::new("")), index, world)?;
        Ok(exit)
    }

    /// Returns the templates for each folder of plans.
    fn templates(
        &self,
        plans: &[FoundFile],
        world: &World<'_>,
    ) -> anyhow::Result<BTreeMap<PathBuf, Templates>> {
        let mut cache = TemplateCache::default();
        let mut all = BTreeMap::new();
        for plan in plans {
            let folder = plan.path.parent().unwrap_or(&plan.path);
            if !all.contains_key(folder) {
                let templates = self.look.templates(&plan.path, &mut cache, world)?;
                all.insert(folder.to_owned(), templates.clone());
            }
        }
        Ok(all)
    }

    /// Writes the copies of one plan.
    fn write_copies(
        &self,
        plan: &FoundFile,
        output: &OutputFolder,
        templates: &Templates,
        as_at: NaiveDate,
    ) -> anyhow::Result<PlanCopies> {
        let file = PlanFile::read(plan, as_at);
        let mut copies =
            PlanCopies { diagnostics: stops(&file).into_iter().cloned().collect(), ..PlanCopies::default() };
        if !copies.diagnostics.is_empty() {
            copies.exit = exit_for_errors(&file);
            copies.rows.push(IndexRow::unreadable(&file));
            return Ok(copies);
        }
        let mut files = Vec::new();
        for reader in self.readers(&file) {
            let reader = match reader {
                Ok(reader) => reader,
                Err(refusal) => {
                    copies.rows.push(IndexRow::refused(&file, &refusal));
                    // `everyone` is everyone who may have a copy, so a refusal is not an error.
                    if !self.is_for_everyone() {
                        copies.diagnostics.push(*refusal.why);
                        copies.exit = Exit::Found;
                    }
                    continue;
                }
            };
            let mut names = Vec::new();
            for format in self.formats() {
                let options = self.options(format, templates, as_at);
                let name = file_name(&file, &reader, options);
                files.push((name.clone(), copy(&file, &reader, options)?));
                names.push(name);
            }
            copies.rows.push(IndexRow::written(&file, &reader, names));
        }
        match output.write(&files) {
            Ok(unchanged) => (copies.files, copies.unchanged) = (files.len(), unchanged),
            Err(error) => {
                copies.exit = Exit::Failed;
                copies.rows.retain(|row| !matches!(row.result, WriteResult::Written(_)));
                copies.rows.push(IndexRow::failed(&file));
                copies.write_error = Some(error);
            }
        }
        Ok(copies)
    }

    /// Writes the index, if there can be more than one copy. Returns its file name.
    fn write_index(
        &self,
        plans: &[FoundFile],
        output: &OutputFolder,
        totals: &RenderTotals,
    ) -> anyhow::Result<Option<&'static str>> {
        if plans.len() == 1 && !self.is_for_everyone() {
            return Ok(None);
        }
        let others = output.other_files(&[".html", ".md"], |name| totals.names.contains(name))?;
        output.write(&[(INDEX.to_owned(), index(&totals.rows, &others)?)])?;
        Ok(Some(INDEX))
    }
}

/// The copies of all plans.
#[derive(Default)]
struct RenderTotals {
    rows: Vec<IndexRow>,
    /// The names of all copies, also of unchanged ones.
    names: BTreeSet<String>,
    /// The path, position and rule of each reported diagnostic.
    reported: BTreeSet<(String, usize, &'static str)>,
    exit: Exit,
    plans_with_copies: usize,
    plans_without: usize,
    files: usize,
    unchanged: usize,
}

impl RenderTotals {
    /// Reports the errors that prevented copies, each once: an error in `people.toml` affects many plans.
    fn report(&mut self, copies: &PlanCopies, world: &mut World<'_>) -> std::io::Result<()> {
        for diagnostic in &copies.diagnostics {
            let key = (diagnostic.source.path().to_owned(), diagnostic.span.start, diagnostic.rule.name());
            if self.reported.insert(key) {
                show(diagnostic, world)?;
            }
        }
        match &copies.write_error {
            Some(error) => writeln!(world.err, "error: {}", sanitize(&format!("{error:#}"))),
            None => Ok(()),
        }
    }

    fn add(&mut self, copies: PlanCopies) {
        self.exit = self.exit.max(copies.exit);
        self.files += copies.files;
        self.unchanged += copies.unchanged;
        if copies.files > 0 {
            self.plans_with_copies += 1;
        } else {
            self.plans_without += 1;
        }
        for row in &copies.rows {
            if let WriteResult::Written(names) = &row.result {
                self.names.extend(names.iter().cloned());
            }
        }
        self.rows.extend(copies.rows);
    }

    fn summarise(self, output: &Path, index: Option<&str>, world: &mut World<'_>) -> std::io::Result<()> {
        let output = output.display().to_string();
        let output = sanitize(&output);
        if self.plans_with_copies > 0 {
            let (files, plans) = (numbered(self.files, "file"), numbered(self.plans_with_copies, "plan"));
            let same = match self.unchanged {
                0 => String::new(),
                same if same == self.files => ", all as they were".to_owned(),
                same => format!(", {same} as before"),
            };
            writeln!(world.err, "{files} in `{output}`: the copies of {plans}{same}")?;
        }
        if self.plans_without > 0 {
            let is_reported = !self.reported.is_empty() || self.exit == Exit::Failed || index.is_none();
            let above = if is_reported { "see above" } else { "the index says why" };
            writeln!(world.err, "no copy of {}: {above}", numbered(self.plans_without, "plan"))?;
        }
        if let Some(index) = index {
            writeln!(world.err, "which copy is for whom, and who may have none: `{output}/{index}`")?;
        }
        Ok(())
    }
}

/// Returns a progress bar for a terminal, hidden for few plans.
fn progress(plans: usize, world: &World<'_>) -> ProgressBar {
    const MIN_PLANS: usize = 50;
    if !world.err_is.terminal || plans < MIN_PLANS {
        return ProgressBar::hidden();
    }
    let length = u64::try_from(plans).unwrap_or(u64::MAX);
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("copies of {pos} of {len} plans {wide_bar} {eta} left");
    style.map(|style| bar.clone().with_style(style)).unwrap_or(bar)
}
