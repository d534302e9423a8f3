//! Checks every file of a folder: each on its own, then with the files before it, and reports the findings in order.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::message;
use crate::parse::message::{name, path};
use crate::parse::{Diagnostic, FixedRule, Message, Reference, ReferenceKind, Source, Span, suggest};
use crate::plan::{Level, Plan};
use crate::validate::engine::{check_colleagues, check_plan, comparisons, configured_severity, severity};
use crate::validate::rules::words::name_in_file_name;
use crate::validate::rules::{self, Check, Group, Rule};
use crate::validate::seen_values::{Comparison, SeenValues};
use crate::validate::suppress::Allows;
use crate::validate::text::copied::{PlanWording, SeenWording};
use crate::validate::text::file_names::FileNames;
use crate::validate::text::own_words::OwnWords;
use crate::validate::totals::Totals;
use crate::validate::unused_handles::UnusedHandles;
use crate::validate::{ColleagueList, Context, RunOptions, RunScope, settings_of};
use crate::workspace::{
    FileKind, FileRead, Folder, FolderContext, FoundFile, PeopleFile, PlanFile, ReadState, SettingsFile,
    for_each_file,
};

/// The findings of one file, and what later files are compared with.
struct FileFindings {
    source: Arc<Source>,
    findings: Vec<Diagnostic>,
    comparisons: Vec<Comparison>,
    wording: Option<PlanWording>,
    /// The other files in the folder that have the person's name in theirs, as indices.
    named_in: Vec<usize>,
    /// The handles that the file names.
    names: Vec<Reference>,
    allows: Allows,
    /// Whether the file could be opened and is UTF-8.
    is_readable: bool,
    /// Whether the file has no syntax errors.
    is_whole: bool,
}

impl FileFindings {
    fn empty(source: &Arc<Source>) -> Self {
        FileFindings {
            source: Arc::clone(source),
            findings: Vec::new(),
            comparisons: Vec::new(),
            wording: None,
            named_in: Vec::new(),
            names: Vec::new(),
            allows: Allows::default(),
            is_readable: true,
            is_whole: true,
        }
    }

    fn new(read: &FileRead) -> Self {
        FileFindings {
            findings: read.faults.clone(),
            names: read.references.clone(),
            is_readable: read.was_read,
            is_whole: read.is_complete,
            ..FileFindings::empty(&read.source)
        }
    }

    /// Adds a finding for each value that an earlier file has too.
    fn compare(&mut self, seen: &mut SeenValues) {
        for comparison in &std::mem::take(&mut self.comparisons) {
            if let Some(mut finding) = seen.compare(comparison, &self.source) {
                if comparison.rule == FixedRule::DuplicateId {
                    self.merge_wrong_id(&mut finding);
                }
                self.findings.push(finding);
            }
        }
    }

    /// If the id also differs from the name of the file, the plan was copied to begin another: that is one finding, not
    /// two.
    fn merge_wrong_id(&mut self, duplicate: &mut Diagnostic) {
        let before = self.findings.len();
        self.findings.retain(|finding| finding.rule != FixedRule::WrongId || finding.span != duplicate.span);
        if self.findings.len() < before {
            let stem = Path::new(self.source.path()).file_stem().unwrap_or_default().to_string_lossy();
            duplicate.set_help(message!("this looks like a copy: write `id = \"{}\"`", path(stem)));
        }
    }

    fn sort(&mut self) {
        self.findings.sort_by_key(|finding| (finding.span.start, finding.span.end, finding.rule.name()));
    }
}

/// What is known of the files so far.
struct CrossFileState<'f> {
    values: SeenValues,
    wording: SeenWording,
    unused_handles: UnusedHandles<'f>,
}

impl CrossFileState<'_> {
    /// Compares a file with those before it, and removes the findings that its comments allow.
    fn compare(&mut self, found: &FoundFile, file: &mut FileFindings) {
        file.compare(&mut self.values);
        if let Some(wording) = file.wording.take() {
            file.findings.extend(self.wording.compare(wording));
        }
        self.unused_handles.remove_named(found, &file.names, file.is_whole);
        let mut allows = std::mem::take(&mut file.allows);
        allows.apply(&file.source, &mut file.findings);
        if matches!(found.kind, FileKind::People(_)) {
            // The findings about unused handles follow when every plan is known.
            self.unused_handles.keep_allows(&file.source, allows, !file.findings.is_empty());
        } else {
            file.findings.extend(allows.unused(&file.source));
        }
        file.sort();
    }
}

