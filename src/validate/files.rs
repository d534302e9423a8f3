//! The loop over the files of a folder: each read and judged on its own, compared with those before it, told in order.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use super::file_names::{self, FileNames};
use super::marks::{Mark, Marks, told};
use super::{Asked, Context, rules};
use crate::folder::{FileRead, Folder, Found, Kind, PlanFile, ReadState, SettingsFile, Shelf, each};
use crate::plan::Plan;
use crate::reading::{Counts, Diagnostic, Source, nearest};

/// What came of validating a folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many plans there are, also those that could not be read.
    pub plans: usize,
    /// How many of them are told of.
    pub told: usize,
    /// The findings.
    pub counts: Counts,
    /// In how many files they are.
    pub files: usize,
    /// Whether the bytes of something could not be had, so that the answer is not whole.
    pub not_had: bool,
    /// Whether only some of the plans were asked for, of which there may be none.
    pub only: bool,
    /// How many rules of care did not run because the run was asked for others.
    pub rules_left_out: usize,
}

impl Totals {
    /// Whether everything that was asked for was looked at, and there was something: else the exit code is 2.
    pub fn is_whole(&self) -> bool {
        !self.not_had && (self.plans > 0 || self.only)
    }
}

/// What was found in one file, and what it leaves to be compared.
struct Judged {
    source: Arc<Source>,
    found: Vec<Diagnostic>,
    marks: Vec<Mark>,
    named_in: Vec<usize>,
    had: bool,
}

impl Judged {
    /// Compares what the file leaves with the files before it.
    fn compare(&mut self, marks: &mut Marks) {
        for mark in &std::mem::take(&mut self.marks) {
            let place = || {
                let place = self.source.place(mark.place.start);
                format!("{}:{}", self.source.path(), place.line)
            };
            if let Some(first) = marks.meet(mark, place) {
                let mut told = told(mark, &self.source, &first);
                if mark.rule == "duplicate-id" {
                    self.told_once(&mut told);
                }
                self.found.push(told);
            }
        }
        self.sort();
    }

    /// An id that another plan has, and that differs from the name of the file, is that of the plan which was copied:
    /// both are one fault, with one way to mend it.
    fn told_once(&mut self, duplicate: &mut Diagnostic) {
        let before = self.found.len();
        self.found.retain(|told| told.rule != "wrong-id" || told.span != duplicate.span);
        if self.found.len() < before {
            let name = Path::new(self.source.path()).file_stem().unwrap_or_default().to_string_lossy();
            duplicate.help = Some(format!("this looks like a copy: write `id = \"{name}\"`"));
        }
    }

    fn sort(&mut self) {
        self.found.sort_by(|one, other| {
            (one.span.start, one.span.end, one.rule).cmp(&(other.span.start, other.span.end, other.rule))
        });
    }
}

/// Validates every file of a folder as it is asked, and hands each finding to `then`, sorted by path and place.
///
/// # Errors
/// The first error of `then`.
pub fn validate(
    folder: &Folder,
    asked: &Asked,
    mut then: impl FnMut(&Diagnostic) -> anyhow::Result<()>,
) -> anyhow::Result<Totals> {
    let mut totals = Totals {
        plans: folder.plans(),
        told: folder.plans_told(),
        only: folder.only.is_some(),
        rules_left_out: asked.chosen.left_out(),
        ..Totals::default()
    };
    let names = FileNames::of(&folder.others);
    let mut naming = BTreeSet::new();
    let mut marks = Marks::default();
    let judge_one = |found: &Found| {
        let name = |plan: &Plan| names.naming(plan, &folder.others);
        judge_file(found, asked, folder.single_files, &name)
    };
    each::<_, anyhow::Error>(&folder.files, judge_one, |found, mut judged| {
        judged.compare(&mut marks);
        naming.append(&mut judged.named_in.drain(..).collect());
        if !found.is_told {
            return Ok(());
        }
        totals.not_had |= !judged.had;
        totals.files += usize::from(!judged.found.is_empty());
        for diagnostic in &judged.found {
            totals.counts.add(diagnostic.severity);
            then(diagnostic)?;
        }
        Ok(())
    })?;
    for diagnostic in file_names::told(folder, &naming, &asked.chosen) {
        totals.files += 1;
        totals.counts.add(diagnostic.severity);
        then(&diagnostic)?;
    }
    Ok(totals)
}

