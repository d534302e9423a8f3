//! The words of a text, and the form in which they are compared.

use std::borrow::Cow;
use std::ops::Range;

/// A word of a text.
#[derive(Debug, Clone)]
pub(crate) struct Word<'a> {
    /// The word as it is written.
    pub(crate) text: &'a str,
    /// The byte of its text at which it begins.
    pub(crate) start: usize,
    /// The word in lower case, with straight apostrophes and without a final `'s`: "sam" for "Sam’s".
    pub(crate) key: Cow<'a, str>,
}

impl<'a> Word<'a> {
    fn new(text: &'a str, start: usize) -> Self {
        let stem = without_s(text);
        let is_plain = stem.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let key = if is_plain { Cow::Borrowed(stem) } else { stem.to_lowercase().replace('’', "'").into() };
        Word { text, start, key }
    }

    /// Returns the word as it is written, without a final `'s`.
    pub(crate) fn without_s(&self) -> &'a str {
        without_s(self.text)
    }

    /// Returns the byte of its text after the word.
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(crate) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Returns whether its first two letters are capitals.
    pub(crate) fn is_in_capitals(&self) -> bool {
        let mut letters = self.text.chars().filter(char::is_ascii_alphabetic).take(2);
        letters.all(|letter| letter.is_ascii_uppercase())
    }

    pub(crate) fn has_digit(&self) -> bool {
        self.text.contains(char::is_numeric)
    }

    /// Returns the first `count` bytes of its key: most forms of a long word share them.
    pub(crate) fn stem(&self, count: usize) -> &str {
        stem(&self.key, count)
    }
}

fn without_s(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// Returns whether `word` is one of the words in `list`, which have spaces between them.
pub(crate) fn is_one_of(word: &str, list: &str) -> bool {
    list.split_whitespace().any(|other| other == word)
}

/// Returns the first `count` bytes of `word`, or all of it if a character would be split.
pub(crate) fn stem(word: &str, count: usize) -> &str {
    word.get(..count).unwrap_or(word)
}

/// Returns the words of a text. A hyphen separates two words.
pub(crate) fn words_of(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut start = None;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
        } else if let Some(begin) = start
            && !joins(&text[begin..at], c, &text[at + c.len_utf8()..])
        {
            words.push(Word::new(&text[begin..at], begin));
            start = None;
        }
    }
    words.extend(start.map(|start| Word::new(&text[start..], start)));
    words
}

/// Returns whether a sign between `before` and `after` is part of a word, as in "don't", "A&E" and "s/b".
fn joins(before: &str, sign: char, after: &str) -> bool {
    let mut after = after.chars().map(char::is_alphanumeric);
    match sign {
        '\'' | '’' | '&' => after.next() == Some(true),
        '/' => before.chars().count() == 1 && after.next() == Some(true) && after.next() != Some(true),
        _ => false,
    }
}

/// The most bytes between two quotes. A mark without a partner must not quote the rest of a long text.
const LONGEST_QUOTE: usize = 400;

/// Returns the parts of a text between quotes. An apostrophe within a word is not a quote.
pub(crate) fn quotes(text: &str) -> Vec<Range<usize>> {
    let mut quotes = Vec::new();
    let mut open = None;
    let mut before = false;
    for (at, c) in text.char_indices() {
        let after = text[at + c.len_utf8()..].starts_with(char::is_alphanumeric);
        if matches!(c, '\'' | '"' | '‘' | '’' | '“' | '”' | '«' | '»') && !(before && after) {
            match open.take() {
                Some(start) if at - start <= LONGEST_QUOTE => quotes.push(start..at),
                _ if after => open = Some(at),
                _ => {}
            }
        }
        before = c.is_alphanumeric();
    }
    quotes
}

/// Returns the digits of a number, without what separates them.
pub(crate) fn digits_of(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// Returns the letters of a name in lower case, without what separates them.
pub(crate) fn letters_of(name: &str) -> String {
    name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_split_into_words() {
        let words = |text: &'static str| words_of(text).iter().map(|word| word.text).collect::<Vec<_>>();
        assert_eq!(
            words("Sam's non-compliant: s/b Dr O’Neil, 7/10."),
            ["Sam's", "non", "compliant", "s/b", "Dr", "O’Neil", "7", "10"]
        );
        assert_eq!(words("A&E – 'Bläck' … don't"), ["A&E", "Bläck", "don't"]);
        assert_eq!(words(" … "), Vec::<&str>::new());
    }

    #[test]
    fn words_compare_without_case_and_possessive_s() {
        let keys = |text: &'static str| words_of(text).into_iter().map(|word| word.key).collect::<Vec<_>>();
        assert_eq!(keys("Sam's SAM sam’s"), ["sam", "sam", "sam"]);
        assert_eq!(
            keys("DON’T don't Sams Étienne-Marguerite"),
            ["don't", "don't", "sams", "étienne", "marguerite"]
        );
    }

    #[test]
    fn quoted_words_are_found() {
        let text = "They wrote 'non-compliant', and it's Sam's “word”";
        let quotes = quotes(text);
        let quoted = |word: &str| quotes.iter().any(|quote| quote.contains(&text.find(word).unwrap()));
        assert!(quoted("non") && quoted("compliant") && quoted("word"));
        assert!(!quoted("They") && !quoted("and") && !quoted("Sam"));
    }
}
