//! Which copy is made: of which document, in which format and print, as at which date.

use chrono::NaiveDate;

use crate::access::Reader;
use crate::plan::CopyFormat;
use crate::render::{Document, Markup, Templates};

/// The size of print of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintSize {
    /// 12 points on paper, 10 or 11 where a document must fit on one side.
    Standard,
    /// 18 points on paper.
    Large,
}

/// How a copy is made.
#[derive(Debug, Clone, Copy)]
pub struct CopyOptions<'t> {
    /// The document.
    pub document: Document,
    /// The format.
    pub format: Markup,
    /// The size of print.
    pub print: PrintSize,
    /// The templates.
    pub templates: &'t Templates,
    /// The date that the copy counts from.
    pub as_at: NaiveDate,
}

impl CopyOptions<'_> {
    /// Returns the size of print for this reader: large if the command asks for it or the plan says that the reader
    /// did. Markdown has no size of print.
    pub(crate) fn print_for(&self, reader: &Reader) -> PrintSize {
        match self.format {
            Markup::Md => PrintSize::Standard,
            Markup::Html if reader.format == Some(CopyFormat::LargePrint) => PrintSize::Large,
            Markup::Html => self.print,
        }
    }
}
