//! The words of a plan, split once for all rules that look at wording.

pub(crate) mod copied;
pub(crate) mod file_names;
pub(crate) mod names;
pub(crate) mod own_words;
mod phrases;
mod words;

pub(crate) use phrases::{Hit, PhraseList, word_list};
pub(crate) use words::{Word, digits_of, is_one_of, letters_of, stem, words_of};

use std::cell::OnceCell;
use std::ops::Range;

use crate::access::Reader;
use crate::access::reader::ReaderPolicy;
use crate::parse::{AccessPolicy, Source, Span, Text};
use crate::validate::Context;

/// One text of a plan with its words.
#[derive(Debug)]
pub(crate) struct Passage<'a> {
    pub(crate) text: Text<'a>,
    pub(crate) words: Vec<Word<'a>>,
    is_for_the_person: bool,
    quotes: OnceCell<Vec<Range<usize>>>,
}

/// Keys with the person's own words, or with what others say to them.
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

impl<'a> Passage<'a> {
    /// Returns the place of `count` words from the one at `first` on. If the text is written with escapes, it is the
    /// place of the whole text.
    pub(crate) fn place(&self, source: &Source, first: usize, count: usize) -> Span {
        let last = (first + count).min(self.words.len()).saturating_sub(1);
        match (self.start(source), self.words.get(first), self.words.get(last)) {
            (Some(start), Some(first), Some(last)) => start + first.start..start + last.end(),
            _ => self.text.span.clone(),
        }
    }

    /// Returns the byte of the file at which the text begins, after its quotes. `None` if it is written with escapes.
    pub(crate) fn start(&self, source: &Source) -> Option<usize> {
        let (written, text) = (source.at(self.text.span), self.text.text);
        let after = |quotes: &usize| written.get(*quotes..).is_some_and(|rest| rest.starts_with(text));
        let quotes = [1, 3].into_iter().find(after).or_else(|| written.find(text))?;
        Some(self.text.span.start + quotes)
    }

    /// Returns each phrase of a list that occurs in the text. A word that the list has in capitals, such as "IM", must be
    /// in capitals, while the text as a whole is not.
    pub(crate) fn find<'p>(&'p self, list: &'p PhraseList) -> impl Iterator<Item = Hit<'p>> + 'p {
        list.find(&self.words).filter(|hit| {
            let words = self.words[hit.first..].iter().zip(&hit.phrase.words);
            let mut in_capitals = words.filter(|(_, listed)| listed.is_in_capitals()).peekable();
            in_capitals.peek().is_none()
                || (!self.is_in_capitals() && in_capitals.all(|(word, _)| word.is_in_capitals()))
        })
    }

    fn is_in_capitals(&self) -> bool {
        let mut long_words = self.words.iter().filter(|word| word.text.len() > 3);
        self.words.len() > 3 && long_words.all(Word::is_in_capitals)
    }

    /// Returns whether the word at `index` is in quotes: it is somebody else's word.
    pub(crate) fn is_quoted(&self, index: usize) -> bool {
        let quotes = self.quotes.get_or_init(|| words::quotes(self.text.text));
        self.words.get(index).is_some_and(|word| {
            let next = quotes.partition_point(|quote| quote.end < word.start);
            quotes.get(next).is_some_and(|quote| quote.contains(&word.start))
        })
    }

    /// Returns whether the person speaks, or quotes what is said to them.
    pub(crate) fn is_own(&self) -> bool {
        self.text.top == "about_me" || OWN_WORDS.contains(&self.text.key.name)
    }

    /// Returns the text before the word at `index`.
    pub(crate) fn before(&self, index: usize) -> &'a str {
        &self.text.text[..self.words[index].start]
    }

    /// Returns the text after the word at `index`.
    pub(crate) fn after(&self, index: usize) -> &'a str {
        &self.text.text[self.words[index].end()..]
    }

    /// Returns the word at `index` as it is compared, or an empty text if there is none.
    pub(crate) fn key(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| &word.key)
    }

    /// Returns the word before the one at `index` as it is compared, or an empty text if there is none.
    pub(crate) fn key_before(&self, index: usize) -> &str {
        index.checked_sub(1).map_or("", |before| self.key(before))
    }

    /// Returns whether one of its words is among `words`.
    pub(crate) fn has_any(&self, words: &[&str]) -> bool {
        self.words.iter().any(|word| words.contains(&&*word.key))
    }
}

impl<'a> Context<'a> {
    /// Returns each text with its words, except names, numbers and addresses.
    pub(crate) fn passages(&self) -> &[Passage<'a>] {
        self.passages.get_or_init(|| {
            let person = ReaderPolicy { file: self.file, reader: &Reader::person(self.file) };
            let texts = self.texts().iter().filter(|text| !text.sensitive && text.key.name != "id");
            let passage = |text: &Text<'a>| Passage {
                text: *text,
                words: words_of(text.text),
                is_for_the_person: self.is_for_the_person(text, &person),
                quotes: OnceCell::new(),
            };
            texts.map(passage).collect()
        })
    }

    /// Returns the texts that the person gets in their copy: not what is withheld from them or was said in confidence,
    /// and not the team's notes on such decisions.
    pub(crate) fn passages_for_the_person(&self) -> impl Iterator<Item = &Passage<'a>> {
        self.passages().iter().filter(|passage| passage.is_for_the_person)
    }

    fn is_for_the_person(&self, text: &Text<'_>, person: &ReaderPolicy<'_>) -> bool {
        text.top != "withheld"
            && !(text.is_labelled && self.texts().labels(text).any(|labels| person.is_withheld(labels)))
    }
}
