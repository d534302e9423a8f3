//! The index of a folder of copies: who each copy is for, and who gets none and why. For internal use.

use anyhow::Context;

use crate::access::{Reader, Refusal};
use crate::escape::spreadsheet_cell;
use crate::workspace::PlanFile;

/// The result for one reader of one plan.
#[derive(Debug, Clone)]
pub struct IndexRow {
    plan: String,
    reader: String,
    kind: &'static str,
    /// The files, or the reason why there is none.
    pub result: WriteResult,
}

/// Whether a copy was written.
#[derive(Debug, Clone)]
pub enum WriteResult {
    /// The names of its files.
    Written(Vec<String>),
    /// The reason why there is no copy.
    Skipped(String),
}

/// The file name of the index.
pub const INDEX: &str = "index.csv";

impl IndexRow {
    /// A copy was written to these files.
    pub fn written(file: &PlanFile, reader: &Reader, files: Vec<String>) -> Self {
        let kind = reader.kind().label();
        let reader = reader.handle().unwrap_or(reader.word()).to_owned();
        IndexRow { plan: file.file_id().to_owned(), reader, kind, result: WriteResult::Written(files) }
    }

    /// The reader may have no copy.
    pub fn refused(file: &PlanFile, refusal: &Refusal) -> Self {
        IndexRow::skipped(file, &refusal.reader, &refusal.why.message.to_string())
    }

    /// Errors in the plan prevent all copies.
    pub fn unreadable(file: &PlanFile) -> Self {
        let why = "the plan, or a file beside it, has faults: `cpa validate` says which";
        IndexRow::skipped(file, "everyone", why)
    }

    /// The files could not be written.
    pub fn failed(file: &PlanFile) -> Self {
        IndexRow::skipped(file, "everyone", "the files could not be written")
    }

    fn skipped(file: &PlanFile, reader: &str, why: &str) -> Self {
        let result = WriteResult::Skipped(why.to_owned());
        IndexRow { plan: file.file_id().to_owned(), reader: reader.to_owned(), kind: "", result }
    }
}

/// Returns the index as CSV (RFC 4180), with a line for each file. `others` are further files in the folder, such as a
/// copy from an earlier run for a reader who may have none now.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn index(rows: &[IndexRow], others: &[String]) -> anyhow::Result<String> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let line = ["plan", "reader", "kind", "file", "no_copy_because"];
    table.write_record(line)?;
    for IndexRow { plan, reader, kind, result } in rows {
        let (plan, reader) = (spreadsheet_cell(plan), spreadsheet_cell(reader));
        match result {
            WriteResult::Written(files) => {
                for file in files {
                    table.write_record([&plan, &reader, *kind, &spreadsheet_cell(file), ""])?;
                }
            }
            WriteResult::Skipped(why) => {
                table.write_record([&plan, &reader, *kind, "", &spreadsheet_cell(why)])?;
            }
        }
    }
    for other in others {
        table.write_record([
            "",
            "",
            "",
            &spreadsheet_cell(other),
            "this file is no copy that was made in this run",
        ])?;
    }
    let bytes = table.into_inner().context("cannot write the index")?;
    String::from_utf8(bytes).context("cannot write the index")
}
