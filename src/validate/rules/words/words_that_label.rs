//! Words that label the person instead of saying what happened.

use std::sync::LazyLock;

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::text::{Passage, Phrases};
use crate::validate::{Context, Found};

pub(crate) static RULE: Rule = Rule {
    name: "words-that-label",
    group: Group::Words,
    summary: "words that label the person instead of saying what happened",
    severity: Severity::Info,
    page: include_str!("words_that_label.md"),
    scope: Scope::Plan(check),
};

/// A label, and what to write instead.
#[derive(Debug)]
struct Label(&'static str, &'static str);

static LABELS: LazyLock<Phrases<Label>> = LazyLock::new(|| Phrases::of(LIST, |label| label.0));

const WHAT_HAPPENED: &str = "say what happened, and when";
const ASKED: &str = "say what was offered, and what the person said about it";
const MEDICINE: &str = "say which medicine the person does not take, and why, in their words";
const CAME: &str = "say which appointment it was, and what kept the person from it";
const SEES: &str = "say how the person sees it, and how the team does";

#[rustfmt::skip]
const LIST: &[Label] = &[
    Label("non compliant", MEDICINE),
    Label("noncompliant", MEDICINE),
    Label("non compliance", MEDICINE),
    Label("noncompliance", MEDICINE),
    Label("non concordant", MEDICINE),
    Label("non concordance", MEDICINE),
    Label("non adherent", MEDICINE),
    Label("poorly compliant", MEDICINE),
    Label("poor compliance", MEDICINE),
    Label("treatment resistant", "say what was tried and did not help"),
    Label("manipulative", WHAT_HAPPENED),
    Label("manipulates", WHAT_HAPPENED),
    Label("manipulating", WHAT_HAPPENED),
    Label("attention seeking", "say what the person needed just then"),
    Label("attention seeker", "say what the person needed just then"),
    Label("drug seeking", "say what the person asked for, and why"),
    Label("medication seeking", "say what the person asked for, and why"),
    Label("refuses to engage", ASKED),
    Label("refused to engage", ASKED),
    Label("refusing to engage", ASKED),
    Label("does not engage", ASKED),
    Label("did not engage", ASKED),
    Label("fails to engage", ASKED),
    Label("failed to engage", ASKED),
    Label("failure to engage", ASKED),
    Label("hard to engage", ASKED),
    Label("difficult to engage", ASKED),
    Label("poor engagement", ASKED),
    Label("failed to attend", CAME),
    Label("fails to attend", CAME),
    Label("failure to attend", CAME),
    Label("absconded", "say when the person left, and when they came back"),
    Label("absconds", "say when the person leaves"),
    Label("absconding", "say when the person leaves"),
    Label("absconder", "say when the person left"),
    Label("lacks insight", SEES),
    Label("lacking insight", SEES),
    Label("lack of insight", SEES),
    Label("no insight", SEES),
    Label("poor insight", SEES),
    Label("limited insight", SEES),
    Label("partial insight", SEES),
    Label("insightless", SEES),
    Label("in denial", SEES),
    Label("denies suicidal", "write that the person says they have none"),
    Label("denies any", "write that the person says they have none"),
    Label("denies thoughts", "write that the person says they have none"),
    Label("denies hearing", "write that the person says they hear none"),
    Label("frequent flyer", "say how often the person came, and what for"),
    Label("frequent attender", "say how often the person came, and what for"),
    Label("revolving door", "say how often the person was in hospital"),
    Label("bed blocker", "say what the person is waiting for"),
    Label("bed blocking", "say what the person is waiting for"),
    Label("challenging behaviour", WHAT_HAPPENED),
    Label("inappropriate behaviour", WHAT_HAPPENED),
    Label("demanding behaviour", WHAT_HAPPENED),
    Label("acting out", WHAT_HAPPENED),
    Label("uncooperative", WHAT_HAPPENED),
    Label("unco operative", WHAT_HAPPENED),
    Label("malingering", WHAT_HAPPENED),
    Label("malingerer", WHAT_HAPPENED),
    Label("self sabotages", WHAT_HAPPENED),
    Label("chaotic lifestyle", "say what makes the days hard to plan"),
    Label("cry for help", "say what the person needed just then"),
    Label("superficial cuts", "say what the person did, without weighing it"),
    Label("superficial self harm", "say what the person did, without weighing it"),
    Label("self harmer", "write that the person harms themselves"),
    Label("substance abuser", "say what the person uses, and how often"),
    Label("substance misuser", "say what the person uses, and how often"),
    Label("drug abuser", "say what the person uses, and how often"),
    Label("drug addict", "say what the person uses, and how often"),
    Label("a schizophrenic", "write that the person has schizophrenia, if they say so"),
    Label("known schizophrenic", "write that the person has schizophrenia, if they say so"),
    Label("a borderline", "say what happens, in words the person agrees with"),
    Label("commit suicide", "write: end my life, or die by suicide"),
    Label("committed suicide", "write: died by suicide"),
    Label("committing suicide", "write: ending my life"),
    Label("known to services", "say who has been helping, and since when"),
    Label("the pd", "say what happens, in words the person agrees with"),
    Label("pd", "say what happens, in words the person agrees with"),
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

fn check(context: &Context<'_>, found: &mut Found<'_>) {
    for passage in context.passages_for_the_person() {
        if passage.is_own() || passage.text.key.name == "diagnoses" || passage.text.top == "people" {
            continue;
        }
        let mut told = Vec::new();
        let mut from = 0;
        for hit in LABELS.find(passage.words) {
            let Label(label, instead) = hit.what;
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
