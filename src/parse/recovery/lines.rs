//! Classifies the lines of a text that the parser cannot read.

use crate::parse::source::Span;

/// Returns the place of the first marker of a merge conflict.
pub(crate) fn first_conflict_marker(text: &str) -> Option<Span> {
    // Almost no text has one, so look at every seventh byte first: a marker has seven signs in a row.
    if !text.as_bytes().iter().skip(6).step_by(7).any(|byte| matches!(byte, b'<' | b'>' | b'|')) {
        return None;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        if ["<<<<<<< ", ">>>>>>> ", "||||||| "].iter().any(|mark| content.starts_with(mark))
            || content == "<<<<<<<"
        {
            return Some(start..start + content.len());
        }
        start += line.len();
    }
    None
}

/// Returns whether a line is meant as a header. A bracket may be missing or of another kind. The items of a multi-line
/// list have quotes.
pub(crate) fn is_header(line: &str) -> bool {
    let line = line.trim_start();
    if line.starts_with(['{', '(', '<']) {
        return in_other_brackets(line);
    }
    let name = line.trim_start_matches('[').trim_start();
    let bare = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let opened = line.starts_with('[') && name.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let closed = name.trim_start_matches(bare);
    opened || (name.starts_with(char::is_alphabetic) && closed.starts_with(']') && !name.contains('='))
}

/// Returns whether a line is a header and nothing else. A bracket may be missing.
pub(crate) fn is_bare_header(line: &str) -> bool {
    let bare = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let is_name = |name: &str| {
        let name = name.trim();
        let quoted = name.len() > 2 && (name.starts_with('"') || name.starts_with('\''));
        !name.is_empty() && (quoted || name.chars().all(bare))
    };
    line.starts_with('[') && line.trim_matches(['[', ']']).split('.').all(is_name)
}

/// Returns whether a line is one bare name in the wrong kind of brackets: `{{needs}}`.
fn in_other_brackets(line: &str) -> bool {
    let name = line.trim_start_matches(['{', '(', '<']);
    let bare = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let behind = name.trim_start_matches(bare);
    let closed = behind.trim_start_matches(['}', ')', '>', ']']);
    let is_end = closed.trim().is_empty() || closed.trim_start().starts_with('#');
    name.starts_with(char::is_alphabetic) && closed.len() < behind.len() && is_end
}

/// Returns the length of a valid header at the start of a line: bare names and dots in brackets.
pub(crate) fn well_formed_header(line: &str) -> Option<usize> {
    let brackets = if line.starts_with("[[") { 2 } else { 1 };
    let name = line.get(brackets..)?;
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let length = name.find(|c: char| !bare(c))?;
    let behind = name[length..].strip_prefix(&"]]"[..brackets])?;
    let whole = length > 0 && !name[..length].ends_with('.') && !behind.starts_with(']');
    whole.then_some(brackets + length + brackets)
}

/// Returns the blocks of a text: what is above all headers, then from each header to the next.
pub(crate) fn blocks(text: &str) -> Vec<Span> {
    let mut blocks = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if is_header(line) && at > start {
            blocks.push(start..at);
            start = at;
        }
        at += line.len();
    }
    blocks.push(start..text.len());
    blocks
}

/// Returns whether a line starts with `key =`.
pub(crate) fn is_key_line(line: &str) -> bool {
    let line = line.trim_start();
    let key = line.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    key.len() < line.len() && key.trim_start().starts_with('=')
}

/// Returns where something that was opened at `open` was probably meant to end: before the next line with a key.
pub(crate) fn end_of_open(text: &str, open: usize) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > open && (is_key_line(line) || is_header(line)) {
            return at;
        }
        at += line.len();
    }
    text.len()
}

/// Returns the place of the bracket, brace or triple quote that is never closed. Strings of one line are skipped.
pub(crate) fn opener(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    let mut begins_line = true;
    while at < bytes.len() {
        let rest = &text[at..];
        if let Some(quotes) = ["\"\"\"", "'''"].into_iter().find(|quotes| rest.starts_with(quotes)) {
            match rest[3..].find(quotes) {
                Some(end) => at += 3 + end + 3,
                None => return Some(open.first().copied().unwrap_or(at)),
            }
            begins_line = false;
            continue;
        }
        match bytes[at] {
            b'#' => at += rest.find('\n').unwrap_or(rest.len()),
            quote @ (b'"' | b'\'') => at += end_of_quote(rest, quote),
            b'[' if begins_line && open.is_empty() && is_header(rest) => {
                at += rest.find('\n').unwrap_or(rest.len());
            }
            b'[' | b'{' => {
                open.push(at);
                at += 1;
            }
            b']' | b'}' => {
                open.pop();
                at += 1;
            }
            _ => at += rest.chars().next().map_or(1, char::len_utf8),
        }
        begins_line = bytes.get(at.wrapping_sub(1)).is_none_or(|byte| *byte == b'\n')
            || (begins_line && bytes.get(at - 1).is_some_and(|byte| matches!(byte, b' ' | b'\t')));
    }
    open.first().copied()
}

/// Returns the length of the string at the start of `rest`, or of the line if the string has no end.
fn end_of_quote(rest: &str, quote: u8) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            b'\n' => return at,
            _ if escaped => escaped = false,
            b'\\' if quote == b'"' => escaped = true,
            _ if byte == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}
