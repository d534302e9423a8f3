use std::sync::LazyLock;

use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::text::{Passage, Phrases};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "words that label the person instead of saying what happened",
    severity: Severity::Info,
    check: Check::Plan(check),
};

/// A label, and what to write instead.
#[derive(Debug)]
struct LabelWord(&'static str, &'static str);

static LABELS: LazyLock<Phrases<LabelWord>> = LazyLock::new(|| Phrases::new(LIST, |label| label.0));

const WHAT_HAPPENED: &str = "say what happened, and when";
const ASKED: &str = "say what was offered, and what the person said about it";
const MEDICINE: &str = "say which medicine the person does not take, and why, in their words";
const CAME: &str = "say which appointment it was, and what kept the person from it";
const SEES: &str = "say how the person sees it, and how the team does";

#[rustfmt::skip]
const LIST: &[LabelWord] = &[
    LabelWord("non compliant", MEDICINE),
    LabelWord("noncompliant", MEDICINE),
    LabelWord("non compliance", MEDICINE),
    LabelWord("noncompliance", MEDICINE),
    LabelWord("non concordant", MEDICINE),
    LabelWord("non concordance", MEDICINE),
    LabelWord("non adherent", MEDICINE),
    LabelWord("poorly compliant", MEDICINE),
    LabelWord("poor compliance", MEDICINE),
    LabelWord("treatment resistant", "say what was tried and did not help"),
    LabelWord("manipulative", WHAT_HAPPENED),
    LabelWord("manipulates", WHAT_HAPPENED),
    LabelWord("manipulating", WHAT_HAPPENED),
    LabelWord("attention seeking", "say what the person needed just then"),
    LabelWord("attention seeker", "say what the person needed just then"),
    LabelWord("drug seeking", "say what the person asked for, and why"),
    LabelWord("medication seeking", "say what the person asked for, and why"),
    LabelWord("refuses to engage", ASKED),
    LabelWord("refused to engage", ASKED),
    LabelWord("refusing to engage", ASKED),
    LabelWord("does not engage", ASKED),
    LabelWord("did not engage", ASKED),
    LabelWord("fails to engage", ASKED),
    LabelWord("failed to engage", ASKED),
    LabelWord("failure to engage", ASKED),
    LabelWord("hard to engage", ASKED),
    LabelWord("difficult to engage", ASKED),
    LabelWord("poor engagement", ASKED),
    LabelWord("failed to attend", CAME),
    LabelWord("fails to attend", CAME),
    LabelWord("failure to attend", CAME),
    LabelWord("absconded", "say when the person left, and when they came back"),
    LabelWord("absconds", "say when the person leaves"),
    LabelWord("absconding", "say when the person leaves"),
    LabelWord("absconder", "say when the person left"),
    LabelWord("lacks insight", SEES),
    LabelWord("lacking insight", SEES),
    LabelWord("lack of insight", SEES),
    LabelWord("no insight", SEES),
    LabelWord("poor insight", SEES),
    LabelWord("limited insight", SEES),
    LabelWord("partial insight", SEES),
    LabelWord("insightless", SEES),
    LabelWord("in denial", SEES),
    LabelWord("denies suicidal", "write that the person says they have none"),
    LabelWord("denies any", "write that the person says they have none"),
    LabelWord("denies thoughts", "write that the person says they have none"),
    LabelWord("denies hearing", "write that the person says they hear none"),
    LabelWord("frequent flyer", "say how often the person came, and what for"),
    LabelWord("frequent attender", "say how often the person came, and what for"),
    LabelWord("revolving door", "say how often the person was in hospital"),
    LabelWord("bed blocker", "say what the person is waiting for"),
    LabelWord("bed blocking", "say what the person is waiting for"),
    LabelWord("challenging behaviour", WHAT_HAPPENED),
    LabelWord("inappropriate behaviour", WHAT_HAPPENED),
    LabelWord("demanding behaviour", WHAT_HAPPENED),
    LabelWord("acting out", WHAT_HAPPENED),
    LabelWord("uncooperative", WHAT_HAPPENED),
    LabelWord("unco operative", WHAT_HAPPENED),
    LabelWord("malingering", WHAT_HAPPENED),
    LabelWord("malingerer", WHAT_HAPPENED),
    LabelWord("self sabotages", WHAT_HAPPENED),
    LabelWord("chaotic lifestyle", "say what makes the days hard to plan"),
    LabelWord("cry for help", "say what the person needed just then"),
    LabelWord("superficial cuts", "say what the person did, without weighing it"),
    LabelWord("superficial self harm", "say what the person did, without weighing it"),
    LabelWord("self harmer", "write that the person harms themselves"),
    LabelWord("substance abuser", "say what the person uses, and how often"),
    LabelWord("substance misuser", "say what the person uses, and how often"),
    LabelWord("drug abuser", "say what the person uses, and how often"),
    LabelWord("drug addict", "say what the person uses, and how often"),
    LabelWord("a schizophrenic", "write that the person has schizophrenia, if they say so"),
    LabelWord("known schizophrenic", "write that the person has schizophrenia, if they say so"),
    LabelWord("a borderline", "say what happens, in words the person agrees with"),
    LabelWord("commit suicide", "write: end my life, or die by suicide"),
    LabelWord("committed suicide", "write: died by suicide"),
    LabelWord("committing suicide", "write: ending my life"),
    LabelWord("known to services", "say who has been helping, and since when"),
    LabelWord("the pd", "say what happens, in words the person agrees with"),
    LabelWord("pd", "say what happens, in words the person agrees with"),
];

/// Who says one of these tells of a word that was said.
const QUOTING: &[&str] = &[
    "called",
    "call",
    "calls",
    "calling",
    "labelled",
    "label",
    "described",
    "said",
    "say",
    "says",
    "saying",
    "told",
    "wrote",
    "write",
    "written",
    "word",
    "words",
    "am",
    "i'm",
    "i",
];

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for passage in context.passages_for_the_person() {
        if passage.is_own() || passage.text.key.name == "diagnoses" || passage.text.top == "people" {
            continue;
        }
        let mut told = Vec::new();
        let mut from = 0;
        for hit in LABELS.find(passage.words) {
            let LabelWord(label, instead) = hit.what;
            let abbreviation =
                label.ends_with("pd") && !passage.words[hit.first + hit.count - 1].text.ends_with("PD");
            if hit.first < from
                || told.contains(label)
                || abbreviation
                || passage.is_quoted(hit.first)
                || is_told_of(&passage, hit.first)
            {
                continue;
            }
            from = hit.first + hit.count;
            told.push(*label);
            found
                .at(
                    &passage.place(&context.file.source, hit.first, hit.count),
                    "these words judge the person who will read them",
                )
                .help(*instead);
        }
    }
}

/// Whether the person speaks of a word that others used: "they call me manipulative", "I am in denial".
fn is_told_of(passage: &Passage<'_, '_>, at: usize) -> bool {
    let before = &passage.words[at.saturating_sub(4)..at];
    before.iter().any(|word| QUOTING.iter().any(|quoting| word.is(quoting)))
}
