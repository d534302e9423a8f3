//! The parser's syntax errors, described for someone who has never seen TOML.

use std::sync::Arc;

use crate::message;
use crate::parse::diagnostic::{Diagnostic, FixedRule};
use crate::parse::message::{Message, value};
use crate::parse::recovery::faulty_line::{FaultyLine, without_comment};
use crate::parse::recovery::headers::{bare_header, missing_above};
use crate::parse::recovery::known_keys::{KnownKeys, is_list};
use crate::parse::recovery::lines::{is_header, is_key_line, well_formed_header};
use crate::parse::recovery::typed::typed;
use crate::parse::recovery::values::bad_value;
use crate::parse::source::{Source, Span};

/// A syntax error and its extent.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) diagnostic: Diagnostic,
    pub(crate) extent: FaultExtent,
}

/// How much of the text a syntax error makes unreadable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FaultExtent {
    /// The value on its line.
    Value,
    /// The line.
    Line,
    /// The line, which has no key: it may continue the line above.
    NoKey,
    /// Something is opened and never closed, and may contain the lines below.
    Open,
    /// It is about two places, and cannot be seen in one block alone.
    Twice,
}

impl Fault {
    fn new(extent: FaultExtent, diagnostic: Diagnostic) -> Self {
        Fault { diagnostic, extent }
    }

    fn syntax(
        extent: FaultExtent,
        source: &Arc<Source>,
        span: &Span,
        message: &'static str,
        help: impl Into<Message>,
    ) -> Self {
        Fault::new(extent, Diagnostic::error(FixedRule::Syntax, source, span, message).help(help))
    }

    pub(crate) fn start(&self) -> usize {
        self.diagnostic.span.start
    }

    /// Reports the bracket or quotes at `open`, which are never closed.
    pub(crate) fn unclosed(source: &Arc<Source>, open: usize) -> Self {
        let (message, close) = match source.text().as_bytes().get(open) {
            Some(b'[') => ("this list is not closed", "]"),
            Some(b'{') => ("this table in braces is not closed", "}"),
            _ => ("this text is not closed", "\"\"\""),
        };
        let help = message!("write `{}` where it ends", close);
        let mut fault = Fault::syntax(FaultExtent::Open, source, &(open..open + close.len()), message, help);
        fault.diagnostic.set_label("opened here");
        fault
    }

    /// Describes an error of the parser at `span`.
    pub(crate) fn describe(source: &Arc<Source>, span: &Span, error: &str, known: &KnownKeys) -> Self {
        let span = source.clamp(span);
        if error.starts_with("duplicate key") || error.starts_with("cannot extend") {
            return repeated(source, &span, known);
        }
        if is_header(source.at(&source.line_at(span.start))) {
            return bad_header(source, &span, known);
        }
        if error.starts_with("unclosed") || error.starts_with("invalid multi-line") {
            let message = "something is opened here and never closed";
            return Fault::new(
                FaultExtent::Open,
                Diagnostic::error(FixedRule::Syntax, source, &span, message),
            );
        }
        if error.starts_with("key with no value") || error.starts_with("missing table open") {
            return no_value(source, &span, known);
        }
        if error.contains("unquoted key") {
            return bad_key(source, &span, known);
        }
        let is_value = only_a_value(source, &span, error);
        let extent = if is_value { FaultExtent::Value } else { FaultExtent::Line };
        let line = FaultyLine::parse(source, &span, known);
        if let Some(diagnostic) = line.and_then(|line| bad_value(source, &line, &span, error, known)) {
            return Fault::new(extent, diagnostic);
        }
        if error.starts_with("missing comma") {
            let help = "write a comma between two entries, as in `[\"…\", \"…\"]`";
            return Fault::syntax(extent, source, &span, "a comma is missing in this list", help);
        }
        let text = source.at(&source.line_at(span.start));
        if without_quoted(text).contains(|c: char| c.is_whitespace() && !matches!(c, ' ' | '\t')) {
            let help = "write the line anew, by hand: a space that was pasted is not a plain one";
            return Fault::syntax(extent, source, &span, "an invisible character stands in this line", help);
        }
        let help = "write it as `key = value`, text in straight quotes";
        Fault::syntax(FaultExtent::Line, source, &span, "this line cannot be read", help)
    }
}

