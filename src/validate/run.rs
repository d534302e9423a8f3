//! The loop over the files of a folder: each read and judged on its own, compared with those before it, told in order.

use crate::parse::FixedRule;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::parse::{Diagnostic, Reference, ReferenceKind, SeverityCounts, Source, Span, suggest};
use crate::plan::{Level, Plan};
use crate::validate::rules::words::name_in_file_name;
use crate::validate::seen_values::{Comparison, SeenValues};
use crate::validate::suppress::Allows;
use crate::validate::text::copied::{PlanWording, SeenWording};
use crate::validate::text::file_names::FileNames;
use crate::validate::text::own_words::OwnWords;
use crate::validate::unused_handles::UnusedHandles;
use crate::validate::{ColleagueList, Context, RunOptions, RunScope, rules, settings_of};
use crate::workspace::{
    FileKind, FileRead, Folder, FolderContext, FoundFile, PeopleFile, PlanFile, ReadState, SettingsFile,
    for_each_file,
};

/// What came of validating a folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many plans there are, also those that could not be read.
    pub plans: usize,
    /// How many of them are told of.
    pub told: usize,
    /// The findings.
    pub counts: SeverityCounts,
    /// In how many files they are.
    pub files: usize,
    /// Whether the bytes of something could not be had, so that the answer is not whole.
    pub not_had: bool,
    /// Whether only some of the plans were asked for, of which there may be none.
    pub only: bool,
    /// How many rules of care a service set off for some of the plans.
    pub rules_off: usize,
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
struct FileFindings {
    source: Arc<Source>,
    found: Vec<Diagnostic>,
    marks: Vec<Comparison>,
    named_in: Vec<usize>,
    wording: Option<PlanWording>,
    named: Vec<Reference>,
    allows: Allows,
    had: bool,
    whole: bool,
}

/// What is known of the files so far, to compare the next one with.
struct CrossFileState<'f> {
    marks: SeenValues,
    wording: SeenWording,
    unused_handles: UnusedHandles<'f>,
}

impl CrossFileState<'_> {
    /// Compares what a file leaves with the files before it, and takes out what its remarks allow.
    fn meet(&mut self, found: &FoundFile, judged: &mut FileFindings) {
        judged.compare(&mut self.marks);
        if let Some(wording) = judged.wording.take() {
            judged.found.extend(self.wording.compare(wording));
        }
        self.unused_handles.remove_named(found, &judged.named, judged.whole);
        let mut allows = std::mem::take(&mut judged.allows);
        allows.quiet(&judged.source, &mut judged.found);
        if matches!(found.kind, FileKind::People(_)) {
            // More is found there at the end.
            self.unused_handles.keep_allows(&judged.source, allows, !judged.found.is_empty());
        } else {
            judged.found.extend(allows.unused(&judged.source));
        }
        judged.sort();
    }
}

impl FileFindings {
    /// Compares the marks of the file with those of the files before it.
    fn compare(&mut self, marks: &mut SeenValues) {
        for mark in &std::mem::take(&mut self.marks) {
            if let Some(mut told) = marks.compare(mark, &self.source) {
                if mark.rule == FixedRule::DuplicateId {
                    self.told_once(&mut told);
                }
                self.found.push(told);
            }
        }
    }

    /// An id that another plan has, and that differs from the name of the file, is that of the plan which was copied:
    /// both are one fault, with one way to mend it.
    fn told_once(&mut self, duplicate: &mut Diagnostic) {
        let before = self.found.len();
        self.found.retain(|told| told.rule != FixedRule::WrongId || told.span != duplicate.span);
        if self.found.len() < before {
            let name = Path::new(self.source.path()).file_stem().unwrap_or_default().to_string_lossy();
            duplicate.set_help(format!("this looks like a copy: write `id = \"{name}\"`"));
        }
    }

    fn sort(&mut self) {
        self.found.sort_by(|one, other| {
            (one.span.start, one.span.end, one.rule.name()).cmp(&(
                other.span.start,
                other.span.end,
                other.rule.name(),
            ))
        });
    }
}

