use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::text::{Passage, is_one_of};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "a risk that is rated low, medium or high, or given a score",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn is_rating(word: &str) -> bool {
    matches!(word, "low" | "medium" | "moderate" | "high" | "minimal" | "severe")
}

fn is_risk_word(word: &str) -> bool {
    matches!(word, "risk" | "risks")
}

/// Words between a rating and "risk": "low to medium risk", "high level of risk".
const JOINING: &str = "to or level levels of";

/// Words between "risk" and its rating, besides the joining ones: "risk to self is assessed as low".
const BETWEEN: &str = "is are was now currently current today remains assessed rated scored considered deemed felt be as at \
                       from self others harm suicide violence neglect relapse rating score";

/// Words after a rating: "the risk is high when I drink". Before any other word it rates something else: "the risk of
/// high blood pressure".
const AFTER_RATING: &str = "and or but to at when if in due because as while unless now currently today for with of risk \
                            risks level this on since following given who he she";

/// Words before a date such as "7/10".
const BEFORE_DATE: &str = "on since until till by from before after of for dated date review reviewed";

/// Words after a count such as "2 out of 10 nights".
const COUNTED: &str = "times nights days weeks tablets visits appointments people women men";

/// Risks of the body may be rated: "high risk of another fall". What people will do cannot be foretold.
const OF_THE_BODY: &str = "fall falls falling choking pressure infection infections stroke diabetes clot clots fracture \
                           fractures dehydration";

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for passage in context.passages() {
        let is_risk = match (passage.text.top, passage.text.key.name) {
            ("risks", "risk" | "history" | "now") | ("safeguarding", _) => true,
            ("risks", "signs") | ("crisis" | "formulation" | "contingency", _) => false,
            _ => continue,
        };
        let may_have_score = is_risk || passage.words.iter().any(|word| is_risk_word(&word.key));
        let rated = if is_risk && passage.words.len() == 1 && is_rating(passage.key(0)) {
            Some((0, 1))
        } else {
            let indexes = 0..passage.words.len();
            let rating = indexes.clone().find_map(|first| rating_at(passage, first));
            rating.or_else(|| indexes.filter(|_| may_have_score).find_map(|first| score_at(passage, first)))
        };
        let Some((first, count)) = rated else { continue };
        if passage.is_quoted(first) || is_of_the_body(passage, first + count) {
            continue;
        }
        found
            .at(&passage.place(&context.file.source, first, count), "a risk is rated or scored here")
            .help("say instead what could happen, how it shows and what then helps: `signs = [\"…\"]` and `[[risks.actions]]`");
    }
}

/// Returns whether the words from `index` on are "of" and a risk of the body.
fn is_of_the_body(passage: &Passage<'_>, index: usize) -> bool {
    passage.key(index) == "of" && (index + 1..index + 4).any(|near| is_one_of(passage.key(near), OF_THE_BODY))
}

/// Returns the first word and the number of words of a rating that begins at `first`: "low risk", "medium to high risk",
/// "risk: high", "risk to self is assessed as low".
fn rating_at(passage: &Passage<'_>, first: usize) -> Option<(usize, usize)> {
    let key = |index: usize| passage.key(index);
    let rating_first = is_rating(key(first));
    if !rating_first && !is_risk_word(key(first)) {
        return None;
    }
    let is_between = |index: &usize| {
        let key = key(*index);
        is_one_of(key, JOINING) || if rating_first { is_rating(key) } else { is_one_of(key, BETWEEN) }
    };
    let most = if rating_first { 4 } else { 7 };
    let last = first + 1 + (first + 1..=first + most).take_while(is_between).count();
    let is_complete = if rating_first {
        is_risk_word(key(last))
    } else {
        is_rating(key(last)) && ends_after(passage, last)
    };
    let is_one_sentence = || {
        let between = &passage.text.text[passage.words[first].end()..passage.words[last].start];
        !between.contains(['.', ';', '!', '?', '\n'])
    };
    (is_complete && is_one_sentence()).then(|| (first, last + 1 - first))
}

fn ends_after(passage: &Passage<'_>, rating: usize) -> bool {
    let next = passage.key(rating + 1);
    next.is_empty()
        || is_one_of(next, AFTER_RATING)
        || passage.after(rating).starts_with([',', '.', ';', ':', ')', '/', '!', '-'])
}

/// Returns the first word and the number of words of a score that begins at `first`: "7/10", "8 out of 10", "score 12".
fn score_at(passage: &Passage<'_>, first: usize) -> Option<(usize, usize)> {
    let is_number = |index: usize| passage.key(index).parse::<u32>().is_ok();
    let is = |index: usize, list: &str| is_one_of(passage.key(index), list);
    let count = if matches!(passage.key(first), "score" | "scored" | "scores") {
        let count = if is(first + 1, "of is was") { 3 } else { 2 };
        is_number(first + count - 1).then_some(count)
    } else if !is_number(first) {
        None
    } else if passage.after(first).starts_with("/10") && passage.key(first + 1) == "10" {
        let is_date =
            is_one_of(passage.key_before(first), BEFORE_DATE) || passage.after(first + 1).starts_with('/');
        (!is_date).then_some(2)
    } else {
        let is_out_of = is(first + 1, "out") && is(first + 2, "of") && is(first + 3, "5 10 100");
        (is_out_of && !is(first + 4, COUNTED)).then_some(4)
    };
    count.map(|count| (first, count))
}
