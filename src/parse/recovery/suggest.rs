//! What a user may have meant by a word that is not known.

/// Returns the candidate nearest to `typed`, if one is near enough to suggest.
pub fn suggest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(typed);
    let most = match folded.chars().count() {
        0..=2 => 1,
        3..=5 => 2,
        _ => 3,
    };
    candidates
        .into_iter()
        .map(|candidate| {
            let other = fold(candidate);
            // A key with a word added means that key: crisis_plan, reviews_held.
            let is_extended = other.len() >= 4 && folded.starts_with(&other);
            let distance = strsim::osa_distance(&folded, &other);
            (if is_extended { distance.min(most) } else { distance }, candidate)
        })
        .filter(|(distance, candidate)| *distance <= most && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Returns how many typing errors lie between two words, ignoring case, hyphens, underscores and spaces.
pub fn edit_distance(one: &str, other: &str) -> usize {
    strsim::osa_distance(&fold(one), &fold(other))
}

/// Returns whether `word` is one of `keys`, or a slip for one: such a word can be repeated where a name could not. A key
/// shorter than six letters must match, because a slip could make a name of it.
pub fn is_key_or_slip<'a>(word: &str, keys: impl IntoIterator<Item = &'a str>) -> bool {
    keys.into_iter().any(|key| {
        let slips = match key.len() {
            0..6 => 0,
            6..8 => 1,
            _ => 2,
        };
        key == word || (slips > 0 && edit_distance(key, word) <= slips)
    })
}

fn fold(word: &str) -> String {
    word.to_lowercase().replace(['-', '_', ' '], "")
}

#[cfg(test)]
mod tests {
    use super::suggest;

    #[test]
    fn slips_are_understood_and_other_words_are_not() {
        let keys = ["need", "goal", "next_review_due", "jo"];
        assert_eq!(suggest("gaol", keys), Some("goal"));
        assert_eq!(suggest("next-review-due", keys), Some("next_review_due"));
        assert_eq!(suggest("Next_Reveiw_Due", keys), Some("next_review_due"));
        assert_eq!(suggest("joe", keys), Some("jo"));
        assert_eq!(suggest("medicine", keys), None);
        assert_eq!(suggest("", keys), None);
    }
}
