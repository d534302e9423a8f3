//! Words: where they begin and end, and whether two are the same.

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word<'a> {
    /// The word as it is written.
    pub(crate) text: &'a str,
    /// Where it begins in its text.
    pub(crate) at: usize,
    /// Its first eight bytes in lower case and without `'s`, as a number: words that differ in it differ.
    pub(crate) packed: u64,
}

impl Word<'_> {
    /// Whether it is `word`, which is in lower case.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.text.len() == word.len() && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it begins with a capital letter.
    pub(crate) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// The word without the `'s` of "Sam's".
    pub(crate) fn without_s(&self) -> &str {
        without_s(self.text)
    }
}

fn without_s(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// The first eight bytes of a word, in lower case, as a number.
pub(crate) fn packed(word: &str) -> u64 {
    word.bytes().take(8).fold(0, add_byte)
}

/// The words of `text`, as [`split`] parts them.
pub(crate) fn words_of(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    split(text, &mut words);
    words
}

/// Adds the words of `text`. An apostrophe inside a word belongs to it, and so does a stroke between two letters
/// ("s/b"); a hyphen parts two words.
pub(crate) fn split<'a>(text: &'a str, words: &mut Vec<Word<'a>>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let begins = at;
        let mut is_plain = true;
        loop {
            while bytes.get(at).is_some_and(|byte| SIGNS[usize::from(*byte)] == Sign::Plain) {
                at += 1;
            }
            if bytes.get(at).is_none_or(|byte| SIGNS[usize::from(*byte)] == Sign::Parts) {
                break;
            }
            match letter(text, begins, at) {
                Some(length) => at += length,
                None => break,
            }
            is_plain = false;
        }
        if at > begins {
            let word = &text[begins..at];
            let packed = if is_plain { packed_at(bytes, begins, at) } else { packed(without_s(word)) };
            words.push(Word { text: word, at: begins, packed });
        } else {
            at += if bytes[at] < 0x80 { 1 } else { text[at..].chars().next().map_or(1, char::len_utf8) };
        }
    }
}

/// What a byte is to the parting of words: looked up, for each byte of every text is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A letter or a digit.
    Plain,
    /// It always parts two words.
    Parts,
    /// It depends on what stands around it.
    Depends,
}

static SIGNS: [Sign; 256] = {
    let mut signs = [Sign::Parts; 256];
    let mut byte: u8 = 0;
    loop {
        if byte.is_ascii_alphanumeric() {
            signs[byte as usize] = Sign::Plain;
        } else if !byte.is_ascii() || matches!(byte, b'\'' | b'&' | b'/') {
            signs[byte as usize] = Sign::Depends;
        }
        if byte == u8::MAX {
            break signs;
        }
        byte += 1;
    }
};

/// The number of a word of plain letters, as [`packed`] makes it, from eight bytes of its text at once.
fn packed_at(bytes: &[u8], begins: usize, end: usize) -> u64 {
    let length = (end - begins).min(8);
    match bytes[begins..].first_chunk::<8>() {
        Some(eight) => (u64::from_be_bytes(*eight) | 0x2020_2020_2020_2020) >> (8 * (8 - length)),
        None => bytes[begins..begins + length].iter().copied().fold(0, add_byte),
    }
}

fn add_byte(packed: u64, byte: u8) -> u64 {
    // The bit that parts capitals from small letters is set in digits, too.
    (packed << 8) | u64::from(byte | 0x20)
}

/// How many bytes the sign at `at`, which is no plain letter, has, if the word that begins at `begins` goes on there.
fn letter(text: &str, begins: usize, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    match *bytes.get(at)? {
        b'\'' => (at > begins && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic)).then_some(1),
        b'&' => (at > begins && is_letter(at + 1)).then_some(1),
        b'/' => (at == begins + 1 && is_letter(at + 1) && !is_letter(at + 2)).then_some(1),
        byte if byte < 0x80 => None,
        _ => {
            let char = text[at..].chars().next()?;
            let inside = at > begins && char == '’' && is_letter(at + char.len_utf8());
            (char.is_alphanumeric() || inside).then_some(char.len_utf8())
        }
    }
}

/// How far apart, in bytes, the quotes of a quotation are looked for: a text of nothing but quotes must not take for ever.
const LONGEST_QUOTE: usize = 400;

/// Whether the place `at` of a text lies between quotes.
pub(crate) fn is_quoted(text: &str, at: usize) -> bool {
    let begins = (at.saturating_sub(LONGEST_QUOTE)..=at).find(|at| text.is_char_boundary(*at)).unwrap_or(at);
    let mut open = None;
    let mut before = text[..begins].chars().next_back().unwrap_or(' ');
    for (place, char) in text[begins..].char_indices().map(|(place, char)| (begins + place, char)) {
        if place > at + LONGEST_QUOTE {
            return false;
        }
        let behind = text[place + char.len_utf8()..].chars().next().unwrap_or(' ');
        let quote = matches!(char, '\'' | '"' | '‘' | '’' | '“' | '”' | '«' | '»');
        let apostrophe = before.is_alphanumeric() && behind.is_alphanumeric();
        if quote && !apostrophe {
            match open {
                Some(begins) => {
                    if begins < at && at < place {
                        return true;
                    }
                    open = None;
                }
                None if behind.is_alphanumeric() && !before.is_alphanumeric() => open = Some(place),
                None => {}
            }
        }
        before = char;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_split_into_its_words() {
        let words = |text: &'static str| {
            let mut words = Vec::new();
            split(text, &mut words);
            words.iter().map(|word| word.text).collect::<Vec<_>>()
        };
        assert_eq!(
            words("Sam's non-compliant: s/b Dr O’Neil, 7/10."),
            ["Sam's", "non", "compliant", "s/b", "Dr", "O’Neil", "7", "10"]
        );
        assert_eq!(words("A&E – 'Bläck' … don't"), ["A&E", "Bläck", "don't"]);
        assert_eq!(words(" … "), Vec::<&str>::new());
    }

    #[test]
    fn a_word_has_one_number_wherever_it_stands() {
        for text in ["Sam's", "s", "NON-compliant 24 hours", "overdose", "Overdoses, overdosed"] {
            for word in words_of(text) {
                assert_eq!(word.packed, packed(without_s(word.text)), "{}", word.text);
            }
        }
    }

    #[test]
    fn what_stands_in_quotes_is_known() {
        let text = "They wrote 'non-compliant', and it's Sam's “word”";
        let quoted = |word: &str| is_quoted(text, text.find(word).unwrap());
        assert!(quoted("non") && quoted("compliant") && quoted("word"));
        assert!(!quoted("They") && !quoted("and") && !quoted("Sam"));
    }
}
