//! What is withheld from a reader but said in a part that this reader gets.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use crate::access::text_access::TextReader;
use crate::parse::{AccessLabels, OpenMap, Severity, Span};
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::text::name_words::KnownNames;
use crate::validate::text::{Passage, Sieve, Word, WordList, packed};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "withheld-but-said",
    group: Group::Consent,
    summary: "what is withheld from a reader is said in a part that this reader gets",
    severity: Severity::Warning,
    page: include_str!("withheld_but_said.md"),
    scope: Scope::Plan(check),
};

/// How much a word of something withheld tells, where it stands elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tells {
    /// A word that is not of every day: it may come from the same event, or from the same life.
    Rare,
    /// A word for what people keep from others.
    Private,
    /// A name that nobody else in the plan has.
    Name,
}

/// Something that is withheld: an item with all under it, or somebody.
struct Withheld<'a> {
    header: &'a Span,
    marks: Vec<AccessLabels<'a>>,
    words: BTreeMap<u64, Tells>,
}

/// A word of something withheld, where it stands elsewhere.
struct WordUse<'w, 'a> {
    word: u64,
    passage: Passage<'w, 'a>,
    at: usize,
}

/// Of a place that is to be told: how much its words tell, and which word tells most.
struct Leak<'w, 'a> {
    weight: u32,
    tells: Tells,
    passage: Passage<'w, 'a>,
    at: usize,
    reader: String,
    header: &'a Span,
    decision: Option<&'a str>,
}

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let has_people = context
        .plan
        .people
        .value()
        .is_some_and(|people| people.iter().any(|(_, someone)| !someone.withhold.is_absent()));
    if !has_people && !context.wording().passages().any(|passage| passage.text.marked) {
        return;
    }
    let readers = TextReader::all(context);
    let withheld = all_withheld(context);
    let met = met(context, &withheld);
    let mut places = BTreeMap::new();
    for item in &withheld {
        weigh(item, &met, &readers, context, &mut places);
    }
    for place in places.values().filter(|place: &&Leak<'_, '_>| place.weight >= 2) {
        let text = place.passage.text;
        // What stands on its own under a table that has no `withhold` can only be said in other words.
        let alone = matches!(text.top, "aim" | "about_me" | "communication" | "person" | "legal")
            || (text.top == "crisis" && !matches!(text.key.name, "what" | "when" | "how" | "why" | "who"));
        let decision = place
            .decision
            .filter(|_| !alone)
            .map(|name| format!(", or keep it back as well with `withhold = \"{name}\"`"));
        found
            .at(
                &place.passage.place(&context.file.source, place.at, 1),
                format!("this may give away what is withheld from {}, who gets this part", place.reader),
            )
            .label("stands in it, too")
            .also(place.header, "withheld here")
            .help(format!("say it without that word{}", decision.unwrap_or_default()));
    }
}

/// The words of what is withheld, wherever they stand.
fn met<'w, 'a>(context: &'w Context<'a>, withheld: &[Withheld<'_>]) -> Vec<WordUse<'w, 'a>> {
    let looked_for: HashSet<u64> = withheld.iter().flat_map(|item| item.words.keys().copied()).collect();
    let mut sieve = Sieve::default();
    withheld.iter().flat_map(|item| item.words.keys()).for_each(|word| sieve.add(*word));
    let mut met = Vec::new();
    for passage in context.wording().passages().filter(|passage| passage.text.top != "withheld") {
        for (at, word) in passage.words.iter().enumerate() {
            let (whole, stem) = (word.packed, stem(word));
            let keys = if whole == stem { &[whole][..] } else { &[whole, stem] };
            let known = keys.iter().filter(|key| sieve.may_have(**key) && looked_for.contains(key));
            met.extend(known.map(|key| WordUse { word: *key, passage, at }));
        }
    }
    met.sort_by_key(|met| met.word);
    met
}

fn has_marks(marks: &AccessLabels<'_>) -> bool {
    marks.withhold.is_some() || marks.told_by.is_some() || marks.in_confidence.is_some()
}

/// Everything that is withheld from somebody, each with the words that would tell of it.
fn all_withheld<'a>(context: &Context<'a>) -> Vec<Withheld<'a>> {
    let texts = context.texts();
    let known = KnownNames::new(context);
    let mut items: BTreeMap<usize, Withheld<'a>> = BTreeMap::new();
    for passage in
        context.wording().passages().filter(|passage| passage.text.marked && passage.text.top != "people")
    {
        let marked =
            texts.marks(passage.text).zip(texts.headers(passage.text)).filter(|(marks, _)| has_marks(marks));
        let Some((marks, header)) = marked.last() else { continue };
        let item = items.entry(header.start).or_insert_with(|| Withheld {
            header,
            marks: vec![*marks],
            words: BTreeMap::new(),
        });
        for (at, word) in passage.words.iter().enumerate() {
            if let Some((key, tells)) = telling(&passage, at, word, &known) {
                let known = item.words.entry(key).or_insert(tells);
                *known = tells.max(*known);
            }
        }
    }
    let people = context.plan.people.value().into_iter().flat_map(OpenMap::iter);
    let hidden = people.filter_map(|(_, someone)| {
        let withhold = Some(someone.withhold.value()?.0.as_str());
        let words = someone
            .name
            .value()?
            .split_whitespace()
            .filter(|word| word.len() > 2 && !is_elsewhere(word, context));
        let words = words.map(|word| (packed(word), Tells::Name)).collect();
        Some(Withheld {
            header: &someone.span,
            marks: vec![AccessLabels { withhold, ..AccessLabels::default() }],
            words,
        })
    });
    items.into_values().chain(hidden.collect::<Vec<_>>()).collect()
}

