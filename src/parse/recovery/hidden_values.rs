//! Hides the values in a text with syntax errors that only a terminal can show.
//!
//! In a text without syntax errors, the decoder hides the values of sensitive keys. Here the rest of the line is hidden,
//! so that no name is shown.

use crate::parse::recovery::known_keys::KnownKeys;
use crate::parse::recovery::lines::{is_header, well_formed_header};
use crate::parse::source::{Source, Span};

/// Hides the rest of each line after a key that is sensitive or unknown, and lines without a key.
pub(crate) fn hide_by_lines(source: &Source, known: &KnownKeys) {
    let mut hidden: Vec<Span> = Vec::new();
    let mut within = false;
    let mut start = 0;
    for line in source.text().split_inclusive('\n') {
        let end = start + line.trim_end().len();
        let quotes = line.matches("\"\"\"").count() % 2 == 1;
        if within {
            hidden.push(start..end);
            within = !quotes && !is_header(line);
        } else if let Some(from) = first_hidden(line, known) {
            hidden.push(start + from..end.max(start + from));
            within = quotes;
        }
        start += line.len();
    }
    source.hide(hidden);
}

/// Returns where the first value to be hidden starts in a line.
fn first_hidden(line: &str, known: &KnownKeys) -> Option<usize> {
    let content = line.trim_start();
    let indent = line.len() - content.len();
    let is_mark = content.starts_with(['<', '>', '|']) || content.starts_with("=====");
    if content.is_empty() || content.starts_with('#') || is_mark {
        return None;
    }
    // Text after a header, or in an unknown one, may be a name.
    if is_header(line) {
        let end = well_formed_header(content).unwrap_or_else(|| {
            let name = content.trim_start_matches('[');
            let word = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
            let opened = content.len() - name.len();
            if known.has(&name[..word]) { opened + word } else { opened }
        });
        let rest = content[end..].trim_start();
        return (!rest.is_empty() && !rest.starts_with('#')).then_some(indent + end);
    }
    let mut at = 0;
    let mut any = false;
    for word in content.split(|c: char| !c.is_alphanumeric() && c != '_') {
        let after = &content[at + word.len()..];
        let is_key = !word.is_empty() && after.trim_start_matches([' ', '\t', '"']).starts_with(['=', ':']);
        let first = !any && at == 0;
        if is_key || first {
            any = true;
            // An unknown word may be a name.
            if !known.has(word) {
                return Some(indent + at);
            }
            if !known.may_show(word) {
                let sign = after.len() - after.trim_start_matches([' ', '\t', '=', ':']).len();
                return Some(indent + at + word.len() + sign);
            }
        }
        at += word.len() + after.chars().next().map_or(0, char::len_utf8);
    }
    None
}
