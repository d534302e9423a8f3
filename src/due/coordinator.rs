//! Care coordinators, and filters that select plans by them.

use std::sync::Arc;

use anyhow::bail;
use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use crate::access::policy::has_relationship;
use crate::parse::{Field, Span, suggest};
use crate::plan::Someone;
use crate::workspace::{FileKind, Folder, PeopleFile, PlanFile, ReadState};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CareCoordinator {
    /// The name in the list of colleagues, whatever a plan calls them; or else the handle.
    pub(crate) name: String,
    pub(crate) handle: String,
    /// Where the entry is: two lists of colleagues can use one handle for two people.
    pub(crate) source: CoordinatorSource,
    pub(crate) email: Option<String>,
    pub(crate) has_left: bool,
    /// Whether they are family, who see no list.
    pub(crate) is_family: bool,
}

/// Where a care coordinator is defined.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CoordinatorSource {
    /// In the list of colleagues at this path.
    List(String),
    Plan,
    /// Nowhere, which is an error.
    Undefined,
}

/// The care coordinator of a plan, as far as it says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Coordinator {
    /// The key, or the entry that it names, could not be read.
    Unreadable,
    Known(CareCoordinator),
    Missing,
}

/// Selects the plans of a care coordinator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CoordinatorFilter {
    Handle(String),
    Name(String),
    FirstName(String),
    Email(String),
}

impl Coordinator {
    pub(crate) fn for_plan(file: &PlanFile, as_at: NaiveDate) -> Self {
        let handle = match &file.plan.care_coordinator {
            Field::Known(handle) => &handle.value.0,
            Field::Faulty(_) => return Coordinator::Unreadable,
            // The part that could not be read, or a misplaced key, may name one.
            Field::Absent if file.state != ReadState::Complete || file.misplaced_keys().next().is_some() => {
                return Coordinator::Unreadable;
            }
            Field::Absent => return Coordinator::Missing,
        };
        let listed = file.context.people.iter().filter_map(|list| Some((list, list.people.get(handle)?)));
        let listed: Vec<_> = listed.collect();
        let own = file.plan.people.value().and_then(|people| people.get(handle));
        let entries: Vec<&Someone> = match listed.as_slice() {
            [] => own.into_iter().collect(),
            listed => listed.iter().map(|(_, someone)| *someone).collect(),
        };
        // The list that has their name is theirs; nearer lists can add to the entry.
        let named = listed.iter().find(|(_, someone)| someone.name.value().is_some()).or(listed.last());
        let source = match (named, own) {
            (Some((list, _)), _) => CoordinatorSource::List(list.read.source.path().to_owned()),
            (None, Some(own)) if own_fault(own).is_some() => return Coordinator::Unreadable,
            (None, Some(_)) => CoordinatorSource::Plan,
            (None, None) => CoordinatorSource::Undefined,
        };
        Coordinator::Known(CareCoordinator::new(handle, &entries, source, as_at))
    }

    pub(crate) fn known(&self) -> Option<&CareCoordinator> {
        match self {
            Coordinator::Known(coordinator) => Some(coordinator),
            Coordinator::Unreadable | Coordinator::Missing => None,
        }
    }

    /// Returns whether the plan is in no coordinator's list: there is none, or they have left or are family.
    pub(crate) fn sees_no_list(&self) -> bool {
        match self {
            Coordinator::Missing => true,
            Coordinator::Known(coordinator) => coordinator.has_left || coordinator.is_family,
            Coordinator::Unreadable => false,
        }
    }
}

impl CareCoordinator {
    /// Takes each value from the first entry that has it.
    fn new(handle: &str, entries: &[&Someone], source: CoordinatorSource, as_at: NaiveDate) -> Self {
        let name = entries.iter().find_map(|someone| someone.name.value());
        let until = entries.iter().find_map(|someone| someone.until.value());
        CareCoordinator {
            name: name.map_or(handle, String::as_str).to_owned(),
            handle: handle.to_owned(),
            source,
            email: entries.iter().find_map(|someone| someone.email.value()).cloned(),
            has_left: until.is_some_and(|until| *until < as_at),
            is_family: entries.iter().any(|someone| has_relationship(someone)),
        }
    }

    /// Returns whether the handle is safe in a file name and a header: ASCII letters, digits, `-` and `_` only.
    pub(crate) fn has_bare_handle(&self) -> bool {
        let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        !self.handle.is_empty() && self.handle.chars().all(is_bare)
    }

    /// Returns the email address for messages. An address in a plan is not used, because it may be family's; neither is
    /// that of a colleague who has left.
    pub(crate) fn address(&self) -> Option<&str> {
        let is_listed = matches!(self.source, CoordinatorSource::List(_)) && !self.has_left;
        self.email.as_deref().filter(|_| is_listed)
    }
}

