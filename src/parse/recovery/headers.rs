//! Tables below others without the table that they belong to, because a header is misspelt or missing.

use std::sync::Arc;

use crate::message;
use crate::parse::diagnostic::{Diagnostic, FixedRule};
use crate::parse::recovery::known_keys::KnownKeys;
use crate::parse::recovery::lines::{is_header, is_key_line};
use crate::parse::recovery::typed::typed;
use crate::parse::source::{Source, Span};

/// A line without surrounding space, and its place.
type Line<'s> = (Span, &'s str);

/// Reports the cause of a repeated header such as `[[needs]]` that comes after `[[needs.actions]]`: the header above
/// that table is misspelt or missing. Returns `None` if there is no such table.
pub(crate) fn missing_above(
    source: &Arc<Source>,
    repeated: &Span,
    header: &str,
    known: &KnownKeys,
) -> Option<Diagnostic> {
    let missing = header.trim_matches(['[', ']']);
    let lines = lines(source.text(), 0..repeated.start);
    let at = lines.iter().position(|(_, line)| line.starts_with(&format!("[[{missing}.")))?;
    let above = lines[..at].iter().rposition(|(_, line)| line.starts_with('['));
    let between = &lines[above.map_or(0, |above| above + 1)..at];
    let above = above.map(|above| &lines[above]);
    above
        .and_then(|above| misspelt(source, missing, above, between, known))
        .or_else(|| above.and_then(|above| left_out(source, missing, above, between, known)))
        .or_else(|| Some(without_parent(source, header, &lines[at], above, known)))
        .map(|fault| fault.also(repeated, "the next one stands here"))
}

/// Returns the header that a line without brackets was meant for: `needs`, `people.sam:`.
pub(crate) fn bare_header(line: &str, known: &KnownKeys) -> Option<String> {
    let path = line.trim().trim_end_matches(':').trim();
    known.keys_of(path).and_then(|_| known.header(path))
}

/// Returns whether `at` is below a faulty line that was meant for a header, and above the next header: a key there only
/// seems to repeat one above that line.
pub(crate) fn follows_lost_header(source: &Source, faulty: &[usize], at: usize, known: &KnownKeys) -> bool {
    let lost = faulty
        .iter()
        .rfind(|start| **start < at && bare_header(source.at(&source.line_at(**start)), known).is_some());
    lost.is_some_and(|start| !source.text()[*start..at].lines().any(is_header))
}

fn lines(text: &str, piece: Span) -> Vec<Line<'_>> {
    let mut at = piece.start;
    let place = |line| {
        let (start, content) = (at, str::trim(line));
        at += line.len();
        let start = start + line.len() - line.trim_start().len();
        (start..start + content.len(), content)
    };
    text[piece].split_inclusive('\n').map(place).collect()
}

/// Returns the path in a header.
fn path(header: &str) -> &str {
    header.trim_start_matches('[').split(']').next().unwrap_or_default().trim()
}

fn key_of(line: &str) -> &str {
    line.split('=').next().unwrap_or_default().trim()
}

/// Reports the header above, if it is unknown and the keys below it fit the missing table.
fn misspelt(
    source: &Arc<Source>,
    missing: &str,
    (place, header): &Line<'_>,
    between: &[Line<'_>],
    known: &KnownKeys,
) -> Option<Diagnostic> {
    let (path, keys) = (path(header), known.keys_of(missing)?);
    let fits = |line: &str| keys.iter().any(|key| key.name == key_of(line));
    let mut typed_keys = between.iter().filter(|(_, line)| is_key_line(line)).peekable();
    let is_other = typed_keys.peek().is_some() && !typed_keys.any(|(_, line)| fits(line));
    if known.keys_of(path).is_some() || is_other {
        return None;
    }
    let start = place.start + header.find(path).unwrap_or(0);
    let message = message!("no key is called `{}`", typed(path, known.format));
    let fault = Diagnostic::error(FixedRule::UnknownKey, source, &(start..start + path.len()), message);
    Some(fault.help(message!("write `[[{}]]`", typed(missing, known.format))))
}

/// Reports the first key of the missing table below another header, whose table has no such key.
fn left_out(
    source: &Arc<Source>,
    missing: &str,
    (_, header): &Line<'_>,
    between: &[Line<'_>],
    known: &KnownKeys,
) -> Option<Diagnostic> {
    let (own, above) = (known.keys_of(missing)?, known.keys_of(path(header))?);
    let misplaced = |line: &str| {
        let name = key_of(line);
        is_key_line(line)
            && own.iter().any(|key| key.name == name)
            && !above.iter().any(|key| key.name == name)
    };
    let (place, line) = between.iter().find(|(_, line)| misplaced(line))?;
    let name = key_of(line);
    let typed = |text| typed(text, known.format);
    let message = message!("`{}` does not belong in [{}]", typed(name), typed(path(header)));
    let place = place.start..place.start + name.len();
    let fault = Diagnostic::error(FixedRule::MisplacedKey, source, &place, message);
    Some(fault.help(message!("write `[[{}]]` above this line", typed(missing))))
}

/// Reports a table whose parent is missing.
fn without_parent(
    source: &Arc<Source>,
    parent: &str,
    (place, line): &Line<'_>,
    above: Option<&Line<'_>>,
    known: &KnownKeys,
) -> Diagnostic {
    let header = line.split('#').next().unwrap_or(line).trim();
    let last = path(header).rsplit('.').next().unwrap_or_default();
    let above = above.map(|(_, above)| path(above).split('.').next().unwrap_or_default());
    let has_it =
        |above: &&str| known.keys_of(above).is_some_and(|keys| keys.iter().any(|key| key.name == last));
    let typed = |text| typed(text, known.format);
    let help = match above.filter(has_it) {
        Some(above) => message!(
            "write `[[{}.{}]]`, if it belongs to `{}` above; otherwise write `{}` above it",
            typed(above),
            typed(last),
            typed(above),
            typed(parent)
        ),
        None => message!("write `{}` and what belongs to it above this line", typed(parent)),
    };
    let message = message!("`{}` stands here without `{}` above it", typed(header), typed(parent));
    let place = place.start..place.start + header.len();
    Diagnostic::error(FixedRule::Syntax, source, &place, message).help(help)
}
