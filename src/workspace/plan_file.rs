//! One plan as it was read from its file, with what stands beside it.

use crate::message;
use crate::parse::{FixedRule, Message, RuleId};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::parse::{
    Decoder, Diagnostic, FromToml, Handle, Item, Parsed, Reference, ReferenceKind, Source, Span, TomlTable,
    Value, parse, suggest,
};
use crate::plan::{Plan, Settings};
use crate::workspace::bytes::Bytes;
use crate::workspace::reserved_handles::reserved_handles;
use crate::workspace::{FolderContext, FoundFile, People, bytes};

/// How far a file could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadState {
    /// Its keys could be told apart; some values may be faulty.
    Whole,
    /// It has faults of syntax: keys may be missing here that are in the file.
    InPart,
    /// It is no text.
    NotText,
    /// Its bytes could not be had.
    NotHad,
}

/// One plan as it was read.
#[derive(Debug)]
pub struct PlanFile {
    /// The text, under the path that is shown.
    pub source: Arc<Source>,
    /// The plan. What could not be read is faulty or absent in it.
    pub plan: Plan,
    /// How far the file could be read.
    pub state: ReadState,
    /// The faults of reading.
    pub faults: Vec<Diagnostic>,
    /// Those of them that keep the file from being read whole; none if it is.
    pub hiding: Vec<Diagnostic>,
    /// Whom and what it names.
    pub named: Vec<Reference>,
    /// What stands beside the plan.
    pub context: FolderContext,
}

impl PlanFile {
    /// Reads the plan that was found, as at a day.
    pub fn read(found: &FoundFile, as_at: NaiveDate) -> Self {
        let largest = found.context.settings().and_then(|settings: &Settings| settings.largest_file.value());
        let largest = largest.map_or(bytes::LARGEST, |kilobytes| u64::from(*kilobytes) * 1000);
        match bytes::read(&found.path, found.instead.as_deref(), &found.shown, largest) {
            Bytes::Text(source) => PlanFile::parse(&source, found.context.clone(), as_at),
            Bytes::NotText(fault) => PlanFile::without_text(fault, found.context.clone(), ReadState::NotText),
            Bytes::None(fault) => PlanFile::without_text(fault, found.context.clone(), ReadState::NotHad),
        }
    }

    /// Reads a plan from its text.
    pub fn parse(source: &Arc<Source>, context: FolderContext, as_at: NaiveDate) -> Self {
        let Parsed { root, whole, faults } = parse(source, Plan::KEYS);
        if root.entries.is_empty() && faults.is_empty() {
            return PlanFile::without_text(nothing_in(source), context, ReadState::InPart);
        }
        let mut reading = Decoder::new(source, Plan::KEYS, as_at, whole);
        let item = Item { span: root.span.clone(), value: Value::Table(root) };
        let mut plan = Plan::read(item, &mut reading).unwrap_or_default();
        for (path, at, _) in std::mem::take(&mut reading.misplaced) {
            plan.fault(&path, &at);
        }
        source.hide(reading.take_hidden());
        let state = if whole { ReadState::Whole } else { ReadState::InPart };
        let named = std::mem::take(&mut reading.named);
        let hiding = if whole { Vec::new() } else { faults.clone() };
        let faults = Parsed::faults_with(faults, std::mem::take(&mut reading.found));
        let mut file = PlanFile { source: Arc::clone(source), plan, state, faults, hiding, named, context };
        let own = file.plan.people.value();
        let reserved: Vec<Diagnostic> = own.map(|own| reserved_handles(own, source)).unwrap_or_default();
        file.faults.extend(reserved);
        if whole {
            file.faults.extend(unknown_names(&file, &file.named));
            file.faults.extend(nobody(&file));
            file.faults.extend(wrong_id(&file));
        }
        file.faults.sort_by_key(|fault| (fault.span.start, fault.span.end, fault.rule.name()));
        file
    }

    /// What is said of keys that stand where they are none: what they say is in no key of the plan.
    pub fn misplaced_keys(&self) -> impl Iterator<Item = &Diagnostic> {
        self.faults.iter().filter(|fault| {
            matches!(fault.rule, RuleId::Fixed(FixedRule::MisplacedKey | FixedRule::UnknownKey))
        })
    }

    fn without_text(fault: Diagnostic, context: FolderContext, state: ReadState) -> Self {
        PlanFile {
            source: Arc::clone(&fault.source),
            plan: Plan::default(),
            state,
            faults: vec![fault.clone()],
            hiding: vec![fault],
            named: Vec::new(),
            context,
        }
    }

