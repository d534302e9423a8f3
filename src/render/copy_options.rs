//! Which copy is made: of which document, in which format, as at which day; and for whom each document is.

use chrono::NaiveDate;
use clap::ValueEnum;

use crate::access::refusal::refuse_document;
use crate::access::{For, Reader, Refusal};
use crate::plan::CopyFormat;
use crate::render::{Markup, Templates};
use crate::workspace::PlanFile;

/// A document that copies are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Document {
    /// The whole care plan, as far as its reader may have it
    CarePlan,
    /// One side of paper for a crisis, which needs no other
    CrisisPlan,
    /// One side for the GP: what they are asked to do comes first
    GpLetter,
    /// For anyone, and made without a plan: who to phone, how to raise a worry, the rights of carers
    GeneralSheet,
}

/// In which size of print a copy is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintSize {
    /// As most people read.
    Standard,
    /// Large print: 18 points on paper.
    Large,
}

/// How a copy is made.
#[derive(Debug, Clone, Copy)]
pub struct CopyOptions<'t> {
    /// Of which document.
    pub document: Document,
    /// In which format.
    pub format: Markup,
    /// In which print.
    pub print: PrintSize,
    /// With which templates.
    pub templates: &'t Templates,
    /// As at which day.
    pub as_at: NaiveDate,
}

impl CopyOptions<'_> {
    /// The print of a copy for this reader: large, if it was asked for now, or by them once and for all. Plain text has
    /// no print.
    pub(crate) fn print_for(&self, reader: &Reader) -> PrintSize {
        match self.format {
            Markup::Md => PrintSize::Standard,
            Markup::Html if reader.format == Some(CopyFormat::LargePrint) => PrintSize::Large,
            Markup::Html => self.print,
        }
    }
}

impl Document {
    /// The word that names it: in arguments, and in the names of its templates.
    pub fn word(self) -> &'static str {
        match self {
            Document::CarePlan => "care-plan",
            Document::CrisisPlan => "crisis-plan",
            Document::GpLetter => "gp-letter",
            Document::GeneralSheet => "general-sheet",
        }
    }

    /// The word for it in the name of a file, after the word for the reader.
    pub(crate) fn file_word(self) -> &'static str {
        match self {
            Document::CarePlan => "",
            Document::CrisisPlan => "-crisis-plan",
            Document::GpLetter => "-letter",
            Document::GeneralSheet => "-general-sheet",
        }
    }

    /// For whom it is made when nobody is named.
    pub fn for_whom(self) -> For {
        For::from(if self == Document::GpLetter { "gp" } else { "person" })
    }

    /// Those for whom it is made, and why it is not made for others.
    pub fn readers(self, file: &PlanFile, reader: &For) -> Vec<Result<Reader, Refusal>> {
        let readers = match reader {
            // It is for nobody else, so that nobody is refused it.
            For::Everyone if self == Document::GpLetter => vec![Reader::parse(file, "gp")],
            For::Everyone => Reader::everyone(file),
            For::One(word) => vec![Reader::parse(file, word)],
        };
        let readers = readers.into_iter().map(|reader| {
            let reader = reader?;
            refuse_document(file, &reader, self).map_or(Ok(reader), Err)
        });
        readers.collect()
    }
}
