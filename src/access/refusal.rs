//! Why somebody gets no copy: what is recorded, said plainly.

use crate::access::{Reader, ReaderKind};
use crate::parse::FixedRule;
use crate::parse::{Diagnostic, Field, PlanPart, Span, day_in_words};
use crate::plan::{Consent, EndedReason, Someone};
use crate::render::Document;
use crate::workspace::PlanFile;

/// Why no copy is made for somebody.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// The word that names them behind `--for`.
    pub reader: String,
    /// What is recorded, and where.
    pub why: Box<Diagnostic>,
}

/// Why this reader may have no copy of the plan at all; none, if they may have one.
pub(crate) fn refuse(file: &PlanFile, reader: &Reader) -> Option<Refusal> {
    let reader_word = reader.word().to_owned();
    let refusal = |why| Refusal { reader: reader_word.clone(), why: Box::new(why) };
    if let Some(why) = died(file).filter(|_| reader.kind() != ReaderKind::Team) {
        return Some(refusal(why));
    }
    let handle = reader.handle()?;
    let own = file.plan.people.value().and_then(|people| people.get(handle));
    let consent = own.map_or(&Field::Absent, |own| &own.consent);
    match reader.kind() {
        ReaderKind::Person | ReaderKind::Team => None,
        ReaderKind::Gp => refused(file, handle, consent).map(refusal),
        ReaderKind::Family | ReaderKind::Agency => {
            let none = || not_recorded(file, handle, own, consent);
            refused(file, handle, consent).or_else(none).map(refusal)
        }
    }
}

/// Why this reader, who may have a copy, may not have this document; none, if they may.
pub(crate) fn refuse_document(file: &PlanFile, reader: &Reader, document: Document) -> Option<Refusal> {
    let refusal = |why| Some(Refusal { reader: reader.word().to_owned(), why: Box::new(why) });
    match document {
        Document::CrisisPlan if !reader.has(PlanPart::Crisis) => refusal(no_crisis_plan(file, reader)),
        Document::GpLetter if reader.kind() != ReaderKind::Gp => {
            let gp = file.plan.gp.span().cloned().unwrap_or_default();
            let why = at(file, &gp, "the GP letter is for the GP, and for nobody else");
            refusal(why.help("leave out `--for`, or write `--for gp`"))
        }
        _ => None,
    }
}

fn no_crisis_plan(file: &PlanFile, reader: &Reader) -> Diagnostic {
    let handle = reader.handle().unwrap_or_default();
    let own = file.plan.people.value().and_then(|people| people.get(handle));
    let copy = own.and_then(|own| own.consent.value()).and_then(|consent| consent.copy.span());
    let agreed: Vec<&str> = reader.agreed().iter().map(|part| part.word()).collect();
    let why = at(
        file,
        &copy.cloned().unwrap_or_default(),
        format!("`{handle}` may have no crisis plan: the person did not agree to it"),
    );
    why.help(format!(
        "what the person agreed to ({}) is in their care plan: `cpa render … --for {handle}`",
        agreed.join(", ")
    ))
}

impl Refusal {
    /// Nobody has this handle.
    pub(crate) fn nobody(file: &PlanFile, handle: &str) -> Self {
        let why = at(
            file,
            &file.plan.people.span().cloned().unwrap_or_default(),
            format!("nobody has the handle `{handle}`"),
        );
        let near = crate::parse::suggest(handle, file.people().handles());
        let why = match near {
            Some(near) => why.help(format!("did you mean `{near}`?")),
            None => {
                why.help("write a handle of this plan or of `people.toml`, or person, team, gp or everyone")
            }
        };
        Refusal { reader: handle.to_owned(), why: Box::new(why) }
    }

    /// The plan names no GP.
    pub(crate) fn no_gp(file: &PlanFile) -> Self {
        let asked = file.plan.gp.span();
        let says = if asked.is_some() { "the plan says that there is no GP" } else { "the plan names no GP" };
        let why = at(file, &asked.cloned().unwrap_or_default(), says);
        Refusal {
            reader: "gp".to_owned(),
            why: Box::new(why.help("write the GP's handle: `gp = \"dr-osei\"`, at the top")),
        }
    }
}

fn at(file: &PlanFile, span: &Span, message: impl Into<crate::parse::Message>) -> Diagnostic {
    Diagnostic::error(FixedRule::NoCopy, &file.source, span, message)
}

fn died(file: &PlanFile) -> Option<Diagnostic> {
    let reason = file.plan.ended.value().and_then(|ended| ended.reason.known())?;
    (reason.value == EndedReason::Died).then(|| {
        at(file, &reason.span, "the person died: no copy is made").help(
            "what the team may still see is in `--for team`; who else may have one is for the team to decide",
        )
    })
}

/// The person was asked, and said no; or somebody decided so.
fn refused(file: &PlanFile, handle: &str, consent: &Field<Consent>) -> Option<Diagnostic> {
    let consent = consent.value()?;
    let copy = consent.copy.known().filter(|copy| copy.value.is_empty())?;
    let asked = consent.asked.value().map(|day| format!(" on {}", day_in_words(day.0))).unwrap_or_default();
    let message = match consent.decided_by.value() {
        Some(by) => format!("`{handle}` may have no copy: so decided by `{}`{asked}", by.0),
        None => format!("`{handle}` may have no copy: the person was asked{asked}, and said no"),
    };
    Some(at(file, &copy.span, message).help(GENERAL))
}

/// What can be given to somebody who may have no copy.
const GENERAL: &str = "anyone may have the general sheet: `cpa render --document general-sheet`";

fn not_recorded(
    file: &PlanFile,
    handle: &str,
    own: Option<&Someone>,
    consent: &Field<Consent>,
) -> Option<Diagnostic> {
    let copy = consent.value().map(|consent| &consent.copy);
    if copy.is_some_and(|copy| copy.value().is_some()) {
        return None;
    }
    let header = own.map(|own| own.span.clone()).unwrap_or_default();
    let span = consent.span().cloned().unwrap_or(header);
    let because = consent.value().and_then(|consent| consent.because.known());
    let (span, message) = match because {
        Some(because) => (
            because.span.clone(),
            format!("`{handle}` may have no copy: the person was not asked, and the plan says why"),
        ),
        None => (span, format!("`{handle}` may have no copy: nothing says what the person agreed to")),
    };
    let ask = format!(
        "ask the person, and write what they say below `[people.{handle}.consent]`: `asked = 2026-11-22` and \
         `copy = [\"contacts\", \"crisis\"]`, or `copy = []` for no; {GENERAL}"
    );
    Some(at(file, &span, message).help(ask))
}
