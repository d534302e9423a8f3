//! Text from a file as it may be written to a terminal.

use std::borrow::Cow;

/// The text with every control character and every character that turns the direction of writing made visible: a
/// plan's text must not move the cursor, colour the screen, or turn a line round.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_harmful) {
        Cow::Owned(text.chars().map(|c| if is_harmful(c) { '\u{fffd}' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn is_harmful(c: char) -> bool {
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
    use super::harmless;

    #[test]
    fn what_moves_a_terminal_is_made_visible_and_names_stay_as_they_are() {
        assert_eq!(harmless("Siân \u{1b}[31mred\u{202e}"), "Siân \u{fffd}[31mred\u{fffd}");
        assert_eq!(harmless("أمينة Ŵyn"), "أمينة Ŵyn");
    }
}
