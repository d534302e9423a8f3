//! What somebody may have meant.

/// The candidate nearest to `typed`, if any is near enough to be worth a question.
pub fn suggest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(typed);
    let room = match folded.chars().count() {
        0..=2 => 1,
        3..=5 => 2,
        _ => 3,
    };
    candidates
        .into_iter()
        .map(|candidate| {
            let other = fold(candidate);
            // A word with something added is that word: crisis_plan, reviews_held.
            let begins = other.len() >= 4 && folded.starts_with(&other);
            let far = distance(&folded, &other);
            (if begins { far.min(room) } else { far }, candidate)
        })
        .filter(|(distance, candidate)| *distance <= room && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Case, and what joins words, are not a matter of spelling.
fn fold(word: &str) -> String {
    word.to_lowercase().replace(['-', '_', ' '], "")
}

/// By how many slips of the finger two words differ, but for case and what joins words.
pub fn edit_distance(one: &str, other: &str) -> usize {
    distance(&fold(one), &fold(other))
}

fn distance(one: &str, other: &str) -> usize {
    strsim::osa_distance(one, other)
}

#[cfg(test)]
mod tests {
    use super::suggest;

    #[test]
    fn a_slip_of_the_finger_is_understood_and_another_word_is_not() {
        let keys = ["need", "goal", "next_review_due", "jo"];
        assert_eq!(suggest("gaol", keys), Some("goal"));
        assert_eq!(suggest("next-review-due", keys), Some("next_review_due"));
        assert_eq!(suggest("Next_Reveiw_Due", keys), Some("next_review_due"));
        assert_eq!(suggest("joe", keys), Some("jo"));
        assert_eq!(suggest("medicine", keys), None);
        assert_eq!(suggest("", keys), None);
    }
}
