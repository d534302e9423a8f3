//! The care plan: every section, in the order in which each kind of reader reads it.
//!
//! In the person's own copy, headings and labels are in their voice, as the plan is ("What helps me"), and whole
//! sentences address them ("Jo Smith is your care coordinator."). In every other copy the person is named ("What helps
//! Mina"), and "you" is the reader.

use crate::render::copy_context::CopyContext;
use crate::render::copy_document::CopyDocument;
use crate::render::{Document, PrintSize};

impl CopyContext<'_> {
    pub(crate) fn care_plan(&self) -> CopyDocument {
        CopyDocument {
            document: Document::CarePlan.word(),
            lang: "en-GB",
            title: self.title(),
            heading: self.heading(),
            draft: self.seen.is_draft(),
            large: self.print == PrintSize::Large,
            copy_for: self.copy_for(),
            banner: self.banner(),
            first: self.first_lines(),
            sections: self.in_order(),
            footer: self.footer(),
        }
    }
}
