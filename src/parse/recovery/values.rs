//! What is wrong with the value of a line, in words for somebody who is no programmer.

use crate::parse::FixedRule;
use std::sync::Arc;

use crate::parse::convert::{as_truth, says_none};
use crate::parse::diagnostic::Diagnostic;
use crate::parse::recovery::dates::bad_day;
use crate::parse::recovery::known_keys::{KnownKeys, is_day, is_list, is_truth, is_whole};
use crate::parse::source::{Source, Span};
use crate::parse::value_type::ValueType;

/// A line of the form `key = value`, taken apart; within a table in braces or a list, one piece of it.
pub(crate) struct FaultyLine<'s> {
    pub(crate) key: &'s str,
    pub(crate) value: &'s str,
    value_at: usize,
    /// Whether the value may be repeated in a message.
    pub(crate) shown: bool,
    /// Whether it is one entry of a list, which has no key of its own.
    entry: bool,
}

impl<'s> FaultyLine<'s> {
    /// The line at `span`; within a table in braces or a list the piece that `span` is in.
    pub(crate) fn parse(source: &'s Source, span: &Span, known: &KnownKeys) -> Option<Self> {
        let whole = source.line_at(span.start);
        let text = source.at(&whole);
        let (outer, value) = text.split_once('=')?;
        let outer_key = outer.trim();
        let begins = whole.start + outer.len() + 1;
        let shown = known.may_show(outer_key);
        if value.trim_start().starts_with(['{', '[']) && span.start > begins && span.start <= whole.end {
            let before = &source.text()[begins..span.start];
            let start = before.rfind(['{', '[', ',']).map_or(begins, |at| begins + at + 1);
            let rest = &source.text()[span.start..whole.end];
            let end = rest.find([',', '}', ']']).map_or(whole.end, |at| span.start + at);
            let piece = &source.text()[start..end];
            return Some(match piece.split_once('=') {
                Some((key, value)) => {
                    let shown = shown && known.may_show(key.trim());
                    FaultyLine::new(said_key(key, known), value, start + key.len() + 1, shown, false)
                }
                None => FaultyLine::new(said_key(outer_key, known), piece, start, shown, true),
            });
        }
        Some(FaultyLine::new(said_key(outer_key, known), value, begins, shown, false))
    }

    fn new(key: &'s str, value: &'s str, at: usize, shown: bool, entry: bool) -> Self {
        let content = value.trim_start();
        let value_at = at + (value.len() - content.len());
        FaultyLine { key, value: without_comment(content).trim_end(), value_at, shown, entry }
    }

    pub(crate) fn span(&self) -> Span {
        self.value_at..self.value_at + self.value.len()
    }

    /// "write `key = value`", with the value only where it may be repeated.
    pub(crate) fn write(&self, value: &str, instead: &str) -> String {
        if self.key == NO_KEY {
            return format!("write it as in `{instead}`");
        }
        match (self.entry, self.shown) {
            (true, true) => format!("write `{value}` in its place"),
            (true, false) => format!("write it as in `[{instead}]`"),
            (false, true) => format!("write `{} = {value}`", self.key),
            (false, false) => format!("write it as in `{} = {instead}`", self.key),
        }
    }
}

/// A key as it may be said: what is no key may be a piece of a name.
fn said_key<'k>(key: &'k str, known: &KnownKeys) -> &'k str {
    if known.has(key.trim()) { key.trim() } else { NO_KEY }
}

/// What stands for a key that may not be said.
const NO_KEY: &str = "key";

pub(crate) fn without_comment(value: &str) -> &str {
    if value.starts_with(['"', '\'']) { value } else { value.split('#').next().unwrap_or(value) }
}

/// What is wrong with the value of a line; nothing, if it is not the value.
pub(crate) fn bad_value(
    source: &Arc<Source>,
    line: &FaultyLine<'_>,
    span: &Span,
    said: &str,
    known: &KnownKeys,
) -> Option<Diagnostic> {
    let value = line.value;
    let error = |message: &'static str| Diagnostic::error(FixedRule::Syntax, source, &line.span(), message);
    if value.is_empty() {
        let span = line.value_at.min(span.start.max(source.line_at(span.start).start))..line.value_at;
        let what = if known.has(line.key) {
            format!("`{}` has no value", line.key)
        } else {
            "this line has no value".to_owned()
        };
        let fault = Diagnostic::error(FixedRule::Syntax, source, &span, what);
        let help = if known.takes(line.key, is_list) {
            format!("write it as in `{} = [\"…\", \"…\"]`, or leave the line out", line.key)
        } else {
            "write something behind `=`, or leave the line out".to_owned()
        };
        return Some(fault.help(help));
    }
    if value.starts_with('=') {
        return Some(error("`=` stands here twice").help("keep one of them"));
    }
    let curly = |c: char| matches!(c, '\u{2018}'..='\u{201f}');
    if value.starts_with(curly) || (value.starts_with('"') && value.ends_with(curly)) {
        let inner = value.trim_matches(|c: char| curly(c) || c == '"');
        let help = line.write(&format!("\"{inner}\""), "\"…\"") + ", with straight quotes";
        return Some(error("curly quotes, as Word makes them, cannot mark text").help(help));
    }
    let may_be_day =
        !line.entry && !value.starts_with(['"', '\'', '[', '{']) && known.takes(line.key, is_day);
    if let Some(fault) = may_be_day.then(|| bad_day(source, line, known)).flatten() {
        return Some(fault);
    }
    if let Some(truth) = as_truth(value).filter(|_| known.takes(line.key, is_truth)) {
        return Some(error("yes is written `true`, no is written `false`").help(line.write(truth, "true")));
    }
    bad_quotes(source, line, span, said, known).or_else(|| bare(source, line, said, known))
}

