//! Colleagues whom no plan names, and the `allow` comments in lists of colleagues.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::message;
use crate::parse::message::{figure, name};
use crate::parse::{Diagnostic, Reference, ReferenceKind, RuleId, Severity, Source, day_in_words};
use crate::validate::rules::Check;
use crate::validate::suppress::Allows;
use crate::validate::{RunOptions, engine, rules, settings_of};
use crate::workspace::{FileKind, Folder, FoundFile, PeopleFile};

/// The lists of colleagues in a folder, with the handles that no file has named so far.
#[derive(Debug)]
pub(crate) struct UnusedHandles<'f> {
    as_at: NaiveDate,
    lists: Vec<ColleagueHandles<'f>>,
}

#[derive(Debug)]
struct ColleagueHandles<'f> {
    file: &'f Arc<PeopleFile>,
    /// The rule and its severity in this folder. `None` if it does not run.
    rule: Option<(&'static str, Severity)>,
    unused: BTreeSet<&'f str>,
    plans: usize,
    /// Whether every file that may name a colleague was read.
    is_complete: bool,
    allows: Allows,
    has_findings: bool,
}

/// With fewer plans beside the list, an unused handle is not reported: a team begins with one plan.
const FEWEST_PLANS: usize = 2;

/// Returns the handles that plans should name. Who answers out of hours may be there for everyone.
fn handles_to_use(file: &PeopleFile) -> BTreeSet<&str> {
    let entries = file.people.iter().filter(|(_, someone)| someone.out_of_hours.value() != Some(&true));
    entries.map(|(handle, _)| handle).collect()
}

impl<'f> UnusedHandles<'f> {
    /// Begins with the lists of `folder` that are reported on.
    pub(crate) fn new(folder: &'f Folder, options: &RunOptions) -> Self {
        let lists = folder.files.iter().filter(|found| found.is_reported).filter_map(|found| {
            let FileKind::People(file) = &found.kind else { return None };
            let rule = rules::ALL.iter().find(|rule| matches!(rule.check, Check::UnusedHandles))?;
            let severity = engine::configured_severity(rule, settings_of(&found.context), &options.selection);
            let parent: &Path = found.path.parent()?;
            Some(ColleagueHandles {
                file,
                rule: severity.map(|severity| (rule.name, severity)),
                unused: handles_to_use(file),
                plans: 0,
                is_complete: file.read.is_complete
                    && !folder.single_files
                    && folder.searched.iter().any(|walked| parent.starts_with(&walked.path)),
                allows: Allows::default(),
                has_findings: false,
            })
        });
        UnusedHandles { as_at: options.as_at, lists: lists.collect() }
    }

    /// Removes the handles that a file names. A file that is not `complete` may name any.
    pub(crate) fn remove_named(&mut self, found: &FoundFile, named: &[Reference], complete: bool) {
        let applies = |list: &&mut ColleagueHandles<'_>| {
            found.context.people.iter().any(|file| Arc::ptr_eq(file, list.file))
        };
        for list in self.lists.iter_mut().filter(applies) {
            list.plans += usize::from(matches!(found.kind, FileKind::Plan));
            list.is_complete &= complete;
            for reference in named.iter().filter(|reference| reference.as_what != ReferenceKind::Decision) {
                list.unused.remove(reference.name.as_str());
            }
        }
    }

    /// Keeps the `allow` comments of a list for the findings at the end, and whether it has findings already.
    pub(crate) fn keep_allows(&mut self, source: &Arc<Source>, allows: Allows, has_findings: bool) {
        let list = self.lists.iter_mut().find(|list| Arc::ptr_eq(&list.file.read.source, source));
        if let Some(list) = list {
            list.allows = allows;
            list.has_findings = has_findings;
        }
    }

    /// Returns the findings in each list, and how many of the lists had no findings before.
    pub(crate) fn finish(self) -> (Vec<Diagnostic>, usize) {
        let (mut all, mut files) = (Vec::new(), 0);
        for list in self.lists {
            let had_findings = list.has_findings;
            let found = list.finish(self.as_at);
            files += usize::from(!had_findings && !found.is_empty());
            all.extend(found);
        }
        (all, files)
    }
}

impl ColleagueHandles<'_> {
    fn finish(mut self, as_at: NaiveDate) -> Vec<Diagnostic> {
        let source = &self.file.read.source;
        let rule = self.rule.filter(|_| self.is_complete && self.plans >= FEWEST_PLANS);
        let mut found = rule.map(|(rule, severity)| self.findings(rule, severity, as_at)).unwrap_or_default();
        self.allows.apply(source, &mut found);
        self.allows.drop_rules(|other| matches!(other.check, Check::UnusedHandles) && rule.is_none());
        found.extend(self.allows.unused(source));
        found.sort_by_key(|diagnostic| diagnostic.span.start);
        found
    }

    fn findings(&self, rule: &'static str, severity: Severity, as_at: NaiveDate) -> Vec<Diagnostic> {
        let entries = self.file.people.entries.iter();
        let unused = entries.filter(|(handle, _)| self.unused.contains(handle.value.as_str()));
        unused
            .map(|(handle, someone)| {
                let span = if someone.span.is_empty() { &handle.span } else { &someone.span };
                let handle = || name(&*handle.value, "people");
                let left = someone.until.value().filter(|until| **until < as_at);
                let (message, help) = match left {
                    Some(until) => (
                        message!(
                            "`{}` left on {}, and no plan names them any more",
                            handle(),
                            figure(day_in_words(*until))
                        ),
                        message!("take `[{}]` out of this file", handle()),
                    ),
                    None => (
                        message!("no plan names `{}`", handle()),
                        message!(
                            "name `{}` where they do something, or take `[{}]` out of this file",
                            handle(),
                            handle()
                        ),
                    ),
                };
                let source = &self.file.read.source;
                let mut diagnostic = Diagnostic::error(RuleId::Care(rule), source, span, message).help(help);
                diagnostic.severity = severity;
                diagnostic
            })
            .collect()
    }
}