    /// Hides a name that stands where a handle should.
    fn hide(&self, name: &str) {
        let places = self.source.text().match_indices(name).map(|(at, _)| at..at + name.len());
        self.source.hide(places);
    }

    /// Everybody whom the plan can name.
    pub fn people(&self) -> People<'_> {
        People::new(&self.plan, &self.context)
    }

    /// The plan's id, or else the name of its file.
    pub fn id(&self) -> &str {
        self.plan.id.value().map_or_else(|| self.file_id(), String::as_str)
    }

    /// The id that the name of the file says.
    pub fn file_id(&self) -> &str {
        let name = Path::new(self.source.path()).file_stem();
        name.and_then(|name| name.to_str()).unwrap_or_else(|| self.source.path())
    }
}

/// The kinds of readers from whom a decision can keep something.
const KINDS: [&str; 4] = ["family", "person", "gp", "agencies"];

/// Handles and decisions that nobody has, each told once, with every place where it is named.
fn unknown_names(file: &PlanFile, named: &[Reference]) -> Vec<Diagnostic> {
    let people = file.people();
    let own_are_known = !file.plan.people.is_faulty()
        && file.plan.people.value().is_none_or(|people| people.unread.is_none());
    let people_are_known = own_are_known && file.context.people_are_known();
    let decisions = file.plan.withheld.value();
    let decisions_are_known =
        !file.plan.withheld.is_faulty() && decisions.is_none_or(|all| all.unread.is_none());
    let mut unknown: BTreeMap<(ReferenceKind, &str), Vec<&Span>> = BTreeMap::new();
    for one in named {
        let name = one.name.as_str();
        let is_known = match one.as_what {
            ReferenceKind::Somebody => {
                !people_are_known || name == Handle::PERSON || people.find(name).is_some()
            }
            ReferenceKind::Reader => {
                !people_are_known || KINDS.contains(&name) || people.find(name).is_some()
            }
            ReferenceKind::Decision => {
                !decisions_are_known || decisions.is_some_and(|all| all.get(name).is_some())
            }
        };
        if !is_known {
            unknown.entry((one.as_what, name)).or_default().push(&one.span);
        }
    }
    unknown.into_iter().map(|((as_what, name), spans)| unknown_name(file, as_what, name, &spans)).collect()
}

fn unknown_name(file: &PlanFile, as_what: ReferenceKind, name: &str, spans: &[&Span]) -> Diagnostic {
    let (rule, message, help) = match as_what {
        ReferenceKind::Somebody | ReferenceKind::Reader => unknown_somebody(file, as_what, name),
        ReferenceKind::Decision => {
            let decisions = file.plan.withheld.value().into_iter().flat_map(crate::parse::OpenMap::keys);
            let add = format!("add `[withheld.{name}]` with who may not see it, and why");
            let help = match suggest(name, decisions) {
                Some(meant) => format!("did you mean `{meant}`? Otherwise {add}"),
                None => add,
            };
            (
                FixedRule::UnknownDecision,
                message!("no decision is called `{}`", crate::parse::message::name(name, "withhold")),
                help.into(),
            )
        }
    };
    let (first, rest) = spans.split_first().expect("a name was named at least once");
    let mut fault = Diagnostic::error(rule, &file.source, first, message).help(help);
    for span in rest {
        fault = fault.also(span, "and here");
    }
    fault
}

/// What is said of somebody whom nobody knows. A name where a handle should be is not repeated: messages go far.
fn unknown_somebody(file: &PlanFile, as_what: ReferenceKind, name: &str) -> (FixedRule, Message, Message) {
    let people = file.people();
    if !is_bare(name) {
        file.hide(name);
        let parts: Vec<&str> = name.split([',', '&']).map(str::trim).collect();
        let known = |part: &&str| *part == Handle::PERSON || people.find(part).is_some();
        let help = if says_nobody(name) {
            NOBODY.to_owned()
        } else if parts.len() > 1 && parts.iter().all(known) {
            format!("write a list: `[\"{}\"]`", parts.join("\", \""))
        } else if let Some(handle) = people.called(name).filter(|handle| is_bare(handle)) {
            format!("write `\"{handle}\"`: the handle under which they are listed")
        } else {
            "write a handle, like `\"sam\"`, and who that is below `[people.sam]`".to_owned()
        };
        return (FixedRule::UnknownHandle, "this is no handle".into(), help.into());
    }
    let kinds = KINDS.iter().copied().filter(|_| as_what == ReferenceKind::Reader);
    let candidates = people.handles().chain(std::iter::once(Handle::PERSON)).chain(kinds);
    let add = format!("add `[people.{name}]` with a name here, or `[{name}]` in people.toml");
    let help = match (people.called(name), suggest(name, candidates)) {
        _ if name == "none" => "leave the line out until there is somebody".to_owned(),
        _ if says_nobody(name) => NOBODY.to_owned(),
        // A handle that was typed as a name is not repeated: messages go far.
        (Some(handle), _) if !is_bare(handle) => "write the handle under which they are listed".to_owned(),
        (None, Some(meant)) if !is_bare(meant) => add,
        (Some(handle), _) => format!("write the handle: `\"{handle}\"`"),
        (None, Some(meant)) => format!("did you mean `{meant}`? Otherwise {add}"),
        (None, None) => add,
    };
    (
        FixedRule::UnknownHandle,
        message!("nobody has the handle `{}`", crate::parse::message::name(name, "people")),
        help.into(),
    )
}

