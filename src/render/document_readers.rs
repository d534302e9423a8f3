//! The readers of each document, and why others do not get it.

use crate::access::refusal::no_copy;
use crate::access::{For, Reader, ReaderKind, Refusal};
use crate::message;
use crate::parse::message::{figure, name};
use crate::parse::{Diagnostic, PlanPart};
use crate::render::Document;
use crate::workspace::PlanFile;

impl Document {
    /// Returns whom the document is for if `--for` is not given.
    pub fn for_whom(self) -> For {
        For::from(if self == Document::GpLetter { "gp" } else { "person" })
    }

    /// Returns the readers of this document, and why it is not made for others.
    pub fn readers(self, file: &PlanFile, reader: &For) -> Vec<Result<Reader, Refusal>> {
        let readers = match reader {
            // It is only for the GP, so no one else is refused it.
            For::Everyone if self == Document::GpLetter => vec![Reader::parse(file, "gp")],
            For::Everyone => Reader::everyone(file),
            For::One(word) => vec![Reader::parse(file, word)],
        };
        let readers = readers.into_iter().map(|reader| {
            let reader = reader?;
            document_refusal(file, &reader, self).map_or(Ok(reader), Err)
        });
        readers.collect()
    }
}

/// Returns why a reader who can have copies cannot have this document; `None` if they can.
fn document_refusal(file: &PlanFile, reader: &Reader, document: Document) -> Option<Refusal> {
    let why = match document {
        Document::CrisisPlan if !reader.has(PlanPart::Crisis) => no_crisis_plan(file, reader),
        Document::GpLetter if reader.kind() != ReaderKind::Gp => {
            let gp = file.plan.gp.span().cloned().unwrap_or_default();
            no_copy(file, &gp, "the GP letter is for the GP, and for nobody else")
                .help("leave out `--for`, or write `--for gp`")
        }
        Document::CarePlan | Document::CrisisPlan | Document::GpLetter | Document::GeneralSheet => {
            return None;
        }
    };
    Some(Refusal::new(reader, why))
}

fn no_crisis_plan(file: &PlanFile, reader: &Reader) -> Diagnostic {
    let handle = reader.handle().unwrap_or_default();
    let own = file.plan.people.value().and_then(|people| people.get(handle));
    let copy = own.and_then(|own| own.consent.value()).and_then(|consent| consent.copy.span());
    let handle = name(handle, "people");
    let agreed: Vec<&str> = reader.agreed().iter().map(|part| part.word()).collect();
    let message = message!("`{}` may have no crisis plan: the person did not agree to it", handle.clone());
    no_copy(file, &copy.cloned().unwrap_or_default(), message).help(message!(
        "what the person agreed to ({}) is in their care plan: `cpa render … --for {}`",
        figure(agreed.join(", ")),
        handle
    ))
}
