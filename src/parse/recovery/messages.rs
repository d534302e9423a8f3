//! What is wrong with the syntax of a line, in words for somebody who is no programmer.

use crate::parse::FixedRule;
use std::sync::Arc;

use crate::parse::diagnostic::Diagnostic;
use crate::parse::recovery::headers::{bare_header, below_it_above};
use crate::parse::recovery::known_keys::{KnownKeys, is_list};
use crate::parse::recovery::lines::{is_header, is_key_line, well_formed_header};
use crate::parse::recovery::values::{FaultyLine, bad_value, without_comment};
use crate::parse::source::{Source, Span};

/// A fault of syntax, and how far it reaches.
#[derive(Debug)]
pub(crate) struct Fault {
    /// What is said of it.
    pub(crate) diagnostic: Diagnostic,
    /// How far it reaches.
    pub(crate) reach: FaultExtent,
}

/// How far a fault of syntax reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FaultExtent {
    /// Only the value on its line is lost.
    Value,
    /// The line is lost.
    Line,
    /// The line is lost because it has no key: it may go on from the line before.
    NoKey,
    /// Something was opened and never closed: lines after it may have been swallowed.
    Open,
    /// It is about two places, and cannot be redacted within one block.
    Twice,
}

impl Fault {
    fn new(reach: FaultExtent, diagnostic: Diagnostic) -> Self {
        Fault { diagnostic, reach }
    }

    /// Where it stands.
    pub(crate) fn start(&self) -> usize {
        self.diagnostic.span.start
    }

    /// Something is opened at `open` and never closed.
    pub(crate) fn unclosed(source: &Arc<Source>, open: usize) -> Self {
        let (what, close) = match source.text().as_bytes().get(open) {
            Some(b'[') => ("list", "]"),
            Some(b'{') => ("table in braces", "}"),
            _ => ("text", "\"\"\""),
        };
        let length = if close.len() == 3 { 3 } else { 1 };
        let diagnostic = Diagnostic::error(
            FixedRule::Syntax,
            source,
            &(open..open + length),
            format!("this {what} is not closed"),
        )
        .label("opened here")
        .help(format!("write `{close}` where it ends"));
        Fault::new(FaultExtent::Open, diagnostic)
    }
}

/// Says in words what the parser says in its own.
pub(crate) fn in_words(source: &Arc<Source>, span: Span, said: &str, known: &KnownKeys) -> Fault {
    let span = source.clamp(&span);
    let error =
        |span: &Span, message: &'static str| Diagnostic::error(FixedRule::Syntax, source, span, message);
    if said.starts_with("duplicate key") || said.starts_with("cannot extend") {
        return repeated(source, &span, known);
    }
    if is_header(source.at(&source.line_at(span.start))) {
        return header(source, &span, known);
    }
    if said.starts_with("unclosed") || said.starts_with("invalid multi-line") {
        return Fault::new(FaultExtent::Open, error(&span, "something is opened here and never closed"));
    }
    if said.starts_with("key with no value") || said.starts_with("missing table open") {
        return no_value(source, &span, known);
    }
    if said.contains("unquoted key") {
        return bad_key(source, &span, known);
    }
    let reach = if only_a_value(source, &span, said) { FaultExtent::Value } else { FaultExtent::Line };
    let line = FaultyLine::parse(source, &span, known);
    if let Some(diagnostic) = line.and_then(|line| bad_value(source, &line, &span, said, known)) {
        return Fault::new(reach, diagnostic);
    }
    if said.starts_with("missing comma") {
        let fault = error(&span, "a comma is missing in this list");
        return Fault::new(reach, fault.help("write a comma between two entries, as in `[\"…\", \"…\"]`"));
    }
    let text = source.at(&source.line_at(span.start));
    if without_quoted(text).contains(|c: char| c.is_whitespace() && !matches!(c, ' ' | '\t')) {
        let fault = error(&span, "an invisible character stands in this line");
        return Fault::new(
            reach,
            fault.help("write the line anew, by hand: a space that was pasted is not a plain one"),
        );
    }
    let fault = error(&span, "this line cannot be read");
    Fault::new(FaultExtent::Line, fault.help("write it as `key = value`, text in straight quotes"))
}

