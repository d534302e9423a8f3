//! `cpa render --document general-sheet`

use anyhow::bail;

use crate::cli::copy_args::TemplateCache;
use crate::cli::render::{RenderArgs, show};
use crate::cli::{Exit, World};
use crate::escape::sanitize;
use crate::render::{GeneralSheet, Markup, OutputFolder};
use crate::validate::output::numbered;
use crate::workspace::context_here;

impl RenderArgs {
    /// Writes the sheet for anyone, which needs no plan and no reader.
    pub(crate) fn general_sheet(&self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        if self.reader.is_some() {
            bail!("the general sheet is for anyone: leave out `--for`");
        }
        if self.explain {
            bail!("the general sheet holds nothing of any plan: there is nothing to explain");
        }
        let folder = match self.plans.as_slice() {
            [] => world.here.clone(),
            [folder] if world.here.join(folder).is_dir() => world.here.join(folder),
            _ => bail!("the general sheet is made without a plan: name no plan, or one folder of plans"),
        };
        let Some(context) = context_here(&folder, world.today) else {
            bail!(
                "no `cpa.toml` at or above this folder: it holds the numbers, without which a general sheet is none"
            );
        };
        let settings = context.settings.as_ref().map(|settings| settings.read.source.path().to_owned());
        let sheet = GeneralSheet::new(context, world.today);
        let errors = sheet.stops();
        for error in &errors {
            show(error, world)?;
        }
        if !errors.is_empty() {
            return Ok(Exit::Found);
        }
        let mut cache = TemplateCache::default();
        let settings = world.here.join(settings.unwrap_or_default());
        let templates = self.look.templates(&settings, &mut cache, world)?;
        let as_at = world.today;
        let text = |format| sheet.copy(self.options(format, templates, as_at));
        let Some(output) = &self.output else {
            write!(world.out, "{}", text(self.format.unwrap_or(Markup::Md))?)?;
            return Ok(Exit::Clean);
        };
        let mut copies = Vec::new();
        for format in self.formats() {
            copies.push((format!("general-sheet.{}", format.word()), text(format)?));
        }
        OutputFolder::new(&world.here.join(output), output)?.write(&copies)?;
        let (files, output) = (numbered(copies.len(), "file"), output.display().to_string());
        writeln!(world.err, "{files} in `{}`: the general sheet", sanitize(&output))?;
        Ok(Exit::Clean)
    }
}
