//! The documents: one file and one line of `documents!` each.

use clap::ValueEnum;

use crate::access::{For, Reader, Refusal};
use crate::render::copy_context::CopyContext;
use crate::render::copy_document::CopyDocument;
use crate::workspace::PlanFile;

/// What one document is, and how it is built.
#[derive(Debug)]
pub(crate) struct DocumentType {
    /// The word for it in arguments and in the names of its templates.
    word: &'static str,
    /// What the name of a copy's file has after the word for the reader.
    file_suffix: &'static str,
    /// The only reader it is for, as typed after `--for`; `None` if it is for every reader.
    only_for: Option<&'static str>,
    /// Returns why a reader who may have a copy of the plan may not have this document.
    refuse: fn(&PlanFile, &Reader) -> Option<Refusal>,
    build: fn(&CopyContext<'_>) -> CopyDocument,
}

macro_rules! documents {
    ($($(#[doc = $help:literal])+ $module:ident $name:ident,)+) => {
        $(mod $module;)+

        /// A document that copies are made of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
        pub enum Document { $($(#[doc = $help])+ $name),+ }

        impl Document {
            fn document_type(self) -> &'static DocumentType {
                match self { $(Document::$name => &$module::TYPE),+ }
            }
        }
    };
}

documents! {
    /// The whole care plan, as far as its reader may have it
    care_plan CarePlan,
    /// One side of paper for a crisis, which needs no other
    crisis_plan CrisisPlan,
    /// One side for the GP: what they are asked to do comes first
    gp_letter GpLetter,
    /// For anyone, and made without a plan: who to phone, how to raise a worry, the rights of carers
    general_sheet GeneralSheet,
}

impl Document {
    /// The word for it in arguments and in the names of its templates.
    pub fn word(self) -> &'static str {
        self.document_type().word
    }

    /// What the name of a copy's file has after the word for the reader.
    pub(crate) fn file_suffix(self) -> &'static str {
        self.document_type().file_suffix
    }

    /// Whom copies are for if the command names no reader.
    pub fn default_reader(self) -> For {
        For::from(self.document_type().only_for.unwrap_or("person"))
    }

    /// Returns each reader meant by `--for`, or why they get no copy.
    pub fn readers(self, file: &PlanFile, reader: &For) -> Vec<Result<Reader, Refusal>> {
        let document = self.document_type();
        let readers = match (reader, document.only_for) {
            (For::Everyone, Some(word)) => vec![Reader::parse(file, word)],
            (For::Everyone, None) => Reader::everyone(file),
            (For::One(word), _) => vec![Reader::parse(file, word)],
        };
        let refuse = |reader: Reader| (document.refuse)(file, &reader).map_or(Ok(reader), Err);
        readers.into_iter().map(|reader| reader.and_then(refuse)).collect()
    }

    pub(crate) fn build(self, context: &CopyContext<'_>) -> CopyDocument {
        (self.document_type().build)(context)
    }
}