/// Whether a handle can stand without quotes, and so is hardly somebody's whole name.
fn is_bare(handle: &str) -> bool {
    handle.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// What to write where somebody typed a word for nobody.
const NOBODY: &str =
    "leave the line out until there is somebody; that I have no GP is written `gp = \"none\"`";

/// Whether a name is what people type when there is nobody, or nobody knows.
fn says_nobody(name: &str) -> bool {
    let words = ["no", "nobody", "noone", "na", "nil", "unknown", "notknown", "tbc", "tba", "tbd"];
    let word: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    words.contains(&word.as_str()) || word.is_empty()
}

/// Entries of people that say nobody: an entry needs a name, a role, a relationship or an organisation.
fn nobody(file: &PlanFile) -> Vec<Diagnostic> {
    let people = file.people();
    let own = file.plan.people.value().into_iter().flat_map(|people| &people.entries);
    own.filter(|(handle, someone)| {
        let said = people.find(&handle.value);
        let silent = said.is_none_or(|said| !said.says_who());
        silent && someone.name.is_absent() && someone.role.is_absent() && someone.relationship.is_absent()
    })
    .map(|(handle, someone)| {
        let at = if someone.span.is_empty() { &handle.span } else { &someone.span };
        Diagnostic::error(
            FixedRule::MissingKey,
            &file.source,
            at,
            format!("nothing says who `{}` is", handle.value),
        )
        .help("add `name = \"…\"`, or a `role`, `relationship` or `organisation`")
    })
    .collect()
}

/// A file without a single key: one fault, not one for everything that it lacks.
fn nothing_in(source: &Arc<Source>) -> Diagnostic {
    let name = Path::new(source.path()).file_stem().unwrap_or_default().to_string_lossy();
    let name = if is_only_an_id(&name) { &name } else { "NS-0042" };
    Diagnostic::error(FixedRule::EmptyFile, source, &(0..0), "there is no plan in this file")
        .help(format!("begin it with `id = \"{name}\"`, then `[person]` and `name = \"…\"`"))
}

/// An id that differs from the name of the file.
fn wrong_id(file: &PlanFile) -> Option<Diagnostic> {
    let id = file.plan.id.known().filter(|id| id.value != file.file_id())?;
    let (name, id_is_safe) = (file.file_id(), is_only_an_id(&id.value));
    let fault = Diagnostic::error(
        FixedRule::WrongId,
        &file.source,
        &id.span,
        "the id differs from the name of the file",
    );
    Some(match (is_only_an_id(name), id_is_safe) {
        (true, true) => fault
            .label(format!("the file is called {name}.toml"))
            .help(format!("write `id = \"{name}\"`, or rename the file to `{}.toml`", id.value)),
        (true, false) => {
            fault.label(format!("the file is called {name}.toml")).help(format!("write `id = \"{name}\"`"))
        }
        (false, true) => {
            fault.label("the file has another name").help(format!("rename the file to `{}.toml`", id.value))
        }
        (false, false) => fault.label("the file has another name").help(
            "give both one name that says nothing of the person, as in `id = \"NS-0042\"` and `NS-0042.toml`",
        ),
    })
}

/// Whether a text can only be an id: a few letters and digits, as in NS-0042. Anything else may be a name or an NHS
/// number, and is repeated in no message.
pub fn is_only_an_id(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.split(|c: char| !c.is_ascii_alphabetic()).map(str::len).max().unwrap_or(0);
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        && (1..10).contains(&digits)
        && letters <= 4
}
