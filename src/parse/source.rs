//! A file's text, and where in it something stands.

use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

/// A range of bytes of a text.
pub type Span = Range<usize>;

/// A value with the place that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// A line and a column, both counted from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// The text of one file, under the path that messages show.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    line_starts: OnceLock<Vec<usize>>,
    hidden: Mutex<Hidden>,
}

/// Up to this place the lines before it are counted whenever they are asked for.
const COUNTED: usize = 1 << 15;

impl Source {
    /// Keeps `text` as the text of the file shown as `path`. A byte order mark is no part of the text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Source { path: path.into(), text, line_starts: OnceLock::new(), hidden: Mutex::default() }
    }

    /// The path as messages show it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text within `span`, which is clamped to the text and to whole characters.
    pub fn at(&self, span: &Span) -> &str {
        let span = self.clamp(span);
        &self.text[span]
    }

    /// `span` within the text and on whole characters: a parser may point past the end, or into a character.
    pub fn clamp(&self, span: &Span) -> Span {
        let start = self.text.floor_char_boundary(span.start.min(self.text.len()));
        let end = self.text.ceil_char_boundary(span.end.min(self.text.len()));
        start..end.max(start)
    }

    /// The line and the column at which `offset` stands.
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.line_index(offset);
        Place { line: line + 1, column: self.text[self.start_of(line, offset)..offset].chars().count() + 1 }
    }

    /// The bytes of the line at `offset`, without its line ending.
    pub fn line_at(&self, offset: usize) -> Span {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let start = self.text[..offset].rfind('\n').map_or(0, |end| end + 1);
        let rest = &self.text[start..];
        let end = rest.find('\n').unwrap_or(rest.len());
        start..start + rest[..end].trim_end_matches('\r').len()
    }

    /// How many lines end before `offset`. Unless the file is long they are counted: most plans are asked for a place
    /// or two, and to count bytes is a hundredth of the work of a table.
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

    /// Says which pieces of the text must not be shown outside a terminal.
    pub fn hide(&self, spans: impl IntoIterator<Item = Span>) {
        let mut hidden = self.hidden.lock().unwrap_or_else(PoisonError::into_inner);
        hidden.spans.extend(spans.into_iter().map(|span| self.clamp(&span)));
        hidden.is_merged = false;
    }

    /// The text within `span` with the values of sensitive keys blotted out, and remarks, which may say anything. It is as long in bytes as the text.
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
        blot_remarks(&mut text);
        // Only whole characters were blotted out, so this borrows; lossy is for the compiler.
        String::from_utf8(text).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }
}

/// The pieces of a text that must not be shown.
#[derive(Debug, Default)]
struct Hidden {
    spans: Vec<Span>,
    is_merged: bool,
}

impl Hidden {
    /// Those that reach into `span`. They are sorted and merged when they are first asked for.
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

/// Blots out what stands behind a `#` that is not within quotes.
fn blot_remarks(text: &mut [u8]) {
    // Few lines that are shown have any.
    if !text.contains(&b'#') {
        return;
    }
    let mut quote = None;
    let mut remark = false;
    for byte in text {
        match (*byte, quote) {
            (b'\n' | b'\r', _) => (quote, remark) = (None, false),
            _ if remark => *byte = b'*',
            (b'#', None) => remark = true,
            (b'"' | b'\'', None) => quote = Some(*byte),
            (now, Some(open)) if now == open => quote = None,
            _ => {}
        }
    }
}
