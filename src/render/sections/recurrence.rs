//! Which words of a `when` say that something is done regularly.

#[rustfmt::skip]
const RECURRING: [&str; 20] = [
    "every", "each", "hourly", "daily", "nightly", "weekly", "fortnightly", "monthly", "quarterly", "yearly", "annually",
    "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays", "weekdays", "weekends",
];

/// Words that may come before them.
const BEFORE: [&str; 5] = ["about", "at", "least", "most", "on"];

/// What may follow "twice a".
#[rustfmt::skip]
const UNITS: [&str; 11] = [
    "hour", "day", "night", "morning", "evening", "week", "weekday", "weekend", "fortnight", "month", "year",
];

/// Whether the words of a `when` begin like something that is done regularly: "every Tuesday", "weekly", "three times a
/// week", "on Mondays". An event that starts an action comes later in a sentence.
pub(crate) fn is_recurring(words: &str) -> bool {
    let text = words.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.skip_while(|word| BEFORE.contains(word)).collect();
    match words.as_slice() {
        [first, ..] if RECURRING.contains(first) => true,
        ["once" | "twice", "a" | "an" | "per", unit, ..] | [_, "times", "a" | "an" | "per", unit, ..] => {
            UNITS.contains(unit)
        }
        ["once" | "twice", word, ..] | [_, "times", word, ..] => RECURRING.contains(word),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn event_is_not_a_recurrence() {
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
            assert!(is_recurring(words), "{words}");
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
            assert!(!is_recurring(words), "{words}");
        }
    }
}
