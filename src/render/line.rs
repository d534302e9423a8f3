//! A line of a copy: the program's own words and a plan's values, joined so that no value can pass for markup.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Serialize;

use crate::escape::{is_harmful, is_invisible, is_no_character};
use crate::parse::{DayOrTime, Field, PartialDate, Past, day_in_words};

/// Marks the start of a value with right-to-left text, so that the words around it keep their direction. A Unicode
/// noncharacter, which is removed from every value.
pub(crate) const OPENS: char = '\u{fdd0}';
/// Marks the end of such a value.
pub(crate) const CLOSES: char = '\u{fdd1}';

/// A line of a copy. It may contain line breaks, but no control characters and none that change the direction of text.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub(crate) struct Line(String);

/// Builds a line from the program's own words, with a part in the place of each `{}`: `phrase!("by {}", name)`. A part
/// is anything that `Line` can be made from; a missing part leaves nothing.
#[macro_export]
macro_rules! phrase {
    ($template:literal $(, $part:expr)* $(,)?) => {{
        const { assert!($crate::parse::message::places($template) == [$(stringify!($part)),*].len()) };
        $crate::render::line::Line::fill($template, [$(::std::convert::Into::<$crate::render::line::Line>::into($part)),*])
    }};
}

/// A value of a plan that may be missing.
pub(crate) trait MaybeValue<'a> {
    type Value: 'a;

    fn get(self) -> Option<&'a Self::Value>;
}

impl<'a, T> MaybeValue<'a> for &'a Field<T> {
    type Value = T;

    fn get(self) -> Option<&'a T> {
        self.value()
    }
}

impl<'a, T> MaybeValue<'a> for Option<&'a T> {
    type Value = T;

    fn get(self) -> Option<&'a T> {
        self
    }
}

impl Line {
    /// A value from a plan, cleaned.
    pub(crate) fn value(text: &str) -> Self {
        if is_plain(text) {
            return Line(text.to_owned());
        }
        let text = clean(text);
        Line(if text.chars().any(is_right_to_left) { format!("{OPENS}{text}{CLOSES}") } else { text })
    }

    /// A value from a plan, cleaned; `None` if no character of it is visible.
    pub(crate) fn visible(text: &str) -> Option<Self> {
        (!is_invisible(text)).then(|| Line::value(text))
    }

    /// A text or a date of a plan, if there is one.
    pub(crate) fn from_field<'a, T: Clone + Into<Line> + 'a>(
        field: impl MaybeValue<'a, Value = T>,
    ) -> Option<Self> {
        field.get().cloned().map(Into::into)
    }

    /// Text that the program computed: a number, a version, a word of the format.
    pub(crate) fn computed(text: impl Into<Cow<'static, str>>) -> Self {
        Line(text.into().into_owned())
    }

    /// See [`phrase!`](crate::phrase).
    pub(crate) fn fill(template: &'static str, parts: impl IntoIterator<Item = Line>) -> Self {
        let mut parts = parts.into_iter();
        let mut words = template.split("{}");
        let first = Line::from(words.next().unwrap_or_default());
        words.fold(first, |line, words| line.with(parts.next()).with(words))
    }

    /// This line, then more.
    pub(crate) fn with(mut self, more: impl Into<Line>) -> Self {
        self.0.push_str(&more.into().0);
        self
    }

    /// "a, b and c"; `None` without items.
    pub(crate) fn list(lines: impl IntoIterator<Item = Line>) -> Option<Self> {
        Line::joined(lines, ", ", " and ")
    }

    /// "a; b; c", for values that may contain commas; `None` without items.
    pub(crate) fn semicolon_list(lines: impl IntoIterator<Item = Line>) -> Option<Self> {
        Line::joined(lines, "; ", "; ")
    }

    /// "a, b, c"; `None` without items.
    pub(crate) fn comma_list(lines: impl IntoIterator<Item = Line>) -> Option<Self> {
        Line::joined(lines, ", ", ", ")
    }

    /// The lines as sentences after one another; `None` without lines.
    pub(crate) fn sentences(lines: impl IntoIterator<Item = Line>) -> Option<Self> {
        Line::joined(lines, " ", " ")
    }

    fn joined(
        lines: impl IntoIterator<Item = Line>,
        between: &'static str,
        last: &'static str,
    ) -> Option<Self> {
        let mut lines = lines.into_iter().peekable();
        let mut text = lines.next()?;
        while let Some(line) = lines.next() {
            text = text.with(if lines.peek().is_some() { between } else { last }).with(line);
        }
        Some(text)
    }

    /// This line without line breaks, for a heading.
    pub(crate) fn on_one_line(&self) -> Self {
        Line(self.0.replace('\n', " "))
    }

    /// This line with a capital letter at the start.
    pub(crate) fn capital(self) -> Self {
        let Some(at) = self.0.find(|c| c != OPENS) else { return self };
        let (opening, text) = self.0.split_at(at);
        let mut chars = text.chars();
        let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
        Line(format!("{opening}{first}{}", chars.as_str()))
    }

