//! The remark `# cpa: allow … because …` about a key: put above it, put in the place of an older one, or taken out.

use crate::edit::splice::{line_with, put_in};
use crate::parse::{Remark, Source, Statement, comments, remarks};

/// The text in which exactly one remark allows `rule` where `key` stands, with this reason; or none does, without one.
pub(crate) fn allowed(text: &str, key: &Statement, rule: &str, reason: Option<&str>) -> String {
    let source = Source::new("", text);
    let old = remarks(&source).into_iter().filter(|remark| allows_only(remark, rule));
    let old: Vec<Remark> = old.filter(|remark| remark.lines.contains(&key.start)).collect();
    let new = reason.map(|reason| format!("# cpa: allow {rule} because {reason}"));
    let mut text = text.to_owned();
    let (keep, others) = match (&new, old.split_first()) {
        (Some(new), Some((first, others))) => (Some((first, new)), others),
        _ => (None, old.as_slice()),
    };
    for remark in others.iter().rev() {
        text = without(&text, remark);
    }
    match (keep, new.as_ref()) {
        (Some((remark, new)), _) => text.replace_range(remark.span.clone(), new),
        (None, Some(new)) => {
            let indent = &text[key.start..key.text];
            text = put_in(&text, key.start, &line_with(&text, key.end, &format!("{indent}{new}")));
        }
        (None, None) => {}
    }
    text
}

/// The remarks in a text, in their order, but for those that allow one of these rules alone.
pub(crate) fn other_remarks<'t>(text: &'t str, rules: &[&str]) -> Vec<&'t str> {
    let is_ours = |remark: &Remark| rules.iter().any(|rule| allows_only(remark, rule));
    let all = remarks(&Source::new("", text)).into_iter();
    let ours: Vec<_> = all.filter(is_ours).map(|remark| remark.span).collect();
    comments(text).filter(|span| !ours.contains(span)).map(|span| &text[span]).collect()
}

/// Where a remark begins that allows something at a place, and not `rule` alone.
pub(crate) fn remark_at(source: &Source, place: usize, rule: &str) -> Option<usize> {
    let line = source.text()[..place].rfind('\n').map_or(0, |end| end + 1);
    let all = remarks(source).into_iter().filter(|remark| remark.lines.contains(&line));
    all.filter(|remark| !allows_only(remark, rule)).map(|remark| remark.span.start).next()
}

/// Whether a remark allows this rule and no other.
fn allows_only(remark: &Remark, rule: &str) -> bool {
    let folded = remark.said.to_lowercase().replace('_', "-");
    let mut words = folded
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .map(|word| word.trim_matches('-'))
        .filter(|word| !word.is_empty());
    words.next() == Some("allow")
        && words.next() == Some(rule)
        && words.next().is_none_or(|word| word == "because")
}

/// The text without a remark: without its line, where it stands alone on one.
fn without(text: &str, remark: &Remark) -> String {
    let before = &text[..remark.span.start];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let (from, to) = if before[line..].trim().is_empty() {
        let end = text[remark.span.end..].find('\n').map_or(text.len(), |at| remark.span.end + at + 1);
        (line, end)
    } else {
        (before.trim_end_matches([' ', '\t']).len(), remark.span.end)
    };
    format!("{}{}", &text[..from], &text[to..])
}
