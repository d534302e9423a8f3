//! What is wrong with the value of a line that the parser could not read.

use std::sync::Arc;

use crate::message;
use crate::parse::convert::{as_boolean, says_none};
use crate::parse::diagnostic::{Diagnostic, FixedRule};
use crate::parse::message::value;
use crate::parse::recovery::dates::bad_day;
use crate::parse::recovery::faulty_line::FaultyLine;
use crate::parse::recovery::known_keys::{KnownKeys, is_boolean, is_day, is_integer, is_list};
use crate::parse::source::{Source, Span};
use crate::parse::value_type::ValueType;

/// Returns what is wrong with the value of a line, or `None` if something else is. `error` is the parser's message.
pub(crate) fn bad_value(
    source: &Arc<Source>,
    line: &FaultyLine<'_>,
    span: &Span,
    error: &str,
    known: &KnownKeys,
) -> Option<Diagnostic> {
    let text = line.value;
    let syntax = |message: &'static str| Diagnostic::error(FixedRule::Syntax, source, &line.span(), message);
    if text.is_empty() {
        return Some(no_value(source, line, span, known));
    }
    if text.starts_with('=') {
        return Some(syntax("`=` stands here twice").help("keep one of them"));
    }
    let curly = |c: char| matches!(c, '\u{2018}'..='\u{201f}');
    if text.starts_with(curly) || (text.starts_with('"') && text.ends_with(curly)) {
        let inner = value(text.trim_matches(|c: char| curly(c) || c == '"'), line.key);
        let help = message!("{}, with straight quotes", line.write(message!("\"{}\"", inner)));
        return Some(syntax("curly quotes, as Word makes them, cannot mark text").help(help));
    }
    let is_bare = !line.is_item && !text.starts_with(['"', '\'', '[', '{']);
    if is_bare
        && known.takes(line.key, is_day)
        && let Some(fault) = bad_day(source, line, known)
    {
        return Some(fault);
    }
    if let Some(boolean) = as_boolean(text).filter(|_| known.takes(line.key, is_boolean)) {
        return Some(syntax("yes is written `true`, no is written `false`").help(line.write(boolean)));
    }
    bad_quotes(source, line, span, error, known).or_else(|| without_quotes(source, line, error, known))
}

fn no_value(source: &Arc<Source>, line: &FaultyLine<'_>, span: &Span, known: &KnownKeys) -> Diagnostic {
    let span = line.start.min(span.start.max(source.line_at(span.start).start))..line.start;
    let message = if known.has(line.key) {
        message!("`{}` has no value", line.key())
    } else {
        "this line has no value".into()
    };
    let help = if known.takes(line.key, is_list) {
        message!("{}, or leave the line out", line.write_as_in("[\"…\", \"…\"]"))
    } else {
        "write something behind `=`, or leave the line out".into()
    };
    Diagnostic::error(FixedRule::Syntax, source, &span, message).help(help)
}

/// Returns what is wrong with a text whose quotes are missing, or end it too early.
fn bad_quotes(
    source: &Arc<Source>,
    line: &FaultyLine<'_>,
    span: &Span,
    error: &str,
    known: &KnownKeys,
) -> Option<Diagnostic> {
    let text = line.value;
    let at = |span: &Span, message: &'static str, help: &'static str| {
        Some(Diagnostic::error(FixedRule::Syntax, source, span, message).help(help))
    };
    let is_string = error.starts_with("invalid basic string") || error.starts_with("invalid literal string");
    if is_string && text.chars().any(char::is_control) {
        return at(
            &line.span(),
            "an invisible character stands in this text",
            "write the text anew, by hand",
        );
    }
    if is_string {
        return at(
            &line.span(),
            "this text has no quote at its end",
            "write a straight quote `\"` where the text ends; a text of several lines stands between `\"\"\"` and `\"\"\"`",
        );
    }
    if error.starts_with("missing opening quote") {
        return at(
            &line.span(),
            "this text has no quote at its beginning",
            "write a straight quote `\"` where the text begins",
        );
    }
    if error.starts_with("unexpected key or value") {
        if known.may_take(line.key, is_list) && text.contains(',') && !line.is_item {
            let items = value(text.trim_matches(['[', ']', '(', ')', '{', '}']), line.key);
            let fault = Diagnostic::error(
                FixedRule::Syntax,
                source,
                &line.span(),
                "a list stands in square brackets",
            );
            return Some(fault.help(line.write(message!("[{}]", items))));
        }
        let after = source.at(&(span.start..source.line_at(span.start).end));
        if after.trim().is_empty() || after.starts_with('\u{a0}') {
            return at(
                span,
                "an invisible character stands behind the value",
                "take it out: press backspace until the end of the value, then write a new line",
            );
        }
        return at(
            span,
            "something stands behind the end of the value",
            "take it out, or give it a line of its own; a text with quotes in it stands between `\"\"\"` and `\"\"\"`",
        );
    }
    let is_escape = error.contains("escape") || (text.contains('\\') && error.contains("unicode"));
    is_escape.then_some(())?;
    at(
        span,
        "a backslash has a meaning of its own in text",
        "write it twice, or write the text in single quotes: '…'",
    )
}

/// Returns what is wrong with words or numbers without quotes.
fn without_quotes(
    source: &Arc<Source>,
    line: &FaultyLine<'_>,
    error: &str,
    known: &KnownKeys,
) -> Option<Diagnostic> {
    let text = line.value;
    let syntax = |message: &'static str| Diagnostic::error(FixedRule::Syntax, source, &line.span(), message);
    let quoted = |text: &str| message!("\"{}\"", value(text, line.key));
    if line.is_item && text.contains(';') {
        return Some(syntax("entries of a list have a comma between them").help("write `,` instead of `;`"));
    }
    if text == "|" || text == ">" {
        let help = message!(
            "write `{} = \"\"\"`, the text on the lines below, and `\"\"\"` behind its last word",
            line.key()
        );
        return Some(syntax("this is not how a text of several lines begins").help(help));
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_number = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '(' | ')'));
    if is_number && digits >= 5 {
        let fault = syntax("a number with its zeros and spaces is written in quotes");
        return Some(fault.help(line.write(quoted(text))));
    }
    if is_number && digits > 0 && text.starts_with('0') {
        let number = value(text.trim_start_matches('0'), line.key);
        return Some(syntax("a number does not begin with 0").help(line.write(number)));
    }
    if known.takes(line.key, is_integer) {
        let help = message!("write it in digits, as in `{} = 2`", line.key());
        return Some(syntax("this is no number").help(help));
    }
    let is_word = error.starts_with("string values must be quoted") || text.starts_with(char::is_alphabetic);
    if !is_word || text.starts_with(['[', '{', '"', '\'']) {
        return None;
    }
    let is_list = !line.is_item && known.takes(line.key, |of| matches!(of, ValueType::List(_)));
    let inner = text.trim_matches('"');
    Some(match (is_list, says_none(inner)) {
        (true, true) => syntax("an answer of none is an empty list").help(line.write("[]")),
        (true, false) => syntax("a list stands in square brackets, each entry in quotes")
            .help(line.write(message!("[{}]", quoted(inner)))),
        (false, _) => syntax("text stands in quotes").help(line.write(quoted(inner))),
    })
}
