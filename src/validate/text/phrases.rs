//! Lists of words and phrases, looked for in all words of a plan at once.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use crate::validate::text::{Word, packed};

/// Phrases in lower case, each with what is known of it.
#[derive(Debug)]
pub(crate) struct Phrases<T: 'static> {
    firsts: Sieve,
    by_first: HashMap<u64, Vec<Phrase<T>>, BuildHasherDefault<Spread>>,
}

/// The words of a phrase, and what is known of it.
type Phrase<T> = (Vec<&'static str>, &'static T);

/// A phrase that was found.
#[derive(Debug)]
pub(crate) struct Hit<T: 'static> {
    /// Which word of the text begins it.
    pub(crate) first: usize,
    /// How many words it has.
    pub(crate) count: usize,
    /// What is known of it.
    pub(crate) what: &'static T,
}

impl<T: 'static> Phrases<T> {
    /// A list of phrases, whose words are parted by spaces.
    pub(crate) fn new(list: &'static [T], phrase: impl Fn(&T) -> &'static str) -> Self {
        let mut phrases = Phrases { firsts: Sieve::default(), by_first: HashMap::default() };
        for what in list {
            let words: Vec<&'static str> = phrase(what).split(' ').collect();
            let first = packed(words[0]);
            phrases.firsts.add(first);
            phrases.by_first.entry(first).or_default().push((words, what));
        }
        phrases
    }

    /// The longest phrase that begins with the word at `first`.
    pub(crate) fn at(&self, words: &[Word<'_>], first: usize) -> Option<Hit<T>> {
        let word = words.get(first)?;
        if !self.firsts.may_have(word.packed) {
            return None;
        }
        let same = self.by_first.get(&word.packed)?;
        let fits = |phrase: &[&str]| {
            words[first..].len() >= phrase.len()
                && words[first..].iter().zip(phrase).all(|(word, other)| word.is(other))
        };
        let (phrase, what) =
            same.iter().filter(|(phrase, _)| fits(phrase)).max_by_key(|(phrase, _)| phrase.len())?;
        Some(Hit { first, count: phrase.len(), what })
    }

    /// Each phrase that is found in these words.
    pub(crate) fn find<'w>(&'w self, words: &'w [Word<'_>]) -> impl Iterator<Item = Hit<T>> + 'w {
        let may_begin = words.iter().enumerate().filter(|(_, word)| self.firsts.may_have(word.packed));
        may_begin.filter_map(|(first, _)| self.at(words, first))
    }
}

/// A list of words, by their numbers.
pub(crate) type WordList = HashSet<u64, BuildHasherDefault<Spread>>;

/// Spreads the numbers of the words of our own lists. Nobody chooses these to make them meet, so it may be quick.
#[derive(Debug, Default)]
pub(crate) struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(SPREADS);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

/// An odd number without a pattern in its bits.
const SPREADS: u64 = 0x9E37_79B9_7F4A_7C15;

/// A bit for each of some words: nearly every word of a plan is none of them, and is passed by at once.
#[derive(Debug)]
pub(crate) struct Sieve([u64; 64]);

impl Default for Sieve {
    fn default() -> Self {
        Sieve([0; 64])
    }
}

impl Sieve {
    /// Adds a word.
    pub(crate) fn add(&mut self, word: u64) {
        let (block, bit) = bit_of(word);
        self.0[block] |= bit;
    }

    /// Adds the words of another.
    pub(crate) fn add_all(&mut self, other: &Sieve) {
        self.0.iter_mut().zip(&other.0).for_each(|(block, more)| *block |= more);
    }

    /// Whether a word may be one of those that were added.
    pub(crate) fn may_have(&self, word: u64) -> bool {
        let (block, bit) = bit_of(word);
        self.0[block] & bit != 0
    }
}

fn bit_of(packed: u64) -> (usize, u64) {
    let spread = packed.wrapping_mul(SPREADS) >> 52;
    (usize::try_from(spread >> 6).unwrap_or(0), 1 << (spread & 63))
}
