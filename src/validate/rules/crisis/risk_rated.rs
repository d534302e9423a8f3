use std::sync::LazyLock;

use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::text::{Passage, Phrases};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "a risk that is rated low, medium or high, or given a score",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// What ratings are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RatingPart {
    Rating,
    Risk,
    /// May stand between "risk" and its rating: "risk to self is assessed as low".
    Between,
    /// May stand between a rating and "risk": "low to medium risk", "high level of risk".
    Joint,
}

static PARTS: LazyLock<Phrases<(&str, RatingPart)>> = LazyLock::new(|| Phrases::new(LIST, |(word, _)| word));

const LIST: &[(&str, RatingPart)] = &[
    ("low", RatingPart::Rating),
    ("medium", RatingPart::Rating),
    ("moderate", RatingPart::Rating),
    ("high", RatingPart::Rating),
    ("minimal", RatingPart::Rating),
    ("severe", RatingPart::Rating),
    ("risk", RatingPart::Risk),
    ("risks", RatingPart::Risk),
    ("to", RatingPart::Joint),
    ("or", RatingPart::Joint),
    ("level", RatingPart::Joint),
    ("of", RatingPart::Joint),
    ("levels", RatingPart::Joint),
    ("is", RatingPart::Between),
    ("are", RatingPart::Between),
    ("was", RatingPart::Between),
    ("now", RatingPart::Between),
    ("currently", RatingPart::Between),
    ("current", RatingPart::Between),
    ("today", RatingPart::Between),
    ("remains", RatingPart::Between),
    ("assessed", RatingPart::Between),
    ("rated", RatingPart::Between),
    ("scored", RatingPart::Between),
    ("considered", RatingPart::Between),
    ("deemed", RatingPart::Between),
    ("felt", RatingPart::Between),
    ("be", RatingPart::Between),
    ("as", RatingPart::Between),
    ("at", RatingPart::Between),
    ("from", RatingPart::Between),
    ("self", RatingPart::Between),
    ("others", RatingPart::Between),
    ("harm", RatingPart::Between),
    ("suicide", RatingPart::Between),
    ("violence", RatingPart::Between),
    ("neglect", RatingPart::Between),
    ("relapse", RatingPart::Between),
    ("rating", RatingPart::Between),
    ("score", RatingPart::Between),
];

/// These go on after a rating: "the risk is high when I drink". Any other word makes it a word about something else:
/// "the risk of high blood pressure".
const GO_ON: &[&str] = &[
    "and",
    "or",
    "but",
    "to",
    "at",
    "when",
    "if",
    "in",
    "due",
    "because",
    "as",
    "while",
    "unless",
    "now",
    "currently",
    "today",
    "for",
    "with",
    "of",
    "risk",
    "risks",
    "level",
    "this",
    "on",
    "since",
    "following",
    "given",
    "who",
    "he",
    "she",
];

/// "On 7/10" is a day.
const BEFORE_A_DAY: &[&str] = &[
    "on", "since", "until", "till", "by", "from", "before", "after", "of", "for", "dated", "date", "review",
    "reviewed",
];

/// "2 out of 10 nights" counts something.
const COUNTED: &[&str] =
    &["times", "nights", "days", "weeks", "tablets", "visits", "appointments", "people", "women", "men"];

/// "High risk of another fall": a risk of the body may be rated; what cannot be foretold is what people do.
const OF_THE_BODY: &[&str] = &[
    "fall",
    "falls",
    "falling",
    "choking",
    "pressure",
    "infection",
    "infections",
    "stroke",
    "diabetes",
    "clot",
    "clots",
    "fracture",
    "fractures",
    "dehydration",
];

fn is_of_the_body(passage: &Passage<'_, '_>, behind: usize) -> bool {
    let near = passage.words.iter().skip(behind).take(4);
    near.clone().any(|word| OF_THE_BODY.iter().any(|body| word.is(body)))
        && near.clone().next().is_some_and(|of| of.is("of"))
}

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for passage in context.wording().passages() {
        let is_risk = match (passage.text.top, passage.text.key.name) {
            ("risks", "risk" | "history" | "now") | ("safeguarding", _) => true,
            ("risks", "signs") | ("crisis" | "formulation" | "contingency", _) => false,
            _ => continue,
        };
        let speaks_of_risk = || passage.has_any(&["risk", "risks"]);
        let rated = alone(&passage, is_risk)
            .or_else(|| (0..passage.words.len()).find_map(|first| rated_at(&passage, first)))
            .or_else(|| if is_risk || speaks_of_risk() { score(&passage) } else { None });
        let told = |(first, count): &(usize, usize)| {
            !passage.is_quoted(*first) && !is_of_the_body(&passage, first + count)
        };
        let Some((first, count)) = rated.filter(told) else { continue };
        found
            .at(&passage.place(&context.file.source, first, count), "a risk is rated or scored here")
            .help("say instead what could happen, how it shows and what then helps: `signs = [\"…\"]` and `[[risks.actions]]`");
    }
}

