//! Keys and headers that a user typed, as parts of a message.

use crate::parse::message::{Message, MessagePart, typed_key};
use crate::parse::recovery::suggest::is_key_or_slip;
use crate::parse::value_type::Key;

/// Returns a key, a path or a header as it was typed, such as `[people.sam]`. Each word in it that is neither a key of
/// `format` nor a slip for one counts as a name.
pub(crate) fn typed(text: &str, format: &'static [Key]) -> Message {
    let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '\'' | '’');
    let mut parts: Vec<MessagePart> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = is_of_word(first);
        let (piece, after) = rest.split_at(rest.find(|c| is_of_word(c) != is_word).unwrap_or(rest.len()));
        parts.push(typed_key(piece, !is_word || is_key_or_slip(piece, names(format))));
        rest = after;
    }
    Message::new(parts)
}

/// Returns the names of all keys of a format.
fn names(keys: &'static [Key]) -> Vec<&'static str> {
    let mut found: Vec<&str> = keys.iter().map(|key| key.name).collect();
    for below in keys.iter().filter_map(|key| key.value_type.keys()) {
        found.append(&mut names(below));
    }
    found
}
