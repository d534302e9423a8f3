//! The program's own words in copies: a reading age of 9 to 11, sentences of at most 20 words (NHS content standard).

use crate::harness::checkout;

/// Returns the sentences in the string literals of the code that makes documents, with a name for each `{}`.
fn sentences() -> Vec<String> {
    let mut all = Vec::new();
    let folders = ["src/render/documents", "src/render/sections"].map(checkout);
    for entry in folders.into_iter().flat_map(|folder| walkdir::WalkDir::new(folder).sort_by_file_name()) {
        let entry = entry.expect("a file of documents");
        if !entry.file_type().is_file() {
            continue;
        }
        let code = std::fs::read_to_string(entry.path()).expect("a file of documents");
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        let code: Vec<&str> = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//") && !line.contains("reason = "))
            .collect();
        let code = code.join("\n").replace("\\\n", " ");
        for text in code.split('"').skip(1).step_by(2) {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("{}", "Sam");
            for sentence in text.split_inclusive(['.', '?', '!', ':']) {
                if sentence.split_whitespace().count() >= 4 {
                    all.push(sentence.trim().to_owned());
                }
            }
        }
    }
    all
}

/// Estimates the number of syllables of a word: its groups of vowels, without a silent "e".
fn syllables(word: &str) -> usize {
    let word: String = word.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    let heard =
        word.strip_suffix("es").or(word.strip_suffix("ed")).or(word.strip_suffix('e')).unwrap_or(&word);
    let is_vowel = |c: char| "aeiouy".contains(c);
    let groups = heard
        .chars()
        .fold((0, false), |(count, before), c| (count + usize::from(is_vowel(c) && !before), is_vowel(c)));
    groups.0.max(1)
}

#[test]
fn copies_need_a_reading_age_of_11_at_most() {
    let sentences = sentences();
    assert!(sentences.len() > 100, "{} sentences", sentences.len());
    let long: Vec<&String> =
        sentences.iter().filter(|sentence| sentence.split_whitespace().count() > 20).collect();
    assert_eq!(long, Vec::<&String>::new(), "sentences of more than 20 words");
    let words: Vec<&str> = sentences.iter().flat_map(|sentence| sentence.split_whitespace()).collect();
    let count = |number: usize| f64::from(u32::try_from(number).expect("few enough"));
    let in_a_sentence = count(words.len()) / count(sentences.len());
    let in_a_word = count(words.iter().map(|word| syllables(word)).sum()) / count(words.len());
    // Flesch-Kincaid grade: a school year in the United States, which children begin at the age of 5 or 6.
    let age = 0.39 * in_a_sentence + 11.8 * in_a_word - 15.59 + 5.0;
    assert!((5.0..=11.0).contains(&age), "a reading age of {age:.1}");
}

#[test]
fn copies_have_no_jargon() {
    let list = std::fs::read_to_string(checkout("src/validate/text/lists/jargon.txt")).expect("the list");
    let lines = list.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let phrases = lines.filter_map(|line| line.split(" = ").next()).flat_map(|phrases| phrases.split(", "));
    let words: Vec<String> = phrases.map(str::to_lowercase).collect();
    assert!(words.len() > 20, "{words:?}");
    for sentence in sentences() {
        let said = format!(" {} ", sentence.to_lowercase().replace([',', '.', ':'], ""));
        for word in &words {
            assert!(!said.contains(&format!(" {word} ")), "{word}: {sentence}");
        }
    }
}