fn part(passage: &Passage<'_, '_>, at: usize) -> Option<RatingPart> {
    PARTS.at(passage.words, at).map(|hit| hit.what.1)
}

/// A rating that is all that stands there.
fn alone(passage: &Passage<'_, '_>, is_risk: bool) -> Option<(usize, usize)> {
    (is_risk && passage.words.len() == 1 && part(passage, 0) == Some(RatingPart::Rating)).then_some((0, 1))
}

/// "Low risk", "medium to high risk", "high level of risk"; "risk: high", "risk to self is assessed as low".
fn rated_at(passage: &Passage<'_, '_>, first: usize) -> Option<(usize, usize)> {
    let same_sentence = |from: usize, to: usize| {
        let (from, to) = (&passage.words[from], &passage.words[to]);
        !passage.text.text[from.at + from.text.len()..to.at].contains(['.', ';', '!', '?', '\n'])
    };
    match part(passage, first)? {
        RatingPart::Rating => {
            let mut at = first + 1;
            while matches!(part(passage, at), Some(RatingPart::Rating | RatingPart::Joint)) && at < first + 5
            {
                at += 1;
            }
            let is = part(passage, at) == Some(RatingPart::Risk) && same_sentence(first, at);
            is.then_some((first, at + 1 - first))
        }
        RatingPart::Risk => {
            let mut at = first + 1;
            while matches!(part(passage, at), Some(RatingPart::Between | RatingPart::Joint)) && at < first + 8
            {
                at += 1;
            }
            let next = passage.words.get(at + 1);
            let ends = next.is_none_or(|next| {
                GO_ON.iter().any(|word| next.is(word))
                    || passage.behind(at).starts_with([',', '.', ';', ':', ')', '/', '!', '-'])
            });
            let is = part(passage, at) == Some(RatingPart::Rating) && same_sentence(first, at) && ends;
            is.then_some((first, at + 1 - first))
        }
        RatingPart::Between | RatingPart::Joint => None,
    }
}

/// "7/10", "8 out of 10", "risk score 12".
fn score(passage: &Passage<'_, '_>) -> Option<(usize, usize)> {
    let number = |at: usize| passage.words.get(at).and_then(|word| word.text.parse::<u32>().ok());
    let is = |at: usize, word: &str| passage.words.get(at).is_some_and(|other| other.is(word));
    let any = |at: usize, words: &[&str]| words.iter().any(|word| is(at, word));
    (0..passage.words.len()).find_map(|at| {
        let word = passage.words[at];
        if any(at, &["score", "scored", "scores"]) {
            let of = usize::from(any(at + 1, &["of", "is", "was"]));
            return number(at + 1 + of).map(|_| (at, 2 + of));
        }
        if let Some((of, all)) = word.text.split_once('/') {
            let day = at > 0 && any(at - 1, BEFORE_A_DAY);
            return (is_scale(of, all) && !day && !passage.behind(at).starts_with('/')).then_some((at, 1));
        }
        number(at)?;
        if passage.behind(at).starts_with("/10") && number(at + 1) == Some(10) {
            let day = at > 0 && any(at - 1, BEFORE_A_DAY);
            return (!day && !passage.behind(at + 1).starts_with('/')).then_some((at, 2));
        }
        let out_of = is(at + 1, "out") && is(at + 2, "of") && matches!(number(at + 3), Some(5 | 10 | 100));
        (out_of && !any(at + 4, COUNTED)).then_some((at, 4))
    })
}

fn is_scale(of: &str, all: &str) -> bool {
    matches!((of.parse::<u32>(), all.parse::<u32>()), (Ok(of), Ok(all)) if matches!(all, 5 | 10 | 100) && of <= all)
}
