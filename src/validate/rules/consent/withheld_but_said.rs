use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use crate::access::reader::ReaderPolicy;
use crate::access::{Reader, gp_handle};
use crate::message;
use crate::parse::message::{Message, name};
use crate::parse::{AccessLabels, AccessPolicy, OpenMap, PlanPart, Severity, Span, Text};
use crate::validate::rules::{Check, Definition};
use crate::validate::text::names::known_names;
use crate::validate::text::{Passage, Word, stem, word_list};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "what is withheld from a reader is said in a part that this reader gets",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// How much a word of something withheld gives away where it is said elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Revealing {
    /// An uncommon word: it may come from the same event, or from the same life.
    Rare,
    /// A word for what people keep private.
    Private,
    /// A name that no one else in the plan has.
    Name,
}

/// Something that is withheld: an item with everything below it, or one of the people.
struct WithheldItem<'a> {
    header: &'a Span,
    labels: AccessLabels<'a>,
    words: BTreeMap<String, Revealing>,
}

/// A use of a word of something withheld.
struct WordUse<'w, 'a> {
    word: &'w str,
    passage: &'w Passage<'a>,
    at: usize,
}

/// A passage that may give something away, with its most revealing word.
struct Leak<'w, 'a> {
    /// Reported from 2 on.
    weight: u32,
    revealing: Revealing,
    passage: &'w Passage<'a>,
    at: usize,
    reader: usize,
    header: &'a Span,
    decision: Option<&'a str>,
}

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let people = context.plan.people.value().into_iter().flat_map(OpenMap::iter);
    let has_withheld_person = people.into_iter().any(|(_, someone)| !someone.withhold.is_absent());
    if !has_withheld_person && !context.passages().iter().any(|passage| passage.text.is_labelled) {
        return;
    }
    let readers = readers(context);
    let items = withheld_items(context);
    let uses = word_uses(context, &items);
    let mut leaks = BTreeMap::new();
    for item in &items {
        for (at, reader) in readers.iter().enumerate() {
            let policy = ReaderPolicy { file: context.file, reader };
            if policy.is_withheld(&item.labels) {
                add_leaks(item, &uses, at, &policy, context, &mut leaks);
            }
        }
    }
    for leak in leaks.values().filter(|leak: &&Leak<'_, '_>| leak.weight >= 2) {
        report(leak, &readers[leak.reader], context, found);
    }
}

fn report(leak: &Leak<'_, '_>, reader: &Reader, context: &Context<'_>, found: &mut Findings<'_>) {
    let text = &leak.passage.text;
    // A text in a table without `withhold` can only be worded differently.
    let has_no_withhold = matches!(text.top, "aim" | "about_me" | "communication" | "person" | "legal")
        || (text.top == "crisis" && !matches!(text.key.name, "what" | "when" | "how" | "why" | "who"));
    let decision = leak.decision.filter(|_| !has_no_withhold).map(|decision| {
        message!(", or keep it back as well with `withhold = \"{}\"`", name(decision, "withhold"))
    });
    let reader: Message = match reader.handle() {
        Some(handle) if !reader.kind().is_person() => message!("`{}`", name(handle, "people")),
        _ => "the person".into(),
    };
    found
        .at(
            &leak.passage.place(&context.file.source, leak.at, 1),
            message!("this may give away what is withheld from {}, who gets this part", reader),
        )
        .label("stands in it, too")
        .also(leak.header, "withheld here")
        .help(message!("say it without that word{}", decision));
}

/// Returns everyone who gets part of the plan, or can.
fn readers(context: &Context<'_>) -> Vec<Reader> {
    let own = context.plan.people.value().into_iter().flat_map(OpenMap::keys);
    let gp = gp_handle(context.plan).filter(|gp| !context.people().has_own_entry(gp));
    let others = own.chain(gp).filter_map(|handle| Reader::for_handle(context.file, handle));
    std::iter::once(Reader::person(context.file)).chain(others).collect()
}

