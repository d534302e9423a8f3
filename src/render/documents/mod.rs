//! The documents: one file each.

mod care_plan;
mod crisis_plan;
mod general_sheet;
mod gp_letter;

use crate::access::RedactedPlan;
use crate::render::copy_context::CopyContext;
use crate::render::copy_document::CopyDocument;
use crate::render::{CopyOptions, Document};

/// Returns a document made from what its reader may see.
pub(crate) fn paper(seen: &RedactedPlan, edition: CopyOptions<'_>) -> CopyDocument {
    let basis = CopyContext { seen, as_at: edition.as_at, print: edition.print, format: edition.format };
    match edition.document {
        Document::CarePlan => basis.care_plan(),
        Document::CrisisPlan => basis.crisis_plan(),
        Document::GpLetter => basis.gp_letter(),
        Document::GeneralSheet => basis.general_sheet(),
    }
}
