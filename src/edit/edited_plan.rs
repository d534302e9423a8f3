//! A plan with changes, read back before anybody keeps it.

use std::sync::Arc;

use anyhow::{Context, bail};
use chrono::NaiveDate;

use crate::due::{WhichFile, review};
use crate::edit::splice::{Change, splice};
use crate::parse::{Diagnostic, Severity, Source, day_in_words};
use crate::plan::{Scheme, Settings, Terms};
use crate::workspace::{PlanFile, ReadState};

/// A plan as it would be with what was asked for. Nothing is written yet.
#[derive(Debug)]
pub struct Changed {
    /// The plan as it is read then.
    pub file: PlanFile,
    /// What was done, in a line.
    pub said: String,
    /// What whoever did it should know besides, each in a line.
    pub told: Vec<String>,
}

/// What keeps a plan from being written into: errors of reading in it, or in the settings that decide when its review
/// is due.
pub fn stops(file: &PlanFile, as_at: NaiveDate) -> Vec<&Diagnostic> {
    let undecided = review(file, as_at).unreadable.iter().any(|input| input.file == WhichFile::Settings);
    let settings =
        file.context.settings.iter().filter(|_| undecided).flat_map(|settings| &settings.read.faults);
    let all = file.faults.iter().chain(settings);
    all.filter(|fault| fault.severity == Severity::Error).collect()
}

/// The plan with these changes as it is read back: whole, and with nothing in it but what stood there and was meant.
pub(crate) fn with(file: &PlanFile, changes: &[Change], as_at: NaiveDate) -> anyhow::Result<PlanFile> {
    const NOT_AS_MEANT: &str =
        "this would not be written as meant, so nothing was changed; write it into the plan by hand";
    let text = splice(file.source.text(), changes).context(NOT_AS_MEANT)?;
    let source = Arc::new(Source::new(file.source.path(), text));
    let new = PlanFile::parse(&source, file.context.clone(), as_at);
    if new.state != ReadState::Complete || !new.faults.is_empty() {
        bail!(NOT_AS_MEANT);
    }
    Ok(new)
}

/// Nothing is written into a plan that has ended.
pub(crate) fn goes_on(file: &PlanFile) -> anyhow::Result<()> {
    if !file.plan.is_ended() {
        return Ok(());
    }
    let ended = file.plan.ended.value().and_then(|ended| ended.on.value());
    let ended = ended.map_or("has ended".to_owned(), |on| format!("ended on {}", day_in_words(on.0)));
    let programme = programme(file);
    bail!("{programme} {ended}: if it goes on after all, write `status = \"active\"` into the plan first")
}

/// The scheme, at the beginning of a sentence: "CPA", "the person's care and treatment plan".
pub(crate) fn programme(file: &PlanFile) -> String {
    terms(file).their_programme.replace("{}", "the person")
}

/// What the scheme sets.
pub(crate) fn terms(file: &PlanFile) -> &'static Terms {
    file.context.settings().map_or_else(|| Scheme::Cpa.terms(), Settings::terms)
}
