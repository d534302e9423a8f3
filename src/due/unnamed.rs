//! What a fault says without what somebody typed: a line about it may be mailed, and a key that anybody may choose, a
//! handle, or a key that there is not, may be somebody's name.

use crate::parse::{Diagnostic, edit_distance};
use crate::parse::{FixedRule, RuleId};
use crate::plan::keys;

/// The message of a fault without any word that somebody typed, but for the keys of the format and slips for them; an
/// ellipsis stands for the others. `cpa validate` shows them to whoever sits before it.
pub(crate) fn unnamed(fault: &Diagnostic) -> String {
    let all = fault.message.to_string();
    let before = |mark: &str| all.split(mark).next().unwrap_or_default().to_owned();
    let message = match fault.rule {
        RuleId::Fixed(FixedRule::WrongType) => before(", found \""),
        RuleId::Fixed(FixedRule::UnknownChoice) => {
            format!("{} cannot be what stands there", before(" cannot be \""))
        }
        _ => all.clone(),
    };
    // What was typed holds a backtick itself, and nobody can tell where it ends.
    if message.matches('`').count() % 2 == 1 {
        return "a line could not be read".to_owned();
    }
    let pieces = message.split('`').enumerate().map(|(at, piece)| match at % 2 {
        0 => without_headers(piece),
        _ => format!("`{}`", without_words(piece)),
    });
    pieces.collect()
}

/// A piece of a message without the words in its headers.
fn without_headers(piece: &str) -> String {
    let mut headers = piece.split('[');
    let first = headers.next().unwrap_or_default().to_owned();
    headers.fold(first, |said, behind| {
        let (words, rest) = behind.split_at(behind.find(']').unwrap_or(behind.len()));
        format!("{said}[{}{rest}", without_words(words))
    })
}

/// What was typed, with an ellipsis for each word that is no key.
fn without_words(typed: &str) -> String {
    let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '\'' | '’');
    let mut said = String::new();
    let mut rest = typed;
    while let Some(start) = rest.find(is_of_word) {
        let (before, from) = rest.split_at(start);
        let (word, behind) = from.split_at(from.find(|c| !is_of_word(c)).unwrap_or(from.len()));
        said += before;
        said += if typed == "key = value" || is_key_or_slip(word) { word } else { "…" };
        rest = behind;
    }
    said + rest
}

/// Whether a word is a key of the format, or a slip for one. In a short word a slip may make a name of a key.
fn is_key_or_slip(word: &str) -> bool {
    keys().iter().any(|at| {
        let key = at.key.name;
        let slips = match key.len() {
            0..6 => 0,
            6..8 => 1,
            _ => 2,
        };
        key == word || (slips > 0 && edit_distance(key, word) <= slips)
    })
}
