//! Every key of the complete plan removed, one at a time: it is reported, or a table gives the reason for silence.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::iter::once;

use expect_test::expect_file;

use crate::harness::cpa;

const COMPLETE: &str = include_str!("../cases/complete/CP-0001.toml");
/// Keys whose absence is not reported, each with the reason. A `*` is any handle.
const SILENCE: &str = include_str!("../cases/silence.txt");

/// A header with its lines, or the lines above all headers.
struct Block<'t> {
    /// The path in the header: "needs.actions". Empty above all headers.
    path: &'t str,
    start: usize,
    /// The end of its own lines.
    end: usize,
}

/// A piece that can be removed.
struct Piece {
    key: String,
    /// The key without numbers, as in the table of reasons.
    path: String,
    cut: Vec<std::ops::Range<usize>>,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = vec![Block { path: "", start: 0, end: 0 }];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start();
        if content.starts_with('[') {
            let path = content.trim_start_matches('[').split(']').next().unwrap_or_default();
            blocks.push(Block { path, start: at, end: at });
        }
        at += line.len();
        blocks.last_mut().expect("a block").end = at;
    }
    blocks
}

/// Returns every table and every key of a plan.
fn pieces(text: &str) -> Vec<Piece> {
    let blocks = blocks(text);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut pieces = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let count = blocks.iter().filter(|other| other.path == block.path).count();
        let nth = seen.entry(block.path).or_default();
        *nth += 1;
        let own = if count > 1 { format!("{}({nth})", block.path) } else { block.path.to_owned() };
        let is_below = |other: &&Block<'_>| other.path.starts_with(&format!("{}.", block.path));
        if !block.path.is_empty() {
            if *nth == 1 && count > 1 {
                let all = blocks.iter().filter(|other| other.path == block.path || is_below(other));
                let cut = all.map(|other| other.start..other.end).collect();
                pieces.push(Piece {
                    key: format!("every {}", block.path),
                    path: format!("every {}", block.path),
                    cut,
                });
            }
            let end =
                blocks[number + 1..].iter().take_while(is_below).last().map_or(block.end, |last| last.end);
            pieces.push(Piece {
                key: own.clone(),
                path: block.path.to_owned(),
                cut: once(block.start..end).collect(),
            });
        }
        let (own, path) = if block.path.is_empty() {
            (String::new(), String::new())
        } else {
            (format!("{own}."), format!("{}.", block.path))
        };
        for (name, place) in keys(text, block) {
            pieces.push(Piece {
                key: format!("{own}{name}"),
                path: format!("{path}{name}"),
                cut: once(place.clone()).collect(),
            });
            for (inner, place) in inner_keys(text, &place) {
                pieces.push(Piece {
                    key: format!("{own}{name}.{inner}"),
                    path: format!("{path}{name}.{inner}"),
                    cut: once(place).collect(),
                });
            }
        }
    }
    pieces
}

/// Returns the keys of a block with their lines.
fn keys<'t>(text: &'t str, block: &Block<'_>) -> Vec<(&'t str, std::ops::Range<usize>)> {
    let mut keys = Vec::new();
    let mut at = block.start;
    let mut open: Option<(&str, usize)> = None;
    for line in text[block.start..block.end].split_inclusive('\n') {
        let quotes = line.matches("\"\"\"").count() % 2 == 1;
        let end = at + line.len();
        match (open, line.split_once('=')) {
            (Some((name, start)), _) if quotes => {
                keys.push((name, start..end));
                open = None;
            }
            (None, Some((name, _))) if !name.trim_start().starts_with(['#', '[']) => {
                if quotes {
                    open = Some((name.trim(), at));
                } else {
                    keys.push((name.trim(), at..end));
                }
            }
            _ => {}
        }
        at = end;
    }
    keys
}

