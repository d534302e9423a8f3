//! Who gets no copy, and what the plan records about it.

use crate::access::policy::{ConsentRule, ReaderKind, gp_handle};
use crate::access::reader::Reader;
use crate::message;
use crate::parse::message::{Message, figure, name};
use crate::parse::{Diagnostic, Field, FixedRule, Handle, OpenMap, Span, day_in_words, suggest};
use crate::plan::{Consent, EndedReason, Someone};
use crate::workspace::PlanFile;

/// Why no copy is made for a reader.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// The word that names the reader after `--for`.
    pub reader: String,
    /// What the plan records about it.
    pub why: Box<Diagnostic>,
}

/// The readers that `--for` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum For {
    /// Everyone who can have a copy.
    Everyone,
    /// The person, the team, the GP, or someone with this handle.
    One(String),
}

impl From<&str> for For {
    fn from(word: &str) -> Self {
        if word == "everyone" { For::Everyone } else { For::One(word.to_owned()) }
    }
}

impl Reader {
    /// Returns the reader that `word` names.
    ///
    /// # Errors
    /// If no copy is made for them: what the plan records about it.
    pub fn parse(file: &PlanFile, word: &str) -> Result<Reader, Refusal> {
        let for_handle =
            |handle: &str| Reader::for_handle(file, handle).ok_or_else(|| Refusal::unknown(file, handle));
        let reader = match word {
            Handle::PERSON => Reader::person(file),
            "team" => Reader::team(),
            "gp" => for_handle(gp_handle(&file.plan).ok_or_else(|| Refusal::no_gp(file))?)?,
            handle => for_handle(handle)?,
        };
        match refusal(file, &reader) {
            Some(why) => Err(Refusal::new(&reader, why)),
            None => Ok(reader),
        }
    }

    /// Returns the readers of a plan, or why they get no copy: the person, the team, the GP, then the plan's own people.
    pub fn everyone(file: &PlanFile) -> Vec<Result<Reader, Refusal>> {
        let gp = gp_handle(&file.plan);
        let own = file.plan.people.value().into_iter().flat_map(OpenMap::keys);
        let own = own.filter(|handle| Some(*handle) != gp);
        let own = own
            .filter(|handle| Reader::for_handle(file, handle).is_some_and(|reader| !reader.kind().is_team()));
        let words = [Handle::PERSON, "team"].into_iter().chain(gp.map(|_| "gp")).chain(own);
        words.map(|word| Reader::parse(file, word)).collect()
    }
}

impl Refusal {
    /// Returns the refusal of a copy for `reader`.
    pub(crate) fn new(reader: &Reader, why: Diagnostic) -> Self {
        Refusal { reader: reader.word().to_owned(), why: Box::new(why) }
    }

    fn unknown(file: &PlanFile, handle: &str) -> Self {
        let people = file.plan.people.span().cloned().unwrap_or_default();
        let why = no_copy(file, &people, message!("nobody has the handle `{}`", name(handle, "people")));
        let why = match suggest(handle, file.people().handles()) {
            Some(near) => why.help(message!("did you mean `{}`?", name(near, "people"))),
            None => {
                why.help("write a handle of this plan or of `people.toml`, or person, team, gp or everyone")
            }
        };
        Refusal { reader: handle.to_owned(), why: Box::new(why) }
    }

    fn no_gp(file: &PlanFile) -> Self {
        let gp = file.plan.gp.span();
        let message = if gp.is_some() { "the plan says that there is no GP" } else { "the plan names no GP" };
        let why = no_copy(file, &gp.cloned().unwrap_or_default(), message);
        let why = why.help("write the GP's handle: `gp = \"dr-osei\"`, at the top");
        Refusal { reader: ReaderKind::Gp.word().to_owned(), why: Box::new(why) }
    }
}

/// Returns a diagnostic that says why there is no copy.
pub(crate) fn no_copy(file: &PlanFile, span: &Span, message: impl Into<Message>) -> Diagnostic {
    Diagnostic::error(FixedRule::NoCopy, &file.source, span, message)
}

/// Returns why this reader gets no copy; `None` if they get one.
fn refusal(file: &PlanFile, reader: &Reader) -> Option<Diagnostic> {
    if !reader.kind().is_team()
        && let Some(why) = died(file)
    {
        return Some(why);
    }
    let handle = reader.handle()?;
    let own = file.plan.people.value().and_then(|people| people.get(handle));
    let consent = own.map_or(&Field::Absent, |own| &own.consent);
    match reader.kind().consent() {
        ConsentRule::NotAsked => None,
        ConsentRule::CanBeRefused => refused(file, handle, consent),
        ConsentRule::Required => {
            refused(file, handle, consent).or_else(|| no_consent(file, handle, own, consent))
        }
    }
}

fn died(file: &PlanFile) -> Option<Diagnostic> {
    let reason = file.plan.ended.value().and_then(|ended| ended.reason.known())?;
    (reason.value == EndedReason::Died).then(|| {
        no_copy(file, &reason.span, "the person died: no copy is made").help(
            "what the team may still see is in `--for team`; who else may have one is for the team to decide",
        )
    })
}

/// The person refused, or someone decided so.
fn refused(file: &PlanFile, handle: &str, consent: &Field<Consent>) -> Option<Diagnostic> {
    let consent = consent.value()?;
    let copy = consent.copy.known().filter(|copy| copy.value.is_empty())?;
    let asked = consent.asked.value().map(|day| message!(" on {}", figure(day_in_words(day.0))));
    let handle = name(handle, "people");
    let message = match consent.decided_by.value() {
        Some(by) => {
            let by = name(&*by.0, "decided_by");
            message!("`{}` may have no copy: so decided by `{}`{}", handle, by, asked)
        }
        None => message!("`{}` may have no copy: the person was asked{}, and said no", handle, asked),
    };
    Some(no_copy(file, &copy.span, message).help(GENERAL_SHEET))
}

/// What people without a copy can have.
const GENERAL_SHEET: &str = "anyone may have the general sheet: `cpa render --document general-sheet`";

/// No consent is recorded.
fn no_consent(
    file: &PlanFile,
    handle: &str,
    own: Option<&Someone>,
    consent: &Field<Consent>,
) -> Option<Diagnostic> {
    if consent.value().is_some_and(|consent| consent.copy.value().is_some()) {
        return None;
    }
    let handle = name(handle, "people");
    let why = match consent.value().and_then(|consent| consent.because.known()) {
        Some(because) => {
            let message = message!(
                "`{}` may have no copy: the person was not asked, and the plan says why",
                handle.clone()
            );
            no_copy(file, &because.span, message)
        }
        None => {
            let span = consent.span().or(own.map(|own| &own.span)).cloned().unwrap_or_default();
            let message =
                message!("`{}` may have no copy: nothing says what the person agreed to", handle.clone());
            no_copy(file, &span, message)
        }
    };
    Some(why.help(message!(
        "ask the person, and write what they say below `[people.{}.consent]`: `asked = 2026-11-22` and `copy = \
         [\"contacts\", \"crisis\"]`, or `copy = []` for no; {}",
        handle,
        GENERAL_SHEET
    )))
}
