//! Readers of copies, and what each of them can see of a plan.

use crate::access::policy::{FAMILY, Grant, ReaderKind, is_family, is_team};
use crate::parse::{AccessLabels, AccessPolicy, Field, Handle, PlanPart, WithheldName};
use crate::plan::{CopyFormat, CopyPart, Is};
use crate::workspace::PlanFile;

/// Someone who can have a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    kind: ReaderKind,
    /// `None` for the team as a whole.
    handle: Option<String>,
    /// Whether they have a `relationship`, whatever their kind.
    is_related: bool,
    /// The parts that the person agreed to.
    agreed: Vec<CopyPart>,
    /// The format in which they asked for copies.
    pub(crate) format: Option<CopyFormat>,
    /// Whether they are the person's carer.
    pub(crate) is_carer: bool,
}

impl Reader {
    /// Returns a reader of a kind, without a handle and without consent.
    fn new(kind: ReaderKind) -> Reader {
        Reader { kind, handle: None, is_related: false, agreed: Vec::new(), format: None, is_carer: false }
    }

    /// Returns the person whose plan it is.
    pub(crate) fn person(file: &PlanFile) -> Reader {
        let format = file.plan.communication.value().and_then(|needs| needs.copy_format.value());
        Reader {
            handle: Some(Handle::PERSON.to_owned()),
            format: format.copied(),
            ..Reader::new(ReaderKind::Person)
        }
    }

    /// Returns the team as a whole.
    pub(crate) fn team() -> Reader {
        Reader::new(ReaderKind::Team)
    }

    /// Returns a reader without consent to anything.
    pub(crate) fn anyone() -> Reader {
        Reader::new(ReaderKind::Agency)
    }

    /// Returns the reader with this handle, or `None` if no one has it.
    pub(crate) fn for_handle(file: &PlanFile, handle: &str) -> Option<Reader> {
        let entry = file.people().find(handle)?;
        let own = file.plan.people.value().and_then(|people| people.get(handle));
        // Only the plan itself can record consent: a list of colleagues is shared by many plans.
        let agreed = own.and_then(|own| own.consent.value()).and_then(|consent| consent.copy.value());
        let agreed = agreed.map(|parts| parts.iter().map(|part| part.value).collect());
        let needs = entry.first(|someone| &someone.communication);
        Some(Reader {
            kind: ReaderKind::for_entry(file, handle, &entry),
            handle: Some(handle.to_owned()),
            is_related: is_family(&entry),
            agreed: agreed.unwrap_or_default(),
            format: needs.and_then(|needs| needs.copy_format.value()).copied(),
            is_carer: entry.is(Is::Carer) || entry.is(Is::YoungCarer),
        })
    }

    /// Returns the kind of reader.
    pub fn kind(&self) -> ReaderKind {
        self.kind
    }

    /// Returns the handle; `None` for the team as a whole.
    pub fn handle(&self) -> Option<&str> {
        self.handle.as_deref()
    }

    /// Returns the word that names this reader after `--for`.
    pub fn word(&self) -> &str {
        match self.handle() {
            Some(handle) if !self.kind.is_unique() => handle,
            _ => self.kind.word(),
        }
    }

    /// Returns the parts that the person agreed to.
    pub fn agreed(&self) -> &[CopyPart] {
        &self.agreed
    }

    /// Returns whether this reader has `part`.
    pub(crate) fn has(&self, part: PlanPart) -> bool {
        match self.kind.grant(part) {
            Grant::Always => true,
            Grant::Agreed => self.agreed.iter().any(|agreed| agreed.part() == Some(part)),
            Grant::Never => false,
        }
    }

    /// Returns whether the person agreed that this reader has the needs of one area of life.
    pub(crate) fn has_area(&self, area: &str) -> bool {
        let has_area = || self.agreed.iter().any(|agreed| agreed.part().is_none() && agreed.word() == area);
        match self.kind.grant(PlanPart::Needs) {
            Grant::Agreed => has_area(),
            Grant::Always | Grant::Never => false,
        }
    }

    /// Returns whether `word`, in `from` of a decision, means this reader.
    fn is_meant_by(&self, word: &str) -> bool {
        // A GP who is also a relative: what is withheld from family is withheld from them.
        self.kind.decision_word() == Some(word) || (word == FAMILY && self.is_related) || self.is(word)
    }

    /// Returns whether `handle` is this reader.
    pub(crate) fn is(&self, handle: &str) -> bool {
        self.handle() == Some(handle)
    }
}

/// What one reader can see of one plan, item by item.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReaderPolicy<'a> {
    pub(crate) file: &'a PlanFile,
    pub(crate) reader: &'a Reader,
}

