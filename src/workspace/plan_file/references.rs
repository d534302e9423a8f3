//! Reports handles and decisions that a plan names and that are defined nowhere.

use std::collections::BTreeMap;

use crate::message;
use crate::parse::message::name;
use crate::parse::{
    Diagnostic, FixedRule, Handle, Message, MessagePart, OpenMap, ReferenceKind, Span, suggest,
};
use crate::workspace::PlanFile;

/// The kinds of readers that can be written where a decision names a reader.
const READER_KINDS: [&str; 4] = ["family", "person", "gp", "agencies"];

/// The help where someone typed a word such as "nobody".
const NOBODY: &str =
    "leave the line out until there is somebody; that I have no GP is written `gp = \"none\"`";

/// Returns one diagnostic for each unknown handle or decision, with every place that names it.
pub(crate) fn unknown_references(file: &PlanFile) -> Vec<Diagnostic> {
    let (plan, people) = (&file.plan, file.people());
    let own_are_known =
        !plan.people.is_faulty() && plan.people.value().is_none_or(|people| people.unread.is_none());
    let people_are_known = own_are_known && file.context.people_are_known();
    let decisions = plan.withheld.value();
    let decisions_are_known = !plan.withheld.is_faulty() && decisions.is_none_or(|all| all.unread.is_none());
    let is_person = |name: &str| name == Handle::PERSON || people.find(name).is_some();
    let mut unknown: BTreeMap<(ReferenceKind, &str), Vec<&Span>> = BTreeMap::new();
    for reference in &file.references {
        let name = reference.name.as_str();
        let is_known = match reference.as_what {
            ReferenceKind::Somebody => !people_are_known || is_person(name),
            ReferenceKind::Reader => !people_are_known || READER_KINDS.contains(&name) || is_person(name),
            ReferenceKind::Decision => {
                !decisions_are_known || decisions.is_some_and(|all| all.get(name).is_some())
            }
        };
        if !is_known {
            unknown.entry((reference.as_what, name)).or_default().push(&reference.span);
        }
    }
    unknown
        .into_iter()
        .filter_map(|((kind, name), spans)| unknown_reference(file, kind, name, &spans))
        .collect()
}

fn unknown_reference(
    file: &PlanFile,
    kind: ReferenceKind,
    name: &str,
    spans: &[&Span],
) -> Option<Diagnostic> {
    let (rule, (message, help)) = match kind {
        ReferenceKind::Decision => (FixedRule::UnknownDecision, unknown_decision(file, name)),
        ReferenceKind::Somebody | ReferenceKind::Reader if is_bare(name) => {
            (FixedRule::UnknownHandle, unknown_handle(file, kind, name))
        }
        ReferenceKind::Somebody | ReferenceKind::Reader => {
            (FixedRule::UnknownHandle, not_a_handle(file, name))
        }
    };
    let (first, others) = spans.split_first()?;
    let fault = Diagnostic::error(rule, &file.source, first, message).help(help);
    Some(others.iter().fold(fault, |fault, span| fault.also(span, "and here")))
}

fn unknown_decision(file: &PlanFile, decision: &str) -> (Message, Message) {
    let decisions = file.plan.withheld.value().into_iter().flat_map(OpenMap::keys);
    let part = |decision: &str| name(decision, "withhold");
    let add = message!("add `[withheld.{}]` with who may not see it, and why", part(decision));
    let help = match suggest(decision, decisions) {
        Some(meant) => message!("did you mean `{}`? Otherwise {}", part(meant), add),
        None => add,
    };
    (message!("no decision is called `{}`", part(decision)), help)
}

/// Returns the message and help for text that cannot be a handle. It may be a name, so it is hidden and not repeated.
fn not_a_handle(file: &PlanFile, typed: &str) -> (Message, Message) {
    let places = file.source.text().match_indices(typed).map(|(at, _)| at..at + typed.len());
    file.source.hide(places);
    let people = file.people();
    let handles: Vec<&str> = typed.split([',', '&']).map(str::trim).collect();
    let is_known = |handle: &&str| *handle == Handle::PERSON || people.find(handle).is_some();
    let help = if means_nobody(typed) {
        NOBODY.into()
    } else if handles.len() > 1 && handles.iter().all(is_known) {
        message!("write a list: `[\"{}\"]`", person(&handles.join("\", \"")))
    } else if let Some(handle) = people.handle_of(typed).filter(|handle| is_bare(handle)) {
        message!("write `\"{}\"`: the handle under which they are listed", person(handle))
    } else {
        "write a handle, like `\"sam\"`, and who that is below `[people.sam]`".into()
    };
    ("this is no handle".into(), help)
}

fn unknown_handle(file: &PlanFile, kind: ReferenceKind, handle: &str) -> (Message, Message) {
    let people = file.people();
    let kinds = READER_KINDS.iter().copied().filter(|_| kind == ReferenceKind::Reader);
    let candidates = people.handles().chain([Handle::PERSON]).chain(kinds);
    let add = message!(
        "add `[people.{}]` with a name here, or `[{}]` in people.toml",
        person(handle),
        person(handle)
    );
    let help = match (people.handle_of(handle), suggest(handle, candidates)) {
        _ if handle == "none" => "leave the line out until there is somebody".into(),
        _ if means_nobody(handle) => NOBODY.into(),
        // A handle in quotes may be a name, so it is not repeated.
        (Some(known), _) if !is_bare(known) => "write the handle under which they are listed".into(),
        (None, Some(meant)) if !is_bare(meant) => add,
        (Some(known), _) => message!("write the handle: `\"{}\"`", person(known)),
        (None, Some(meant)) => message!("did you mean `{}`? Otherwise {}", person(meant), add),
        (None, None) => add,
    };
    (message!("nobody has the handle `{}`", person(handle)), help)
}

fn person(handle: &str) -> MessagePart {
    name(handle, "people")
}

/// Returns whether a handle can be written without quotes, and so is unlikely to be a full name.
fn is_bare(handle: &str) -> bool {
    handle.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// Returns whether a text is what people type when there is no such person, or when the person is not known.
fn means_nobody(text: &str) -> bool {
    let words = ["no", "nobody", "noone", "na", "nil", "unknown", "notknown", "tbc", "tba", "tbd"];
    let word: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    words.contains(&word.as_str()) || word.is_empty()
}
