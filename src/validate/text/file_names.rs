//! NHS numbers and names of people in the names of files.

use std::collections::{BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::plan::Plan;
use crate::validate::rules::people::nhs_number_wrong::fault;
use crate::workspace::OtherFile;

/// Titles and small words, which do not identify anyone.
const NOT_A_NAME: [&str; 18] = [
    "mrs", "miss", "mstr", "sir", "rev", "the", "and", "von", "van", "der", "den", "del", "della", "des",
    "dos", "bin", "ibn", "abu",
];

/// A person's names. Each word is a set of the ways in which it may be typed.
#[derive(Debug)]
pub(crate) struct PersonName {
    words: Vec<BTreeSet<String>>,
}

impl PersonName {
    /// Returns the names of the person whose plan it is.
    pub(crate) fn new(plan: &Plan) -> Self {
        let names = plan.person.value().into_iter().flat_map(|person| {
            let names = [&person.name, &person.family_name, &person.preferred_name];
            let known_as = person.also_known_as.items().iter().map(|name| &name.value);
            names.into_iter().filter_map(|name| name.value()).chain(known_as)
        });
        let mut words: Vec<BTreeSet<String>> = Vec::new();
        for word in names.flat_map(|name| name.split_whitespace()) {
            let ways = ways_to_type(word);
            if !ways.is_empty() && words.iter().all(|known| known.is_disjoint(&ways)) {
                words.push(ways);
            }
        }
        PersonName { words }
    }

    /// Returns whether the name of a file has any word of it.
    pub(crate) fn is_in(&self, file: &str) -> bool {
        let in_file = words_of_file(file);
        self.words.iter().flatten().chain(&self.joined()).any(|word| in_file.contains(word))
    }

    /// Returns each two of its words without a space, as in `amysmith`.
    fn joined(&self) -> Vec<String> {
        let mut joined = Vec::new();
        for (at, first) in self.words.iter().enumerate() {
            let others = self.words.iter().enumerate().filter(|(other, _)| *other != at);
            for second in others.flat_map(|(_, second)| second) {
                joined.extend(first.iter().map(|first| format!("{first}{second}")));
            }
        }
        joined
    }
}

/// Returns the ways in which a word of a name may be typed: whole, without accents, with `oe` for `ö`, and each part of
/// a double name. Titles and ways with fewer than three letters are left out.
fn ways_to_type(word: &str) -> BTreeSet<String> {
    let letters = |text: &str| text.chars().filter(|c| is_letter(*c)).collect::<String>();
    // `O'Brien-Reed` is also `brien`, `obrien` and `obrienreed`.
    let parts = word.split(|c| !is_letter(c)).map(str::to_owned);
    let ways = parts.chain(word.split(['-', '–', '‐', '/']).map(letters)).chain([letters(word)]);
    let ways = ways.flat_map(|way| [without_accents(&way), without_accents(&spelt_out(&way))]);
    ways.filter(|way| way.chars().count() >= 3 && !NOT_A_NAME.contains(&way.as_str())).collect()
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

/// Returns the text in lower case without accents.
fn without_accents(text: &str) -> String {
    const LETTERS: &[(char, &str)] = &[
        ('ß', "ss"),
        ('æ', "ae"),
        ('œ', "oe"),
        ('ø', "o"),
        ('ł', "l"),
        ('đ', "d"),
        ('ð', "d"),
        ('þ', "th"),
        ('ı', "i"),
    ];
    replaced(text.nfd().filter(|c| !is_combining_mark(*c)), LETTERS)
}

/// Returns the text in lower case with two letters for each that an English keyboard lacks.
fn spelt_out(text: &str) -> String {
    const LETTERS: &[(char, &str)] = &[('ä', "ae"), ('ö', "oe"), ('ø', "oe"), ('ü', "ue"), ('å', "aa")];
    replaced(text.nfc(), LETTERS)
}

fn replaced(text: impl Iterator<Item = char>, letters: &[(char, &str)]) -> String {
    let mut replaced = String::new();
    for letter in text.flat_map(char::to_lowercase) {
        match letters.iter().find(|(from, _)| *from == letter) {
            Some((_, to)) => replaced.push_str(to),
            None => replaced.push(letter),
        }
    }
    replaced
}

/// Returns the words of a file's name without accents: each run of letters, and each part of `AmySmith`.
fn words_of_file(file: &str) -> BTreeSet<String> {
    let composed: String = file.nfc().collect();
    let mut words = BTreeSet::new();
    for run in composed.split(|c: char| !is_letter(c)).filter(|run| !run.is_empty()) {
        let mut start = 0;
        let mut is_after_small = false;
        for (at, letter) in run.char_indices() {
            if is_after_small && letter.is_uppercase() {
                words.insert(without_accents(&run[start..at]));
                start = at;
            }
            is_after_small = letter.is_lowercase();
        }
        words.insert(without_accents(&run[start..]));
        words.insert(without_accents(run));
    }
    words
}

/// Returns whether the name of a file has ten digits, together or as 3, 3 and 4, that are a valid NHS number, CHI number
/// or health and care number.
pub(crate) fn has_nhs_number(file: &str) -> bool {
    let separates = |c: char| matches!(c, ' ' | '-' | '.' | '_' | '\u{a0}');
    let is_valid = |digits: &str| digits.len() == 10 && fault(digits).is_none();
    file.split(|c: char| !c.is_ascii_digit() && !separates(c)).any(|digits| {
        let groups: Vec<&str> = digits.split(separates).collect();
        groups.iter().any(|group| is_valid(group) && is_issued(group))
            || groups.windows(3).any(|groups| {
                groups.iter().map(|group| group.len()).eq([3, 3, 4]) && is_valid(&groups.concat())
            })
    })
}

/// Returns whether the number is in a block that is issued or kept for tests (constants of the Python package
/// `nhs-number`). Ten digits may also be a Unix time, or a date with an hour. Scotland's numbers begin with a day and a
/// month, Northern Ireland's with 32 to 39, those of England and Wales with 4, 6 or 7, and test numbers with 9.
fn is_issued(digits: &str) -> bool {
    let two = |at: usize| digits[at..at + 2].parse().unwrap_or(0);
    match two(0) {
        day @ 0..=31 => day > 0 && (1..=12).contains(&two(2)),
        block => !matches!(block, 50..60 | 80..90),
    }
}

/// The names of files that are not plans, by their words.
#[derive(Debug, Default)]
pub(crate) struct FileNames {
    by_word: HashMap<String, Vec<usize>>,
}

impl FileNames {
    pub(crate) fn new(others: &[OtherFile]) -> Self {
        let mut names = FileNames::default();
        for (index, other) in others.iter().enumerate().filter(|(_, other)| other.is_reported) {
            for word in words_of_file(&other.name) {
                names.by_word.entry(word).or_default().push(index);
            }
        }
        names
    }

    /// Returns the indexes of the files that identify the person of a plan: with two words of their name, or with one
    /// word and the id of the plan.
    pub(crate) fn naming(&self, plan: &Plan, others: &[OtherFile]) -> Vec<usize> {
        if self.by_word.is_empty() {
            return Vec::new();
        }
        let name = PersonName::new(plan);
        let id = plan.id.value().map(|id| id.to_lowercase()).filter(|id| id.chars().count() >= 3);
        let has_id =
            |index: usize| id.as_ref().is_some_and(|id| others[index].name.to_lowercase().contains(id));
        let with_word = |word: &String| self.by_word.get(word).into_iter().flatten().copied();
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for ways in &name.words {
            for index in ways.iter().flat_map(with_word).collect::<BTreeSet<usize>>() {
                *counts.entry(index).or_default() += 1;
            }
        }
        let sure =
            counts.into_iter().filter(|(index, count)| *count > 1 || has_id(*index)).map(|(index, _)| index);
        sure.chain(name.joined().iter().flat_map(with_word)).collect()
    }
}
