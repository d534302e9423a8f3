//! Text from a file as it may be written to a terminal.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with every control character and every character that turns the direction of writing made visible: a
/// plan's text must not move the cursor, colour the screen, or turn a line round.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_harmful) {
        Cow::Owned(text.chars().map(|c| if is_harmful(c) { '\u{fffd}' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// A JSON text with the same characters written as their numbers: they can only stand within quotes there, where that
/// means the same.
pub fn sanitize_json(json: &str) -> Cow<'_, str> {
    let harms = |c: char| c != '\n' && is_harmful(c);
    if !json.chars().any(harms) {
        return Cow::Borrowed(json);
    }
    let mut text = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if harms(c) {
            // Beyond four hexadecimal digits JSON writes a character as two halves.
            for half in c.encode_utf16(&mut [0; 2]) {
                write!(text, "\\u{half:04x}").expect("a string takes it");
            }
        } else {
            text.push(c);
        }
    }
    Cow::Owned(text)
}

/// Whether nothing of a text can be seen: a value of such characters alone is no value.
pub fn is_invisible(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_harmful(c) || is_joiner(c) || is_no_character(c))
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether Unicode says that this is never a character of a text.
pub fn is_no_character(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether this could move a terminal, turn a line round, or hide in it.
pub fn is_harmful(c: char) -> bool {
    let turns =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    // Joiners are left: names in Arabic script need them.
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
    fn what_moves_a_terminal_is_made_visible_and_names_stay_as_they_are() {
        assert_eq!(sanitize("Siân \u{1b}[31mred\u{202e}"), "Siân \u{fffd}[31mred\u{fffd}");
        assert_eq!(sanitize("أمينة Ŵyn"), "أمينة Ŵyn");
    }

    #[test]
    fn what_moves_a_terminal_means_the_same_in_json() {
        let text = "Siân \u{202e}\u{e0041} \u{7f}\n";
        let json = serde_json::to_string(text).expect("a text");
        let written = sanitize_json(&json);
        assert_eq!(written, r#""Siân \u202e\udb40\udc41 \u007f\n""#);
        assert_eq!(serde_json::from_str::<String>(&written).expect("JSON"), text);
    }

    #[test]
    fn what_cannot_be_seen_is_no_text() {
        for unseen in
            ["", " \u{a0}", "\u{200b}", "\u{ad}\u{2060}", "\u{feff}", "\u{200d}", "\u{e0041}\u{202e}"]
        {
            assert!(is_invisible(unseen), "{unseen:?}");
        }
        assert!(!is_invisible("\u{200b}x"));
    }
}
