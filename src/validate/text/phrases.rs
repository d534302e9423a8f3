//! Lists of words and phrases in text files, and where they occur in a text.

use std::collections::{HashMap, HashSet};

use crate::validate::text::words::{Word, stem, words_of};

/// A list of phrases.
///
/// Each line of its file has phrases with commas between them. A note about them may follow after ` = `. Lines that
/// begin with `#` are comments.
#[derive(Debug)]
pub(crate) struct PhraseList {
    /// The phrases by their first word, the longest first.
    by_first_word: HashMap<String, Vec<Phrase>>,
}

/// A phrase of a list.
#[derive(Debug)]
pub(crate) struct Phrase {
    /// The phrase as the list has it.
    pub(crate) text: &'static str,
    /// The note after it, or an empty text.
    pub(crate) note: &'static str,
    pub(crate) words: Vec<Word<'static>>,
}

/// A phrase that occurs in a text.
#[derive(Debug)]
pub(crate) struct Hit<'l> {
    /// The index of its first word in the text.
    pub(crate) first: usize,
    /// The number of its words.
    pub(crate) count: usize,
    pub(crate) phrase: &'l Phrase,
}

impl PhraseList {
    pub(crate) fn parse(list: &'static str) -> Self {
        let phrases = lines(list).flat_map(|line| {
            let (phrases, note) = line.split_once(" = ").unwrap_or((line, ""));
            phrases.split(", ").map(move |text| Phrase { text, note, words: words_of(text) })
        });
        let mut phrases: Vec<Phrase> = phrases.collect();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        let mut by_first_word: HashMap<String, Vec<Phrase>> = HashMap::new();
        for phrase in phrases {
            let first = phrase.words.first().map(|word| word.key.to_string()).unwrap_or_default();
            by_first_word.entry(first).or_default().push(phrase);
        }
        PhraseList { by_first_word }
    }

    /// Returns each phrase that occurs in these words. Of phrases that begin with the same word it returns the longest.
    pub(crate) fn find<'l>(&'l self, words: &'l [Word<'_>]) -> impl Iterator<Item = Hit<'l>> + 'l {
        words.iter().enumerate().filter_map(|(first, word)| {
            let phrases = self.by_first_word.get(&*word.key)?;
            let rest = || words[first..].iter().map(|word| &word.key);
            let occurs = |phrase: &&Phrase| {
                phrase.words.iter().map(|word| &word.key).eq(rest().take(phrase.words.len()))
            };
            let phrase = phrases.iter().find(occurs)?;
            Some(Hit { first, count: phrase.words.len(), phrase })
        })
    }
}

/// Returns the words of a list, cut to `length` bytes, so that one entry covers most forms of a long word.
pub(crate) fn word_list(list: &'static str, length: usize) -> HashSet<&'static str> {
    lines(list).flat_map(str::split_whitespace).map(|word| stem(word, length)).collect()
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}
