//! Who may see what of a plan, and how it reads: one wall, and documents made from what is left behind it.

mod block;
mod copy_context;
mod copy_document;
mod copy_options;
mod document;
mod document_readers;
mod documents;
mod escape;
mod fit;
mod general_sheet;
mod index;
mod line;
mod pictures;
mod save;
mod sections;
mod templates;
mod voice;

pub use copy_options::{CopyOptions, Document, PrintSize};
pub use general_sheet::GeneralSheet;
pub use index::{INDEX, IndexRow, WriteResult, index};
pub use save::OutputFolder;
pub use templates::{Templates, describe};

use clap::ValueEnum;

use crate::access::{Reader, redact};
use crate::parse::{Diagnostic, Severity};
use crate::workspace::{PlanFile, sha1_digits};

/// A format in which a copy is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Markup {
    /// Markdown: text that can be read as it is
    Md,
    /// One HTML file, to look at, to print, to send
    Html,
}

impl Markup {
    /// The word that names it: in arguments, and at the end of the names of files.
    pub fn word(self) -> &'static str {
        match self {
            Markup::Md => "md",
            Markup::Html => "html",
        }
    }
}

/// The faults that stop every copy of a plan: what could not be read, in the plan or in what stands beside it, would
/// be missing from a copy unseen.
pub fn stops(file: &PlanFile) -> Vec<&Diagnostic> {
    let settings = file.context.settings.iter().map(|settings| &settings.read);
    let people = file.context.people.iter().map(|people| &people.read);
    let beside = settings.chain(people).flat_map(|read| &read.faults);
    let all = file.faults.iter().chain(beside);
    all.filter(|fault| fault.severity == Severity::Error).collect()
}

/// A copy of the plan in `file`, which nothing [`stops`], for `reader`.
///
/// # Errors
/// A template that is broken: its name and line, and none of the plan's values.
pub fn copy(file: &PlanFile, reader: &Reader, edition: CopyOptions<'_>) -> anyhow::Result<String> {
    let edition = CopyOptions { print: edition.print_for(reader), ..edition };
    let paper = documents::paper(&redact(file, reader), edition);
    templates::text(&paper, edition.format, edition.templates)
}

/// The name of the file of such a copy, without the names and handles of anybody: "NS-0042-person.html",
/// "NS-0042-family-7f3a-crisis-plan.html".
pub fn file_name(file: &PlanFile, reader: &Reader, edition: CopyOptions) -> String {
    let (reader, document) = (file_word(file, reader), edition.document.file_word());
    format!("{}-{reader}{document}.{}", file.file_id(), edition.format.word())
}

/// The word for a reader in the name of a file. Where four digits would be those of two readers of one plan, there are
/// more.
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
