//! Reads one plan from its file.

mod references;

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::message;
use crate::parse::message::{name, path};
use crate::parse::{
    Decoder, Diagnostic, FixedRule, FromToml, Item, Parsed, Reference, RuleId, Source, TomlTable, Value,
    parse,
};
use crate::plan::Plan;
use crate::workspace::bytes::{self, Bytes};
use crate::workspace::plan_file::references::unknown_references;
use crate::workspace::reserved_handles::reserved_handles;
use crate::workspace::{FolderContext, FoundFile, People};

/// How much of a plan could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadState {
    /// Every key was found; some values may be faulty.
    Complete,
    /// Syntax errors may hide keys.
    Partial,
    /// The file is not valid UTF-8.
    NotText,
    /// The bytes of the file could not be read.
    Unreadable,
}

/// A plan that was read from a file.
#[derive(Debug)]
pub struct PlanFile {
    /// The text, with the path that messages show.
    pub source: Arc<Source>,
    /// The plan. What could not be read is faulty or absent.
    pub plan: Plan,
    /// How much of the file could be read.
    pub state: ReadState,
    /// The problems that were found while reading.
    pub faults: Vec<Diagnostic>,
    /// Those of them that make the plan incomplete.
    pub why_incomplete: Vec<Diagnostic>,
    /// The handles and decisions that the plan names.
    pub references: Vec<Reference>,
    /// The settings and colleagues that apply to the plan.
    pub context: FolderContext,
}

impl PlanFile {
    /// Reads the plan in a file.
    pub fn read(found: &FoundFile, as_at: NaiveDate) -> Self {
        let max_size = found.context.settings().and_then(|settings| settings.largest_file.value());
        let max_size = max_size.map_or(bytes::MAX_SIZE, |kilobytes| u64::from(*kilobytes) * 1000);
        let context = found.context.clone();
        match bytes::read(&found.path, found.replacement.as_deref(), &found.display_path, max_size) {
            Bytes::Text(source) => PlanFile::parse(&source, context, as_at),
            Bytes::NotText(fault) => PlanFile::empty(fault, context, ReadState::NotText),
            Bytes::Unreadable(fault) => PlanFile::empty(fault, context, ReadState::Unreadable),
        }
    }

    /// Reads a plan from its text.
    pub fn parse(source: &Arc<Source>, context: FolderContext, as_at: NaiveDate) -> Self {
        let Parsed { root, whole, faults } = parse(source, Plan::KEYS);
        if root.entries.is_empty() && faults.is_empty() {
            return PlanFile::empty(empty_file(source), context, ReadState::Partial);
        }
        let mut decoder = Decoder::new(source, Plan::KEYS, as_at, whole);
        let item = Item { span: root.span.clone(), value: Value::Table(root) };
        let mut plan = Plan::read(item, &mut decoder).unwrap_or_default();
        for (path, at, _) in std::mem::take(&mut decoder.misplaced) {
            plan.fault(&path, &at);
        }
        source.hide(decoder.take_hidden());
        let (state, why_incomplete) =
            if whole { (ReadState::Complete, Vec::new()) } else { (ReadState::Partial, faults.clone()) };
        let faults = Parsed::faults_with(faults, std::mem::take(&mut decoder.found));
        let references = std::mem::take(&mut decoder.named);
        let source = Arc::clone(source);
        let mut file = PlanFile { source, plan, state, faults, why_incomplete, references, context };
        if let Some(own) = file.plan.people.value() {
            file.faults.extend(reserved_handles(own, &file.source));
        }
        if whole {
            file.faults.extend(unknown_references(&file));
            file.faults.extend(unidentified_people(&file));
            file.faults.extend(wrong_id(&file));
        }
        file.faults.sort_by_key(|fault| (fault.span.start, fault.span.end, fault.rule.name()));
        file
    }

    /// Returns the problems about unknown and misplaced keys, whose values are in no field of the plan.
    pub fn misplaced_keys(&self) -> impl Iterator<Item = &Diagnostic> {
        self.faults.iter().filter(|fault| {
            matches!(fault.rule, RuleId::Fixed(FixedRule::MisplacedKey | FixedRule::UnknownKey))
        })
    }

