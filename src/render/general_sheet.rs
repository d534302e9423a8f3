//! The copy that anyone may have: what the wall leaves of a plan that is not there.

use crate::message;
use crate::parse::{FixedRule, Message};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::access::{Reader, redact};
use crate::parse::{Diagnostic, Severity, Source, Span};
use crate::plan::CopySettings;
use crate::render::documents;
use crate::render::{CopyOptions, templates};
use crate::workspace::{FolderContext, PlanFile};

/// The general sheet of a folder of plans.
#[derive(Debug)]
pub struct GeneralSheet(PlanFile);

impl GeneralSheet {
    /// That of the folder for which `context` holds, as at a day.
    pub fn new(context: FolderContext, as_at: NaiveDate) -> Self {
        GeneralSheet(PlanFile::parse(&Arc::new(Source::new("", "")), context, as_at))
    }

    /// What stops it: what could not be read, and what it would lack. A sheet without numbers is none.
    pub fn stops(&self) -> Vec<Diagnostic> {
        let context = &self.0.context;
        let settings = context.settings.iter().map(|settings| &settings.read);
        let beside = settings.chain(context.people.iter().map(|people| &people.read));
        let faults = beside.flat_map(|read| &read.faults).filter(|fault| fault.severity == Severity::Error);
        let faults: Vec<Diagnostic> = faults.cloned().collect();
        if faults.is_empty() { self.lacks() } else { faults }
    }

    /// The sheet.
    ///
    /// # Errors
    /// A template that is broken, by its name and line.
    pub fn copy(&self, edition: CopyOptions<'_>) -> anyhow::Result<String> {
        let paper = documents::paper(&redact(&self.0, &Reader::anyone()), edition);
        templates::text(&paper, edition.format, edition.templates)
    }

    fn lacks(&self) -> Vec<Diagnostic> {
        let Some(file) = &self.0.context.settings else { return Vec::new() };
        let fault = |span: &Span, message: Message, help: Message| {
            Diagnostic::error(FixedRule::NoCopy, &file.read.source, span, message).help(help)
        };
        let missing = |key: &'static str, add: &'static str| {
            let message = message!("the general sheet cannot be made: `{}` is missing", key);
            fault(&(0..0), message, message!("add `{}`", add))
        };
        let none = CopySettings::default();
        let copies = file.settings.copies.value().unwrap_or(&none);
        let mut lacks = Vec::new();
        if file.settings.service.value().is_none() {
            lacks.push(missing("service", "service = \"…\"` at the top: `what the service is called"));
        }
        match copies.in_a_crisis.value().filter(|names| !names.0.is_empty()) {
            None => lacks.push(missing(
                "in_a_crisis",
                "in_a_crisis = [\"crisis-line\", \"nhs-111\"]` below `[copies]`, and their numbers in `people.toml",
            )),
            Some(names) => {
                for name in &names.0 {
                    let entry = self.0.people().find(&name.value.0);
                    if entry.is_none_or(|entry| entry.phones().is_empty()) {
                        let message = message!("the general sheet cannot be made: `{}` has no number", crate::parse::message::name(name.value.0.clone(), "in_a_crisis"));
                        lacks.push(fault(&name.span, message, "add their `phones` in `people.toml`".into()));
                    }
                }
            }
        }
        if copies.unhappy.value().is_none() {
            lacks.push(missing("unhappy", "unhappy = \"Phone …\"` below `[copies]"));
        }
        lacks
    }
}
