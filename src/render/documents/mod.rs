//! The documents: one file each.

mod care_plan;
mod crisis_plan;
mod general_sheet;
mod gp_letter;

use crate::access::Seen;
use crate::render::basis::Basis;
use crate::render::copy_document::Paper;
use crate::render::{Document, Edition};

/// Returns a document made from what its reader may see.
pub(crate) fn paper(seen: &Seen, edition: Edition<'_>) -> Paper {
    let basis = Basis { seen, as_at: edition.as_at, print: edition.print, format: edition.format };
    match edition.document {
        Document::CarePlan => basis.care_plan(),
        Document::CrisisPlan => basis.crisis_plan(),
        Document::GpLetter => basis.gp_letter(),
        Document::GeneralSheet => basis.general_sheet(),
    }
}
