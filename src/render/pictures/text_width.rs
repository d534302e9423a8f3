//! Estimates the width of text without a browser, and wraps it. Estimates are rather too wide than too narrow.
//!
//! `textwrap` measures in columns; this wrapper measures letters, breaks double names at hyphens and limits the lines.

use unicode_width::UnicodeWidthChar;

/// A font size and weight.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Face {
    pub(crate) size: i32,
    pub(crate) bold: bool,
}

/// The widths of Arial Bold from U+0020 to U+007E, in thousandths of the font size.
const ARIAL: [i32; 95] = [
    278, 333, 474, 556, 556, 889, 722, 278, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278,
    556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584,
    556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
    333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// Returns the width of a character in thousandths of the font size.
fn char_width(c: char) -> i32 {
    let ascii = u32::from(c).checked_sub(32).and_then(|at| ARIAL.get(usize::try_from(at).ok()?));
    if let Some(wide) = ascii {
        return *wide;
    }
    match (c, c.width().unwrap_or(0)) {
        (_, 0) => 0,
        // Characters such as U+FDFA, a whole phrase, and long dashes.
        ('\u{fdf0}'..='\u{fdff}', _) => 12_000,
        ('\u{2e3a}' | '\u{2e3b}' | '\u{12000}'..='\u{1254f}', _) => 3_200,
        (_, 2) => 1_300,
        ('\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}', _) => 800,
        ('\u{590}'..='\u{8ff}' | '\u{2010}'..='\u{201f}', _) => 900,
        _ => 1_300,
    }
}

/// Returns the width of a text. Plain text uses the bold widths too, because other fonts are wider than Arial.
pub(crate) fn width(text: &str, face: Face) -> i32 {
    let wide = text.chars().map(char_width).fold(0_i32, i32::saturating_add);
    let thousandths = i64::from(wide) * i64::from(face.size) * if face.bold { 104 } else { 100 };
    i32::try_from(thousandths / 100_000 + 1).unwrap_or(i32::MAX)
}

/// Wraps a text to at most `lines` lines. A text that does not fit ends with "…".
pub(crate) fn wrap(text: &str, face: Face, wide: i32, lines: usize) -> Vec<String> {
    let mut wrapped: Vec<String> = Vec::new();
    for piece in pieces(text, face, wide) {
        let full = wrapped.len() >= lines;
        match wrapped.last_mut() {
            Some(line) if width(&format!("{line} {piece}"), face) <= wide => {
                line.push(' ');
                line.push_str(&piece);
            }
            Some(line) if full => {
                cut(line, face, wide);
                break;
            }
            _ if full => break,
            _ => wrapped.push(piece),
        }
    }
    wrapped
}

/// Splits a text into words, and breaks words that are wider than a line.
fn pieces(text: &str, face: Face, wide: i32) -> Vec<String> {
    let mut pieces = Vec::new();
    for word in text.split_whitespace() {
        let mut piece = String::new();
        for c in word.chars() {
            // One character can be wider than a line.
            let c = if width(c.encode_utf8(&mut [0; 4]), face) > wide { '…' } else { c };
            let joins = char_width(c) == 0 || piece.ends_with('\u{200d}');
            // The part after a hyphen can still be too wide, so try again.
            while !piece.is_empty() && !joins && width(&format!("{piece}{c}"), face) > wide {
                // Break a double name at its hyphen.
                let at = piece.rfind('-').map_or(piece.len(), |at| at + 1);
                let rest = piece.split_off(at);
                pieces.push(std::mem::replace(&mut piece, rest));
            }
            piece.push(c);
        }
        pieces.push(piece);
    }
    pieces
}

/// Shortens a line so that it fits with "…" at its end.
fn cut(line: &mut String, face: Face, wide: i32) {
    while width(&format!("{line}…"), face) > wide && line.pop().is_some() {}
    line.truncate(line.trim_end_matches([' ', ',', ':', ';', '.', '\u{200d}']).len());
    line.push('…');
}

/// Whether the first letter of a text belongs to a script that reads from right to left.
pub(crate) fn is_right_to_left(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(crate::render::line::is_right_to_left)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Face = Face { size: 15, bold: false };

    #[test]
    fn text_breaks_between_words_or_in_a_long_word() {
        let broken = |text: &str, lines| wrap(text, PLAIN, 90, lines);
        assert_eq!(broken("consultant psychiatrist", 2), ["consultant", "psychiatrist"]);
        assert_eq!(broken("Jo Smith", 2), ["Jo Smith"]);
        assert_eq!(broken("", 2), Vec::<String>::new());
        let long = broken("Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww", 2);
        assert!(long.len() == 2 && long[1].ends_with('…'), "{long:?}");
        assert_eq!(broken("one two three four, five six", 1), ["one two…"]);
        assert_eq!(broken("Ann Whitcombe-Reeve", 3), ["Ann", "Whitcombe-", "Reeve"]);
    }

    #[test]
    fn no_line_is_wider_than_the_limit() {
        for text in [
            "-WWWWWW李",
            "Ahmed Mohamed Abdirahman",
            "李小龍李小龍李小龍李小龍",
            "أمينة بنت عبد الرحمن الطويلة جدا",
            "﷽﷽",
        ] {
            for line in wrap(text, PLAIN, 100, 2) {
                assert!(width(&line, PLAIN) <= 100, "{line}");
            }
        }
    }

    #[test]
    fn first_letter_decides_the_direction() {
        assert!(is_right_to_left("أمينة"));
        assert!(is_right_to_left("1. أمينة (Jo)"));
        assert!(!is_right_to_left("Jo (أمينة)") && !is_right_to_left("12") && !is_right_to_left(""));
    }
}
