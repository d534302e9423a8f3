//! The text of a file, and places in it.

use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

/// A range of bytes in a text.
pub type Span = Range<usize>;

/// A value with its place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

/// A line and a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// The text of one file.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    line_starts: OnceLock<Vec<usize>>,
    hidden: Mutex<Hidden>,
}

/// Below this offset, counting lines costs less than an index of line starts.
const COUNTED: usize = 1 << 15;

impl Source {
    /// Returns a source with the path that messages show. A byte order mark is removed.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Source { path: path.into(), text, line_starts: OnceLock::new(), hidden: Mutex::default() }
    }

    /// Returns the path that messages show.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text in `span`, clamped to the text and to whole characters.
    pub fn at(&self, span: &Span) -> &str {
        let span = self.clamp(span);
        &self.text[span]
    }

    /// Returns `span` clamped to the text and to whole characters. A parser may point past the end or into a character.
    pub fn clamp(&self, span: &Span) -> Span {
        let start = self.text.floor_char_boundary(span.start.min(self.text.len()));
        let end = self.text.ceil_char_boundary(span.end.min(self.text.len()));
        start..end.max(start)
    }

    /// Returns the line and column of `offset`.
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.line_index(offset);
        Place { line: line + 1, column: self.text[self.start_of(line, offset)..offset].chars().count() + 1 }
    }

    /// Returns the place of the line that contains `offset`, without its line ending.
    pub fn line_at(&self, offset: usize) -> Span {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let start = self.text[..offset].rfind('\n').map_or(0, |end| end + 1);
        let rest = &self.text[start..];
        let end = rest.find('\n').unwrap_or(rest.len());
        start..start + rest[..end].trim_end_matches('\r').len()
    }

    /// Returns how many lines end before `offset`.
    fn line_index(&self, offset: usize) -> usize {
        if offset < COUNTED {
            return self.text.as_bytes()[..offset].iter().map(|byte| usize::from(*byte == b'\n')).sum();
        }
        let starts = self.line_starts.get_or_init(|| {
            std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect()
        });
        starts.partition_point(|&start| start <= offset) - 1
    }

    fn start_of(&self, line: usize, offset: usize) -> usize {
        match self.line_starts.get() {
            Some(starts) => starts[line],
            None => self.text[..offset].rfind('\n').map_or(0, |end| end + 1),
        }
    }

    /// Marks pieces of the text that only a terminal can show.
    pub fn hide(&self, spans: impl IntoIterator<Item = Span>) {
        let mut hidden = self.hidden.lock().unwrap_or_else(PoisonError::into_inner);
        hidden.spans.extend(spans.into_iter().map(|span| self.clamp(&span)));
        hidden.is_merged = false;
    }

    /// Returns the text in `span` with hidden pieces and comments replaced by `*`, byte for byte.
    pub fn without_hidden(&self, span: &Span) -> String {
        let span = self.clamp(span);
        let mut text = self.text[span.clone()].as_bytes().to_vec();
        for hidden in self.hidden.lock().unwrap_or_else(PoisonError::into_inner).within(&span) {
            let (from, to) = (hidden.start.max(span.start), hidden.end.min(span.end));
            for byte in text.get_mut(from - span.start..to.saturating_sub(span.start)).into_iter().flatten() {
                if !matches!(byte, b'\n' | b'\r') {
                    *byte = b'*';
                }
            }
        }
        hide_comments(&mut text);
        // Only whole characters were replaced, so the text is valid.
        String::from_utf8(text).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }
}

/// The pieces of a text that only a terminal can show.
#[derive(Debug, Default)]
struct Hidden {
    spans: Vec<Span>,
    is_merged: bool,
}

impl Hidden {
    /// Returns those that overlap `span`. The first call sorts and merges them.
    fn within(&mut self, span: &Span) -> &[Span] {
        if !self.is_merged {
            self.spans.sort_by_key(|span| (span.start, span.end));
            let mut merged: Vec<Span> = Vec::with_capacity(self.spans.len());
            for next in self.spans.drain(..) {
                match merged.last_mut().filter(|last| last.end >= next.start) {
                    Some(last) => last.end = last.end.max(next.end),
                    None => merged.push(next),
                }
            }
            self.spans = merged;
            self.is_merged = true;
        }
        let from = self.spans.partition_point(|hidden| hidden.end <= span.start);
        let to = self.spans.partition_point(|hidden| hidden.start < span.end);
        &self.spans[from..to.max(from)]
    }
}

/// Replaces what follows a `#` outside quotes.
fn hide_comments(text: &mut [u8]) {
    if !text.contains(&b'#') {
        return;
    }
    let mut quote = None;
    let mut in_comment = false;
    for byte in text {
        match (*byte, quote) {
            (b'\n' | b'\r', _) => (quote, in_comment) = (None, false),
            _ if in_comment => *byte = b'*',
            (b'#', None) => in_comment = true,
            (b'"' | b'\'', None) => quote = Some(*byte),
            (now, Some(open)) if now == open => quote = None,
            _ => {}
        }
    }
}
