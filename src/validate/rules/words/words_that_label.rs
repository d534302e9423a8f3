use std::collections::HashSet;
use std::sync::LazyLock;

use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::text::{Passage, PhraseList, is_one_of};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "words that label the person instead of saying what happened",
    severity: Severity::Info,
    check: Check::Plan(check),
};

static LABELS: LazyLock<PhraseList> =
    LazyLock::new(|| PhraseList::parse(include_str!("../../text/lists/labels.txt")));

/// One of these words before a label shows that the person speaks about it.
const SAYING: &str = "called call calls calling labelled label described said say says saying told wrote write written \
                      word words am i'm i";

/// Reports each label once in a text.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for passage in context.passages_for_the_person() {
        if passage.is_own() || passage.text.key.name == "diagnoses" || passage.text.top == "people" {
            continue;
        }
        let mut seen = HashSet::new();
        let mut end = 0;
        for hit in passage.find(&LABELS) {
            let is_reported = hit.first >= end
                && !seen.contains(hit.phrase.text)
                && !passage.is_quoted(hit.first)
                && !is_said_by_others(passage, hit.first);
            if is_reported {
                end = hit.first + hit.count;
                seen.insert(hit.phrase.text);
                let place = passage.place(&context.file.source, hit.first, hit.count);
                found.at(&place, "these words judge the person who will read them").help(hit.phrase.note);
            }
        }
    }
}

/// Returns whether the person speaks about the word: "they call me manipulative", "I am in denial".
fn is_said_by_others(passage: &Passage<'_>, index: usize) -> bool {
    passage.words[index.saturating_sub(4)..index].iter().any(|word| is_one_of(&word.key, SAYING))
}