/// Checks every file of a folder and passes each finding to `report`, sorted by path and place.
///
/// # Errors
/// The first error of `report`.
pub fn validate(
    folder: &Folder,
    options: &RunOptions,
    mut report: impl FnMut(&Diagnostic) -> anyhow::Result<()>,
) -> anyhow::Result<Totals> {
    let mut totals = Totals {
        plans: folder.plans(),
        reported: folder.reported_plans(),
        only_changed: folder.selection.is_some(),
        rules_off: rules_off(folder, options),
        rules_left_out: options.selection.left_out(),
        ..Totals::default()
    };
    let scope = if folder.single_files { RunScope::SingleFiles } else { RunScope::Folder };
    let names = FileNames::new(&folder.others);
    let mut named_in = BTreeSet::new();
    let mut state = CrossFileState {
        values: SeenValues::default(),
        wording: SeenWording::default(),
        unused_handles: UnusedHandles::new(folder, options),
    };
    let check = |found: &FoundFile| {
        let named_in = |plan: &Plan| names.naming(plan, &folder.others);
        check_found(found, options, scope, &named_in)
    };
    for_each_file::<_, anyhow::Error>(&folder.files, check, |found, mut file| {
        state.compare(found, &mut file);
        named_in.extend(file.named_in);
        if !found.is_reported {
            return Ok(());
        }
        totals.has_unreadable |= !file.is_readable;
        totals.files += usize::from(!file.findings.is_empty());
        totals.report(&file.findings, &mut report)
    })?;
    let (unused_handles, files) = state.unused_handles.finish();
    totals.files += files;
    totals.report(&unused_handles, &mut report)?;
    let others = name_in_file_name::check_others(folder, &named_in, &options.selection);
    totals.files += others.len();
    totals.report(&others, &mut report)?;
    Ok(totals)
}

/// Returns the number of rules that would run and that a `cpa.toml` turns off for some of the plans.
fn rules_off(folder: &Folder, options: &RunOptions) -> usize {
    let settings = folder.files.iter().filter_map(|file| file.context.settings());
    let levels = settings.filter_map(|settings| settings.rules.value()).flat_map(|rules| &rules.entries);
    let off =
        levels.filter(|(_, level)| *level == Level::Off).filter_map(|(name, _)| rules::named(&name.value));
    let selection = &options.selection;
    let not_run = off.filter(|rule| selection.runs(rule) && !selection.names(rule));
    not_run.map(|rule| rule.name).collect::<BTreeSet<_>>().len()
}

/// Checks one file of a folder on its own.
fn check_found(
    found: &FoundFile,
    options: &RunOptions,
    scope: RunScope,
    named_in: &dyn Fn(&Plan) -> Vec<usize>,
) -> FileFindings {
    match &found.kind {
        FileKind::Plan => {
            let plan = PlanFile::read(found, options.as_at);
            FileFindings { named_in: named_in(&plan.plan), ..check_plan_file(&plan, options, scope) }
        }
        FileKind::Settings(settings) => {
            let mut file = FileFindings::new(&settings.read);
            file.findings.extend(unknown_rules(settings));
            file.findings.extend(unknown_handles(&settings.read, &found.context));
            // No rule checks a cpa.toml, so each comment there is reported as unused.
            file.allows = Allows::parse(&file.source, |_| true, &mut file.findings);
            file
        }
        FileKind::People(people) => check_people_file(people, &found.context, options),
        FileKind::Unreadable(fault) => FileFindings {
            findings: vec![fault.clone()],
            is_readable: false,
            is_whole: false,
            ..FileFindings::empty(&fault.source)
        },
    }
}

/// Returns the findings of one plan on its own, sorted by place.
pub fn check_file(plan: &PlanFile, as_at: NaiveDate) -> Vec<Diagnostic> {
    let mut file = check_plan_file(plan, &RunOptions::all(as_at), RunScope::SingleFiles);
    file.allows.apply(&file.source, &mut file.findings);
    let unused = std::mem::take(&mut file.allows).unused(&file.source);
    file.findings.extend(unused);
    file.sort();
    file.findings
}

fn check_plan_file(plan: &PlanFile, options: &RunOptions, scope: RunScope) -> FileFindings {
    let mut file = FileFindings {
        findings: plan.faults.clone(),
        is_readable: plan.state != ReadState::Unreadable,
        is_whole: plan.state == ReadState::Complete,
        ..FileFindings::empty(&plan.source)
    };
    if !file.is_whole {
        return file;
    }
    let context = Context::new(plan, options);
    check_plan(&context, scope, &mut file.findings);
    let checks = |rule: &Rule| severity(rule, &context, scope).is_some();
    file.allows = Allows::parse(&plan.source, checks, &mut file.findings);
    if scope == RunScope::Folder {
        file.comparisons = comparisons(&context);
        file.wording = own_wording(&context, scope);
        file.names = listed_handles(plan);
    }
    file
}

