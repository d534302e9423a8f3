//! Which rules of care a run is about.

use std::collections::BTreeSet;

use anyhow::bail;

use crate::escape::sanitize;
use crate::parse::suggest;
use crate::validate::rules::Rule;
use crate::validate::{parse_rules, rules};

/// The rules of care that a run is about: all of them, unless somebody typed some.
#[derive(Debug, Clone, Default)]
pub struct RuleSelection {
    /// The rules that alone run; none typed: all.
    selected: Option<BTreeSet<&'static str>>,
    /// Those that were typed by their own names.
    named: BTreeSet<&'static str>,
    ignored: BTreeSet<&'static str>,
}

impl RuleSelection {
    /// The rules that `select` and `ignore` choose: names of rules, or of groups, in any number. What is in both does
    /// not run.
    ///
    /// # Errors
    /// A word that is neither: the message says which may have been meant.
    pub fn parse(select: &[String], ignore: &[String]) -> anyhow::Result<Self> {
        let mut chosen = RuleSelection::default();
        for typed in select {
            let rules = meant(typed)?;
            chosen.selected.get_or_insert_default().extend(&rules);
            if rules == [typed.trim()] {
                chosen.named.extend(rules);
            }
        }
        for typed in ignore {
            chosen.ignored.extend(meant(typed)?);
        }
        Ok(chosen)
    }

    /// Whether this run is about `rule`.
    pub(crate) fn runs(&self, rule: &Rule) -> bool {
        let selected = self.selected.as_ref().is_none_or(|selected| selected.contains(rule.name));
        selected && !self.ignored.contains(rule.name)
    }

    /// Whether `rule` was asked for by its own name.
    pub(crate) fn names(&self, rule: &Rule) -> bool {
        self.named.contains(rule.name)
    }

    /// How many rules do not run.
    pub(crate) fn left_out(&self) -> usize {
        rules::ALL.iter().filter(|rule| !self.runs(rule)).count()
    }
}

/// The rules that a typed word means: one, or those of a group.
fn meant(typed: &str) -> anyhow::Result<Vec<&'static str>> {
    let typed = typed.trim();
    let of_it = |rule: &&&Rule| rule.name == typed || rule.group.typed() == typed;
    let rules: Vec<&str> = rules::ALL.iter().filter(of_it).map(|rule| rule.name).collect();
    if !rules.is_empty() {
        return Ok(rules);
    }
    let shown = sanitize(typed);
    if parse_rules::named(typed).is_some() {
        bail!("`{shown}` is a fault of reading, which always counts: only rules of care can be chosen");
    }
    let groups = rules::ALL.iter().map(|rule| rule.group.typed());
    match suggest(typed, rules::ALL.iter().map(|rule| rule.name).chain(groups)) {
        Some(meant) => bail!("no rule is called `{shown}`: did you mean `{meant}`?"),
        None => bail!("no rule is called `{shown}`: `cpa rules` lists them"),
    }
}
