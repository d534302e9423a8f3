use std::collections::HashSet;
use std::sync::LazyLock;

use crate::message;
use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::text::names::names_of_people;
use crate::validate::text::{Hit, Passage, PhraseList, words_of};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "an abbreviation or a word of the trade that is not explained",
    severity: Severity::Info,
    check: Check::Plan(check),
};

static TERMS: LazyLock<PhraseList> =
    LazyLock::new(|| PhraseList::parse(include_str!("../../text/lists/jargon.txt")));

/// Reports each term once.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let mut seen = HashSet::new();
    for passage in context.passages_for_the_person() {
        if is_a_name(passage) || passage.is_own() {
            continue;
        }
        for hit in passage.find(&TERMS) {
            let term = hit.phrase.text;
            if seen.contains(term) || is_a_label(passage, &hit) || passage.is_quoted(hit.first) {
                continue;
            }
            seen.insert(term);
            if is_explained(context, term) || is_in_a_name(context, term) {
                continue;
            }
            let place = passage.place(&context.file.source, hit.first, hit.count);
            found
                .at(&place, "the person may not know this word")
                .help(message!("write it out ({}), or explain it in brackets behind it", hit.phrase.note));
        }
    }
}

/// Returns whether the hit belongs to a phrase such as "non-compliant", which `words-that-label` reports.
fn is_a_label(passage: &Passage<'_>, hit: &Hit<'_>) -> bool {
    ["compli", "concord"].iter().any(|start| hit.phrase.text.starts_with(start))
        && matches!(passage.key_before(hit.first), "non" | "poor" | "poorly")
}

/// Returns whether the text is a name: of a person, a service, a plan or a medicine.
fn is_a_name(passage: &Passage<'_>) -> bool {
    let key = passage.text.key.name;
    passage.text.top == "people"
        || matches!(key, "service" | "plan" | "medicine" | "section" | "interpreter" | "languages")
}

/// Returns whether the plan explains a term somewhere: "community nurse (CPN)", or "CPN (the nurse who visits)".
fn is_explained(context: &Context<'_>, term: &str) -> bool {
    context.passages().iter().any(|passage| {
        passage.find(&TERMS).filter(|hit| hit.phrase.text == term).any(|hit| {
            let after = passage.after(hit.first + hit.count - 1).trim_start();
            let before = passage.before(hit.first).trim_end();
            before.ends_with('(')
                || ["(", "– ", ", or ", ": ", "means "].iter().any(|sign| after.starts_with(sign))
        })
    })
}

/// Returns whether a person or a service that the plan can name has the term in its name.
fn is_in_a_name(context: &Context<'_>, term: &str) -> bool {
    let has_term = |name: &String| words_of(name).iter().any(|word| word.key.eq_ignore_ascii_case(term));
    let services = context.plan.services.items().iter().filter_map(|service| service.service.value());
    let plans = context.plan.other_plans.items().iter().filter_map(|plan| plan.plan.value());
    services.chain(plans).chain(names_of_people(context)).any(has_term)
}
