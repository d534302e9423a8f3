//! The words of a plan that should be the person's own, to be compared with other plans.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::parse::{OpenMap, Span, Text};
use crate::validate::Context;
use crate::validate::text::names::words_of_names;
use crate::validate::text::{Passage, Word, digits_of, letters_of};

/// How many words in a row are reported as copied.
pub(crate) const RUN: usize = 8;

/// What one plan leaves to be compared with others: hashes of its words, never the words.
#[derive(Debug)]
pub(crate) struct OwnWords {
    pub(crate) owner: Owner,
    pub(crate) is_ended: bool,
    /// The runs of words of each text, without names and numbers.
    pub(crate) texts: Vec<Vec<Run>>,
}

/// [`RUN`] words in a row.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) hash: u64,
    pub(crate) span: Span,
    /// The line at which it begins, counted from 1.
    pub(crate) line: u32,
}

impl OwnWords {
    /// Returns the words of those texts of a plan that `is_own` chooses.
    pub(crate) fn new(context: &Context<'_>, is_own: fn(&Text<'_>) -> bool) -> Self {
        let names = names_in(context);
        let lines = LineStarts::new(context.file.source.text());
        let own = context.passages().iter().filter(|passage| is_own(&passage.text));
        let texts = own.map(|passage| runs_of(passage, context, &names, &lines)).collect();
        OwnWords { owner: Owner::new(context), is_ended: context.plan.is_ended(), texts }
    }
}

/// Returns the words of the names of everyone whom a plan can name. Wording that differs only in them is the same.
fn names_in(context: &Context<'_>) -> HashSet<String> {
    let person = context.plan.person.value().into_iter();
    let of_the_person = person.flat_map(|person| {
        let names = [&person.name, &person.family_name, &person.preferred_name];
        let known_as = person.also_known_as.items().iter().map(|name| &name.value);
        names.into_iter().filter_map(|name| name.value()).chain(known_as)
    });
    let own = context.plan.people.value().into_iter().flat_map(OpenMap::iter);
    let listed = context.file.context.people.iter().flat_map(|file| file.people.iter());
    let of_others = own.chain(listed).filter_map(|(_, someone)| someone.name.value());
    words_of_names(of_the_person.chain(of_others))
}

fn runs_of(
    passage: &Passage<'_>,
    context: &Context<'_>,
    names: &HashSet<String>,
    lines: &LineStarts,
) -> Vec<Run> {
    let start = passage.start(&context.file.source);
    let is_own = |word: &&Word<'_>| !word.has_digit() && !names.contains(&*word.key);
    let own: Vec<&Word<'_>> = passage.words.iter().filter(is_own).collect();
    let hashes: Vec<u64> = own.iter().map(|word| hash(&word.key)).collect();
    let run = |(words, hashes): (&[&Word<'_>], &[u64])| {
        let span = match start {
            Some(start) => start + words[0].start..start + words[RUN - 1].end(),
            None => passage.text.span.clone(),
        };
        Run { hash: hash(hashes), line: lines.line(span.start), span }
    };
    own.windows(RUN).zip(hashes.windows(RUN)).map(run).collect()
}

/// The bytes at which the lines of a file begin.
struct LineStarts(Vec<usize>);

impl LineStarts {
    fn new(text: &str) -> Self {
        LineStarts(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    fn line(&self, offset: usize) -> u32 {
        u32::try_from(self.0.partition_point(|start| *start <= offset)).unwrap_or(u32::MAX)
    }
}

/// Returns a hash that is the same for the same value in every run.
fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Whose plan it is, in hashes of what identifies them.
#[derive(Debug, Default)]
pub(crate) struct Owner {
    /// Of the NHS number, the CHI number, and the health and care number.
    numbers: [Option<u64>; 3],
    /// Of the name with the date of birth.
    name: Option<u64>,
}

impl Owner {
    fn new(context: &Context<'_>) -> Self {
        let Some(person) = context.plan.person.value() else { return Owner::default() };
        let numbers = [&person.nhs_number, &person.chi_number, &person.hc_number].map(|number| {
            let digits = digits_of(number.value()?);
            (digits.len() == 10).then(|| hash(digits))
        });
        let name = person.name.value().zip(person.born.value());
        Owner { numbers, name: name.map(|(name, born)| hash((letters_of(name), born.0.to_string()))) }
    }

    /// Returns whether both are one person. Two people may have the same name and date of birth, but not the same
    /// number.
    pub(crate) fn is_same_person(&self, other: &Self) -> bool {
        let mut numbers =
            self.numbers.iter().zip(&other.numbers).filter_map(|(one, two)| one.zip(*two)).peekable();
        if numbers.peek().is_some() {
            numbers.any(|(one, two)| one == two)
        } else {
            self.name.is_some() && self.name == other.name
        }
    }
}
