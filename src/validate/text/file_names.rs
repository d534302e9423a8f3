//! Names of files that say who somebody is: an NHS number in them, or a person's name.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::parse::{Diagnostic, Source};
use crate::plan::{Plan, Settings};
use crate::validate::rules::people::nhs_number_wrong::fault;
use crate::validate::rules::words::name_in_file_name;
use crate::validate::rules::words::name_in_file_name::{A_NAME, A_NUMBER};
use crate::validate::{RuleSelection, rules};
use crate::workspace::{FileKind, Folder, OtherFile};

/// Words in names that are nobody's own.
const NOBODYS: [&str; 18] = [
    "mrs", "miss", "mstr", "sir", "rev", "the", "and", "von", "van", "der", "den", "del", "della", "des",
    "dos", "bin", "ibn", "abu",
];

/// A person's names, each word in the ways in which it may be typed.
#[derive(Debug)]
pub(crate) struct PersonName {
    words: Vec<BTreeSet<String>>,
}

impl PersonName {
    /// The names of the person whose plan it is.
    pub(crate) fn new(plan: &Plan) -> Self {
        let person = plan.person.value();
        let names = person.into_iter().flat_map(|person| {
            let own = [&person.name, &person.family_name, &person.preferred_name];
            let others = person.also_known_as.items().iter().map(|name| &name.value);
            own.into_iter().filter_map(|name| name.value()).chain(others)
        });
        let mut words: Vec<BTreeSet<String>> = Vec::new();
        for word in names.flat_map(|name| name.split_whitespace()) {
            let ways = ways_to_type(word);
            if !ways.is_empty() && !words.iter().any(|known| !known.is_disjoint(&ways)) {
                words.push(ways);
            }
        }
        PersonName { words }
    }

    /// Whether a file's name holds any word of it.
    pub(crate) fn is_hinted_at_in(&self, file: &str) -> bool {
        let in_file = words_of(file);
        self.words.iter().flatten().chain(&self.joined()).any(|word| in_file.contains(word))
    }

    /// Two of its words without a space, as in `amysmith`.
    fn joined(&self) -> Vec<String> {
        let mut joined = Vec::new();
        for (at, one) in self.words.iter().enumerate() {
            for (_, other) in self.words.iter().enumerate().filter(|(other, _)| *other != at) {
                joined.extend(
                    one.iter().flat_map(|one| other.iter().map(move |other| format!("{one}{other}"))),
                );
            }
        }
        joined
    }
}

/// The ways in which a word of a name may be typed in the name of a file: whole, without accents, with `oe` for `ö`,
/// and each part of a double name. None of a title, or of fewer than three letters.
fn ways_to_type(word: &str) -> BTreeSet<String> {
    let is_letter = |c: char| c.is_alphabetic() || is_combining_mark(c);
    let letters = |text: &str| text.chars().filter(|c| is_letter(*c)).collect::<String>();
    let parts = word.split(|c| !is_letter(c)).map(str::to_owned);
    // `O'Brien-Reed` is also `obrien` and `obrienreed`.
    let ways = parts.chain(word.split(['-', '–', '‐', '/']).map(letters)).chain([letters(word)]);
    let ways = ways.flat_map(|way| [folded(&way), folded(&spelt_out(&way))]);
    ways.filter(|way| way.chars().count() >= 3 && !NOBODYS.contains(&way.as_str())).collect()
}

/// Small letters without accents.
fn folded(text: &str) -> String {
    let plain = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(text.len());
    for letter in plain {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            letter => folded.push(letter),
        }
    }
    folded
}

/// With two letters for one that has none of its own on an English keyboard.
fn spelt_out(text: &str) -> String {
    let mut spelt = String::with_capacity(text.len());
    for letter in text.nfc().flat_map(char::to_lowercase) {
        match letter {
            'ä' => spelt.push_str("ae"),
            'ö' | 'ø' => spelt.push_str("oe"),
            'ü' => spelt.push_str("ue"),
            'å' => spelt.push_str("aa"),
            letter => spelt.push(letter),
        }
    }
    spelt
}

/// The words of a file's name: what stands between other signs, and each part of `AmySmith`.
fn words_of(file: &str) -> BTreeSet<String> {
    let plain: String = file.nfc().collect();
    let mut words = BTreeSet::new();
    for run in plain.split(|c: char| !c.is_alphabetic() && !is_combining_mark(c)) {
        let mut part = String::new();
        let mut before_is_small = false;
        for letter in run.chars() {
            if before_is_small && letter.is_uppercase() {
                words.insert(folded(&part));
                part.clear();
            }
            before_is_small = letter.is_lowercase();
            part.push(letter);
        }
        words.insert(folded(&part));
        words.insert(folded(run));
    }
    words
}

/// Whether ten digits in a file's name could be an NHS number, a CHI number or a health and care number: all in one, or
/// as 3, 3 and 4. Ten in one are also the time of a computer's clock, or a day and an hour: what lies in a block from
/// which no number is issued is none.
pub(crate) fn looks_like_a_number(file: &str) -> bool {
    let signs: Vec<char> = file.chars().collect();
    (0..signs.len()).any(|at| {
        let starts = signs[at].is_ascii_digit() && (at == 0 || !signs[at - 1].is_ascii_digit());
        starts && is_a_number(&signs[at..])
    })
}

