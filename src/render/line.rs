//! A line of a copy: our own words and a plan's values, put together so that no value can pass for markup.

use std::borrow::Cow;

use serde::Serialize;

use crate::escape::{is_harmful, is_invisible, is_no_character};

/// Stand around a value that is written from right to left, so that it does not turn the words beside it round. They
/// are no characters of any text (Unicode: noncharacters), and are taken out of every value.
pub(crate) const OPENS: char = '\u{fdd0}';
/// See [`OPENS`].
pub(crate) const CLOSES: char = '\u{fdd1}';

/// A line of a copy. It may hold breaks; it never holds control characters, nor any that turn the direction.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub(crate) struct Line(String);

impl Line {
    /// A value from a plan, cleaned.
    pub(crate) fn value(text: &str) -> Self {
        if is_plain(text) {
            return Line(text.to_owned());
        }
        let text = clean(text);
        Line(if text.chars().any(is_right_to_left) { format!("{OPENS}{text}{CLOSES}") } else { text })
    }

    /// The same, if anything of it can be seen.
    pub(crate) fn said(text: &str) -> Option<Self> {
        (!is_invisible(text)).then(|| Line::value(text))
    }

    /// Text that the program made: a day, a number, a word of the format.
    pub(crate) fn made(text: impl Into<Cow<'static, str>>) -> Self {
        Line(text.into().into_owned())
    }

    /// This line, then more.
    pub(crate) fn with(mut self, more: impl Into<Line>) -> Self {
        self.0.push_str(&more.into().0);
        self
    }

    /// "a, b and c"; nothing for nothing.
    pub(crate) fn list(lines: impl IntoIterator<Item = Line>) -> Option<Self> {
        Line::joined(lines, ", ", " and ")
    }

    /// "a; b; c", for values that may have commas of their own; nothing for nothing.
    pub(crate) fn row(lines: impl IntoIterator<Item = Line>) -> Option<Self> {
        Line::joined(lines, "; ", "; ")
    }

    /// "a, b, c"; nothing for nothing.
    pub(crate) fn list_with_commas(lines: impl IntoIterator<Item = Line>) -> Option<Self> {
        Line::joined(lines, ", ", ", ")
    }

    fn joined(
        lines: impl IntoIterator<Item = Line>,
        between: &'static str,
        last: &'static str,
    ) -> Option<Self> {
        let lines: Vec<Line> = lines.into_iter().collect();
        let count = lines.len();
        let mut all = lines.into_iter().enumerate();
        let (_, first) = all.next()?;
        Some(all.fold(first, |text, (at, line)| {
            text.with(if at + 1 == count { last } else { between }).with(line)
        }))
    }

    /// The same without breaks, as a heading needs it.
    pub(crate) fn on_one_line(&self) -> Self {
        Line(self.0.replace('\n', " "))
    }

    /// With a capital at its beginning.
    pub(crate) fn capital(self) -> Self {
        let Some(at) = self.0.find(|c| c != OPENS) else { return self };
        let (marks, text) = self.0.split_at(at);
        let mut chars = text.chars();
        let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
        Line(format!("{marks}{first}{}", chars.as_str()))
    }

    /// With a full stop, unless it ends in a mark of its own.
    pub(crate) fn stop(self) -> Self {
        let ends = self.0.trim_end_matches(CLOSES).ends_with(['.', '!', '?', '…', ':']);
        if ends { self } else { self.with(".") }
    }

    /// As much of it as `fits`, up to the end of a word and with an ellipsis, and what comes after.
    pub(crate) fn cut(&self, fits: impl Fn(&str) -> bool) -> (Option<Self>, Option<Self>) {
        if fits(&self.plain()) {
            return (Some(self.clone()), None);
        }
        let ends: Vec<usize> = self.0.match_indices([' ', '\n']).map(|(at, _)| at).collect();
        let kept = |end: &usize| format!("{} …", &self.0[..*end]);
        let count = ends.partition_point(|end| fits(&kept(end).replace([OPENS, CLOSES], "")));
        let Some(end) = count.checked_sub(1).and_then(|last| ends.get(last)) else {
            return (None, Some(self.clone()));
        };
        let (mut one, mut other) = (kept(end), format!("… {}", self.0[*end..].trim_start()));
        // A value that runs from right to left does so on both sides of the cut.
        if self.0[..*end].matches(OPENS).count() > self.0[..*end].matches(CLOSES).count() {
            one.push(CLOSES);
            other.insert(0, OPENS);
        }
        (Some(Line(one)), Some(Line(other)))
    }

    /// As the title of a page, a file or a message: without the marks.
    pub(crate) fn plain(&self) -> String {
        self.0.replace([OPENS, CLOSES], "")
    }
}

impl From<&'static str> for Line {
    fn from(words: &'static str) -> Self {
        Line(words.to_owned())
    }
}

/// Whether there is nothing in a value to be cleaned, as in most: letters of ASCII with one space between words.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| *byte != b' ');
    bytes.iter().all(|byte| (b' '..=b'~').contains(byte))
        && ends(bytes.first())
        && ends(bytes.last())
        && !bytes.windows(2).any(|two| two == b"  ")
}

/// A value without what could move a terminal, turn a line round, or hide: one space for any white space within a
/// line, one break for any number of them, and nothing at the ends.
fn clean(text: &str) -> String {
    let text =
        text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], "\n");
    let text: String = text.chars().filter(|c| *c == '\n' || *c == '\t' || !is_dropped(*c)).collect();
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn is_dropped(c: char) -> bool {
    is_harmful(c) || is_no_character(c)
}

/// Whether a character is of a script that is written from right to left.
pub(crate) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdfe}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_keeps_its_words_and_loses_what_moves_a_screen() {
        assert_eq!(
            Line::value("  14 Example Court \r\n\n\tQQ1\u{1b}[2J\u{202e} ").plain(),
            "14 Example Court\nQQ1[2J"
        );
        assert_eq!(Line::value("Ŵyn\u{a0}Siân").plain(), "Ŵyn Siân");
        assert_eq!(Line::value("أمينة").0, "\u{fdd0}أمينة\u{fdd1}");
        assert_eq!(Line::value("\u{fdd0}x\u{fdd1}").0, "x");
        assert_eq!(Line::value("a\u{ad}b\u{200b}c\u{2060}d\u{feff}e\u{e0041}f").0, "abcdef");
        assert_eq!(Line::value("क्\u{200d}ष").0, "क्\u{200d}ष");
        assert_eq!(Line::said("\u{200b}"), None);
    }

    proptest::proptest! {
        #[test]
        fn a_plain_value_is_one_that_cleaning_leaves_as_it_is(text in "[ -~\\t\\né\u{7f}]{0,12}") {
            proptest::prop_assert!(!is_plain(&text) || clean(&text) == text);
        }
    }

    #[test]
    fn lines_are_joined_as_people_say_them() {
        let names = |names: &[&'static str]| Line::list(names.iter().map(|name| Line::from(*name)));
        assert_eq!(names(&[]), None);
        assert_eq!(names(&["Jo"]), Some("Jo".into()));
        assert_eq!(names(&["Jo", "Sam"]), Some("Jo and Sam".into()));
        assert_eq!(names(&["Jo", "Sam", "me"]), Some("Jo, Sam and me".into()));
        assert_eq!(Line::from("every day").capital().stop(), "Every day.".into());
        assert_eq!(Line::from("why?").capital().stop(), "Why?".into());
    }
}