    fn empty(fault: Diagnostic, context: FolderContext, state: ReadState) -> Self {
        PlanFile {
            source: Arc::clone(&fault.source),
            plan: Plan::default(),
            state,
            faults: vec![fault.clone()],
            why_incomplete: vec![fault],
            references: Vec::new(),
            context,
        }
    }

    /// Returns everyone whom the plan can name.
    pub fn people(&self) -> People<'_> {
        People::new(&self.plan, &self.context)
    }

    /// Returns the plan's id, or else the name of its file.
    pub fn id(&self) -> &str {
        self.plan.id.value().map_or_else(|| self.file_id(), String::as_str)
    }

    /// Returns the id according to the name of the file.
    pub fn file_id(&self) -> &str {
        let name = Path::new(self.source.path()).file_stem();
        name.and_then(|name| name.to_str()).unwrap_or_else(|| self.source.path())
    }
}

/// Reports the plan's own people who have no name, role, relationship or organisation.
fn unidentified_people(file: &PlanFile) -> Vec<Diagnostic> {
    let people = file.people();
    let own = file.plan.people.value().into_iter().flat_map(|people| &people.entries);
    own.filter(|(handle, someone)| {
        let is_identified = people.find(&handle.value).is_some_and(|entry| entry.is_identified());
        let is_absent =
            someone.name.is_absent() && someone.role.is_absent() && someone.relationship.is_absent();
        !is_identified && is_absent
    })
    .map(|(handle, someone)| {
        let span = if someone.span.is_empty() { &handle.span } else { &someone.span };
        let message = message!("nothing says who `{}` is", name(&handle.value, "people"));
        Diagnostic::error(FixedRule::MissingKey, &file.source, span, message)
            .help("add `name = \"…\"`, or a `role`, `relationship` or `organisation`")
    })
    .collect()
}

/// Returns the problem of a file without a key. It is reported alone, not with each key that is missing.
fn empty_file(source: &Arc<Source>) -> Diagnostic {
    let id = Path::new(source.path()).file_stem().unwrap_or_default().to_string_lossy();
    let id = if is_safe_id(&id) { &id } else { "NS-0042" };
    Diagnostic::error(FixedRule::EmptyFile, source, &(0..0), "there is no plan in this file")
        .help(message!("begin it with `id = \"{}\"`, then `[person]` and `name = \"…\"`", path(id)))
}

/// Reports an id that differs from the name of the file. Shows only names and ids that cannot identify a person.
fn wrong_id(file: &PlanFile) -> Option<Diagnostic> {
    let id = file.plan.id.known().filter(|id| id.value != file.file_id())?;
    let message = "the id differs from the name of the file";
    let fault = Diagnostic::error(FixedRule::WrongId, &file.source, &id.span, message);
    let file_id = is_safe_id(file.file_id()).then(|| path(file.file_id()));
    let plan_id = is_safe_id(&id.value).then(|| name(&id.value, "id"));
    let fault = match &file_id {
        Some(file_id) => fault.label(message!("the file is called {}.toml", file_id.clone())),
        None => fault.label("the file has another name"),
    };
    Some(fault.help(match (file_id, plan_id) {
        (Some(file_id), Some(plan_id)) => {
            message!("write `id = \"{}\"`, or rename the file to `{}.toml`", file_id, plan_id)
        }
        (Some(file_id), None) => message!("write `id = \"{}\"`", file_id),
        (None, Some(plan_id)) => message!("rename the file to `{}.toml`", plan_id),
        (None, None) => {
            "give both one name that says nothing of the person, as in `id = \"NS-0042\"` and `NS-0042.toml`"
                .into()
        }
    }))
}

/// Returns whether a text can only be an id such as NS-0042: a few letters and digits. Other texts may be a name or an
/// NHS number, so messages do not repeat them.
pub fn is_safe_id(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.split(|c: char| !c.is_ascii_alphabetic()).map(str::len).max().unwrap_or(0);
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        && (1..10).contains(&digits)
        && letters <= 4
}