/// Validates every file of a folder as it is asked, and hands each finding to `then`, sorted by path and place.
///
/// # Errors
/// The first error of `then`.
pub fn validate(
    folder: &Folder,
    asked: &RunOptions,
    mut then: impl FnMut(&Diagnostic) -> anyhow::Result<()>,
) -> anyhow::Result<Totals> {
    let mut totals = Totals {
        plans: folder.plans(),
        told: folder.reported_plans(),
        only: folder.selection.is_some(),
        rules_off: rules_off(folder, asked),
        rules_left_out: asked.chosen.left_out(),
        ..Totals::default()
    };
    let reach = if folder.single_files { RunScope::SingleFiles } else { RunScope::Folder };
    let names = FileNames::new(&folder.others);
    let mut naming = BTreeSet::new();
    let mut so_far = CrossFileState {
        marks: SeenValues::default(),
        wording: SeenWording::default(),
        unused_handles: UnusedHandles::new(folder, asked),
    };
    let judge_one = |found: &FoundFile| {
        let name = |plan: &Plan| names.naming(plan, &folder.others);
        judge_file(found, asked, reach, &name)
    };
    for_each_file::<_, anyhow::Error>(&folder.files, judge_one, |found, mut judged| {
        so_far.meet(found, &mut judged);
        naming.append(&mut judged.named_in.drain(..).collect());
        if !found.is_reported {
            return Ok(());
        }
        totals.not_had |= !judged.had;
        totals.files += usize::from(!judged.found.is_empty());
        totals.tell(&judged.found, &mut then)
    })?;
    let (at_the_end, files) = so_far.unused_handles.finish();
    totals.files += files;
    totals.tell(&at_the_end, &mut then)?;
    let others = name_in_file_name::check_others(folder, &naming, &asked.chosen);
    totals.files += others.len();
    totals.tell(&others, &mut then)?;
    Ok(totals)
}

/// How many rules the settings beside some plan set off, of those that this run is about.
fn rules_off(folder: &Folder, asked: &RunOptions) -> usize {
    let settings = folder.files.iter().filter_map(|file| file.context.settings());
    let set = settings.filter_map(|settings| settings.rules.value()).flat_map(|rules| &rules.entries);
    let off = set.filter(|(_, level)| *level == Level::Off).filter_map(|(name, _)| rules::named(&name.value));
    let not_run = off.filter(|rule| asked.chosen.runs(rule) && !asked.chosen.names(rule));
    not_run.map(|rule| rule.name).collect::<BTreeSet<_>>().len()
}

impl Totals {
    fn tell(
        &mut self,
        found: &[Diagnostic],
        then: &mut impl FnMut(&Diagnostic) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        for diagnostic in found {
            self.counts.add(diagnostic.severity);
            then(diagnostic)?;
        }
        Ok(())
    }
}

fn judge_file(
    found: &FoundFile,
    asked: &RunOptions,
    reach: RunScope,
    named_in: &dyn Fn(&Plan) -> Vec<usize>,
) -> FileFindings {
    match &found.kind {
        FileKind::Plan => {
            let file = PlanFile::read(found, asked.as_at);
            FileFindings { named_in: named_in(&file.plan), ..judge_plan(&file, asked, reach) }
        }
        FileKind::Settings(file) => {
            let mut judged = FileFindings::new(&file.read);
            judged.found.extend(unknown_rules(file));
            judged.found.extend(unknown_handles(&file.read, &found.context));
            // No rule of care looks at settings: what is allowed there can only be of no use.
            judged.allows = Allows::parse(&judged.source, |_| true, &mut judged.found);
            judged
        }
        FileKind::People(file) => judge_list(file, &found.context, asked),
        FileKind::Unreadable(fault) => FileFindings {
            found: vec![fault.clone()],
            had: false,
            whole: false,
            ..FileFindings::nothing(&fault.source)
        },
    }
}

impl FileFindings {
    fn nothing(source: &Arc<Source>) -> Self {
        FileFindings {
            source: Arc::clone(source),
            found: Vec::new(),
            marks: Vec::new(),
            named_in: Vec::new(),
            wording: None,
            named: Vec::new(),
            allows: Allows::default(),
            had: true,
            whole: true,
        }
    }

    fn new(read: &FileRead) -> Self {
        FileFindings {
            found: read.faults.clone(),
            named: read.references.clone(),
            had: read.was_read,
            whole: read.is_complete,
            ..FileFindings::nothing(&read.source)
        }
    }
}

/// The findings of one plan on its own, sorted by place.
pub fn judge(file: &PlanFile, as_at: NaiveDate) -> Vec<Diagnostic> {
    let asked = RunOptions::all(as_at);
    let mut judged = judge_plan(file, &asked, RunScope::SingleFiles);
    judged.allows.quiet(&judged.source, &mut judged.found);
    let unused = std::mem::take(&mut judged.allows).unused(&judged.source);
    judged.found.extend(unused);
    judged.sort();
    judged.found
}