/// Quotes that are missing, or stand where they end the text too early.
fn bad_quotes(
    source: &Arc<Source>,
    line: &FaultyLine<'_>,
    span: &Span,
    said: &str,
    known: &KnownKeys,
) -> Option<Diagnostic> {
    let value = line.value;
    let error = |message: &'static str| Diagnostic::error(FixedRule::Syntax, source, &line.span(), message);
    if said.starts_with("invalid basic string") || said.starts_with("invalid literal string") {
        if value.chars().any(char::is_control) {
            return Some(
                error("an invisible character stands in this text").help("write the text anew, by hand"),
            );
        }
        return Some(error("this text has no quote at its end").help(
            "write a straight quote `\"` where the text ends; a text of several lines stands between `\"\"\"` and `\"\"\"`",
        ));
    }
    if said.starts_with("missing opening quote") {
        return Some(
            error("this text has no quote at its beginning")
                .help("write a straight quote `\"` where the text begins"),
        );
    }
    if said.starts_with("unexpected key or value") {
        if known.may_take(line.key, is_list) && value.contains(',') && !line.entry {
            let entries = value.trim_matches(['[', ']', '(', ')', '{', '}']);
            let help = line.write(&format!("[{entries}]"), "[\"…\", \"…\"]");
            return Some(error("a list stands in square brackets").help(help));
        }
        let behind = source.at(&(span.start..source.line_at(span.start).end));
        if behind.trim().is_empty() || behind.starts_with('\u{a0}') {
            let fault = Diagnostic::error(
                FixedRule::Syntax,
                source,
                span,
                "an invisible character stands behind the value",
            );
            return Some(
                fault.help("take it out: press backspace until the end of the value, then write a new line"),
            );
        }
        return Some(
            Diagnostic::error(FixedRule::Syntax, source, span, "something stands behind the end of the value").help(
                "take it out, or give it a line of its own; a text with quotes in it stands between `\"\"\"` and `\"\"\"`",
            ),
        );
    }
    if said.contains("escape") || (value.contains('\\') && said.contains("unicode")) {
        return Some(
            Diagnostic::error(
                FixedRule::Syntax,
                source,
                span,
                "a backslash has a meaning of its own in text",
            )
            .help("write it twice, or write the text in single quotes: '…'"),
        );
    }
    None
}

/// Words or numbers without quotes.
fn bare(source: &Arc<Source>, line: &FaultyLine<'_>, said: &str, known: &KnownKeys) -> Option<Diagnostic> {
    let value = line.value;
    let error = |message: &'static str| Diagnostic::error(FixedRule::Syntax, source, &line.span(), message);
    if line.entry && value.contains(';') {
        return Some(error("entries of a list have a comma between them").help("write `,` instead of `;`"));
    }
    if value == "|" || value == ">" {
        let help = format!(
            "write `{} = \"\"\"`, the text on the lines below, and `\"\"\"` behind its last word",
            line.key
        );
        return Some(error("this is not how a text of several lines begins").help(help));
    }
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let number = value.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '(' | ')'));
    if number && digits > 0 && digits < 5 && value.starts_with('0') {
        let help = line.write(value.trim_start_matches('0'), "2");
        return Some(error("a number does not begin with 0").help(help));
    }
    if number && digits >= 5 {
        let help = line.write(&format!("\"{value}\""), "\"…\"");
        return Some(error("a number with its zeros and spaces is written in quotes").help(help));
    }
    if known.takes(line.key, is_whole) {
        return Some(
            error("this is no number").help(format!("write it in digits, as in `{} = 2`", line.key)),
        );
    }
    let words = said.starts_with("string values must be quoted") || value.starts_with(char::is_alphabetic);
    if words && !value.starts_with(['[', '{', '"', '\'']) {
        let list =
            !line.entry && known.takes(line.key, |value_type| matches!(value_type, ValueType::List(_)));
        let inner = value.trim_matches('"');
        return Some(match (list, says_none(inner)) {
            (true, true) => error("an answer of none is an empty list").help(line.write("[]", "[]")),
            (true, false) => error("a list stands in square brackets, each entry in quotes")
                .help(line.write(&format!("[\"{inner}\"]"), "[\"…\"]")),
            (false, _) => error("text stands in quotes").help(line.write(&format!("\"{inner}\""), "\"…\"")),
        });
    }
    None
}
