//! Which rules run: `--select` and `--ignore`.

use std::collections::BTreeSet;

use anyhow::bail;

use crate::escape::sanitize;
use crate::parse::suggest;
use crate::validate::rules::Rule;
use crate::validate::{fixed_rules, rules};

/// The rules that run: all of them, unless some are selected or ignored.
#[derive(Debug, Clone, Default)]
pub struct RuleSelection {
    /// The selected rules; `None` if all are.
    selected: Option<BTreeSet<&'static str>>,
    /// Those that are selected by their own names, not by that of their group.
    named: BTreeSet<&'static str>,
    ignored: BTreeSet<&'static str>,
}

impl RuleSelection {
    /// Returns the rules that are in `select` and not in `ignore`. Each word is the name of a rule or of a group.
    ///
    /// # Errors
    /// A word that is neither.
    pub fn parse(select: &[String], ignore: &[String]) -> anyhow::Result<Self> {
        let mut selection = RuleSelection::default();
        for word in select {
            let rules = rules_called(word)?;
            selection.selected.get_or_insert_default().extend(&rules);
            if rules == [word.trim()] {
                selection.named.extend(rules);
            }
        }
        for word in ignore {
            selection.ignored.extend(rules_called(word)?);
        }
        Ok(selection)
    }

    /// Returns whether `rule` runs.
    pub(crate) fn runs(&self, rule: &Rule) -> bool {
        let is_selected = self.selected.as_ref().is_none_or(|selected| selected.contains(rule.name));
        is_selected && !self.ignored.contains(rule.name)
    }

    /// Returns whether `rule` is selected by its own name.
    pub(crate) fn names(&self, rule: &Rule) -> bool {
        self.named.contains(rule.name)
    }

    /// Returns the number of rules that do not run.
    pub(crate) fn left_out(&self) -> usize {
        rules::ALL.iter().filter(|rule| !self.runs(rule)).count()
    }
}

/// Returns the rule with this name, or the rules of the group with this name.
fn rules_called(word: &str) -> anyhow::Result<Vec<&'static str>> {
    let word = word.trim();
    let is_called = |rule: &&&Rule| rule.name == word || rule.group.typed() == word;
    let called: Vec<&str> = rules::ALL.iter().filter(is_called).map(|rule| rule.name).collect();
    if !called.is_empty() {
        return Ok(called);
    }
    let shown = sanitize(word);
    if fixed_rules::named(word).is_some() {
        bail!("`{shown}` is a fault of reading, which always counts: only rules of care can be chosen");
    }
    let groups = rules::ALL.iter().map(|rule| rule.group.typed());
    match suggest(word, rules::ALL.iter().map(|rule| rule.name).chain(groups)) {
        Some(meant) => bail!("no rule is called `{shown}`: did you mean `{meant}`?"),
        None => bail!("no rule is called `{shown}`: `cpa rules` lists them"),
    }
}
