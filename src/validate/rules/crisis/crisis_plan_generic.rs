use std::collections::HashSet;
use std::sync::LazyLock;

use crate::parse::Severity;
use crate::plan::Is;
use crate::validate::rules::crisis::crisis_plan_missing::usable_crisis_plan;
use crate::validate::rules::{Check, Definition};
use crate::validate::text::{Word, word_list, words_of};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "the crisis plan says only what would fit anybody",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// A crisis plan with so many words of its own is not generic, however long it is.
const ENOUGH_WORDS: usize = 5;
/// A crisis plan is generic if at most one word in so many is its own.
const ONE_IN: usize = 8;
/// How many bytes of a word count.
const STEM: usize = 8;

static STOP_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| word_list(include_str!("../../text/lists/stop_words.txt"), STEM));

static STOCK_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| word_list(include_str!("../../text/lists/stock_words.txt"), STEM));

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(crisis) = usable_crisis_plan(context) else { return };
    let passages = context.passages().iter().filter(|passage| passage.text.top == "crisis");
    let (mut words, mut own_words) = (0, 0);
    for word in passages.flat_map(|passage| &passage.words).filter(|word| has_meaning(word)) {
        words += 1;
        if !STOCK_WORDS.contains(word.stem(STEM)) && !is_name_of_team(word, context) {
            own_words += 1;
        }
        if own_words == ENOUGH_WORDS {
            return;
        }
    }
    if words > 0 && own_words * ONE_IN <= words {
        found
            .at(&crisis.span, "the crisis plan says only what would fit anybody")
            .help("write what only this person would say, for example `early_signs = [\"I wear both coats in the warm\"]` or `what_helps = [\"A walk with somebody who does not say much\"]`");
    }
}

fn has_meaning(word: &Word<'_>) -> bool {
    !STOP_WORDS.contains(word.stem(STEM)) && !word.text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether a word belongs to the name of the person, of somebody in the team, or of a service.
fn is_name_of_team(word: &Word<'_>, context: &Context<'_>) -> bool {
    let has_word = |name: &str| words_of(name).iter().any(|other| other.key == word.key);
    let people = context.people();
    let is_of_team = || {
        let entries = people.handles().filter_map(|handle| people.find(handle));
        entries.filter(|entry| entry.is(Is::Team)).any(|entry| {
            let names = [entry.first(|someone| &someone.name), entry.first(|someone| &someone.organisation)];
            names.into_iter().flatten().any(|name| has_word(name))
        })
    };
    word.is_capitalised() && (context.plan.name().is_some_and(has_word) || is_of_team())
}
