//! Which copy is made: of which document, in which format and print, as at which date.

use chrono::NaiveDate;

use crate::access::{Reader, RedactedPlan};
use crate::plan::CopyFormat;
use crate::render::copy_context::{CopyContext, PrintSize};
use crate::render::copy_document::CopyDocument;
use crate::render::{Document, Markup, Templates};

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

    /// Builds the document from what its reader may see.
    pub(crate) fn build_document(self, plan: &RedactedPlan) -> CopyDocument {
        let CopyOptions { document, as_at, print, format, templates: _ } = self;
        document.build(&CopyContext { plan, as_at, print, format })
    }
}
