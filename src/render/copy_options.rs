//! Which copy is made: of which document, in which format, as at which day; and for whom each document is.

use chrono::NaiveDate;
use clap::ValueEnum;

use crate::access::Reader;
use crate::plan::CopyFormat;
use crate::render::{Markup, Templates};

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
}
