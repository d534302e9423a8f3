//! What has to be done to a line so that it stays text, in HTML, in Markdown and in a style sheet.

use std::fmt::Write;

use crate::escape::markdown_line;
use crate::render::line::{CLOSES, OPENS};

/// A line as HTML: markup becomes text, a break a line break, and what runs from right to left stands by itself.
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

/// A line as Markdown: what Markdown would read is escaped, a break is a hard one. Characters that mean something
/// only at the beginning of a line are escaped only there, so that the text can be read as it stands.
pub(crate) fn markdown(text: &str) -> String {
    let text = text.replace([OPENS, CLOSES], "");
    text.split('\n').map(markdown_line).collect::<Vec<_>>().join("\\\n  ")
}

/// A line as it may stand within quotes in a style sheet: every character but letters and digits by its number, so
/// that none can end the quotes, the rule, or the style sheet.
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

    /// Where in a Markdown copy a value may stand: what comes before it, and after it.
    const PLACES: [(&str, &str); 6] = [
        ("", "\n"),
        ("- ", "\n"),
        ("- Label: ", "\n"),
        ("1. Name\n   - ", "\n"),
        ("- What\n  - Who: ", "\n- Next\n"),
        ("**", "**\n"),
    ];

    /// What a reader of Markdown makes of `text`: its words, and any markup that is not ours.
    fn read(text: &str) -> (String, Vec<String>) {
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

    fn is_only_text(value: &str) -> Result<(), TestCaseError> {
        let line = Line::value(value).plain();
        for (before, after) in PLACES.into_iter().filter(|_| !line.is_empty()) {
            let ours = read(&format!("{before}x{after}"))
                .0
                .split_once('x')
                .map(|(one, other)| (one.to_owned(), other.to_owned()));
            let (one, other) = ours.expect("the x stands between");
            let (words, markup) = read(&format!("{before}{}{after}", markdown(&line)));
            prop_assert_eq!(&markup, &Vec::<String>::new(), "{:?} after {:?}", line, before);
            prop_assert_eq!(words, format!("{one}{line}{other}"), "after {:?}", before);
        }
        let heading = Line::value(value).on_one_line().plain();
        let (words, markup) = read(&format!("### {}\n", markdown(&heading)));
        prop_assert_eq!((words, markup), (heading, Vec::new()));
        Ok(())
    }

    fn is_text_in_html(value: &str) -> Result<(), TestCaseError> {
        let line = Line::value(value);
        let typed = serde_json::to_value(&line).expect("a line is a string");
        let made = html(typed.as_str().expect("a line is a string"));
        let without_ours = made.replace("<br>", "\n").replace("<bdi>", "").replace("</bdi>", "");
        prop_assert!(!without_ours.contains(['<', '>', '"', '\'']));
        prop_assert_eq!(made.matches("<bdi>").count(), made.matches("</bdi>").count());
        let mut text = without_ours;
        for (entity, c) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            text = text.replace(entity, c);
        }
        prop_assert_eq!(text, line.plain());
        Ok(())
    }

    /// What a browser makes of the text between the quotes in a style sheet (CSS Syntax 3, consuming a string and an
    /// escape), if the text is all of the string.
    fn read_css(text: &str) -> Option<String> {
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

    fn is_text_in_css(value: &str) -> Result<(), TestCaseError> {
        let line = Line::value(value);
        let typed = serde_json::to_value(&line).expect("a line is a string");
        let made = css(typed.as_str().expect("a line is a string"));
        prop_assert!(made.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '\\' | ' ')), "{}", made);
        prop_assert_eq!(read_css(&made), Some(line.plain()));
        Ok(())
    }

    /// Pieces that Markdown, HTML or CSS read, between broken bars.
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
        fn no_value_becomes_markup(value in hostile()) {
            is_only_text(&value)?;
            is_text_in_html(&value)?;
            is_text_in_css(&value)?;
        }
    }

    #[test]
    fn plain_words_stay_as_they_are() {
        let plain = "Monday to Friday, 9.30am-5pm: 01632 960123 (office). £15 a week - agreed! Tom & Jo's";
        assert_eq!(markdown(plain), plain);
    }
}
