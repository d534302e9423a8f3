//! Phone numbers and email addresses, with the link that a tap follows.

use crate::render::block::{Link, Phone};
use crate::render::line::Line;

/// Three-digit numbers: six digits that begin with one are two numbers.
const SHORT: [&str; 4] = ["999", "112", "111", "101"];

/// A number with its kind, and a link if the text is one number and nothing else.
pub(crate) fn phone(kind: &str, number: &str) -> Phone {
    let text = Line::value(number);
    let is_for_texts = ["text", "texts", "sms"].contains(&kind.trim().to_lowercase().as_str());
    let scheme = if is_for_texts { "sms" } else { "tel" };
    let leads_to = dialled(&text.plain(), is_for_texts).map(|dialled| format!("{scheme}:{dialled}"));
    let kind = Line::visible(kind).unwrap_or_else(|| "phone".into());
    Phone { kind: kind.capital(), number: Link { text, leads_to } }
}

/// Returns what to dial for a number as typed; `None` in case of doubt: two numbers, an extension, a word.
///
/// A wrong digit would phone a stranger about someone's care. A number without a link can still be typed.
pub(crate) fn dialled(number: &str, is_for_texts: bool) -> Option<String> {
    if let Some(abroad) = number.strip_prefix('+') {
        let home = abroad.strip_prefix("44").map(|home| home.trim_start_matches([' ', '-']));
        // "+44 (0)1632": the 0 is dialled at home, the +44 from abroad, and never both.
        let number = match home {
            Some(home) => format!("44{}", digits(home.strip_prefix("(0)").unwrap_or(home))?),
            None => digits(abroad)?,
        };
        let is_one = match number.strip_prefix("44") {
            Some(home) => matches!(home.len(), 9 | 10) && !home.starts_with('0'),
            None => (8..=15).contains(&number.len()) && !number.starts_with('0'),
        };
        return is_one.then(|| format!("+{number}"));
    }
    let number = match number.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((area, rest)) => digits(area)? + &digits(rest)?,
        None => digits(number)?,
    };
    let is_one = match number.len() {
        3 => true,
        // Short numbers for texts, such as 85258.
        5 => is_for_texts,
        // "116 123", but not "999 111".
        6 => !SHORT.iter().any(|short| number.starts_with(short)),
        // Childline.
        8 => number == "08001111",
        10 | 11 => number.starts_with('0'),
        _ => false,
    };
    is_one.then_some(number)
}

/// The digits of a text of digits, spaces and hyphens; `None` for another text.
fn digits(text: &str) -> Option<String> {
    let is_number = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'));
    is_number.then(|| text.chars().filter(char::is_ascii_digit).collect())
}

/// An email address, with a link if it is a plain one.
pub(crate) fn email_link(email: &str) -> Link {
    let is_plain =
        |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'));
    let is_address = email.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && is_plain(name) && is_plain(host)
    });
    Link { text: Line::value(email), leads_to: is_address.then(|| format!("mailto:{email}")) }
}
