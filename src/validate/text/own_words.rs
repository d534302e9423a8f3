//! The words of a plan that ought to be the person's own, without names and numbers, to be compared with other plans.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::parse::{Place, Source, Span, Text};
use crate::validate::Context;
use crate::validate::text::Passage;
use crate::validate::text::name_words::NameWords;

/// How many words in a row are a passage.
pub(crate) const PASSAGE: usize = 8;

/// What one plan leaves to be compared: numbers made of its words, never the words.
#[derive(Debug, Default)]
pub struct OwnWords {
    person: Owner,
    /// Whether the plan has ended.
    pub(crate) is_ended: bool,
    words: Vec<OwnWord>,
}

/// A word: its number, where it stands in the file, and whether it is the last of its text. Those of many plans are
/// held at a time, so it is small: the last bit of its length says whether it ends its text.
#[derive(Debug, Clone, Copy)]
struct OwnWord {
    number: u64,
    start: u32,
    length: u32,
}

const ENDS_TEXT: u32 = 1 << 31;

impl OwnWord {
    fn ends_text(&self) -> bool {
        self.length & ENDS_TEXT != 0
    }

    fn span(&self) -> Span {
        let start = self.start as usize;
        start..start + (self.length & !ENDS_TEXT) as usize
    }
}

impl OwnWords {
    /// The words of those texts of a plan that `is_own` picks.
    pub(crate) fn new(context: &Context<'_>, is_own: impl Fn(&Text<'_>) -> bool) -> Self {
        let names = NameWords::new(context);
        let mut words = Vec::with_capacity(1024);
        for passage in context.wording().passages().filter(|passage| is_own(passage.text)) {
            let before = words.len();
            add(&passage, &context.file.source, &names, &mut words);
            if let Some(last) = words[before..].last_mut() {
                last.length |= ENDS_TEXT;
            }
        }
        OwnWords { person: Owner::new(context), is_ended: context.plan.is_ended(), words }
    }

    /// Each passage: which word begins it, and a number made of its words. None crosses from one text into the next.
    pub(crate) fn passages(&self) -> impl Iterator<Item = (usize, u64)> {
        self.runs(PASSAGE)
    }

    /// Numbers of shorter runs of words, about one for two words, picked so that two plans which share a passage share
    /// one of them: of each three runs within a passage the one with the least number (winnowing; Schleimer and others,
    /// 2003). That two plans share one is only a hint.
    pub(crate) fn picked(&self) -> Vec<u64> {
        let runs: Vec<(usize, u64)> = self.runs(PASSAGE - 2).collect();
        let mut picked: Vec<u64> = Vec::with_capacity(runs.len() / 2);
        for three in runs.windows(3).filter(|three| three[2].0 - three[0].0 == 2) {
            let least = three[0].1.min(three[1].1).min(three[2].1);
            if picked.last() != Some(&least) {
                picked.push(least);
            }
        }
        picked
    }

    fn runs(&self, length: usize) -> impl Iterator<Item = (usize, u64)> {
        let windows = self.words.windows(length).enumerate();
        windows.filter(move |(_, words)| !words[..length - 1].iter().any(OwnWord::ends_text)).map(
            |(first, words)| {
                let number = words.iter().fold(0_u64, |sum, word| {
                    (sum.rotate_left(5) ^ word.number).wrapping_mul(0x9e37_79b9_7f4a_7c15)
                });
                (first, number ^ (number >> 31))
            },
        )
    }

    /// How many words two plans have in common from these two on, within one text of each.
    pub(crate) fn in_common(&self, from: usize, other: &Self, from_other: usize) -> usize {
        let mut count = 0;
        for (word, same) in self.words[from..].iter().zip(&other.words[from_other..]) {
            if word.number != same.number {
                break;
            }
            count += 1;
            if word.ends_text() || same.ends_text() {
                break;
            }
        }
        count
    }

    /// Where these words stand.
    pub(crate) fn span(&self, first: usize, count: usize) -> Span {
        self.words[first].span().start..self.words[first + count - 1].span().end
    }

    /// The line of a word.
    pub(crate) fn place(&self, source: &Source, first: usize) -> Place {
        source.place(self.words[first].start as usize)
    }

    /// Whether two plans are of one person, as far as they say so.
    pub(crate) fn is_of_the_same_person(&self, other: &Self) -> bool {
        self.person.is_also(&other.person)
    }
}