/// Returns whether a reader gets a text that is not withheld from them, and that can give something away: not a name, an
/// address, or a note of the office.
fn gets(policy: &ReaderPolicy<'_>, context: &Context<'_>, text: &Text<'_>) -> bool {
    let has_prose =
        !matches!(text.part, PlanPart::Internal | PlanPart::Identity | PlanPart::Places | PlanPart::Private);
    let is_name = matches!(text.part, PlanPart::Public | PlanPart::Names);
    has_prose
        && text.key.name != "view"
        && !(is_name && policy.reader.kind().is_limited())
        && policy.has_text(text.part, text.key.own, context.texts().labels(text))
}

/// Returns where the words of what is withheld are said, sorted by word.
fn word_uses<'w, 'a>(context: &'w Context<'a>, items: &[WithheldItem<'_>]) -> Vec<WordUse<'w, 'a>> {
    let words: HashSet<&str> = items.iter().flat_map(|item| item.words.keys().map(String::as_str)).collect();
    let mut uses = Vec::new();
    for passage in context.passages().iter().filter(|passage| passage.text.top != "withheld") {
        for (at, word) in passage.words.iter().enumerate() {
            let (whole, stem) = (word.stem(LONG_STEM), word.stem(STEM));
            let keys = if whole == stem { &[whole][..] } else { &[whole, stem] };
            let known = keys.iter().filter(|key| words.contains(**key));
            uses.extend(known.map(|key| WordUse { word: key, passage, at }));
        }
    }
    uses.sort_by_key(|word_use| word_use.word);
    uses
}

/// Returns everything that is withheld from someone, with the words that would give it away.
fn withheld_items<'a>(context: &Context<'a>) -> Vec<WithheldItem<'a>> {
    let texts = context.texts();
    let known = known_names(context);
    let is_labelled = |labels: &AccessLabels<'_>| {
        labels.withhold.is_some() || labels.told_by.is_some() || labels.in_confidence.is_some()
    };
    let mut items: BTreeMap<usize, WithheldItem<'a>> = BTreeMap::new();
    let passages = context.passages().iter();
    for passage in passages.filter(|passage| passage.text.is_labelled && passage.text.top != "people") {
        let tables = texts.labels(&passage.text).zip(texts.headers(&passage.text));
        let Some((labels, header)) = tables.filter(|(labels, _)| is_labelled(labels)).last() else {
            continue;
        };
        let item = items.entry(header.start).or_insert_with(|| WithheldItem {
            header,
            labels: *labels,
            words: BTreeMap::new(),
        });
        for (at, word) in passage.words.iter().enumerate() {
            if let Some((key, revealing)) = revealing_word(passage, at, word, &known) {
                let known = item.words.entry(key).or_insert(revealing);
                *known = revealing.max(*known);
            }
        }
    }
    let people = context.plan.people.value().into_iter().flat_map(OpenMap::iter);
    let people = people.filter_map(|(_, someone)| {
        let withhold = Some(someone.withhold.value()?.0.as_str());
        let words = someone.name.value()?.split_whitespace();
        let words = words.filter(|word| word.len() > 2 && !is_an_open_name(word, context));
        Some(WithheldItem {
            header: &someone.span,
            labels: AccessLabels { withhold, ..AccessLabels::default() },
            words: words
                .map(|word| (stem(&word.to_lowercase(), LONG_STEM).to_owned(), Revealing::Name))
                .collect(),
        })
    });
    items.into_values().chain(people).collect()
}

/// Returns whether someone who is not withheld has this name too.
fn is_an_open_name(word: &str, context: &Context<'_>) -> bool {
    context.people().handles().filter_map(|handle| context.who(handle)).any(|entry| {
        let is_open = entry.first(|someone| &someone.withhold).is_none();
        let name = entry.first(|someone| &someone.name);
        is_open && name.is_some_and(|name| name.split_whitespace().any(|part| part == word))
    })
}

