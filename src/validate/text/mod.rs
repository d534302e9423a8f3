//! The words of a plan, split once: what the rules that guess from wording look at.

pub(crate) mod copied;
pub(crate) mod file_names;
pub(crate) mod name_words;
pub(crate) mod names;
pub(crate) mod own_words;
mod phrases;
mod words;

pub(crate) use phrases::{Hit, Phrases, Sieve, WordList};
pub(crate) use words::{Word, packed, words_of};

use std::ops::Range;

use crate::access::Reader;
use crate::access::reader::ReaderPolicy;
use crate::parse::{AccessPolicy, Source, Span, Text, Texts};
use crate::validate::Context;

/// The texts of a plan with their words.
#[derive(Debug)]
pub(crate) struct Wording<'a> {
    words: Vec<Word<'a>>,
    passages: Vec<(Text<'a>, Range<usize>, bool)>,
}

/// One text with its words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Passage<'w, 'a> {
    /// The text.
    pub(crate) text: &'w Text<'a>,
    /// Its words.
    pub(crate) words: &'w [Word<'a>],
}

/// Under these keys stand the person's own words, or what others say to them: nobody has to write them better.
const OWN_WORDS: &[&str] = &[
    "in_my_words",
    "my_view",
    "said",
    "not_needed",
    "disagrees_about",
    "person_absent_because",
    "what_makes_it_worse",
    "what_did_not_work",
    "view",
];

impl<'a> Wording<'a> {
    /// The words of these texts, but not of names, numbers and addresses; some are `for_the_person`.
    fn new(texts: &Texts<'a>, for_the_person: impl Fn(&Text<'_>) -> bool) -> Self {
        let mut wording = Wording { words: Vec::with_capacity(2048), passages: Vec::with_capacity(256) };
        for text in texts.iter().filter(|text| !text.sensitive && text.key.name != "id") {
            let first = wording.words.len();
            words::split(text.text, &mut wording.words);
            wording.passages.push((*text, first..wording.words.len(), for_the_person(text)));
        }
        wording
    }

    /// Each text with its words.
    pub(crate) fn passages(&self) -> impl Iterator<Item = Passage<'_, 'a>> {
        self.passages.iter().map(|(text, range, _)| Passage { text, words: &self.words[range.clone()] })
    }
}

impl<'a> Passage<'_, 'a> {
    /// The place of some of its words, from the one at `first` on; where the text is written with escapes, the place
    /// of all of it.
    pub(crate) fn place(&self, source: &Source, first: usize, count: usize) -> Span {
        let last = (first + count).saturating_sub(1).min(self.words.len().saturating_sub(1));
        match (self.begins(source), self.words.get(first), self.words.get(last)) {
            (Some(begins), Some(first), Some(last)) => begins + first.at..begins + last.at + last.text.len(),
            _ => self.text.span.clone(),
        }
    }

    /// Where the text begins in the file, behind one quote or three. None where it is written with escapes.
    pub(crate) fn begins(&self, source: &Source) -> Option<usize> {
        let (written, text) = (source.at(self.text.span), self.text.text);
        let quoted = [1, 3]
            .into_iter()
            .find(|quotes| written.get(*quotes..).is_some_and(|written| written.starts_with(text)));
        quoted.or_else(|| written.find(text)).map(|within| self.text.span.start + within)
    }

    /// Whether the word at `index` stands in quotes: somebody else's word, quoted.
    pub(crate) fn is_quoted(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| words::is_quoted(self.text.text, word.at))
    }

    /// Whether the person speaks, or quotes what is said to them.
    pub(crate) fn is_own(&self) -> bool {
        self.text.top == "about_me" || OWN_WORDS.contains(&self.text.key.name)
    }

    /// What stands directly before the word at `index`.
    pub(crate) fn before(&self, index: usize) -> &'a str {
        let at = self.words.get(index).map_or(0, |word| word.at);
        &self.text.text[..at]
    }

    /// What stands directly behind the word at `index`.
    pub(crate) fn behind(&self, index: usize) -> &'a str {
        let end = self.words.get(index).map_or(self.text.text.len(), |word| word.at + word.text.len());
        &self.text.text[end..]
    }

    /// Whether one of its words is among `words`, which are in lower case.
    pub(crate) fn has_any(&self, words: &[&str]) -> bool {
        self.words.iter().any(|word| words.iter().any(|other| word.is(other)))
    }
}

impl<'a> Context<'a> {
    /// The words of every text that is no name, number or address.
    pub(crate) fn wording(&self) -> &Wording<'a> {
        self.wording.get_or_init(|| {
            let person = ReaderPolicy { file: self.file, reader: &Reader::person(self.file) };
            Wording::new(self.texts(), |text| self.is_for_the_person(text, &person))
        })
    }

    /// The texts that the person gets in their copy, with their words: not what is kept from them, not what was told
    /// in confidence, and not the office's own notes on decisions.
    pub(crate) fn passages_for_the_person(&self) -> impl Iterator<Item = Passage<'_, 'a>> {
        let wording = self.wording();
        let theirs = wording.passages.iter().filter(|(_, _, theirs)| *theirs);
        theirs.map(|(text, range, _)| Passage { text, words: &wording.words[range.clone()] })
    }

    fn is_for_the_person(&self, text: &Text<'_>, person: &ReaderPolicy<'_>) -> bool {
        text.top != "withheld"
            && !(text.is_labelled && self.texts().labels(text).any(|labels| person.is_withheld(labels)))
    }
}
