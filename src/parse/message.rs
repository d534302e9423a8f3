//! The text of a diagnostic, in typed parts, so that each output decides which parts it shows.
//!
//! Text of the program must be `'static`, so a value that a user typed cannot enter a message as plain text: it enters
//! as an [`Input`], with the key that it came from.

use std::fmt::{self, Display};

/// The text of a diagnostic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    parts: Vec<MessagePart>,
}

/// One part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MessagePart {
    /// Words of the program: fixed text, a key or a choice of the format.
    Text(&'static str),
    /// A number, a date or a length of time; or the path of a file, with its line.
    Figure(String),
    /// Something that a user typed.
    Input(Input),
}

/// Something that a user typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The text, as it is shown where it may be.
    pub text: String,
    /// What it is.
    pub kind: InputKind,
    /// The key that it came from; empty for a key that was typed.
    pub key: String,
}

/// What something that a user typed is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputKind {
    /// A key that is a slip for one of the format.
    Misspelt,
    /// A name that the writer chose: a handle, or the name of a decision, a heading or a key that the format lacks.
    Name,
    /// The value of a key.
    Value,
}

/// Which parts of a message an output shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// Everything: a terminal.
    Everything,
    /// Names that the writer chose, but no values: a pipe, and the machine formats of `cpa validate`.
    Names,
    /// Nothing that a user typed but slips for keys of the format: what may be mailed.
    Nothing,
}

/// What stands in a message in place of a part that an output does not show.
const HIDDEN: &str = "…";

impl Message {
    /// Returns a message of these parts. The macro [`message!`](crate::message) is the short form.
    pub fn new(parts: Vec<MessagePart>) -> Self {
        Message { parts }
    }

    /// Returns the text with the parts that an output shows, and an ellipsis for each of the others.
    pub fn text(&self, shows: Shows) -> String {
        self.parts.iter().map(|part| part.text(shows)).collect()
    }

    /// Returns whether any part is something that a user typed.
    pub fn has_input(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, MessagePart::Input(_)))
    }
}

impl MessagePart {
    fn text(&self, shows: Shows) -> &str {
        match self {
            MessagePart::Text(text) => text,
            MessagePart::Figure(text) => text,
            MessagePart::Input(input) => match (input.kind, shows) {
                (InputKind::Misspelt, _)
                | (InputKind::Name, Shows::Names | Shows::Everything)
                | (InputKind::Value, Shows::Everything) => &input.text,
                (InputKind::Name, Shows::Nothing) | (InputKind::Value, Shows::Names | Shows::Nothing) => {
                    HIDDEN
                }
            },
        }
    }
}

/// Everything, as on a terminal.
impl Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Shows::Everything))
    }
}

impl From<&'static str> for Message {
    fn from(text: &'static str) -> Self {
        Message::new(vec![MessagePart::Text(text)])
    }
}

/// Left over until every message is typed.
impl From<String> for Message {
    fn from(text: String) -> Self {
        Message::new(vec![MessagePart::Figure(text)])
    }
}

impl From<MessagePart> for Message {
    fn from(part: MessagePart) -> Self {
        Message::new(vec![part])
    }
}

/// Returns a number, a date or a length of time as a part of a message.
pub fn figure(figure: impl Display) -> MessagePart {
    MessagePart::Figure(figure.to_string())
}

/// Returns the path of a file, and what follows it such as a line, as a part of a message.
pub fn path(path: impl Display) -> MessagePart {
    MessagePart::Figure(path.to_string())
}

/// Returns a name that the writer of a file chose as a part of a message: a handle, a heading, a key that the format
/// lacks.
pub fn name(name: impl Into<String>, key: impl Into<String>) -> MessagePart {
    MessagePart::Input(Input { text: name.into(), kind: InputKind::Name, key: key.into() })
}

/// Returns a key that was typed as a part of a message. A slip for a key of the format is shown everywhere; any other
/// key may be a name.
pub fn typed_key(key: impl Into<String>, is_slip: bool) -> MessagePart {
    let kind = if is_slip { InputKind::Misspelt } else { InputKind::Name };
    MessagePart::Input(Input { text: key.into(), kind, key: String::new() })
}

/// Returns the value of a key as a part of a message.
pub fn value(value: impl Into<String>, key: impl Into<String>) -> MessagePart {
    MessagePart::Input(Input { text: value.into(), kind: InputKind::Value, key: key.into() })
}

/// Something that can stand in a message.
pub trait IntoParts {
    /// Adds its parts to a message.
    fn add_to(self, parts: &mut Vec<MessagePart>);
}

impl IntoParts for &'static str {
    fn add_to(self, parts: &mut Vec<MessagePart>) {
        parts.push(MessagePart::Text(self));
    }
}

impl IntoParts for MessagePart {
    fn add_to(self, parts: &mut Vec<MessagePart>) {
        parts.push(self);
    }
}

impl IntoParts for Message {
    fn add_to(mut self, parts: &mut Vec<MessagePart>) {
        parts.append(&mut self.parts);
    }
}

impl<T: IntoParts> IntoParts for Option<T> {
    fn add_to(self, parts: &mut Vec<MessagePart>) {
        if let Some(part) = self {
            part.add_to(parts);
        }
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {
        $(impl IntoParts for $number {
            fn add_to(self, parts: &mut Vec<MessagePart>) {
                parts.push(figure(self));
            }
        })*
    };
}

numbers!(u32, i64, u64, usize);

/// Returns a message with `parts` in the places of the `{}` in `template`.
pub fn fill(template: &'static str, parts: Vec<Vec<MessagePart>>) -> Message {
    let mut parts = parts.into_iter();
    let mut all = Vec::new();
    for (at, text) in template.split("{}").enumerate() {
        if at > 0 {
            all.extend(parts.next().into_iter().flatten());
        }
        if !text.is_empty() {
            all.push(MessagePart::Text(text));
        }
    }
    Message::new(all)
}

/// Returns how many `{}` a template has.
pub const fn places(template: &str) -> usize {
    let bytes = template.as_bytes();
    let (mut count, mut at) = (0, 0);
    while at + 1 < bytes.len() {
        if bytes[at] == b'{' && bytes[at + 1] == b'}' {
            count += 1;
        }
        at += 1;
    }
    count
}

/// Makes a [`Message`] as `format!` makes a string: `message!("`{}` has no phone", name(handle, "people"))`. Each
/// argument is fixed text, a number, or one of [`figure`], [`path`], [`name`], [`typed_key`], [`value`]; the compiler
/// refuses a `String`.
#[macro_export]
macro_rules! message {
    ($template:literal $(, $part:expr)* $(,)?) => {{
        const { assert!($crate::parse::message::places($template) == [$(stringify!($part)),*].len()) };
        $crate::parse::message::fill($template, vec![$({
            let mut parts = Vec::new();
            $crate::parse::message::IntoParts::add_to($part, &mut parts);
            parts
        }),*])
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_output_shows_only_the_parts_it_may() {
        let message = message!(
            "`{}` has {} phones, found \"{}\" at `{}`",
            name("sam", "people"),
            2_u32,
            value("QUARTZ", "phones"),
            typed_key("phonse", true)
        );
        let text = |shows| message.text(shows);
        assert_eq!(text(Shows::Everything), "`sam` has 2 phones, found \"QUARTZ\" at `phonse`");
        assert_eq!(text(Shows::Names), "`sam` has 2 phones, found \"…\" at `phonse`");
        assert_eq!(text(Shows::Nothing), "`…` has 2 phones, found \"…\" at `phonse`");
    }
}