fn is_a_number(signs: &[char]) -> bool {
    let apart =
        |at: usize| signs.get(at).is_some_and(|sign| matches!(sign, ' ' | '-' | '.' | '_' | '\u{a0}'));
    let spaced = apart(3) && apart(7);
    let (length, kept): (usize, fn(usize) -> bool) =
        if spaced { (12, |at| at != 3 && at != 7) } else { (10, |_| true) };
    if signs.len() < length || signs.get(length).is_some_and(char::is_ascii_digit) {
        return false;
    }
    let digits: String = (0..length).filter(|at| kept(*at)).map(|at| signs[at]).collect();
    let whole = digits.len() == 10 && digits.bytes().all(|digit| digit.is_ascii_digit());
    whole && fault(&digits).is_none() && (spaced || is_issued(&digits))
}

/// Whether numbers of the block are issued, or kept for tests (the constants of the Python package `nhs-number`): those that begin with
/// a day and a month in Scotland, 32 to 39 in Northern Ireland, 4, 6 and 7 in England and Wales, and 9 for tests.
fn is_issued(digits: &str) -> bool {
    let two = |at: usize| digits[at..at + 2].parse().unwrap_or(0);
    match two(0) {
        day @ 0..=31 => day > 0 && (1..=12).contains(&two(2)),
        block => !(50..60).contains(&block) && !(80..90).contains(&block),
    }
}

/// The names of the files that are no plans, by the words in them: each plan that is read looks itself up.
#[derive(Debug, Default)]
pub(crate) struct FileNames {
    by_word: HashMap<String, Vec<usize>>,
}

impl FileNames {
    /// The names in a folder.
    pub(crate) fn new(others: &[OtherFile]) -> Self {
        let mut names = FileNames::default();
        for (at, other) in others.iter().enumerate().filter(|(_, other)| other.is_reported) {
            for word in words_of(&other.name).into_iter().filter(|word| !word.is_empty()) {
                names.by_word.entry(word).or_default().push(at);
            }
        }
        names
    }

    /// Those that say who the person of a plan is: with two words of their name, or one and the id of the plan.
    pub(crate) fn naming(&self, plan: &Plan, others: &[OtherFile]) -> Vec<usize> {
        if self.by_word.is_empty() {
            return Vec::new();
        }
        let name = PersonName::new(plan);
        let id = plan.id.value().map(|id| id.to_lowercase()).filter(|id| id.chars().count() >= 3);
        let holding = |word: &String| self.by_word.get(word).into_iter().flatten().copied();
        let mut words: HashMap<usize, usize> = HashMap::new();
        for ways in &name.words {
            let with_it: BTreeSet<usize> = ways.iter().flat_map(holding).collect();
            for at in with_it {
                *words.entry(at).or_default() += 1;
            }
        }
        let has_id = |at: usize| {
            id.as_ref()
                .is_some_and(|id| others.get(at).is_some_and(|other| other.name.to_lowercase().contains(id)))
        };
        let sure = words.iter().filter(|(at, words)| **words > 1 || has_id(**at)).map(|(at, _)| *at);
        sure.chain(name.joined().iter().flat_map(holding)).collect()
    }
}

/// The findings about files and folders that are no plans; `naming` says which of them name somebody.
pub(crate) fn told(folder: &Folder, naming: &BTreeSet<usize>, chosen: &RuleSelection) -> Vec<Diagnostic> {
    let others = folder.others.iter().enumerate().filter(|(_, other)| other.is_reported);
    let told = others.filter_map(|(at, other)| {
        let message = if looks_like_a_number(&other.name) {
            A_NUMBER
        } else if naming.contains(&at) {
            A_NAME
        } else {
            return None;
        };
        let severity = rules::configured_severity(&name_in_file_name, settings_of(folder, other), chosen)?;
        let source = Arc::new(Source::new(other.display_path.as_str(), ""));
        let mut told = Diagnostic::error(crate::parse::RuleId::Care(name_in_file_name.name), &source, &(0..0), message).help(
            "give it a name that says nothing of the person, like `NS-0042-letter.pdf` with the id of their plan; \
             names of files stay in git for ever",
        );
        told.severity = severity;
        Some(told)
    });
    told.collect()
}

/// What the nearest `cpa.toml` sets.
fn settings_of<'a>(folder: &'a Folder, other: &OtherFile) -> &'a Settings {
    let set = folder.files.iter().filter_map(|file| match &file.kind {
        FileKind::Settings(set) => Some((file.path.parent()?, &set.settings)),
        _ => None,
    });
    let suggest =
        set.filter(|(at, _)| other.path.starts_with(at)).max_by_key(|(at, _)| at.components().count());
    suggest.map_or(&crate::validate::NOTHING_SET, |(_, settings)| settings)
}
