//! Escapes text for Markdown.

use crate::escape::sanitize::sanitize;

/// Returns a line with Markdown syntax escaped. What is syntax only at the start of a line is escaped only there, so that
/// the source stays readable.
pub fn markdown_line(line: &str) -> String {
    let line = line.trim();
    let mut out = String::with_capacity(line.len() + 8);
    for (at, c) in line.char_indices() {
        let rest = &line[at + c.len_utf8()..];
        let escape = match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '^' | '$' => true,
            // "&amp;" would be read as "&".
            '&' => rest.starts_with(|next: char| next == '#' || next.is_ascii_alphanumeric()),
            '!' => rest.starts_with('['),
            '-' | '+' | '=' | '%' => at == 0,
            ':' if at == 0 => true,
            // Some renderers make links of addresses, and an address in a plan may be anyone's.
            ':' if rest.starts_with("//") => true,
            '.' if is_www(&line[..at]) => true,
            // "1. " would start a list.
            '.' | ')' => at > 0 && (rest.is_empty() || rest.starts_with(' ')) && is_number(&line[..at]),
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Returns a message as Markdown. Text between backticks stays code, all other text is escaped.
pub fn markdown_words(text: &str) -> String {
    let text = sanitize(text);
    let pieces: Vec<&str> = text.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return markdown_line(&text);
    }
    let piece = |(at, piece): (usize, &&str)| match at % 2 {
        0 => text_between(piece),
        _ if piece.is_empty() => "\\`\\`".to_owned(),
        _ => format!("`{piece}`"),
    };
    pieces.iter().enumerate().map(piece).collect()
}

/// Escapes text beside code, and keeps the spaces around it.
fn text_between(text: &str) -> String {
    let (before, after) = (text.len() - text.trim_start().len(), text.trim_end().len());
    if text.trim().is_empty() {
        return text.to_owned();
    }
    format!("{}{}{}", &text[..before], markdown_line(text), &text[after..])
}

/// Returns whether `before` ends in the word "www".
fn is_www(before: &str) -> bool {
    let word = before.len().checked_sub(3).and_then(|at| before.get(at..)).unwrap_or_default();
    let begins = before.strip_suffix(word).is_none_or(|rest| !rest.ends_with(char::is_alphanumeric));
    word.eq_ignore_ascii_case("www") && begins
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