impl AccessPolicy for ReaderPolicy<'_> {
    fn allows(&self, part: PlanPart) -> bool {
        self.reader.has(part)
    }

    fn is_withheld(&self, labels: &AccessLabels<'_>) -> bool {
        self.withheld_reason(labels).is_some()
    }

    fn names(&self, handle: &str) -> bool {
        let decisions = self.file.people().find(handle).map(|entry| entry.all(|someone| &someone.withhold));
        !decisions.into_iter().flatten().any(|decision| self.withholds(&decision.0))
    }

    fn part_of_item(&self, part: PlanPart, labels: &AccessLabels<'_>) -> PlanPart {
        let has_area = part == PlanPart::Needs && labels.area.is_some_and(|area| self.reader.has_area(area));
        if has_area { PlanPart::Public } else { part }
    }

    fn is_own(&self, labels: &AccessLabels<'_>) -> bool {
        match labels.who {
            // What someone said that others should do is not theirs to do.
            Some(who) => who.0.iter().any(|who| self.reader.is(&who.value.0)),
            None => labels.told_by.is_some_and(|informant| self.reader.is(informant)),
        }
    }
}

/// Why an item is withheld from a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WithheldReason {
    /// By the decision of this name.
    Decision(String),
    /// It was said in confidence.
    InConfidence,
}

impl ReaderPolicy<'_> {
    /// Returns why an item with these labels is withheld from this reader; `None` if it is not.
    pub(crate) fn withheld_reason(&self, labels: &AccessLabels<'_>) -> Option<WithheldReason> {
        let decision = labels.withhold.filter(|decision| self.withholds(decision));
        let decision = decision.map(|decision| WithheldReason::Decision(decision.to_owned()));
        decision.or_else(|| self.is_confidential(labels).then_some(WithheldReason::InConfidence))
    }

    /// Returns whether the `withhold` of an item withholds it from this reader. One that could not be read does, from
    /// everyone but the team.
    pub(crate) fn is_withheld_by(&self, withhold: &Field<WithheldName>) -> bool {
        match withhold {
            Field::Known(name) => self.withholds(&name.value.0),
            Field::Faulty(_) => !self.reader.kind().is_team(),
            Field::Absent => false,
        }
    }

    /// Returns whether the decision of this name withholds something from this reader. A decision withholds from everyone
    /// but the team if it names no reader, or if its readers are not certain: it is missing, could not be read, or
    /// names an unknown handle.
    pub(crate) fn withholds(&self, name: &str) -> bool {
        let decision = self.file.plan.withheld.value().and_then(|decisions| decisions.get(name));
        let from = decision.and_then(|decision| decision.from.value()).map(Vec::as_slice).unwrap_or_default();
        let is_known = |word: &str| {
            ReaderKind::ALL.iter().any(|kind| kind.decision_word() == Some(word))
                || self.file.people().find(word).is_some()
        };
        let is_certain = !from.is_empty() && from.iter().all(|word| is_known(&word.value.0));
        from.iter().any(|word| self.reader.is_meant_by(&word.value.0))
            || (!is_certain && !self.reader.kind().is_team())
    }

    /// Returns whether this was said in confidence, and not by this reader. What someone outside the team said stays in
    /// confidence until `in_confidence = false` is recorded.
    fn is_confidential(&self, labels: &AccessLabels<'_>) -> bool {
        if self.reader.kind().is_team() {
            return false;
        }
        let Some(informant) = labels.told_by else { return labels.in_confidence == Some(true) };
        if self.reader.is(informant) {
            return false;
        }
        is_in_confidence(labels, |handle| {
            self.file.people().find(handle).is_some_and(|entry| is_team(&entry))
        }) || !self.names(informant)
    }

    /// Returns whether this reader has a text of a key of `part`. `is_own` says whether people who are
    /// down for an item, or said it, have its key; `labels` are those of the tables that the text is in, the innermost first.
    pub(crate) fn has_text<'l>(
        &self,
        part: PlanPart,
        is_own: bool,
        labels: impl IntoIterator<Item = &'l AccessLabels<'l>>,
    ) -> bool {
        let mut labels = labels.into_iter().peekable();
        let is_own = is_own && labels.peek().is_some_and(|labels| self.is_own(labels));
        is_own || self.allows(part) || labels.any(|labels| self.allows(self.part_of_item(part, labels)))
    }
}

/// Returns whether something was said in confidence. What the person and the team say is not unless `in_confidence` says
/// so; what others say is unless it says `false`.
pub(crate) fn is_in_confidence(labels: &AccessLabels<'_>, is_team: impl Fn(&str) -> bool) -> bool {
    let is_outsider = |informant: &str| informant != Handle::PERSON && !is_team(informant);
    labels.in_confidence.unwrap_or_else(|| labels.told_by.is_some_and(is_outsider))
}
