//! The general sheet of a folder of plans: a document made from an empty plan and the settings of the service.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::access::{Reader, redact};
use crate::message;
use crate::parse::message::name;
use crate::parse::{Diagnostic, FixedRule, Message, Source, Span};
use crate::plan::CopySettings;
use crate::render::{CopyOptions, context_errors, templates};
use crate::workspace::{FolderContext, PlanFile, SettingsFile};

/// The general sheet of a folder of plans.
#[derive(Debug)]
pub struct GeneralSheet(PlanFile);

impl GeneralSheet {
    /// Returns the sheet of the folder to which `context` applies.
    pub fn new(context: FolderContext, as_at: NaiveDate) -> Self {
        GeneralSheet(PlanFile::parse(&Arc::new(Source::new("", "")), context, as_at))
    }

    /// Returns the errors that stop the sheet: those in `cpa.toml` and `people.toml`, else what is missing there.
    pub fn stops(&self) -> Vec<Diagnostic> {
        let errors: Vec<Diagnostic> = context_errors(&self.0).cloned().collect();
        match &self.0.context.settings {
            Some(settings) if errors.is_empty() => self.gaps(settings),
            _ => errors,
        }
    }

    /// Returns the text of the sheet.
    ///
    /// # Errors
    /// A template is broken. The error has its name and line.
    pub fn copy(&self, options: CopyOptions<'_>) -> anyhow::Result<String> {
        let document = options.build_document(&redact(&self.0, &Reader::anyone()));
        templates::text(&document, options.format, options.templates)
    }

    fn gaps(&self, file: &SettingsFile) -> Vec<Diagnostic> {
        let error = |span: &Span, message: Message, help: Message| {
            Diagnostic::error(FixedRule::NoCopy, &file.read.source, span, message).help(help)
        };
        let missing = |key: &'static str, add: &'static str| {
            let message = message!("the general sheet cannot be made: `{}` is missing", key);
            error(&(0..0), message, message!("add `{}`", add))
        };
        let none = CopySettings::default();
        let copies = file.settings.copies.value().unwrap_or(&none);
        let mut gaps = Vec::new();
        if file.settings.service.value().is_none() {
            gaps.push(missing("service", "service = \"…\"` at the top: `what the service is called"));
        }
        let names = copies.in_a_crisis.value().map(|names| names.0.as_slice()).unwrap_or_default();
        if names.is_empty() {
            gaps.push(missing(
                "in_a_crisis",
                "in_a_crisis = [\"crisis-line\", \"nhs-111\"]` below `[copies]`, and their numbers in `people.toml",
            ));
        }
        for handle in names {
            let entry = self.0.people().find(&handle.value.0);
            if entry.is_none_or(|entry| entry.phones().is_empty()) {
                let name = name(handle.value.0.clone(), "in_a_crisis");
                let message = message!("the general sheet cannot be made: `{}` has no number", name);
                gaps.push(error(&handle.span, message, "add their `phones` in `people.toml`".into()));
            }
        }
        if copies.unhappy.value().is_none() {
            gaps.push(missing("unhappy", "unhappy = \"Phone …\"` below `[copies]"));
        }
        gaps
    }
}