/// Returns the keys of a table in braces on one line, each with the comma before or after it.
fn inner_keys<'t>(text: &'t str, line: &std::ops::Range<usize>) -> Vec<(&'t str, std::ops::Range<usize>)> {
    let whole = &text[line.clone()];
    let Some((before, rest)) = whole.split_once("= {") else { return Vec::new() };
    let start = line.start + before.len() + 3;
    let Some(length) = rest.rfind('}') else { return Vec::new() };
    let (mut depth, mut quoted, mut from) = (0, false, 0);
    let mut parts = Vec::new();
    for (at, c) in rest[..length].char_indices() {
        match c {
            '"' => quoted = !quoted,
            '[' | '{' if !quoted => depth += 1,
            ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                parts.push(from..at + 1);
                from = at + 1;
            }
            _ => {}
        }
    }
    // The last has no comma after it, so the one before it is removed.
    let comma = usize::from(!parts.is_empty());
    parts.push(from - comma..length);
    let key = |part: std::ops::Range<usize>| {
        let name = rest[part.clone()].trim_start_matches([',', ' ']).split(' ').next().unwrap_or_default();
        (name, start + part.start..start + part.end)
    };
    parts.into_iter().map(key).collect()
}

fn without(text: &str, piece: &Piece) -> String {
    let mut left = text.to_owned();
    for cut in piece.cut.iter().rev() {
        left.replace_range(cut.clone(), "");
    }
    left
}

/// Returns the rules that report something, and how often if more than once.
fn rules_reported(plan: &str) -> String {
    let ended = cpa(["validate", "--format", "concise"])
        .file("CP-0001.toml", plan)
        .file("people.toml", include_str!("../cases/complete/people.toml"))
        .file("cpa.toml", include_str!("../cases/complete/cpa.toml"))
        .run();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in ended.out.lines().filter_map(|line| Some(line.split_once('[')?.1.split_once(']')?.0)) {
        *counts.entry(name).or_default() += 1;
    }
    let rules = counts.into_iter().map(|(name, count)| match count {
        1 => name.to_owned(),
        count => format!("{name} ({count} times)"),
    });
    rules.collect::<Vec<_>>().join(", ")
}

/// Returns the keys and reasons for silence.
fn reasons() -> Vec<(&'static str, &'static str)> {
    let lines = SILENCE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(": ").expect("a key, a colon, a reason")).collect()
}

fn fits(pattern: &str, path: &str) -> bool {
    let (mut pattern, mut path) = (pattern.split('.'), path.split('.'));
    loop {
        match (pattern.next(), path.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) if one == "*" || one == other => {}
            _ => return false,
        }
    }
}

#[test]
fn every_missing_key_is_reported_or_excused() {
    let reasons = reasons();
    let mut needed = vec![false; reasons.len()];
    let (mut table, mut unexplained) = (String::new(), Vec::new());
    for piece in pieces(COMPLETE) {
        let rules = rules_reported(&without(COMPLETE, &piece));
        let reason = reasons.iter().position(|(pattern, _)| fits(pattern, &piece.path));
        let said = match (rules.as_str(), reason) {
            ("", Some(reason)) => {
                needed[reason] = true;
                format!("- {}", reasons[reason].1)
            }
            ("", None) => {
                if !unexplained.contains(&piece.path) {
                    unexplained.push(piece.path);
                }
                continue;
            }
            (rules, _) => rules.to_owned(),
        };
        writeln!(table, "{:<44}{said}", piece.key).expect("a string takes it");
    }
    let stale: Vec<&str> =
        reasons.iter().zip(&needed).filter(|(_, needed)| !**needed).map(|((key, _), _)| *key).collect();
    assert!(
        unexplained.is_empty() && stale.is_empty(),
        "in tests/cases/silence.txt\n  these need a reason, for nothing is said without them:\n    {}\n  these have one, and something is said:\n    {}",
        unexplained.join("\n    "),
        stale.join("\n    ")
    );
    expect_file!["../snapshots/taken-out.txt"].assert_eq(&table);
}

#[test]
fn every_key_is_removed_once() {
    let keys: Vec<String> = pieces(
        r#"a = 1
b = """
x = 2
"""
[t]
c = { d = [1, 2], e = "f, g" }
[[n]]
  [[n.k]]
  v = 1
[[n]]
"#,
    )
    .into_iter()
    .map(|piece| piece.key)
    .collect();
    assert_eq!(keys, ["a", "b", "t", "t.c", "t.c.d", "t.c.e", "every n", "n(1)", "n.k", "n.k.v", "n(2)"]);
    for piece in pieces(COMPLETE) {
        let left = without(COMPLETE, &piece);
        assert!(left.parse::<toml::Table>().is_ok(), "without {} it is a plan:\n{left}", piece.key);
    }
}