/// Returns the unreadable key of a plan's own entry that identifies the person.
pub(crate) fn own_fault(own: &Someone) -> Option<(&'static str, &Span)> {
    let keys = [("name", own.name.unread_at()), ("email", own.email.unread_at())];
    keys.into_iter().find_map(|(key, span)| Some((key, span?)))
}

fn colleagues(folder: &Folder, as_at: NaiveDate) -> Vec<CareCoordinator> {
    let entries = |list: &Arc<PeopleFile>| -> Vec<CareCoordinator> {
        let source = CoordinatorSource::List(list.read.source.path().to_owned());
        let entry = |(handle, someone)| CareCoordinator::new(handle, &[someone], source.clone(), as_at);
        list.people.iter().map(entry).collect()
    };
    let lists = folder.files.iter().filter_map(|file| match &file.kind {
        FileKind::People(file) => Some(file),
        _ => None,
    });
    lists.flat_map(entries).collect()
}

fn distinct_handles<'c>(coordinators: impl Iterator<Item = &'c CareCoordinator>) -> Vec<&'c str> {
    let mut handles: Vec<&str> = coordinators.map(|coordinator| coordinator.handle.as_str()).collect();
    handles.sort_unstable();
    handles.dedup();
    handles
}

impl CoordinatorFilter {
    /// Returns the filter for a handle, a name or a first name, whichever a colleague has.
    ///
    /// # Errors
    /// Several colleagues have that name.
    pub(crate) fn parse(typed: &str, folder: &Folder, as_at: NaiveDate) -> anyhow::Result<Self> {
        let colleagues = colleagues(folder, as_at);
        for kind in [CoordinatorFilter::Handle, CoordinatorFilter::Name, CoordinatorFilter::FirstName] {
            let filter = kind(typed.to_owned());
            match distinct_handles(colleagues.iter().filter(|colleague| filter.is(colleague))).as_slice() {
                [] => {}
                [_] => return Ok(filter),
                several => {
                    bail!("several colleagues are called `{typed}`: write one of {}", several.join(", "))
                }
            }
        }
        // The plans may define one with this name.
        Ok(CoordinatorFilter::Name(typed.to_owned()))
    }

    /// Returns whether a plan of this coordinator is selected, or may be if it is not known who that is.
    pub(crate) fn may_select(&self, coordinator: &Coordinator) -> bool {
        match coordinator {
            Coordinator::Unreadable => true,
            Coordinator::Missing => false,
            // An undefined handle may be a slip for any other.
            Coordinator::Known(known) => known.source == CoordinatorSource::Undefined || self.is(known),
        }
    }

    pub(crate) fn is(&self, coordinator: &CareCoordinator) -> bool {
        let first_name = || coordinator.name.split(' ').next().unwrap_or_default();
        match self {
            CoordinatorFilter::Handle(handle) => coordinator.handle == *handle,
            CoordinatorFilter::Name(name) => coordinator.handle == *name || is_same(&coordinator.name, name),
            CoordinatorFilter::FirstName(name) => is_same(first_name(), name),
            CoordinatorFilter::Email(email) => {
                coordinator.email.as_ref().is_some_and(|other| other.eq_ignore_ascii_case(email))
            }
        }
    }

    /// Returns whether a list of colleagues has them, so that an empty list is an answer.
    pub(crate) fn is_colleague(&self, folder: &Folder, as_at: NaiveDate) -> bool {
        colleagues(folder, as_at).iter().any(|colleague| self.is(colleague))
    }

    /// Returns the error if the filter selects none of these coordinators.
    pub(crate) fn no_match<'c>(&self, coordinators: impl Iterator<Item = &'c CareCoordinator>) -> String {
        let typed = match self {
            CoordinatorFilter::Email(email) => {
                return format!(
                    "nobody in people.toml has the e-mail address that git knows you by, `{email}`: add it as `email` to your \
                     entry, or write `--coordinator` and your handle"
                );
            }
            CoordinatorFilter::Handle(typed)
            | CoordinatorFilter::Name(typed)
            | CoordinatorFilter::FirstName(typed) => typed,
        };
        // An undefined handle may be a name.
        let defined = coordinators.filter(|known| known.source != CoordinatorSource::Undefined);
        let handles = distinct_handles(defined);
        let help = match (suggest(typed, handles.iter().copied()), handles.as_slice()) {
            (Some(similar), _) => format!("did you mean `{similar}`?"),
            (None, []) => "no plan names a care coordinator whom anybody knows".to_owned(),
            (None, handles) => format!("the plans name {}", handles.join(", ")),
        };
        format!("nobody is called `{typed}`, by name or handle: {help}")
    }
}

/// Compares two names whatever their Unicode composition and case.
fn is_same(name: &str, typed: &str) -> bool {
    let folded = |name: &str| name.nfc().collect::<String>().to_lowercase();
    folded(name) == folded(typed)
}