/// Returns whether an error is within the value of a line with one key. What any other line was meant for is unknown: it
/// may have been the date that is looked for.
fn only_a_value(source: &Source, span: &Span, error: &str) -> bool {
    let line = source.line_at(span.start);
    let text = source.at(&line);
    let Some((key, value)) = text.split_once('=').filter(|_| is_key_line(text)) else { return false };
    if error.starts_with("unexpected key or value") {
        return !source.at(&(span.start..line.end)).contains('=');
    }
    let has_brackets = value.trim_start().starts_with(['{', '[']);
    span.start > line.start + key.len() && (has_brackets || !without_quoted(value).contains('='))
}

fn without_quoted(value: &str) -> String {
    value.split('"').step_by(2).collect()
}

/// Reports a key or header that occurs twice.
fn repeated(source: &Arc<Source>, span: &Span, known: &KnownKeys) -> Fault {
    let line = trimmed(source, &source.line_at(span.start));
    let is_header = source.at(&line).starts_with('[');
    let header = |line: &Span| source.at(line).split('#').next().unwrap_or_default().trim();
    let first = if is_header { first_header(source, &line) } else { first_key(source, span) };
    let (what, marked) = if is_header { (header(&line), &line) } else { (source.at(span), span) };
    let typed = |text: &str| typed(text, known.format);
    let error = |message: Message| Diagnostic::error(FixedRule::DuplicateKey, source, marked, message);
    let twice = || error(message!("`{}` stands here a second time", typed(what)));
    let diagnostic = match &first {
        Some(first) if is_header && header(first).starts_with("[[") != what.starts_with("[[") => error(
            message!("`{}` stands here, and `{}` above", typed(what), typed(header(first))),
        )
        .help(message!("write both with double brackets: `[[{}]]`", typed(what.trim_matches(['[', ']'])))),
        Some(_) if is_header => {
            twice().help(message!("move its lines below the first `{}`, and take this one out", typed(what)))
        }
        None if is_header => {
            missing_above(source, marked, what, known).unwrap_or_else(|| twice().help("keep one of the two"))
        }
        _ => twice().help("keep one of the two"),
    };
    Fault::new(
        FaultExtent::Twice,
        match first {
            Some(first) => diagnostic.also(&first, "first here"),
            None => diagnostic,
        },
    )
}

/// Returns the first header with the same path as that on `line`.
fn first_header(source: &Source, line: &Span) -> Option<Span> {
    let path =
        |header: &str| header.trim_start_matches('[').split(']').next().unwrap_or_default().trim().to_owned();
    let ours = path(source.at(line));
    let mut places = places_of_lines(source, 0..line.start);
    places.find(|place| source.at(place).starts_with('[') && path(source.at(place)) == ours)
}

/// Returns the first place of the key at `span` in its table.
fn first_key(source: &Source, span: &Span) -> Option<Span> {
    let (name, line) = (source.at(span), source.line_at(span.start));
    let same_line = source.text()[line.start..span.start].find(name);
    if let Some(at) = same_line.map(|at| line.start + at) {
        return Some(at..at + name.len());
    }
    let mut first = None;
    for place in places_of_lines(source, 0..line.start) {
        let text = source.at(&place);
        if text.starts_with('[') {
            first = None;
        } else if text.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('=')) {
            first.get_or_insert(place.start..place.start + name.len());
        }
    }
    first
}

/// Returns the place of each line without surrounding space.
fn places_of_lines(source: &Source, piece: Span) -> impl Iterator<Item = Span> {
    let mut at = piece.start;
    source.text()[piece].split_inclusive('\n').map(move |line| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        start..start + line.trim().len()
    })
}

/// The brackets that users type around the name of a table.
const BRACKETS: [char; 8] = ['[', ']', '{', '}', '(', ')', '<', '>'];

