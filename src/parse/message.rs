//! The text of a diagnostic in typed parts, so that each output decides which parts it shows.
//!
//! Text of the program is `&'static str`. Text that a user typed can enter a message only as an [`Input`], with the key
//! that it came from.

use std::fmt::{self, Display};

/// The text of a diagnostic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    parts: Vec<MessagePart>,
}

/// One part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MessagePart {
    /// Fixed text, or a key or choice of the format.
    Text(&'static str),
    /// A number, a date, a length of time, the path of a file, or words of the program.
    Figure(String),
    /// Something that a user typed.
    Input(Input),
}

/// Something that a user typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The text as it is shown.
    pub text: String,
    /// What it is.
    pub kind: InputKind,
    /// The key that it came from; empty for a typed key.
    pub key: String,
}

/// What a user typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputKind {
    /// A key of the format, or a slip for one.
    Misspelt,
    /// A name that the writer chose: a handle, the name of a decision, a heading, an unknown key.
    Name,
    /// The value of a key.
    Value,
}

/// Which parts of a message an output shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// All parts: a terminal.
    Everything,
    /// Names but no values: a pipe, and the machine formats of `cpa validate`.
    Names,
    /// Neither names nor values: email.
    Nothing,
}

impl Message {
    /// Returns a message of these parts. The macro [`message!`](crate::message) is the short form.
    pub fn new(parts: Vec<MessagePart>) -> Self {
        Message { parts }
    }

    /// Returns the text, with an ellipsis for each part that the output does not show.
    pub fn text(&self, shows: Shows) -> String {
        self.parts.iter().map(|part| part.text(shows)).collect()
    }

    /// Returns whether any part was typed by a user.
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
                (InputKind::Name, Shows::Nothing) | (InputKind::Value, Shows::Names | Shows::Nothing) => "…",
            },
        }
    }
}

/// Shows all parts, as on a terminal.
impl Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Shows::Everything))
    }
}

impl From<&'static str> for Message {
    fn from(text: &'static str) -> Self {
        MessagePart::Text(text).into()
    }
}

impl From<MessagePart> for Message {
    fn from(part: MessagePart) -> Self {
        Message::new(vec![part])
    }
}

/// Returns a number, a date, a length of time or words of the program as a part of a message. Never a typed value: that
/// is [`value`].
pub fn figure(figure: impl Display) -> MessagePart {
    MessagePart::Figure(figure.to_string())
}

/// Returns the path of a file, which may end in a line number, as a part of a message.
pub fn path(path: impl Display) -> MessagePart {
    MessagePart::Figure(path.to_string())
}

/// Returns a name that the writer of a file chose, under `key`, as a part of a message.
pub fn name(name: impl Into<String>, key: impl Into<String>) -> MessagePart {
    MessagePart::Input(Input { text: name.into(), kind: InputKind::Name, key: key.into() })
}

/// Returns a key as it was typed as a part of a message. Pass `true` if it is a key of the format or a slip for one:
/// every output shows it then.
pub fn typed_key(key: impl Into<String>, is_key_or_slip: bool) -> MessagePart {
    let kind = if is_key_or_slip { InputKind::Misspelt } else { InputKind::Name };
    MessagePart::Input(Input { text: key.into(), kind, key: String::new() })
}

/// Returns the value of `key` as a part of a message.
pub fn value(value: impl Into<String>, key: impl Into<String>) -> MessagePart {
    MessagePart::Input(Input { text: value.into(), kind: InputKind::Value, key: key.into() })
}

/// Something that can be an argument of [`message!`](crate::message).
pub trait IntoParts {
    /// Appends its parts to `parts`.
    fn add_to(self, parts: &mut Vec<MessagePart>);
}

impl IntoParts for Message {
    fn add_to(mut self, parts: &mut Vec<MessagePart>) {
        parts.append(&mut self.parts);
    }
}

impl IntoParts for MessagePart {
    fn add_to(self, parts: &mut Vec<MessagePart>) {
        parts.push(self);
    }
}

impl IntoParts for &'static str {
    fn add_to(self, parts: &mut Vec<MessagePart>) {
        parts.push(MessagePart::Text(self));
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

/// Returns a message with `parts` in place of each `{}` of `template`. For [`message!`](crate::message) only.
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

/// Returns how often `{}` occurs in a template. For [`message!`](crate::message) only.
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

/// Makes a [`Message`] as `format!` makes a string: `message!("`{}` has no phone", name(handle, "people"))`. An argument
/// is fixed text, a number, another message, or one of [`figure`], [`path`], [`name`], [`typed_key`] and [`value`]. A
/// `String` does not compile.
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