/// Whether a fault is within the value of a line that holds one key and nothing else. Of any other line nobody knows
/// what was meant to stand on it: perhaps the very date that is looked for.
fn only_a_value(source: &Source, span: &Span, said: &str) -> bool {
    let line = source.line_at(span.start);
    let text = source.at(&line);
    let Some((key, value)) = text.split_once('=').filter(|_| is_key_line(text)) else { return false };
    let begins = line.start + key.len() + 1;
    if said.starts_with("unexpected key or value") {
        return !source.at(&(span.start..line.end)).contains('=');
    }
    let braces = value.trim_start().starts_with(['{', '[']);
    span.start >= begins && (braces || !without_quoted(value).contains('='))
}

/// A value without what stands in it between quotes.
fn without_quoted(value: &str) -> String {
    value.split('"').step_by(2).collect()
}

fn repeated(source: &Arc<Source>, span: &Span, known: &KnownKeys) -> Fault {
    let name = source.at(span).to_owned();
    let line = source.line_at(span.start);
    let text = source.at(&line).trim();
    let first = first_place(source, &line, span, &name);
    let header = |text: &str| text.split('#').next().unwrap_or(text).trim().to_owned();
    let is_header = text.starts_with('[');
    let what = if is_header { header(text) } else { name };
    let marked = if is_header { trimmed(source, &line) } else { span.clone() };
    let other = first.as_ref().filter(|_| is_header).map(|first| header(source.at(first)));
    let brackets = |header: &str| header.starts_with("[[");
    let error = |message: String| Diagnostic::error(FixedRule::DuplicateKey, source, &marked, message);
    let mut diagnostic = match other.filter(|other| brackets(other) != brackets(&what)) {
        Some(other) => error(format!("`{what}` stands here, and `{other}` above"))
            .help(format!("write both with double brackets: `[[{}]]`", what.trim_matches(['[', ']']))),
        None if is_header && first.is_some() => error(format!("`{what}` stands here a second time"))
            .help(format!("move its lines below the first `{what}`, and take this one out")),
        None => error(format!("`{what}` stands here a second time")).help("keep one of the two"),
    };
    match first {
        Some(first) => diagnostic = diagnostic.also(&first, "first here"),
        None if is_header => {
            let above = below_it_above(source, &marked, &what, known);
            return Fault::new(FaultExtent::Twice, above.unwrap_or(diagnostic));
        }
        None => {}
    }
    Fault::new(FaultExtent::Twice, diagnostic)
}

/// Where the key or header that `span` repeats stands for the first time.
fn first_place(source: &Source, line: &Span, span: &Span, name: &str) -> Option<Span> {
    let text = source.text();
    let is_table = source.at(line).trim_start().starts_with('[');
    let mut at = 0;
    let mut first = None;
    for other in text[..line.start].split_inclusive('\n') {
        let content = other.trim_start();
        let start = at + other.len() - content.len();
        let header = content.starts_with('[');
        if is_table {
            let inner = content.trim_start_matches('[').split(']').next().unwrap_or_default().trim();
            let ours = source
                .at(line)
                .trim_start()
                .trim_start_matches('[')
                .split(']')
                .next()
                .unwrap_or_default()
                .trim();
            if header && inner == ours && first.is_none() {
                first = Some(start..start + content.trim_end().len());
            }
        } else if header {
            first = None;
        }
        if !header
            && first.is_none()
            && content.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('='))
        {
            first = Some(start..start + name.len());
        }
        at += other.len();
    }
    let within = text[line.start..span.start]
        .find(name)
        .map(|found| line.start + found..line.start + found + name.len());
    if is_table { first } else { within.or(first) }
}

/// The brackets that are typed round the name of a table.
const BRACKETS: [char; 8] = ['[', ']', '{', '}', '(', ')', '<', '>'];

