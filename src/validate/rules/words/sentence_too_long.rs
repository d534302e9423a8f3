use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::text::Passage;
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "a sentence of more than 35 words",
    severity: Severity::Info,
    check: Check::Plan(check),
};

/// Plain English: 15 to 20 words on average, and none beyond 35.
const LONGEST: usize = 35;

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for passage in context.passages_for_the_person() {
        if passage.words.len() <= LONGEST || passage.is_own() {
            continue;
        }
        if let Some((first, count)) = longest(&passage).filter(|(_, count)| *count > LONGEST) {
            found
                .at(&passage.place(&context.file.source, first, count), "this sentence is hard to read")
                .label(format!("{count} words"))
                .help("make two or three of it, none longer than 35 words");
        }
    }
}

/// The longest sentence: where it begins and how many words it has. A line of its own ends one, too.
fn longest(passage: &Passage<'_, '_>) -> Option<(usize, usize)> {
    let mut begins = 0;
    let mut longest = None;
    for (at, word) in passage.words.iter().enumerate() {
        let end = word.at + word.text.len();
        let next = passage.words.get(at + 1).map_or(passage.text.text.len(), |next| next.at);
        let between = &passage.text.text[end..next];
        let last = at + 1 == passage.words.len();
        if last || between.contains(['.', '!', '?', ';', ':', '\n', '•']) {
            let count = at + 1 - begins;
            if longest.is_none_or(|(_, longest)| count > longest) {
                longest = Some((begins, count));
            }
            begins = at + 1;
        }
    }
    longest
}