fn judge_file(found: &Found, asked: &Asked, single: bool, named_in: &dyn Fn(&Plan) -> Vec<usize>) -> Judged {
    match &found.kind {
        Kind::Plan => {
            let file = PlanFile::read(found, asked.as_at);
            Judged { named_in: named_in(&file.plan), ..judge_plan(&file, asked, single) }
        }
        Kind::Settings(file) => {
            let mut judged = Judged::of(&file.read);
            judged.found.extend(unknown_rules(file));
            judged.found.extend(unknown_handles(&file.read, &found.shelf));
            judged
        }
        Kind::People(file) => Judged::of(&file.read),
        Kind::Unreadable(fault) => Judged {
            source: Arc::clone(&fault.source),
            found: vec![fault.clone()],
            marks: Vec::new(),
            named_in: Vec::new(),
            had: false,
        },
    }
}

impl Judged {
    fn of(read: &FileRead) -> Self {
        Judged {
            source: Arc::clone(&read.source),
            found: read.faults.clone(),
            marks: Vec::new(),
            named_in: Vec::new(),
            had: read.had,
        }
    }
}

/// The findings of one plan on its own, sorted by place.
pub fn judge(file: &PlanFile, as_at: NaiveDate) -> Vec<Diagnostic> {
    let mut judged = judge_plan(file, &Asked::all(as_at), true);
    judged.sort();
    judged.found
}

fn judge_plan(file: &PlanFile, asked: &Asked, single: bool) -> Judged {
    let mut found = file.faults.clone();
    let mut marks = Vec::new();
    if file.state == ReadState::Whole {
        let context = Context::of(file, asked);
        rules::check(&context, &mut found);
        if !single {
            rules::mark(&context, &mut marks);
        }
    }
    let had = file.state != ReadState::NotHad;
    Judged { source: Arc::clone(&file.source), found, marks, named_in: Vec::new(), had }
}

/// Names in `[rules]` that are no rules.
fn unknown_rules(file: &SettingsFile) -> Vec<Diagnostic> {
    let set = file.settings.rules.value().into_iter().flat_map(|rules| &rules.entries);
    set.filter(|(name, _)| rules::named(&name.value).is_none())
        .map(|(name, _)| {
            let help = match nearest(&name.value, rules::ALL.iter().map(|rule| rule.name)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "take the line out: only rules of care can be set, faults of reading always count"
                    .to_owned(),
            };
            let message = format!("no rule is called `{}`", name.value);
            Diagnostic::error("unknown-rule", &file.read.source, &name.span, message).help(help)
        })
        .collect()
}

/// Handles in `cpa.toml` that no list of colleagues has.
fn unknown_handles(read: &FileRead, shelf: &Shelf) -> Vec<Diagnostic> {
    if !shelf.people_are_known() {
        return Vec::new();
    }
    let known = |handle: &str| shelf.people.iter().any(|file| file.people.get(handle).is_some());
    let unknown = read.named.iter().filter(|named| !known(&named.name));
    unknown
        .map(|named| {
            let handles = shelf.people.iter().flat_map(|file| file.people.keys());
            let add = format!("add `[{}]` to people.toml", named.name);
            let help = match nearest(&named.name, handles) {
                Some(meant) => format!("did you mean `{meant}`? Otherwise {add}"),
                None => add,
            };
            let message = format!("nobody has the handle `{}`", named.name);
            Diagnostic::error("unknown-handle", &read.source, &named.span, message).help(help)
        })
        .collect()
}
