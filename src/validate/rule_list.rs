//! `cpa rules`: the list of the rules.

use std::io::{self, Write};

use clap::ValueEnum;
use comfy_table::{ColumnConstraint, ContentArrangement, ContentLineStyle, Table, TableStyle, Width};
use serde::Serialize;

use crate::validate::rules::{ALL, Group, Rule};

/// The formats in which the rules are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RuleListFormat {
    /// By group, in columns
    Table,
    /// One document for other programs
    Json,
    /// A table in Markdown
    Md,
}

/// Writes every rule by its group. Without a width, each rule is one line.
///
/// # Errors
/// `out` cannot be written.
pub fn write(format: RuleListFormat, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let mut rules = ALL.to_vec();
    rules.sort_by_key(|rule| rule.group);
    let groups: Vec<&[&Rule]> = rules.chunk_by(|one, other| one.group == other.group).collect();
    match format {
        RuleListFormat::Table => table(&groups, width, out),
        RuleListFormat::Json => json(&rules, out),
        RuleListFormat::Md => md(&groups, out),
    }
}

/// The spaces between two columns.
const GAP: usize = 2;
/// The least width of the summary beside the name. With less, it goes on a line of its own.
const LEAST: usize = 24;

fn table(groups: &[&[&Rule]], width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let longest = |text: fn(&Rule) -> &str| {
        groups.iter().flat_map(|rules| rules.iter()).map(|rule| text(rule).chars().count()).max().unwrap_or(0)
    };
    let (names, severities) = (longest(|rule| rule.name), longest(|rule| rule.severity.word()));
    let beside = width.is_none_or(|width| names + severities + 2 * GAP + LEAST <= width);
    for (at, rules) in groups.iter().enumerate() {
        let blank = if at > 0 { "\n" } else { "" };
        writeln!(out, "{blank}{}", heading(rules[0].group))?;
        let mut table = Table::new();
        table.load_style(TableStyle::new().content_lines(ContentLineStyle::none()));
        for rule in *rules {
            if beside {
                table.add_row([rule.name, rule.severity.word(), rule.summary]);
            } else {
                table.add_row([format!("{} {}\n{}", rule.name, rule.severity.word(), rule.summary)]);
            }
        }
        let fixed = if beside { vec![names, severities] } else { Vec::new() };
        for (column, fixed) in table.column_iter_mut().zip(&fixed) {
            let width = u16::try_from(fixed + GAP).unwrap_or(u16::MAX);
            column.set_padding((0, 2)).set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        }
        if let Some(last) = table.column_mut(fixed.len()) {
            last.set_padding((0, 0));
        }
        table.set_content_arrangement(ContentArrangement::Disabled);
        if let Some(width) = width {
            table.set_content_arrangement(ContentArrangement::Dynamic);
            table.set_width(u16::try_from(width.max(1)).unwrap_or(u16::MAX));
        }
        for line in table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    Ok(())
}

/// Returns a group as a heading, with the name to type.
fn heading(group: Group) -> String {
    let (word, typed) = (group.word(), group.typed());
    let mut word = word.to_owned();
    word[..1].make_ascii_uppercase();
    if word.eq_ignore_ascii_case(typed) { word } else { format!("{word} ({typed})") }
}

// Other programs read it: keys are only ever added.
#[derive(Serialize)]
struct RuleLine {
    name: &'static str,
    group: &'static str,
    severity: &'static str,
    summary: &'static str,
}

fn json(rules: &[&Rule], out: &mut dyn Write) -> io::Result<()> {
    let lines: Vec<RuleLine> = rules
        .iter()
        .map(|rule| RuleLine {
            name: rule.name,
            group: rule.group.typed(),
            severity: rule.severity.word(),
            summary: rule.summary,
        })
        .collect();
    writeln!(out, "{}", serde_json::to_string_pretty(&lines)?)
}

fn md(groups: &[&[&Rule]], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| rule | severity | what it finds |\n|---|---|---|")?;
    for rules in groups {
        writeln!(out, "| **{}** | | |", heading(rules[0].group))?;
        for rule in *rules {
            let summary = rule.summary.replace('|', "\\|");
            writeln!(out, "| `{}` | {} | {summary} |", rule.name, rule.severity.word())?;
        }
    }
    Ok(())
}
