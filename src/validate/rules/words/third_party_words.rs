use std::cell::LazyCell;
use std::sync::LazyLock;

use crate::access::policy::is_team;
use crate::parse::{Handle, Severity};
use crate::validate::rules::{Check, Definition};
use crate::validate::text::{Passage, Phrases, Word};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "what somebody else told, in a part that the person will read",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

static IN_CONFIDENCE: LazyLock<Phrases<&str>> = LazyLock::new(|| Phrases::new(CONFIDED, |phrase| phrase));

/// Words of a confidence. Those that end in "tell" count when "him", "her" or the person's name follows.
const CONFIDED: &[&str] = &[
    "in confidence",
    "in strict confidence",
    "confidentially",
    "not to be told",
    "must not be told",
    "must not find out",
    "not to find out",
    "must not know",
    "is not to know",
    "not for disclosure",
    "do not disclose",
    "do not tell",
    "don't tell",
    "don’t tell",
    "without telling",
];

static TELLING: LazyLock<Phrases<&str>> = LazyLock::new(|| Phrases::new(TOLD, |phrase| phrase));

/// What somebody did who told the team something.
const TOLD: &[&str] = &[
    "says",
    "said that",
    "said he",
    "said she",
    "said they",
    "has said",
    "have said",
    "says that",
    "reports",
    "reported",
    "has reported",
    "have reported",
    "told us",
    "told staff",
    "told the team",
    "told the ward",
    "told the nurse",
    "told the doctor",
    "has told us",
    "have told us",
    "has told staff",
    "have told staff",
    "states",
    "stated",
    "alleges",
    "alleged",
    "has alleged",
    "discloses",
    "disclosed",
    "has disclosed",
    "informed",
    "has informed",
    "informs",
    "confided",
    "mentioned that",
    "claims",
    "claimed",
    "thinks that",
    "thinks he",
    "thinks she",
    "believes",
    "suspects",
    "feels that",
    "feels he",
    "feels she",
    "is worried",
    "is worried that",
    "is afraid of",
    "is scared of",
    "is frightened of",
    "worries that",
    "phoned to say",
    "rang to say",
    "called to say",
];

/// Who tells, other than the team.
const TELLERS: &[&str] = &[
    "mother",
    "mum",
    "mam",
    "father",
    "dad",
    "parents",
    "sister",
    "brother",
    "wife",
    "husband",
    "partner",
    "ex",
    "girlfriend",
    "boyfriend",
    "son",
    "daughter",
    "aunt",
    "uncle",
    "cousin",
    "nan",
    "gran",
    "grandmother",
    "grandfather",
    "stepfather",
    "stepmother",
    "family",
    "carer",
    "neighbour",
    "neighbours",
    "landlord",
    "landlady",
    "friend",
    "friends",
    "employer",
    "flatmate",
    "informant",
    "relative",
    "relatives",
];

const FIRST_PERSON: &[&str] = &[
    "i", "me", "my", "mine", "myself", "i'm", "i've", "i'd", "i'll", "i’m", "i’ve", "i’d", "i’ll", "we",
    "our", "ours",
];

const THIRD_PERSON: &[&str] =
    &["he", "she", "him", "her", "his", "hers", "himself", "herself", "they", "them", "their"];

/// Under these keys the person says who may know what.
const WISHES: &[&str] = &["family_involved", "because", "contact_by", "also_worth_knowing"];

/// The plan speaks as the person. A text that says neither I nor my, and in which somebody tells of "her" or "him", was
/// not written by the person.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let texts = context.texts();
    for passage in context.passages_for_the_person() {
        let of_the_plan =
            !matches!(passage.text.top, "people" | "communication" | "person" | "copies" | "agreements");
        if !of_the_plan || passage.is_own() || WISHES.contains(&passage.text.key.name) {
            continue;
        }
        let Some((first, count)) = told(&passage, context) else { continue };
        let decided = texts.labels(passage.text).any(|marks| {
            marks.told_by.is_some() || marks.in_confidence.is_some() || marks.withhold.is_some()
        });
        if decided || passage.is_quoted(first) || passage.has_any(FIRST_PERSON) {
            continue;
        }
        let help = if matches!(passage.text.top, "needs" | "risks") {
            "add who told it, `told_by = \"…\"`, and `in_confidence = true` or `false` as they wish"
        } else {
            "ask whoever told it, then write it as a need or a risk with `told_by = \"…\"` and `in_confidence = true` or `false`, or take it out"
        };
        found
            .at(
                &passage.place(&context.file.source, first, count),
                "somebody else told this, and the person will read it",
            )
            .help(help);
    }
}

/// The words that show that somebody told something, or told it in confidence.
fn told(passage: &Passage<'_, '_>, context: &Context<'_>) -> Option<(usize, usize)> {
    let confided = IN_CONFIDENCE.find(passage.words).find(|hit| {
        let next = passage.words.get(hit.first + hit.count);
        let about_the_person = next.is_some_and(|next| {
            ["him", "her", "them"].iter().any(|other| next.is(other)) || is_the_person(next, context)
        });
        about_the_person || !hit.what.contains("tell") && passage.has_any(THIRD_PERSON)
    });
    if let Some(hit) = confided {
        return Some((hit.first, hit.count));
    }
    let is_them = |word: &Word<'_>| THIRD_PERSON.iter().any(|other| word.is(other));
    let last_of_them = LazyCell::new(|| passage.words.iter().rposition(is_them));
    let names_the_person = LazyCell::new(|| passage.words.iter().any(|word| is_the_person(word, context)));
    TELLING.find(passage.words).find_map(|hit| {
        let teller = hit.first.checked_sub(1)?;
        let (word, before) =
            (passage.words.get(teller)?, teller.checked_sub(1).and_then(|at| passage.words.get(at)));
        let whose = ["his", "her", "their", "the", "a"];
        let is_relative = TELLERS.iter().any(|other| word.is(other))
            && before.is_some_and(|before| whose.iter().any(|other| before.is(other)));
        // "The family says" may be anything; that it is about "him" makes it a report.
        let of_somebody = before
            .is_some_and(|before| before.is("his") || before.is("her") || before.is("their"))
            || last_of_them.is_some_and(|last| last > hit.first)
            || *names_the_person;
        let is_teller = is_relative || is_outside_the_team(word, context);
        (is_teller && of_somebody).then(|| {
            let first = if is_relative { teller - 1 } else { teller };
            (first, hit.first + hit.count - first)
        })
    })
}

/// Whether a word is the name that the person goes by, or their first name.
fn is_the_person(word: &Word<'_>, context: &Context<'_>) -> bool {
    let first = |name: &str| name.split_whitespace().next().is_some_and(|first| first == word.without_s());
    let person = context.plan.person.value();
    word.is_capitalised()
        && person.is_some_and(|person| {
            [&person.name, &person.preferred_name]
                .into_iter()
                .filter_map(|name| name.value())
                .any(|name| first(name))
        })
}

/// Whether a word is the name of somebody who is not of the team.
fn is_outside_the_team(word: &Word<'_>, context: &Context<'_>) -> bool {
    if !word.is_capitalised() {
        return false;
    }
    let handle = context.people().handle_of(word.without_s());
    handle.is_some_and(|handle| {
        handle != Handle::PERSON && !context.who(handle).is_some_and(|entry| is_team(&entry))
    })
}