fn bad_header(source: &Arc<Source>, span: &Span, known: &KnownKeys) -> Fault {
    let line = trimmed(source, &source.line_at(span.start));
    let text = source.at(&line);
    if let Some(end) = well_formed_header(text) {
        let after = line.start + end..source.line_at(span.start).end;
        let message = "something stands behind the header of this table";
        let help = "write it on a line of its own, below the header";
        return Fault::syntax(FaultExtent::Line, source, &after, message, help);
    }
    let name = text.split('#').next().unwrap_or(text).trim().trim_matches(BRACKETS).trim();
    let path = name.replace(['/', ' '], ".");
    let help = match known.header(name).or_else(|| known.header(path.trim_matches('.'))) {
        Some(header) => message!("write `{}` on a line of its own", typed(&header, known.format)),
        None if name.starts_with("people") => {
            "write it as in `[people.sam]`: behind the dot a handle of plain letters, without spaces".into()
        }
        None => {
            "write it as in `[crisis]` or `[[needs]]`: plain letters in brackets, on a line of its own".into()
        }
    };
    Fault::syntax(FaultExtent::Line, source, &line, "the header of this table cannot be read", help)
}

fn trimmed(source: &Source, line: &Span) -> Span {
    let text = source.at(line);
    let start = line.start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

/// Reports a line that is not `key = value`.
fn no_value(source: &Arc<Source>, span: &Span, known: &KnownKeys) -> Fault {
    let line = trimmed(source, &source.line_at(span.start));
    let text = source.at(&line);
    if let Some(header) = bare_header(text, known) {
        let help =
            message!("write `{}`, and what belongs to it on the lines below", typed(&header, known.format));
        let message = "the header of a table stands in brackets";
        return Fault::syntax(FaultExtent::Line, source, &line, message, help);
    }
    let is_of_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let (key, rest) = text.split_at(text.find(|c| !is_of_key(c)).unwrap_or(text.len()));
    let rest = rest.trim_start();
    let message = if key.is_empty() {
        None
    } else if rest.starts_with(':') {
        Some("a colon stands where `=` should be")
    } else if rest.starts_with(['"', '\'', '[', '{'])
        || (known.has(key) && rest.starts_with(['-', '–', '—', '~']))
    {
        Some("`=` is missing")
    } else {
        None
    };
    let Some(message) = message else {
        let help = "take it out, or write what it is before it, as in `why = \"…\"`; a remark has `#` in front of it";
        return Fault::syntax(FaultExtent::NoKey, source, &line, "this line is no `key = value`", help);
    };
    let after = without_comment(rest.trim_start_matches([':', ' '])).trim();
    let key_part = typed(key, known.format);
    let help = if !known.has(key) {
        "write it as `key = value`, text in straight quotes".into()
    } else if after.starts_with(['"', '\'']) && after.len() > 2 {
        let quote = if after.starts_with('"') { "\"" } else { "'" };
        let inner = value(&after[1..after.len() - usize::from(after.ends_with(quote))], key);
        message!("write `{} = {}{}{}`", key_part, quote, inner, quote)
    } else if after.starts_with(['[', '{']) {
        message!("write `{} = {}`", key_part, value(after, key))
    } else if after.is_empty() && known.takes(key, is_list) {
        message!("write `{} = [\"…\", \"…\"]`", key_part)
    } else {
        message!("write `{} = …`, text in straight quotes", key_part)
    };
    Fault::syntax(FaultExtent::Line, source, &line, message, help)
}

/// Reports a key with a character that keys cannot have.
fn bad_key(source: &Arc<Source>, span: &Span, known: &KnownKeys) -> Fault {
    let line = trimmed(source, &source.line_at(span.start));
    let text = source.at(&line);
    if text.starts_with('=') {
        let help = "write a key before it, as in `why = \"…\"`";
        return Fault::syntax(FaultExtent::Line, source, &line, "nothing stands before `=`", help);
    }
    if text.split('=').next().is_some_and(|key| key.contains(':')) {
        return no_value(source, span, known);
    }
    let is_invisible = source.at(span).chars().any(|c| c.is_whitespace() || c.is_control());
    let message = if is_invisible {
        "an invisible character stands in this key"
    } else {
        "this key has a character that keys cannot have"
    };
    let help = "write the key with plain letters and `_`, then a plain space and `=`";
    Fault::syntax(FaultExtent::Line, source, span, message, help)
}