fn header(source: &Arc<Source>, span: &Span, known: &KnownKeys) -> Fault {
    let line = source.line_at(span.start);
    let text = source.at(&line).trim();
    if let Some(end) = well_formed_header(text) {
        let behind = line.start + source.at(&line).find('[').unwrap_or(0) + end..line.end;
        let fault = Diagnostic::error(
            FixedRule::Syntax,
            source,
            &behind,
            "something stands behind the header of this table",
        );
        return Fault::new(FaultExtent::Line, fault.help("write it on a line of its own, below the header"));
    }
    let name = text.split('#').next().unwrap_or(text).trim().trim_matches(BRACKETS).trim();
    let path = name.replace(['/', ' '], ".");
    let help = match known.header(name).or_else(|| known.header(path.trim_matches('.'))) {
        Some(header) => format!("write `{header}` on a line of its own"),
        None if name.starts_with("people") => {
            "write it as in `[people.sam]`: behind the dot a handle of plain letters, without spaces"
                .to_owned()
        }
        None => "write it as in `[crisis]` or `[[needs]]`: plain letters in brackets, on a line of its own"
            .to_owned(),
    };
    let fault = Diagnostic::error(
        FixedRule::Syntax,
        source,
        &trimmed(source, &line),
        "the header of this table cannot be read",
    );
    Fault::new(FaultExtent::Line, fault.help(help))
}

fn trimmed(source: &Source, line: &Span) -> Span {
    let text = source.at(line);
    let start = line.start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

fn no_value(source: &Arc<Source>, span: &Span, known: &KnownKeys) -> Fault {
    let line = trimmed(source, &source.line_at(span.start));
    let text = source.at(&line);
    if is_header(text) {
        return header(source, span, known);
    }
    let word_end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(text.len());
    let word = &text[..word_end];
    let rest = text[word_end..].trim_start();
    let error = |message: &'static str| Diagnostic::error(FixedRule::Syntax, source, &line, message);
    let value = without_comment(rest.trim_start_matches([':', ' '])).trim();
    if let Some(header) = bare_header(text, known) {
        let help = format!("write `{header}`, and what belongs to it on the lines below");
        return Fault::new(FaultExtent::Line, error("the header of a table stands in brackets").help(help));
    }
    let write = if !known.has(word) {
        "write it as `key = value`, text in straight quotes".to_owned()
    } else if value.starts_with(['"', '\'', '[', '{']) && known.may_show(word) {
        format!("write `{word} = {value}`")
    } else if value.is_empty() && known.takes(word, is_list) {
        format!("write `{word} = [\"…\", \"…\"]`")
    } else {
        format!("write `{word} = …`, text in straight quotes")
    };
    let begins_value = rest.starts_with(['"', '\'', '[', '{']);
    let has_dash = rest.starts_with(['-', '–', '—', '~']) && known.has(word);
    let (reach, diagnostic) = if !word.is_empty() && rest.starts_with(':') {
        (FaultExtent::Line, error("a colon stands where `=` should be").help(write))
    } else if !word.is_empty() && (begins_value || has_dash) {
        (FaultExtent::Line, error("`=` is missing").help(write))
    } else {
        let help = "take it out, or write what it is before it, as in `why = \"…\"`; a remark has `#` in front of it";
        (FaultExtent::NoKey, error("this line is no `key = value`").help(help))
    };
    Fault::new(reach, diagnostic)
}

fn bad_key(source: &Arc<Source>, span: &Span, known: &KnownKeys) -> Fault {
    let line = trimmed(source, &source.line_at(span.start));
    let text = source.at(&line);
    if is_header(text) {
        return header(source, span, known);
    }
    if text.starts_with('=') {
        let fault = Diagnostic::error(FixedRule::Syntax, source, &line, "nothing stands before `=`");
        return Fault::new(FaultExtent::Line, fault.help("write a key before it, as in `why = \"…\"`"));
    }
    if text.split('=').next().is_some_and(|key| key.contains(':')) {
        return no_value(source, span, known);
    }
    let invisible = source.at(span).chars().any(|c| c.is_whitespace() || c.is_control());
    let message = if invisible {
        "an invisible character stands in this key"
    } else {
        "this key has a character that keys cannot have"
    };
    let fault = Diagnostic::error(FixedRule::Syntax, source, span, message);
    Fault::new(
        FaultExtent::Line,
        fault.help("write the key with plain letters and `_`, then a plain space and `=`"),
    )
}