/// Returns how much a word of something withheld gives away, and the number of the word to look for: its own, or that of its
/// stem. `None` if it gives nothing away.
fn revealing_word(
    passage: &Passage<'_>,
    at: usize,
    word: &Word<'_>,
    known: &HashSet<String>,
) -> Option<(String, Revealing)> {
    let plain = word.without_s();
    let before = passage.before(at).trim_end_matches(['\'', '"', '(', '‘', '“', ' ', '\n']);
    let begins_a_sentence = before.is_empty() || before.ends_with(['.', '!', '?', ':']);
    if PRIVATE.contains(word.stem(LONG_STEM)) {
        return Some((word.stem(LONG_STEM).to_owned(), Revealing::Private));
    }
    let is_ordinary = ORDINARY.contains(word.stem(STEM)) || known.contains(&*word.key);
    if word.is_capitalised() && !begins_a_sentence && plain.len() > 2 {
        let is_acronym = plain.chars().all(char::is_uppercase);
        return (!is_ordinary && !is_acronym).then(|| (word.stem(LONG_STEM).to_owned(), Revealing::Name));
    }
    let is_rare = plain.len() >= 6 && !is_ordinary && plain.bytes().all(|byte| !byte.is_ascii_digit());
    is_rare.then(|| (word.stem(STEM).to_owned(), Revealing::Rare))
}

/// Adds the passages that may give an item away to a reader who cannot see it.
fn add_leaks<'w, 'a>(
    item: &WithheldItem<'a>,
    uses: &[WordUse<'w, 'a>],
    reader: usize,
    policy: &ReaderPolicy<'_>,
    context: &Context<'_>,
    leaks: &mut BTreeMap<usize, Leak<'w, 'a>>,
) {
    let texts = context.texts();
    let is_open = |found: &&WordUse<'w, 'a>| {
        let text = &found.passage.text;
        !text.is_labelled || !texts.labels(text).any(|labels| policy.is_withheld(labels))
    };
    // One word in common with what was said in confidence, or with what is withheld from the person, is chance: both are
    // about the same life.
    let one_is_enough = item.labels.withhold.is_some() && !policy.reader.kind().is_person();
    for (word, revealing) in &item.words {
        let first = uses.partition_point(|found| found.word < word.as_str());
        let same = uses[first..].iter().take_while(|found| found.word == word);
        let mut open: Vec<&WordUse<'w, 'a>> = same.filter(is_open).collect();
        open.dedup_by_key(|found| found.passage.text.span.start);
        // A word that is said more often is known anyway.
        let (most, weight) = match revealing {
            Revealing::Rare => (1, if one_is_enough { 2 } else { 1 }),
            Revealing::Private => (3, 2),
            Revealing::Name => (2, 2),
        };
        if open.len() > most {
            continue;
        }
        for found in open {
            let is_name = found.passage.words[found.at].is_capitalised();
            if (*revealing == Revealing::Name && !is_name) || !gets(policy, context, &found.passage.text) {
                continue;
            }
            let leak = Leak {
                weight,
                revealing: *revealing,
                passage: found.passage,
                at: found.at,
                reader,
                header: item.header,
                decision: item.labels.withhold,
            };
            merge(leaks, leak);
        }
    }
}

/// Adds a leak, or its weight to that of the same item for the same reader in the same passage.
fn merge<'w, 'a>(leaks: &mut BTreeMap<usize, Leak<'w, 'a>>, new: Leak<'w, 'a>) {
    match leaks.get_mut(&new.passage.text.span.start) {
        None => drop(leaks.insert(new.passage.text.span.start, new)),
        Some(old) if old.header == new.header && old.reader == new.reader && old.at != new.at => {
            old.weight += new.weight;
        }
        Some(old) if old.weight < 2 && (new.weight, new.revealing) > (old.weight, old.revealing) => {
            *old = new;
        }
        Some(_) => {}
    }
}

/// How many bytes of a name or a private word are compared.
const LONG_STEM: usize = 8;

/// How many bytes of another word are compared: most of its forms share them.
const STEM: usize = 6;

static ORDINARY: LazyLock<HashSet<&str>> =
    LazyLock::new(|| word_list(include_str!("../../text/lists/ordinary.txt"), STEM));

/// Words for what people keep private, however short.
static PRIVATE: LazyLock<HashSet<&str>> =
    LazyLock::new(|| word_list(include_str!("../../text/lists/private.txt"), LONG_STEM));
