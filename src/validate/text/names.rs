//! Which colleagues are named, told when all plans are known; and what the remarks in their lists allowed.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::parse::{Diagnostic, Reference, ReferenceKind, Severity, Source, day_in_words};
use crate::validate::rules::Check;
use crate::validate::suppress::Allows;
use crate::validate::{RunOptions, rules, settings_of};
use crate::workspace::{FileKind, Folder, FoundFile, PeopleFile};

/// The lists of colleagues in a folder, with those whom nobody has named so far.
#[derive(Debug)]
pub(crate) struct ColleagueNames<'f> {
    as_at: NaiveDate,
    lists: Vec<ListedNames<'f>>,
}

#[derive(Debug)]
struct ListedNames<'f> {
    file: &'f Arc<PeopleFile>,
    /// The rule about colleagues whom nobody names, as it stands in this folder.
    rule: Option<(&'static str, Severity)>,
    unnamed: BTreeSet<&'f str>,
    plans: usize,
    /// Whether every file that may name them was looked at, and could be read.
    is_sure: bool,
    allows: Allows,
    has_findings: bool,
}

/// The fewest plans beside which a colleague whom none of them names is worth a remark: one plan is a beginning.
const PLANS: usize = 2;

/// Whoever answers at night is there for anybody, also unnamed.
fn may_be_unused(file: &PeopleFile) -> impl Iterator<Item = &str> {
    let entries = file.people.iter().filter(|(_, someone)| someone.out_of_hours.value() != Some(&true));
    entries.map(|(handle, _)| handle)
}

impl<'f> ColleagueNames<'f> {
    /// The lists of colleagues in `folder` that are told of.
    pub(crate) fn new(folder: &'f Folder, asked: &RunOptions) -> Self {
        let lists = folder.files.iter().filter(|found| found.is_reported).filter_map(|found| {
            let FileKind::People(file) = &found.kind else { return None };
            let rule = rules::ALL.iter().find(|rule| matches!(rule.check, Check::UnusedHandles))?;
            let severity = rules::configured_severity(rule, settings_of(&found.context), &asked.chosen);
            let at: &Path = found.path.parent()?;
            Some(ListedNames {
                file,
                rule: severity.map(|severity| (rule.name, severity)),
                unnamed: may_be_unused(file).collect(),
                plans: 0,
                is_sure: file.read.is_complete
                    && !folder.single_files
                    && folder.searched.iter().any(|walked| at.starts_with(&walked.path)),
                allows: Allows::default(),
                has_findings: false,
            })
        });
        ColleagueNames { as_at: asked.as_at, lists: lists.collect() }
    }

    /// Strikes out everybody whom a file names; one that is not `whole` may name anybody.
    pub(crate) fn meet(&mut self, found: &FoundFile, named: &[Reference], whole: bool) {
        for list in &mut self.lists {
            let holds = found.context.people.iter().any(|file| Arc::ptr_eq(file, list.file));
            if !holds {
                continue;
            }
            list.plans += usize::from(matches!(found.kind, FileKind::Plan));
            list.is_sure &= whole;
            // In a folder that is kept well this is soon so, and the others need not be looked up.
            if list.unnamed.is_empty() {
                continue;
            }
            for name in named.iter().filter(|name| name.as_what != ReferenceKind::Decision) {
                list.unnamed.remove(name.name.as_str());
            }
        }
    }

    /// Takes up what the remarks in a list allow, to be asked about at the end, and whether anything was found there.
    pub(crate) fn keep(&mut self, source: &Arc<Source>, allows: Allows, has_findings: bool) {
        let list = self.lists.iter_mut().find(|list| Arc::ptr_eq(&list.file.read.source, source));
        if let Some(list) = list {
            list.allows = allows;
            list.has_findings = has_findings;
        }
    }

    /// What is found at the end, list by list, and how many of the lists had no findings before.
    pub(crate) fn end(self) -> (Vec<Diagnostic>, usize) {
        let (mut all, mut files) = (Vec::new(), 0);
        for list in self.lists {
            let had_findings = list.has_findings;
            let found = list.end(self.as_at);
            files += usize::from(!had_findings && !found.is_empty());
            all.extend(found);
        }
        (all, files)
    }
}

impl ListedNames<'_> {
    fn end(mut self, as_at: NaiveDate) -> Vec<Diagnostic> {
        let source = &self.file.read.source;
        let rule = self.rule.filter(|_| self.is_sure && self.plans >= PLANS);
        let mut found: Vec<Diagnostic> = match rule {
            Some((rule, severity)) => self.unnamed(rule, severity, as_at),
            None => Vec::new(),
        };
        self.allows.quiet(source, &mut found);
        self.allows.forget(|other| matches!(other.check, Check::UnusedHandles) && rule.is_none());
        found.extend(self.allows.unused(source));
        found.sort_by_key(|told| told.span.start);
        found
    }

    fn unnamed(&self, rule: &'static str, severity: Severity, as_at: NaiveDate) -> Vec<Diagnostic> {
        let unnamed =
            self.file.people.entries.iter().filter(|(handle, _)| self.unnamed.contains(&*handle.value));
        unnamed
            .map(|(handle, someone)| {
                let at = if someone.span.is_empty() { &handle.span } else { &someone.span };
                let handle = &handle.value;
                let left = someone.until.value().filter(|until| **until < as_at);
                let (message, help) = match left {
                    Some(until) => (
                        format!(
                            "`{handle}` left on {}, and no plan names them any more",
                            day_in_words(*until)
                        ),
                        format!("take `[{handle}]` out of this file"),
                    ),
                    None => (
                        format!("no plan names `{handle}`"),
                        format!(
                            "name `{handle}` where they do something, or take `[{handle}]` out of this file"
                        ),
                    ),
                };
                let mut told =
                    Diagnostic::error(crate::parse::RuleId::Care(rule), &self.file.read.source, at, message)
                        .help(help);
                told.severity = severity;
                told
            })
            .collect()
    }
}