/// Whether somebody who is not withheld has this name, too.
fn is_elsewhere(word: &str, context: &Context<'_>) -> bool {
    context.people().handles().filter_map(|handle| context.who(handle)).any(|entry| {
        let open = entry.first(|someone| &someone.withhold).is_none();
        open && entry
            .first(|someone| &someone.name)
            .is_some_and(|name| name.split_whitespace().any(|part| part == word))
    })
}

/// Under which number a word of something withheld is looked for, and how much it tells. None: nothing.
fn telling(
    passage: &Passage<'_, '_>,
    at: usize,
    word: &Word<'_>,
    known: &KnownNames,
) -> Option<(u64, Tells)> {
    let plain = word.without_s();
    let begins = passage.before(at).trim_end_matches(['\'', '"', '(', '‘', '“', ' ', '\n']);
    let begins_a_sentence = begins.is_empty() || begins.ends_with(['.', '!', '?', ':']);
    if PRIVATE.contains(&word.packed) {
        return Some((word.packed, Tells::Private));
    }
    let ordinary = ORDINARY.contains(&stem(word));
    if word.is_capitalised() && !begins_a_sentence && plain.len() > 2 {
        let nothing = ordinary || plain.chars().all(char::is_uppercase) || known.has(word.packed);
        return (!nothing).then_some((word.packed, Tells::Name));
    }
    let rare = plain.len() >= 6
        && !ordinary
        && !known.has(word.packed)
        && plain.bytes().all(|byte| !byte.is_ascii_digit());
    rare.then(|| (stem(word), Tells::Rare))
}

/// Adds the places where what is withheld is said to somebody from whom it is withheld.
fn weigh<'w, 'a>(
    item: &Withheld<'a>,
    met: &[WordUse<'w, 'a>],
    readers: &[TextReader<'_>],
    context: &Context<'_>,
    places: &mut BTreeMap<usize, Leak<'w, 'a>>,
) {
    let texts = context.texts();
    let kept = |reader: &&TextReader<'_>| item.marks.iter().any(|marks| reader.is_kept_from(context, marks));
    for reader in readers.iter().filter(kept) {
        let open = |met: &&WordUse<'w, 'a>| {
            !met.passage.text.marked
                || !texts.marks(met.passage.text).any(|marks| reader.is_kept_from(context, marks))
        };
        // Both tell of the same life: one word in common is chance.
        let confided = item.marks.iter().all(|marks| marks.withhold.is_none());
        let one_is_enough = !confided && !reader.is_person();
        for (word, tells) in &item.words {
            let first = met.partition_point(|met| met.word < *word);
            let same = met[first..].iter().take_while(|met| met.word == *word);
            let mut said: Vec<&WordUse<'w, 'a>> = same.filter(open).collect();
            said.dedup_by_key(|met| met.passage.text.span.start);
            let (most, weight) = match tells {
                Tells::Rare => (1, if one_is_enough { 2 } else { 1 }),
                Tells::Private => (3, 2),
                Tells::Name => (2, 2),
            };
            if said.len() > most {
                continue;
            }
            for met in said {
                let capital = met.passage.words[met.at].is_capitalised();
                if (*tells == Tells::Name && !capital) || !reader.gets(context, met.passage.text) {
                    continue;
                }
                let decision = item.marks.iter().find_map(|marks| marks.withhold);
                let new = Leak {
                    weight,
                    tells: *tells,
                    passage: met.passage,
                    at: met.at,
                    reader: reader.words(),
                    header: item.header,
                    decision,
                };
                match places.get_mut(&met.passage.text.span.start) {
                    None => drop(places.insert(met.passage.text.span.start, new)),
                    Some(old) if old.header == new.header && old.reader == new.reader && old.at != new.at => {
                        old.weight += new.weight;
                    }
                    Some(old) if old.weight < 2 && (new.weight, new.tells) > (old.weight, old.tells) => {
                        *old = new;
                    }
                    Some(_) => {}
                }
            }
        }
    }
}

/// The first six letters of a word, which most of its forms share.
fn stem(word: &Word<'_>) -> u64 {
    let length = word.without_s().len().min(8);
    if length > 6 { word.packed >> (8 * (length - 6)) } else { word.packed }
}

/// The beginnings of words of six letters or more that stand in any plan.
static ORDINARY: LazyLock<WordList> = LazyLock::new(|| {
    let words = include_str!("../../text/ordinary.txt").split_whitespace();
    words.map(|word| packed(word.get(..6).unwrap_or(word))).collect()
});

/// Words for what people keep from others, however short.
static PRIVATE: LazyLock<WordList> = LazyLock::new(|| {
    let words = "abortion abuse abused abuser affair aids arrest arrested assault assaulted bankrupt blackmail bruises cannabis cocaine convicted \
        conviction court crack debt debts divorce eviction gambling gambled gay gun guns heroin hiv hepatitis jail knife lesbian loan loans loanshark miscarriage \
        overdose pawned porn pregnancy pregnant prison probation prostitute rape raped refuge spliff stalking steal stealing stole \
        stolen syphilis termination theft threats threatened threatening trafficked trans violent weed whisky";
    words.split_whitespace().map(packed).collect()
});
