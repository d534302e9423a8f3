//! Tables that stand below others without the one that they belong to: the header between was misspelt or lost.

use crate::parse::FixedRule;
use std::sync::Arc;

use crate::parse::diagnostic::Diagnostic;
use crate::parse::recovery::known_keys::KnownKeys;
use crate::parse::recovery::lines::{is_header, is_key_line};
use crate::parse::source::{Source, Span};

/// What is said of a header `what` that stands below a table which belongs under it, as `[[needs]]` below
/// `[[needs.actions]]`: the fault is above that table. Nothing, if no such table stands above.
pub(crate) fn below_it_above(
    source: &Arc<Source>,
    marked: &Span,
    what: &str,
    known: &KnownKeys,
) -> Option<Diagnostic> {
    let lost = what.trim_matches(['[', ']']);
    let start = format!("[[{lost}.");
    let lines = lines(source.text(), 0..marked.start);
    let at = lines.iter().position(|(_, line)| line.starts_with(&start))?;
    let (place, line) = &lines[at];
    let above = lines[..at].iter().rposition(|(_, line)| line.starts_with('['));
    let between = &lines[above.map_or(0, |above| above + 1)..at];
    let header = above.map(|above| &lines[above]);
    misspelt(source, lost, header, between, known)
        .or_else(|| left_out(source, lost, header, between, known))
        .or_else(|| Some(misplaced_keys(source, what, (place, line), header, known)))
        .map(|fault| fault.also(marked, "the next one stands here"))
}

/// How the header is written that a line without brackets is meant as: `needs`, `people.sam:`.
pub(crate) fn bare_header(line: &str, known: &KnownKeys) -> Option<String> {
    let path = line.trim().trim_end_matches(':').trim();
    known.keys_of(path).and_then(|_| known.header(path))
}

/// Whether `at` stands below a faulty line that is meant as a header, and above the next header: a key there that
/// repeats one above it does so only because that header was lost.
pub(crate) fn follows_lost_header(source: &Source, faulty: &[usize], at: usize, known: &KnownKeys) -> bool {
    let lost = faulty
        .iter()
        .rfind(|start| **start < at && bare_header(source.at(&source.line_at(**start)), known).is_some());
    lost.is_some_and(|start| !source.text()[*start..at].lines().any(is_header))
}

/// The lines of a piece of text without what surrounds them, each with its place.
fn lines(text: &str, piece: Span) -> Vec<(Span, &str)> {
    let mut at = piece.start;
    let place = |line| {
        let (start, content) = (at, str::trim(line));
        at += line.len();
        let start = start + line.len() - line.trim_start().len();
        (start..start + content.len(), content)
    };
    text[piece].split_inclusive('\n').map(place).collect()
}

/// The path in a header.
fn path(header: &str) -> &str {
    header.trim_start_matches('[').split(']').next().unwrap_or_default().trim()
}

/// The header above is no table's, and what stands below it fits the table that is lost.
fn misspelt(
    source: &Arc<Source>,
    lost: &str,
    header: Option<&(Span, &str)>,
    between: &[(Span, &str)],
    known: &KnownKeys,
) -> Option<Diagnostic> {
    let (place, header) = header.filter(|(_, header)| known.keys_of(path(header)).is_none())?;
    let keys = known.keys_of(lost)?;
    let fits = |line: &str| keys.iter().any(|key| key.name == key_of(line));
    let mut typed = between.iter().filter(|(_, line)| is_key_line(line)).peekable();
    if typed.peek().is_some() && !typed.any(|(_, line)| fits(line)) {
        return None;
    }
    let length = header.split(']').next().unwrap_or(header).len();
    let opened = length - header[..length].trim_start_matches('[').len();
    let place = place.start + opened..place.start + length;
    let message = format!("no key is called `{}`", path(header));
    Some(
        Diagnostic::error(FixedRule::UnknownKey, source, &place, message).help(format!("write `[[{lost}]]`")),
    )
}

/// A key of the lost table stands in the table above, which has no such key.
fn left_out(
    source: &Arc<Source>,
    lost: &str,
    header: Option<&(Span, &str)>,
    between: &[(Span, &str)],
    known: &KnownKeys,
) -> Option<Diagnostic> {
    let own = known.keys_of(lost)?;
    let above = match header {
        Some((_, header)) => known.keys_of(path(header))?,
        None => return None,
    };
    let has = |keys: &[crate::parse::value_type::Key], name: &str| keys.iter().any(|key| key.name == name);
    let strays =
        |(_, line): &&(Span, &str)| is_key_line(line) && has(own, key_of(line)) && !has(above, key_of(line));
    let (place, line) = between.iter().find(strays)?;
    let name = key_of(line);
    let place = place.start..place.start + name.len();
    let here = header.map_or(String::new(), |(_, header)| format!(" in [{}]", path(header)));
    let fault =
        Diagnostic::error(FixedRule::MisplacedKey, source, &place, format!("`{name}` does not belong{here}"));
    Some(fault.help(format!("write `[[{lost}]]` above this line")))
}

/// The table belongs to the one above it, or to none.
fn misplaced_keys(
    source: &Arc<Source>,
    what: &str,
    (place, line): (&Span, &str),
    header: Option<&(Span, &str)>,
    known: &KnownKeys,
) -> Diagnostic {
    let below = line.split('#').next().unwrap_or(line).trim();
    let last = path(below).rsplit('.').next().unwrap_or_default();
    let above = header.map(|(_, header)| path(header).split('.').next().unwrap_or_default());
    let has_it =
        |above: &&str| known.keys_of(above).is_some_and(|keys| keys.iter().any(|key| key.name == last));
    let help = match above.filter(has_it) {
        Some(above) => format!(
            "write `[[{above}.{last}]]`, if it belongs to `{above}` above; otherwise write `{what}` above it"
        ),
        None => format!("write `{what}` and what belongs to it above this line"),
    };
    let message = format!("`{below}` stands here without `{what}` above it");
    Diagnostic::error(FixedRule::Syntax, source, &(place.start..place.start + below.len()), message)
        .help(help)
}

/// The key of a line with one.
fn key_of(line: &str) -> &str {
    line.split('=').next().unwrap_or_default().trim()
}
