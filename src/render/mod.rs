//! Copies of plans: documents made from what their readers may see, as Markdown or HTML.

mod block;
mod copy_context;
mod copy_document;
mod copy_options;
mod document;
mod documents;
mod escape;
mod facts;
mod fit;
mod general_sheet;
mod index;
mod line;
mod pictures;
mod save;
mod sections;
mod templates;
mod voice;

pub use copy_context::PrintSize;
pub use copy_options::CopyOptions;
pub use documents::Document;
pub use general_sheet::GeneralSheet;
pub use index::{INDEX, IndexRow, WriteResult, index};
pub use save::OutputFolder;
pub use templates::{Templates, describe};

use clap::ValueEnum;

use crate::access::{Reader, redact};
use crate::parse::{Diagnostic, Severity};
use crate::workspace::{PlanFile, sha1_digits};

/// The format of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Markup {
    /// Markdown: text that can be read as it is
    Md,
    /// One HTML file, to look at, to print, to send
    Html,
}

impl Markup {
    /// The word for it in arguments, which is also the extension of its files.
    pub fn word(self) -> &'static str {
        match self {
            Markup::Md => "md",
            Markup::Html => "html",
        }
    }
}

/// Returns the errors that stop every copy of a plan, because a copy would not show that something is missing: those in
/// the plan, in `cpa.toml` and in `people.toml`.
pub fn stops(file: &PlanFile) -> Vec<&Diagnostic> {
    let own = file.faults.iter().filter(|fault| fault.severity == Severity::Error);
    own.chain(context_errors(file)).collect()
}

/// Returns the errors in `cpa.toml` and `people.toml`.
fn context_errors(file: &PlanFile) -> impl Iterator<Item = &Diagnostic> {
    let settings = file.context.settings.iter().map(|settings| &settings.read);
    let people = file.context.people.iter().map(|people| &people.read);
    let faults = settings.chain(people).flat_map(|read| &read.faults);
    faults.filter(|fault| fault.severity == Severity::Error)
}

/// Returns a copy of a plan that nothing [`stops`].
///
/// # Errors
/// A template is broken. The error has its name and line, and no value of the plan.
pub fn copy(file: &PlanFile, reader: &Reader, options: CopyOptions<'_>) -> anyhow::Result<String> {
    let options = CopyOptions { print: options.print_for(reader), ..options };
    let document = options.build_document(&redact(file, reader));
    templates::text(&document, options.format, options.templates)
}

/// Returns the name of the file for a copy, without any name or handle: "NS-0042-person.html",
/// "NS-0042-family-7f3a-crisis-plan.html".
pub fn file_name(file: &PlanFile, reader: &Reader, options: CopyOptions<'_>) -> String {
    let (reader, document) = (file_word(file, reader), options.document.file_suffix());
    format!("{}-{reader}{document}.{}", file.file_id(), options.format.word())
}

/// The word for a reader in the name of a file. It has four digits, and more if two readers of a plan share those.
fn file_word(file: &PlanFile, reader: &Reader) -> String {
    let kind = reader.kind();
    let Some(handle) = reader.handle().filter(|_| !kind.is_unique()) else { return kind.word().to_owned() };
    let digits =
        |handle: &str, count| sha1_digits(&[file.file_id().as_bytes(), b"\0", handle.as_bytes()], count);
    let is_taken = |count: &usize| {
        let own = digits(handle, *count);
        file.people().handles().any(|other| other != handle && digits(other, *count) == own)
    };
    let count = (4..40).find(|count| !is_taken(count)).unwrap_or(40);
    format!("{}-{}", kind.word(), digits(handle, count))
}
