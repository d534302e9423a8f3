//! Makes text from a file safe for a terminal.

use std::borrow::Cow;
use std::fmt::Write;

/// Replaces control characters and characters that change the writing direction: text of a plan must not move the
/// cursor, colour the screen or reverse a line.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_harmful) {
        Cow::Owned(text.chars().map(|c| if is_harmful(c) { '\u{fffd}' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Escapes the same characters in JSON. They can only be in strings, where an escape means the same.
pub fn sanitize_json(json: &str) -> Cow<'_, str> {
    let harms = |c: char| c != '\n' && is_harmful(c);
    if !json.chars().any(harms) {
        return Cow::Borrowed(json);
    }
    let mut text = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if harms(c) {
            // JSON writes characters above U+FFFF as two surrogates.
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(text, "\\u{unit:04x}").expect("writing to a string succeeds");
            }
        } else {
            text.push(c);
        }
    }
    Cow::Owned(text)
}

/// Returns whether a text has no visible character. Such a text counts as missing.
pub fn is_invisible(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_harmful(c) || is_joiner(c) || is_no_character(c))
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Returns whether it is a Unicode noncharacter.
pub fn is_no_character(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// Returns whether it could move the cursor, reverse a line, or be invisible in it.
pub fn is_harmful(c: char) -> bool {
    let turns =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    // Joiners are harmless: names in Arabic script need them.
    let hides = matches!(
        c,
        '\u{ad}' | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
    );
    c.is_control() || turns || hides
}

#[cfg(test)]
mod tests {
    use super::{is_invisible, sanitize, sanitize_json};

    #[test]
    fn terminal_controls_are_replaced_and_names_kept() {
        assert_eq!(sanitize("Siân \u{1b}[31mred\u{202e}"), "Siân \u{fffd}[31mred\u{fffd}");
        assert_eq!(sanitize("أمينة Ŵyn"), "أمينة Ŵyn");
    }

    #[test]
    fn escaped_json_means_the_same() {
        let text = "Siân \u{202e}\u{e0041} \u{7f}\n";
        let json = serde_json::to_string(text).expect("a text");
        let written = sanitize_json(&json);
        assert_eq!(written, r#""Siân \u202e\udb40\udc41 \u007f\n""#);
        assert_eq!(serde_json::from_str::<String>(&written).expect("JSON"), text);
    }

    #[test]
    fn invisible_text_counts_as_empty() {
        for invisible in
            ["", " \u{a0}", "\u{200b}", "\u{ad}\u{2060}", "\u{feff}", "\u{200d}", "\u{e0041}\u{202e}"]
        {
            assert!(is_invisible(invisible), "{invisible:?}");
        }
        assert!(!is_invisible("\u{200b}x"));
    }
}
