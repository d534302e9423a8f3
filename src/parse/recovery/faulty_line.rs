//! A line that could not be read, as far as it is `key = value`.

use crate::message;
use crate::parse::message::{IntoParts, Message, MessagePart, typed_key};
use crate::parse::recovery::known_keys::KnownKeys;
use crate::parse::source::{Source, Span};

/// A line of the form `key = value`; in a list or a table in braces, one item of it.
pub(crate) struct FaultyLine<'s> {
    pub(crate) key: &'s str,
    pub(crate) value: &'s str,
    /// Where the value starts.
    pub(crate) start: usize,
    /// Whether the key is known and its value does not identify anyone.
    pub(crate) is_public: bool,
    /// Whether it is an item of a list, which has no key.
    pub(crate) is_item: bool,
}

impl<'s> FaultyLine<'s> {
    /// Parses the line at `span`; in a list or a table in braces, the item that contains `span`.
    pub(crate) fn parse(source: &'s Source, span: &Span, known: &KnownKeys) -> Option<Self> {
        let line = source.line_at(span.start);
        let (key, value) = source.at(&line).split_once('=')?;
        let start = line.start + key.len() + 1;
        let is_public = known.may_show(key.trim());
        let is_within = span.start > start && span.start <= line.end;
        if !is_within || !value.trim_start().starts_with(['{', '[']) {
            return Some(FaultyLine::new(known_key(key, known), value, start, is_public, false));
        }
        let before = &source.text()[start..span.start];
        let start = before.rfind(['{', '[', ',']).map_or(start, |at| start + at + 1);
        let after = &source.text()[span.start..line.end];
        let end = after.find([',', '}', ']']).map_or(line.end, |at| span.start + at);
        let item = &source.text()[start..end];
        Some(match item.split_once('=') {
            Some((key, value)) => {
                let is_public = is_public && known.may_show(key.trim());
                FaultyLine::new(known_key(key, known), value, start + key.len() + 1, is_public, false)
            }
            None => FaultyLine::new(known_key(key, known), item, start, is_public, true),
        })
    }

    fn new(key: &'s str, value: &'s str, start: usize, is_public: bool, is_item: bool) -> Self {
        let content = value.trim_start();
        let start = start + value.len() - content.len();
        FaultyLine { key, value: without_comment(content).trim_end(), start, is_public, is_item }
    }

    pub(crate) fn span(&self) -> Span {
        self.start..self.start + self.value.len()
    }

    pub(crate) fn key(&self) -> MessagePart {
        typed_key(self.key, true)
    }

    /// Returns "write `key = value`", or of an item only the value.
    pub(crate) fn write(&self, value: impl IntoParts) -> Message {
        if self.is_item {
            message!("write `{}` in its place", value)
        } else if self.key == UNKNOWN_KEY {
            message!("write it as in `{}`", value)
        } else {
            message!("write `{} = {}`", self.key(), value)
        }
    }

    /// Returns "write it as in `key = example`".
    pub(crate) fn write_as_in(&self, example: &'static str) -> Message {
        message!("write it as in `{} = {}`", self.key(), example)
    }
}

/// The text in a message instead of an unknown key.
const UNKNOWN_KEY: &str = "key";

/// Returns the key for a message. An unknown key may be a piece of a name, and becomes "key".
fn known_key<'k>(key: &'k str, known: &KnownKeys) -> &'k str {
    if known.has(key.trim()) { key.trim() } else { UNKNOWN_KEY }
}

pub(crate) fn without_comment(value: &str) -> &str {
    if value.starts_with(['"', '\'']) { value } else { value.split('#').next().unwrap_or(value) }
}
