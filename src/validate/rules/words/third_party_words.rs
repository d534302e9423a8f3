use std::cell::LazyCell;
use std::collections::HashSet;
use std::sync::LazyLock;

use crate::access::policy::is_team;
use crate::parse::{Handle, Severity};
use crate::validate::rules::{Check, Definition};
use crate::validate::text::{Passage, PhraseList, Word, word_list};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "what somebody else told, in a part that the person will read",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

static IN_CONFIDENCE: LazyLock<PhraseList> =
    LazyLock::new(|| PhraseList::parse(include_str!("../../text/lists/confidence.txt")));

static TELLING: LazyLock<PhraseList> =
    LazyLock::new(|| PhraseList::parse(include_str!("../../text/lists/telling.txt")));

static INFORMANTS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| word_list(include_str!("../../text/lists/informants.txt"), usize::MAX));

const FIRST_PERSON: &[&str] =
    &["i", "me", "my", "mine", "myself", "i'm", "i've", "i'd", "i'll", "we", "our", "ours"];

const THIRD_PERSON: &[&str] =
    &["he", "she", "him", "her", "his", "hers", "himself", "herself", "they", "them", "their"];

/// Keys under which the person says who may know what.
const WISHES: &[&str] = &["family_involved", "because", "contact_by", "also_worth_knowing"];

/// The plan speaks as the person. If a text has no "I" or "my", and somebody reports about "her" or "him" in it, the
/// person did not write it.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for passage in context.passages_for_the_person() {
        let text = &passage.text;
        let is_checked = !matches!(text.top, "people" | "communication" | "person" | "copies" | "agreements")
            && !passage.is_own()
            && !WISHES.contains(&text.key.name);
        if !is_checked {
            continue;
        }
        let Some((first, count)) = in_confidence(passage, context).or_else(|| report(passage, context))
        else {
            continue;
        };
        let is_labelled = context.texts().labels(text).any(|labels| {
            labels.told_by.is_some() || labels.in_confidence.is_some() || labels.withhold.is_some()
        });
        if is_labelled || passage.is_quoted(first) || passage.has_any(FIRST_PERSON) {
            continue;
        }
        let help = if matches!(text.top, "needs" | "risks") {
            "add who told it, `told_by = \"…\"`, and `in_confidence = true` or `false` as they wish"
        } else {
            "ask whoever told it, then write it as a need or a risk with `told_by = \"…\"` and `in_confidence = true` or `false`, or take it out"
        };
        let place = passage.place(&context.file.source, first, count);
        found.at(&place, "somebody else told this, and the person will read it").help(help);
    }
}

/// Returns the words that show that something was told in confidence: their first index and their number.
fn in_confidence(passage: &Passage<'_>, context: &Context<'_>) -> Option<(usize, usize)> {
    let mut hits = passage.find(&IN_CONFIDENCE);
    let hit = hits.find(|hit| {
        let next = passage.words.get(hit.first + hit.count);
        let is_about_the_person = next
            .is_some_and(|next| matches!(&*next.key, "him" | "her" | "them") || is_the_person(next, context));
        is_about_the_person || (!hit.phrase.text.contains("tell") && passage.has_any(THIRD_PERSON))
    })?;
    Some((hit.first, hit.count))
}

/// Returns the words of a report, such as "his mother says" or "Nia told us": their first index and their number.
fn report(passage: &Passage<'_>, context: &Context<'_>) -> Option<(usize, usize)> {
    let is_third_person = |word: &Word<'_>| THIRD_PERSON.contains(&&*word.key);
    let last_third_person = LazyCell::new(|| passage.words.iter().rposition(is_third_person));
    let names_the_person = LazyCell::new(|| passage.words.iter().any(|word| is_the_person(word, context)));
    passage.find(&TELLING).find_map(|hit| {
        let informant = hit.first.checked_sub(1)?;
        let owner = passage.key_before(informant);
        let is_relative = INFORMANTS.contains(passage.key(informant))
            && matches!(owner, "his" | "her" | "their" | "the" | "a");
        if !is_relative && !is_outside_the_team(&passage.words[informant], context) {
            return None;
        }
        // "The family says" may introduce anything. If it is about "him" or "her", it is a report.
        let is_report = matches!(owner, "his" | "her" | "their")
            || last_third_person.is_some_and(|last| last > hit.first)
            || *names_the_person;
        let first = if is_relative { informant - 1 } else { informant };
        is_report.then(|| (first, hit.first + hit.count - first))
    })
}

/// Returns whether a word is the name that the person goes by, or their first name.
fn is_the_person(word: &Word<'_>, context: &Context<'_>) -> bool {
    let is_first_of = |name: &String| name.split_whitespace().next() == Some(word.without_s());
    word.is_capitalised()
        && context.plan.person.value().is_some_and(|person| {
            [&person.name, &person.preferred_name]
                .into_iter()
                .filter_map(|name| name.value())
                .any(is_first_of)
        })
}

/// Returns whether a word is the name of somebody who is not of the team.
fn is_outside_the_team(word: &Word<'_>, context: &Context<'_>) -> bool {
    let handle = word.is_capitalised().then(|| context.people().handle_of(word.without_s())).flatten();
    handle.is_some_and(|handle| {
        handle != Handle::PERSON && !context.who(handle).is_some_and(|entry| is_team(&entry))
    })
}
