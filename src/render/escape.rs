//! Escapes a line for HTML, Markdown and style sheets.

use std::fmt::Write;

use crate::escape::markdown_line;
use crate::render::line::{CLOSES, OPENS};

/// Escapes a line for HTML. Line breaks become `<br>`; text in another direction is isolated by `<bdi>`.
pub(crate) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("<br>"),
            OPENS => out.push_str("<bdi>"),
            CLOSES => out.push_str("</bdi>"),
            _ => out.push(c),
        }
    }
    out
}

/// Escapes a line for Markdown. Line breaks become hard breaks.
pub(crate) fn markdown(text: &str) -> String {
    let text = text.replace([OPENS, CLOSES], "");
    text.split('\n').map(markdown_line).collect::<Vec<_>>().join("\\\n  ")
}

/// Escapes a line for a quoted string in a style sheet. Everything except ASCII letters and digits is written as a
/// code point, so that nothing can end the string, the rule or the style sheet.
pub(crate) fn css(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars().filter(|c| !matches!(*c, OPENS | CLOSES)) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else {
            write!(out, "\\{:06x} ", u32::from(c)).expect("a string takes it");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;
    use crate::render::line::Line;

    /// The text before and after a value in a Markdown copy.
    const CONTEXTS: [(&str, &str); 6] = [
        ("", "\n"),
        ("- ", "\n"),
        ("- Label: ", "\n"),
        ("1. Name\n   - ", "\n"),
        ("- What\n  - Who: ", "\n- Next\n"),
        ("**", "**\n"),
    ];

    /// Parses Markdown. Returns its text, and any markup that templates do not write.
    fn parse_markdown(text: &str) -> (String, Vec<String>) {
        let (mut words, mut markup) = (String::new(), Vec::new());
        for event in Parser::new_ext(text, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(text) => words.push_str(&text),
                Event::HardBreak => words.push('\n'),
                Event::Start(
                    Tag::Paragraph | Tag::List(_) | Tag::Item | Tag::Strong | Tag::Heading { .. },
                )
                | Event::End(_) => {}
                other => markup.push(format!("{other:?}")),
            }
        }
        (words, markup)
    }

    fn check_markdown(value: &str) -> Result<(), TestCaseError> {
        let line = Line::value(value).plain();
        for (before, after) in CONTEXTS.into_iter().filter(|_| !line.is_empty()) {
            let ours = parse_markdown(&format!("{before}x{after}"))
                .0
                .split_once('x')
                .map(|(one, other)| (one.to_owned(), other.to_owned()));
            let (one, other) = ours.expect("the x stands between");
            let (words, markup) = parse_markdown(&format!("{before}{}{after}", markdown(&line)));
            prop_assert_eq!(&markup, &Vec::<String>::new(), "{:?} after {:?}", line, before);
            prop_assert_eq!(words, format!("{one}{line}{other}"), "after {:?}", before);
        }
        let heading = Line::value(value).on_one_line().plain();
        let (words, markup) = parse_markdown(&format!("### {}\n", markdown(&heading)));
        prop_assert_eq!((words, markup), (heading, Vec::new()));
        Ok(())
    }

    fn check_html(value: &str) -> Result<(), TestCaseError> {
        let line = Line::value(value);
        let typed = serde_json::to_value(&line).expect("a line is a string");
        let escaped = html(typed.as_str().expect("a line is a string"));
        let without_ours = escaped.replace("<br>", "\n").replace("<bdi>", "").replace("</bdi>", "");
        prop_assert!(!without_ours.contains(['<', '>', '"', '\'']));
        prop_assert_eq!(escaped.matches("<bdi>").count(), escaped.matches("</bdi>").count());
        let mut text = without_ours;
        for (entity, c) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            text = text.replace(entity, c);
        }
        prop_assert_eq!(text, line.plain());
        Ok(())
    }

    /// Parses the text of a string as a browser does (CSS Syntax 3, sections 4.3.5 and 4.3.7). Returns `None` if the text
    /// ends the string.
    fn parse_css_string(text: &str) -> Option<String> {
        let mut read = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' | '\'' | '\n' | '<' => return None,
                '\\' => {
                    let mut digits = String::new();
                    while let Some(digit) = chars.next_if(|c| digits.len() < 6 && c.is_ascii_hexdigit()) {
                        digits.push(digit);
                    }
                    chars.next_if(|c| matches!(c, ' ' | '\t' | '\n'))?;
                    read.push(char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?);
                }
                _ => read.push(c),
            }
        }
        Some(read)
    }

    fn check_css(value: &str) -> Result<(), TestCaseError> {
        let line = Line::value(value);
        let typed = serde_json::to_value(&line).expect("a line is a string");
        let escaped = css(typed.as_str().expect("a line is a string"));
        prop_assert!(
            escaped.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '\\' | ' ')),
            "{}",
            escaped
        );
        prop_assert_eq!(parse_css_string(&escaped), Some(line.plain()));
        Ok(())
    }

    /// Text with a meaning in Markdown, HTML or CSS, separated by broken bars.
    const PIECES: &str = "*¦**¦_¦`¦```¦~~~¦~~¦# ¦#¦> ¦- ¦+ ¦1. ¦2) ¦1986.¦[¦]¦](javascript:x)¦![¦(¦)¦<b>¦</style>¦\"; } body { display: none } @import ¦/*¦*/¦\\41 ¦}¦;¦<script>\
        ¦<!--¦-->¦&amp;¦&#60;¦&¦|¦---¦===¦\\¦\n¦\n\n¦  ¦    ¦\t¦{#id}¦$¦$$¦^¦:¦: ¦[^1]:¦[ ] ¦[x]: y¦\u{202e}¦\u{1b}¦\u{fdd0}\
        ¦أمينة¦a¦Sam¦9¦\"¦'¦=¦%¦@¦!¦.¦~¦www.example.org¦https://x.y¦a@b.cd";

    fn hostile() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(PIECES.split('¦').collect::<Vec<_>>());
        prop_oneof![prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat()), any::<String>()]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]
        #[test]
        fn value_never_becomes_markup(value in hostile()) {
            check_markdown(&value)?;
            check_html(&value)?;
            check_css(&value)?;
        }
    }

    #[test]
    fn plain_text_is_unchanged_in_markdown() {
        let plain = "Monday to Friday, 9.30am-5pm: 01632 960123 (office). £15 a week - agreed! Tom & Jo's";
        assert_eq!(markdown(plain), plain);
    }
}
