//! Which words of a `when` say that something is done again and again.

/// Words that say so by themselves.
const AGAIN: [&str; 20] = [
    "every",
    "each",
    "hourly",
    "daily",
    "nightly",
    "weekly",
    "fortnightly",
    "monthly",
    "quarterly",
    "yearly",
    "annually",
    "mondays",
    "tuesdays",
    "wednesdays",
    "thursdays",
    "fridays",
    "saturdays",
    "sundays",
    "weekdays",
    "weekends",
];

/// Words that may stand before them.
const BEFORE: [&str; 5] = ["about", "at", "least", "most", "on"];

/// What "twice a" counts by.
const UNITS: [&str; 11] = [
    "hour",
    "day",
    "night",
    "morning",
    "evening",
    "week",
    "weekday",
    "weekend",
    "fortnight",
    "month",
    "year",
];

/// Whether these words of a `when` begin as something does that is done again and again: "every Tuesday", "weekly",
/// "three times a week", "on Mondays". What sets an action off is said later in a sentence, and is none of these.
pub(crate) fn is_again(words: &str) -> bool {
    let text = words.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.skip_while(|word| BEFORE.contains(word)).collect();
    match words.as_slice() {
        [first, ..] if AGAIN.contains(first) => true,
        ["once" | "twice", "a" | "an" | "per", unit, ..] => UNITS.contains(unit),
        ["once" | "twice", again, ..] => AGAIN.contains(again),
        [_, "times", "a" | "an" | "per", unit, ..] => UNITS.contains(unit),
        [_, "times", again, ..] => AGAIN.contains(again),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    pub(crate) fn what_is_done_again_and_again_is_told_from_what_something_sets_off() {
        for words in [
            "every week",
            "Each Tuesday",
            "weekly",
            "daily, after breakfast",
            "twice a week",
            "once a day",
            "three times a month",
            "3 times every week",
            "on Mondays",
            "at least once a fortnight",
            " Every 2 weeks",
        ] {
            assert!(is_again(words), "{words}");
        }
        for words in [
            "as soon as an early sign shows",
            "within a week",
            "at once",
            "once a letter comes",
            "on Monday",
            "after the weekly blood test",
            "the day somebody phones",
            "when he comes each time",
            "a day before",
            "",
            "everyone is told",
        ] {
            assert!(!is_again(words), "{words}");
        }
    }
}