fn number(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

/// Whose plan it is, as far as it says so, in numbers made of what it says.
#[derive(Debug, Default)]
struct Owner {
    /// Of their NHS number, CHI number, health and care number.
    numbers: [Option<u64>; 3],
    /// Of their name with their birth date.
    name: Option<u64>,
}

impl Owner {
    fn new(context: &Context<'_>) -> Self {
        let Some(person) = context.plan.person.value() else { return Owner::default() };
        let numbers = [&person.nhs_number, &person.chi_number, &person.hc_number].map(|said| {
            said.value()
                .map(|said| digits(said))
                .filter(|digits| digits.len() == 10)
                .map(|said| number(&said))
        });
        let name = person.name.value().zip(person.born.value());
        Owner { numbers, name: name.map(|(name, born)| number(&format!("{} {}", letters(name), born.0))) }
    }

    /// Whether both are one person. Two people can have one name and birth date, and never one number.
    fn is_also(&self, other: &Self) -> bool {
        let both: Vec<_> =
            self.numbers.iter().zip(&other.numbers).filter_map(|(one, same)| one.zip(*same)).collect();
        match both.as_slice() {
            [] => self.name.is_some() && self.name == other.name,
            both => both.iter().any(|(one, same)| one == same),
        }
    }
}

/// The digits of a number.
pub(crate) fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// A name in lower case without what stands between its letters.
pub(crate) fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Adds the words of a text, but for names and numbers.
fn add(passage: &Passage<'_, '_>, source: &Source, names: &NameWords, words: &mut Vec<OwnWord>) {
    // Where the text stands in the file letter by letter, each word has a place of its own; else that of the whole.
    let begins = passage.begins(source);
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX).min(!ENDS_TEXT);
    for word in passage.words {
        let number = folded(word).filter(|number| !names.has(*number));
        let Some(number) = number else { continue };
        let (start, length) = match begins {
            Some(begins) => (begins + word.at, word.text.len()),
            None => (passage.text.span.start, passage.text.span.len()),
        };
        words.push(OwnWord { number, start: place(start), length: place(length) });
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// The number of a word in lower case, of its letters alone and without the `'s` of "Sam's". None if it holds a digit.
pub(crate) fn folded(word: &crate::validate::text::Word<'_>) -> Option<u64> {
    let text = word.text;
    if text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Some(if text.len() <= 8 { mixed(FIRST, word.packed) } else { of_letters(text) });
    }
    let text = text.trim_matches(is_apostrophe);
    let text = ["'s", "\u{2019}s"].iter().find_map(|s| text.strip_suffix(s)).unwrap_or(text);
    if text.chars().any(char::is_numeric) {
        return None;
    }
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    (!letters.is_empty()).then(|| of_letters(&letters))
}

/// What the number of a word begins with.
const FIRST: u64 = 0xcbf2_9ce4_8422_2325;

/// A number made of letters, eight bytes at a time.
fn of_letters(letters: &str) -> u64 {
    let mut rest = letters.as_bytes();
    let mut number = FIRST;
    while !rest.is_empty() {
        let (eight, behind) = rest.split_at(rest.len().min(8));
        let eight = eight.iter().fold(0, |eight, byte| (eight << 8) | u64::from(byte | 0x20));
        number = mixed(number, eight);
        rest = behind;
    }
    number
}

/// Different numbers for different words of up to eight letters, and nearly always for others.
fn mixed(number: u64, eight: u64) -> u64 {
    let number = (number ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    number ^ (number >> 32)
}

#[cfg(test)]
mod tests {
    use super::folded;
    use crate::validate::text::words_of;

    #[test]
    fn a_word_is_what_is_left_without_case_apostrophes_and_numbers() {
        let words = |text: &str| -> Vec<u64> { words_of(text).iter().filter_map(folded).collect() };
        let plain = words("im at sam often by oclock");
        assert_eq!(plain.len(), 6);
        assert_eq!(words("I\u{2019}m at Sam's, 'often' \u{2013} by 9 o'clock!"), plain);
        assert_eq!(words("2nd of 3, '' \u{c9}"), words("of \u{e9}"));
        assert_ne!(words("Sam"), words("Sams"));
        assert_eq!(
            words("OVERDOSES Medications \u{c9}tienne-Marguerite"),
            words("over\u{2019}doses medica'tions \u{e9}tienne marguerite")
        );
        assert!(words("").is_empty());
    }
}