fn judge_plan(file: &PlanFile, asked: &RunOptions, reach: RunScope) -> FileFindings {
    let mut judged = FileFindings {
        found: file.faults.clone(),
        had: file.state != ReadState::Unreadable,
        whole: file.state == ReadState::Complete,
        ..FileFindings::nothing(&file.source)
    };
    if !judged.whole {
        return judged;
    }
    let context = Context::new(file, asked);
    rules::check_plan(&context, reach, &mut judged.found);
    let looks = |rule: &rules::Rule| rules::severity(rule, &context, reach).is_some();
    judged.allows = Allows::parse(&file.source, looks, &mut judged.found);
    if reach == RunScope::Folder {
        judged.marks = rules::comparisons(&context);
        judged.wording = own_wording(&context, reach);
        judged.named = whom_it_names(file);
    }
    judged
}

/// Returns the words of a plan that should be its own. `None` if no rule compares them.
fn own_wording(context: &Context<'_>, scope: RunScope) -> Option<PlanWording> {
    rules::ALL.iter().find_map(|rule| {
        let rules::Check::OwnWords(is_own) = rule.check else { return None };
        let severity = rules::severity(rule, context, scope)?;
        let source = Arc::clone(&context.file.source);
        Some(PlanWording { rule: rule.name, severity, words: OwnWords::new(context, is_own), source })
    })
}

/// Whom of the lists beside it a plan names, each once; who has an entry of their own in it is named by that. Only
/// they can be struck out there, and most of a plan's names are its own or come again and again.
fn whom_it_names(file: &PlanFile) -> Vec<Reference> {
    let own = file.plan.people.value().into_iter().flat_map(|people| &people.entries);
    let own = own.map(|(handle, _)| (handle.value.as_str(), &handle.span));
    let named = file.references.iter().filter(|named| named.as_what != ReferenceKind::Decision);
    let mut all: Vec<(&str, &Span)> =
        named.map(|named| (named.name.as_str(), &named.span)).chain(own).collect();
    all.sort_unstable_by_key(|(name, span)| (*name, span.start));
    all.dedup_by_key(|(name, _)| *name);
    let is_listed = |name: &str| file.context.people.iter().any(|list| list.people.get(name).is_some());
    let listed = all.into_iter().filter(|(name, _)| is_listed(name));
    listed
        .map(|(name, span)| Reference {
            as_what: ReferenceKind::Somebody,
            name: name.to_owned(),
            span: span.clone(),
        })
        .collect()
}

fn judge_list(file: &Arc<PeopleFile>, context: &FolderContext, asked: &RunOptions) -> FileFindings {
    let mut judged = FileFindings::new(&file.read);
    if file.read.is_complete {
        let settings = settings_of(context);
        let own = context.people.iter().position(|other| Arc::ptr_eq(other, file));
        let above = own.map_or(&[][..], |own| &context.people[own + 1..]);
        rules::check_colleagues(&ColleagueList { file, above }, settings, &asked.chosen, &mut judged.found);
        let looks = |rule: &rules::Rule| rules::configured_severity(rule, settings, &asked.chosen).is_some();
        judged.allows = Allows::parse(&judged.source, looks, &mut judged.found);
    }
    judged
}

/// Names in `[rules]` that are no rules.
fn unknown_rules(file: &SettingsFile) -> Vec<Diagnostic> {
    let set = file.settings.rules.value().into_iter().flat_map(|rules| &rules.entries);
    set.filter(|(name, _)| rules::named(&name.value).is_none())
        .map(|(name, _)| {
            let group = rules::Group::ALL.iter().find(|group| group.typed() == name.value);
            let help = match suggest(&name.value, rules::ALL.iter().map(|rule| rule.name)) {
                _ if group.is_some() => {
                    "set each rule of this group by its own name: `cpa rules` lists them".to_owned()
                }
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "take the line out: only rules of care can be set, faults of reading always count"
                    .to_owned(),
            };
            let message = format!("no rule is called `{}`", name.value);
            Diagnostic::error(FixedRule::UnknownRule, &file.read.source, &name.span, message).help(help)
        })
        .collect()
}

/// Handles in `cpa.toml` that no list of colleagues has.
fn unknown_handles(read: &FileRead, context: &FolderContext) -> Vec<Diagnostic> {
    if !context.people_are_known() {
        return Vec::new();
    }
    let known = |handle: &str| context.people.iter().any(|file| file.people.get(handle).is_some());
    let unknown = read.references.iter().filter(|named| !known(&named.name));
    unknown
        .map(|named| {
            let handles = context.people.iter().flat_map(|file| file.people.keys());
            let add = format!("add `[{}]` to people.toml", named.name);
            let help = match suggest(&named.name, handles) {
                Some(meant) => format!("did you mean `{meant}`? Otherwise {add}"),
                None => add,
            };
            let message = format!("nobody has the handle `{}`", named.name);
            Diagnostic::error(FixedRule::UnknownHandle, &read.source, &named.span, message).help(help)
        })
        .collect()
}