/// Returns the words of a plan that should be its own. `None` if no rule compares them.
fn own_wording(context: &Context<'_>, scope: RunScope) -> Option<PlanWording> {
    rules::ALL.iter().find_map(|rule| {
        let Check::OwnWords(is_own) = rule.check else { return None };
        let severity = severity(rule, context, scope)?;
        let source = Arc::clone(&context.file.source);
        Some(PlanWording { rule: rule.name, severity, words: OwnWords::new(context, is_own), source })
    })
}

/// Returns the handles in a people.toml that a plan names, each once. A handle of the plan's own entries counts too.
fn listed_handles(plan: &PlanFile) -> Vec<Reference> {
    let own = plan.plan.people.value().into_iter().flat_map(|people| &people.entries);
    let own = own.map(|(handle, _)| (handle.value.as_str(), &handle.span));
    let named = plan.references.iter().filter(|named| named.as_what != ReferenceKind::Decision);
    let mut all: Vec<(&str, &Span)> =
        named.map(|named| (named.name.as_str(), &named.span)).chain(own).collect();
    all.sort_unstable_by_key(|(name, span)| (*name, span.start));
    all.dedup_by_key(|(name, _)| *name);
    all.retain(|(name, _)| plan.context.people.iter().any(|list| list.people.get(name).is_some()));
    all.into_iter()
        .map(|(name, span)| Reference {
            as_what: ReferenceKind::Somebody,
            name: name.to_owned(),
            span: span.clone(),
        })
        .collect()
}

fn check_people_file(
    people: &Arc<PeopleFile>,
    context: &FolderContext,
    options: &RunOptions,
) -> FileFindings {
    let mut file = FileFindings::new(&people.read);
    if file.is_whole {
        let settings = settings_of(context);
        let index = context.people.iter().position(|other| Arc::ptr_eq(other, people));
        let above = index.map_or(&[][..], |index| &context.people[index + 1..]);
        let list = ColleagueList { file: people, above };
        check_colleagues(&list, settings, &options.selection, &mut file.findings);
        let checks = |rule: &Rule| configured_severity(rule, settings, &options.selection).is_some();
        file.allows = Allows::parse(&file.source, checks, &mut file.findings);
    }
    file
}

/// Returns a finding for each name in `[rules]` that no rule has.
fn unknown_rules(file: &SettingsFile) -> Vec<Diagnostic> {
    let levels = file.settings.rules.value().into_iter().flat_map(|rules| &rules.entries);
    levels
        .filter(|(rule, _)| rules::named(&rule.value).is_none())
        .map(|(rule, _)| {
            let is_group = Group::ALL.iter().any(|group| group.typed() == rule.value);
            let help = match suggest(&rule.value, rules::ALL.iter().map(|rule| rule.name)) {
                _ if is_group => {
                    Message::from("set each rule of this group by its own name: `cpa rules` lists them")
                }
                Some(meant) => message!("did you mean `{}`?", meant),
                None => Message::from(
                    "take the line out: only rules of care can be set, faults of reading always count",
                ),
            };
            let message = message!("no rule is called `{}`", name(&rule.value, "rules"));
            Diagnostic::error(FixedRule::UnknownRule, &file.read.source, &rule.span, message).help(help)
        })
        .collect()
}

/// Returns a finding for each handle in a cpa.toml that no people.toml has.
fn unknown_handles(read: &FileRead, context: &FolderContext) -> Vec<Diagnostic> {
    if !context.people_are_known() {
        return Vec::new();
    }
    let is_known = |handle: &str| context.people.iter().any(|file| file.people.get(handle).is_some());
    let unknown = read.references.iter().filter(|named| !is_known(&named.name));
    unknown
        .map(|named| {
            let handles = context.people.iter().flat_map(|file| file.people.keys());
            let handle = || name(&named.name, "people");
            let help = match suggest(&named.name, handles) {
                Some(meant) => message!(
                    "did you mean `{}`? Otherwise add `[{}]` to people.toml",
                    name(meant, "people"),
                    handle()
                ),
                None => message!("add `[{}]` to people.toml", handle()),
            };
            let message = message!("nobody has the handle `{}`", handle());
            Diagnostic::error(FixedRule::UnknownHandle, &read.source, &named.span, message).help(help)
        })
        .collect()
}
