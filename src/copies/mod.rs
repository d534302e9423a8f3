//! Who may see what of a plan, and how it reads: one wall, and documents made from what is left behind it.

mod block;
mod care_plan;
mod escape;
mod line;
mod save;
mod see;
mod templates;
mod who;

pub use save::{Saved, save};
pub use see::{Seen, see};
pub use who::{Kind, Reader};

use chrono::NaiveDate;
use clap::ValueEnum;

use crate::folder::PlanFile;
use crate::plan::EndedReason;
use crate::reading::{Diagnostic, Severity};

/// A format in which a copy is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Markdown: text that can be read as it is
    Md,
    /// One HTML file, to look at, to print, to send
    Html,
}

impl Format {
    /// The word that names it: in arguments, and at the end of the names of files.
    pub fn word(self) -> &'static str {
        match self {
            Format::Md => "md",
            Format::Html => "html",
        }
    }
}

/// The faults that stop every copy of a plan: what could not be read, in the plan or in what stands beside it, would
/// be missing from a copy unseen.
pub fn stops(file: &PlanFile) -> Vec<&Diagnostic> {
    let settings = file.shelf.settings.iter().map(|settings| &settings.read);
    let people = file.shelf.people.iter().map(|people| &people.read);
    let beside = settings.chain(people).flat_map(|read| &read.faults);
    let all = file.faults.iter().chain(beside);
    all.filter(|fault| fault.severity == Severity::Error).collect()
}

/// Why no copy is made for this reader, whatever the plan holds.
pub fn refusal(file: &PlanFile, reader: &Reader) -> Option<Diagnostic> {
    let reason = file.plan.ended.value().and_then(|ended| ended.reason.known())?;
    let died = reason.value == EndedReason::Died && *reader == Reader::PERSON;
    died.then(|| {
        Diagnostic::error("no-copy", &file.source, &reason.span, "the person died: no copy is made for them")
            .help("who else may have one is for the team to decide")
    })
}

/// A copy of the plan in `file`, which nothing [`stops`], for `reader`, as at a day.
///
/// # Errors
/// A template that is broken: its name and line, and none of the plan's values.
pub fn copy(file: &PlanFile, reader: &Reader, format: Format, as_at: NaiveDate) -> anyhow::Result<String> {
    let seen = see(file, reader);
    templates::text(&care_plan::CarePlan::of(&seen, as_at), format)
}

/// The name of the file of such a copy: "NS-0042-person.html".
pub fn file_name(file: &PlanFile, reader: &Reader, format: Format) -> String {
    format!("{}-{}.{}", file.file_id(), reader.word(), format.word())
}