    /// This line with a full stop, unless it ends with punctuation.
    pub(crate) fn stop(self) -> Self {
        let ends = self.0.trim_end_matches(CLOSES).ends_with(['.', '!', '?', '…', ':']);
        if ends { self } else { self.with(".") }
    }

    /// Splits this line after the last word up to which it `fits`, with an ellipsis on both sides.
    pub(crate) fn cut(&self, fits: impl Fn(&str) -> bool) -> (Option<Self>, Option<Self>) {
        if fits(&self.plain()) {
            return (Some(self.clone()), None);
        }
        let ends: Vec<usize> = self.0.match_indices([' ', '\n']).map(|(at, _)| at).collect();
        let up_to = |end: &usize| format!("{} …", &self.0[..*end]);
        let count = ends.partition_point(|end| fits(&up_to(end).replace([OPENS, CLOSES], "")));
        let Some(end) = count.checked_sub(1).and_then(|last| ends.get(last)).copied() else {
            return (None, Some(self.clone()));
        };
        let (mut kept, mut rest) = (up_to(&end), format!("… {}", self.0[end..].trim_start()));
        // A right-to-left value stays one on both sides of the cut.
        if self.0[..end].matches(OPENS).count() > self.0[..end].matches(CLOSES).count() {
            kept.push(CLOSES);
            rest.insert(0, OPENS);
        }
        (Some(Line(kept)), Some(Line(rest)))
    }

    /// This line as plain text, for a title.
    pub(crate) fn plain(&self) -> String {
        self.0.replace([OPENS, CLOSES], "")
    }
}

impl From<&'static str> for Line {
    fn from(words: &'static str) -> Self {
        Line(words.to_owned())
    }
}

impl<T: Into<Line>> From<Option<T>> for Line {
    fn from(line: Option<T>) -> Self {
        line.map(Into::into).unwrap_or_default()
    }
}

impl<T: Into<Line>> From<Past<T>> for Line {
    fn from(past: Past<T>) -> Self {
        past.0.into()
    }
}

/// How a value of a plan becomes a line.
macro_rules! lines_from {
    ($($type:ty: |$value:ident| $line:expr;)+) => {
        $(impl From<$type> for Line {
            fn from($value: $type) -> Self {
                $line
            }
        })+
    };
}

lines_from! {
    String: |text| Line::value(&text);
    &String: |text| Line::value(text);
    NaiveDate: |day| Line(day_in_words(day));
    PartialDate: |date| Line(date.in_words());
    DayOrTime: |at| Line(at.in_words());
}

/// Whether a value needs no cleaning, as most do not: printable ASCII with one space between words.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| *byte != b' ');
    bytes.iter().all(|byte| (b' '..=b'~').contains(byte))
        && ends(bytes.first())
        && ends(bytes.last())
        && !bytes.windows(2).any(|two| two == b"  ")
}

/// Returns a value without control, direction and invisible characters: one space for any white space in a line, one
/// break for any number of breaks, and none at the ends.
fn clean(text: &str) -> String {
    let text =
        text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], "\n");
    let text: String = text
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !(is_harmful(*c) || is_no_character(*c)))
        .collect();
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Whether a character belongs to a script that is written from right to left.
pub(crate) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdfe}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_loses_control_and_invisible_characters() {
        assert_eq!(
            Line::value("  14 Example Court \r\n\n\tQQ1\u{1b}[2J\u{202e} ").plain(),
            "14 Example Court\nQQ1[2J"
        );
        assert_eq!(Line::value("Ŵyn\u{a0}Siân").plain(), "Ŵyn Siân");
        assert_eq!(Line::value("أمينة").0, "\u{fdd0}أمينة\u{fdd1}");
        assert_eq!(Line::value("\u{fdd0}x\u{fdd1}").0, "x");
        assert_eq!(Line::value("a\u{ad}b\u{200b}c\u{2060}d\u{feff}e\u{e0041}f").0, "abcdef");
        assert_eq!(Line::value("क्\u{200d}ष").0, "क्\u{200d}ष");
        assert_eq!(Line::visible("\u{200b}"), None);
    }

    proptest::proptest! {
        #[test]
        fn cleaning_does_not_change_a_plain_value(text in "[ -~\\t\\né\u{7f}]{0,12}") {
            proptest::prop_assert!(!is_plain(&text) || clean(&text) == text);
        }
    }

    #[test]
    fn list_ends_with_and() {
        let names = |names: &[&'static str]| Line::list(names.iter().map(|name| Line::from(*name)));
        assert_eq!(names(&[]), None);
        assert_eq!(names(&["Jo"]), Some("Jo".into()));
        assert_eq!(names(&["Jo", "Sam"]), Some("Jo and Sam".into()));
        assert_eq!(names(&["Jo", "Sam", "me"]), Some("Jo, Sam and me".into()));
        assert_eq!(Line::from("every day").capital().stop(), "Every day.".into());
        assert_eq!(Line::from("why?").capital().stop(), "Why?".into());
    }
}
