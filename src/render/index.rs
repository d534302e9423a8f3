//! The index of a folder of copies: which copy is for whom, and who may have none and why. It is for the office alone.

use anyhow::Context;

use crate::access::{Reader, Refusal};
use crate::escape::spreadsheet_cell;
use crate::workspace::PlanFile;

/// What became of a copy for one reader of one plan.
#[derive(Debug, Clone)]
pub struct IndexRow {
    plan: String,
    reader: String,
    kind: &'static str,
    /// The files, or why there is none.
    pub became: WriteResult,
}

/// What became of a copy.
#[derive(Debug, Clone)]
pub enum WriteResult {
    /// It stands in these files.
    Written(Vec<String>),
    /// There is none, and here is why.
    Skipped(String),
}

/// The name of the file with the index.
pub const INDEX: &str = "index.csv";

impl IndexRow {
    /// The copy of `reader` stands in these files.
    pub fn made(file: &PlanFile, reader: &Reader, files: Vec<String>) -> Self {
        let kind = reader.kind().label();
        let reader = reader.handle().unwrap_or(reader.word()).to_owned();
        IndexRow { plan: file.file_id().to_owned(), reader, kind, became: WriteResult::Written(files) }
    }

    /// This reader may have none.
    pub fn refused(file: &PlanFile, refusal: &Refusal) -> Self {
        IndexRow::without(file, &refusal.reader, &refusal.why.message.to_string())
    }

    /// Faults of the plan stop every copy.
    pub fn stopped(file: &PlanFile) -> Self {
        let why = "the plan, or a file beside it, has faults: `cpa validate` says which";
        IndexRow::without(file, "everyone", why)
    }

    /// The copies could not be written.
    pub fn not_written(file: &PlanFile) -> Self {
        IndexRow::without(file, "everyone", "the files could not be written")
    }

    fn without(file: &PlanFile, reader: &str, why: &str) -> Self {
        let became = WriteResult::Skipped(why.to_owned());
        IndexRow { plan: file.file_id().to_owned(), reader: reader.to_owned(), kind: "", became }
    }
}

/// The index of these rows as a table for a spreadsheet (RFC 4180), one line a file; `others` are the files that stand
/// in the folder beside those of the rows, of readers, it may be, who may have none any more.
///
/// # Errors
/// None that can be: it is written into memory.
pub fn index(rows: &[IndexRow], others: &[String]) -> anyhow::Result<String> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let line = ["plan", "reader", "kind", "file", "no_copy_because"];
    table.write_record(line)?;
    for IndexRow { plan, reader, kind, became } in rows {
        let (plan, reader) = (spreadsheet_cell(plan), spreadsheet_cell(reader));
        match became {
            WriteResult::Written(files) => {
                for file in files {
                    table.write_record([&plan, &reader, *kind, &spreadsheet_cell(file), ""])?;
                }
            }
            WriteResult::Skipped(why) => {
                table.write_record([&plan, &reader, *kind, "", &spreadsheet_cell(why)])?
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
