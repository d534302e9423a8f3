//! The counts of a run, and the sentence that closes it.

use crate::parse::{Diagnostic, SeverityCounts};
use crate::validate::rules;
use crate::workspace::Folder;

/// The counts of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// The plans, including those that cannot be read.
    pub plans: usize,
    /// The plans whose findings are reported.
    pub reported: usize,
    /// The findings.
    pub counts: SeverityCounts,
    /// The files with findings.
    pub files: usize,
    /// Whether a file could not be opened or is not UTF-8.
    pub has_unreadable: bool,
    /// Whether only the changed plans were asked for: there may be none.
    pub only_changed: bool,
    /// The rules that a `cpa.toml` turns off for some of the plans.
    pub rules_off: usize,
    /// The rules that did not run because of `--select` or `--ignore`.
    pub rules_left_out: usize,
}

impl Totals {
    /// Returns whether every file was read and there was a plan. If not, the exit code is 2.
    pub fn is_complete(&self) -> bool {
        !self.has_unreadable && (self.plans > 0 || self.only_changed)
    }

    /// Counts the findings and passes each to `report`.
    ///
    /// # Errors
    /// The first error of `report`.
    pub(crate) fn report(
        &mut self,
        findings: &[Diagnostic],
        report: &mut impl FnMut(&Diagnostic) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        for finding in findings {
            self.counts.add(finding.severity);
            report(finding)?;
        }
        Ok(())
    }
}

/// Returns the line that closes a run, such as "12 plans, no faults", with what was not checked.
pub fn closing(totals: &Totals, folder: &Folder) -> String {
    let plans = match (&folder.selection, totals.plans) {
        (Some(only), _) => only.clone(),
        (None, 0) => "no plan was found".to_owned(),
        (None, plans) => numbered(plans, "plan"),
    };
    let and = if folder.selection.is_some() { ":" } else { "," };
    let counts = counted(totals.counts);
    let result = match (totals.reported, totals.files) {
        (0, 0) if folder.selection.is_some() => plans,
        (0, 0) => format!("{plans}: name a folder with plans in it, as in `cpa validate path/to/plans`"),
        (_, 0) => format!("{plans}{and} {counts}"),
        (_, files) => format!("{plans}{and} {counts} in {}", numbered(files, "file")),
    };
    let mut parts = vec![result];
    if totals.has_unreadable {
        parts.push("not everything could be read".to_owned());
    }
    let all = rules::ALL.len();
    match all - totals.rules_left_out {
        0 => parts.push(format!("none of {all} rules ran")),
        ran if ran < all => parts.push(format!("only {ran} of {all} rules ran")),
        _ => {}
    }
    if totals.rules_off > 0 {
        parts.push(format!("{} set off in `cpa.toml` did not run", numbered(totals.rules_off, "rule")));
    }
    if folder.single_files {
        parts.push("rules over the whole folder did not run".to_owned());
    }
    parts.join("; ")
}

/// Returns counts in words, such as "1 error, 2 warnings", or "no faults".
pub fn counted(counts: SeverityCounts) -> String {
    let counts = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.infos, "remark")];
    let words: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| numbered(count, word))
        .collect();
    if words.is_empty() { "no faults".to_owned() } else { words.join(", ") }
}

/// Returns a number with its noun, such as "1 plan" or "2 plans".
pub fn numbered(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
