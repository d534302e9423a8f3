//! The care plan: every section, in the order of each kind of reader.
//!
//! In the person's own copy, headings and labels speak as the plan does ("What helps me"), and whole sentences address
//! the person ("Jo Smith is your care coordinator."). Every other copy names the person ("What helps Mina"), and "you"
//! is the reader.

use crate::render::copy_context::CopyContext;
use crate::render::copy_document::CopyDocument;
use crate::render::documents::DocumentType;

pub(crate) const TYPE: DocumentType = DocumentType {
    word: "care-plan",
    file_suffix: "",
    only_for: None,
    refuse: |_, _| None,
    build: |context| context.care_plan(),
};

impl CopyContext<'_> {
    fn care_plan(&self) -> CopyDocument {
        CopyDocument {
            title: self.title(),
            banner: self.banner(),
            first: self.first_lines(),
            footer: self.footer(),
            ..self.document(TYPE.word, self.heading(), self.sections_in_order())
        }
    }
}
