use crate::message;
use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::text::Passage;
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "a sentence of more than 35 words",
    severity: Severity::Info,
    check: Check::Plan(check),
};

/// Plain English has 15 to 20 words in a sentence on average, and never more than 35.
const MOST_WORDS: usize = 35;

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for passage in context.passages_for_the_person().filter(|passage| !passage.is_own()) {
        let (first, count) = longest_sentence(passage);
        if count > MOST_WORDS {
            found
                .at(&passage.place(&context.file.source, first, count), "this sentence is hard to read")
                .label(message!("{} words", count))
                .help("make two or three of it, none longer than 35 words");
        }
    }
}

/// Returns the first word of the longest sentence and the number of its words. A line break also ends a sentence.
fn longest_sentence(passage: &Passage<'_>) -> (usize, usize) {
    let (mut first, mut longest) = (0, (0, 0));
    for (index, word) in passage.words.iter().enumerate() {
        if index + 1 - first > longest.1 {
            longest = (first, index + 1 - first);
        }
        let next = passage.words.get(index + 1).map_or(passage.text.text.len(), |next| next.start);
        if passage.text.text[word.end()..next].contains(['.', '!', '?', ';', ':', '\n', '•']) {
            first = index + 1;
        }
    }
    longest
}
