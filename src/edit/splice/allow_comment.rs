//! Adds, replaces or removes the comment `# cpa: allow … because …` at a key.

use crate::edit::splice::{insert, line_end};
use crate::parse::{Remark, Source, Statement, comments, remarks};

/// Returns the text in which exactly one comment allows `rule` at `key`, with this reason. Without a reason, no comment
/// does.
pub(crate) fn with_allow(text: &str, key: &Statement, rule: &str, reason: Option<&str>) -> String {
    let source = Source::new("", text);
    let old = remarks(&source).into_iter().filter(|remark| allows_only(remark, rule));
    let old: Vec<Remark> = old.filter(|remark| remark.lines.contains(&key.start)).collect();
    let new = reason.map(|reason| format!("# cpa: allow {rule} because {reason}"));
    let replaced = usize::from(new.is_some());
    let mut text = text.to_owned();
    for remark in old.iter().skip(replaced).rev() {
        text = without(&text, remark);
    }
    match (old.first(), new) {
        (_, None) => {}
        (Some(remark), Some(new)) => text.replace_range(remark.span.clone(), &new),
        (None, Some(new)) => {
            let line = format!("{}{new}{}", &text[key.start..key.text], line_end(&text, key.end));
            text = insert(&text, key.start, &line);
        }
    }
    text
}

/// Returns the comments in a text in their order, except for those that allow only one of these rules.
pub(crate) fn other_comments<'t>(text: &'t str, rules: &[&str]) -> Vec<&'t str> {
    let is_ours = |remark: &Remark| rules.iter().any(|rule| allows_only(remark, rule));
    let all = remarks(&Source::new("", text)).into_iter();
    let ours: Vec<_> = all.filter(is_ours).map(|remark| remark.span).collect();
    comments(text).filter(|span| !ours.contains(span)).map(|span| &text[span]).collect()
}

/// Returns where a comment begins that allows something at a place, other than only `rule`.
pub(crate) fn other_allow_at(source: &Source, place: usize, rule: &str) -> Option<usize> {
    let line = source.text()[..place].rfind('\n').map_or(0, |end| end + 1);
    let mut all = remarks(source).into_iter().filter(|remark| remark.lines.contains(&line));
    all.find(|remark| !allows_only(remark, rule)).map(|remark| remark.span.start)
}

/// Returns whether a comment allows this rule and no other.
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

/// Returns the text without a comment, and without its line if the comment is alone on it.
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
