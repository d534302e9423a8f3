//! Whose plans: those of a care coordinator, by handle, name or e-mail address.

use anyhow::bail;
use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use crate::access::policy::has_relationship;
use crate::parse::{Field, Span, suggest};
use crate::plan::Someone;
use crate::workspace::{FileKind, Folder, PeopleFile, PlanFile, ReadState};

/// A care coordinator.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CareCoordinator {
    /// The name, or else the handle: that of the list of colleagues in which they stand, whatever one plan calls them.
    pub name: String,
    /// The handle.
    pub handle: String,
    /// Where they stand: two lists of colleagues may have the same handle for two people.
    pub entry: CoordinatorSource,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether their last day here has passed.
    pub has_left: bool,
    /// Whether they are family, who sees no list.
    pub is_family: bool,
}

/// Where a care coordinator stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CoordinatorSource {
    /// In the list of colleagues at this path.
    List(String),
    /// In the plan alone.
    Plan,
    /// Nowhere: nobody has the handle, which is a fault.
    Nowhere,
}

/// Who brings a plan together, as far as it says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coordinator {
    /// It could not be told: the key could not be read.
    NotKnown,
    /// By this one.
    By(CareCoordinator),
    /// By nobody.
    ByNobody,
}

/// Whose plans are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CoordinatorFilter {
    /// Of the one with this handle.
    Handle(String),
    /// Of whoever has this name.
    Name(String),
    /// Of whoever has this first name.
    FirstName(String),
    /// Of whoever has this e-mail address.
    Mail(String),
}

impl Coordinator {
    /// Who brings the plan in `file` together, as at a day. A plan that could not be read whole may say so in what could
    /// not be read.
    pub(crate) fn for_plan(file: &PlanFile, as_at: NaiveDate) -> Self {
        let handle = match &file.plan.care_coordinator {
            Field::Known(handle) => &handle.value.0,
            Field::Faulty(_) => return Coordinator::NotKnown,
            // A key that is none may say so.
            Field::Absent if file.state != ReadState::Whole || file.misplaced_keys().next().is_some() => {
                return Coordinator::NotKnown;
            }
            Field::Absent => return Coordinator::ByNobody,
        };
        let listed = file.context.people.iter().filter_map(|list| Some((list, list.people.get(handle)?)));
        let listed: Vec<_> = listed.collect();
        let own = file.plan.people.value().and_then(|people| people.get(handle));
        let said: Vec<&Someone> = match (listed.is_empty(), own) {
            (false, _) => listed.iter().map(|(_, someone)| *someone).collect(),
            (true, own) => own.into_iter().collect(),
        };
        // The list that names them is theirs; nearer ones may add to it.
        let named = listed.iter().find(|(_, someone)| someone.name.value().is_some()).or(listed.last());
        let entry = match (named, own) {
            (Some((list, _)), _) => CoordinatorSource::List(list.read.source.path().to_owned()),
            (None, Some(own)) if own_fault(own).is_some() => return Coordinator::NotKnown,
            (None, Some(_)) => CoordinatorSource::Plan,
            (None, None) => CoordinatorSource::Nowhere,
        };
        Coordinator::By(CareCoordinator::new(handle, &said, entry, as_at))
    }

    /// The care coordinator, if it is known who that is.
    pub fn known(&self) -> Option<&CareCoordinator> {
        match self {
            Coordinator::By(coordinator) => Some(coordinator),
            Coordinator::NotKnown | Coordinator::ByNobody => None,
        }
    }

    /// Whether nobody is there any more who would see the plan in a list of their own.
    pub(crate) fn is_of_nobody(&self) -> bool {
        match self {
            Coordinator::ByNobody => true,
            Coordinator::By(coordinator) => coordinator.has_left || coordinator.is_family,
            Coordinator::NotKnown => false,
        }
    }
}

impl CareCoordinator {
    /// Whether the handle is letters, digits, `-` and `_` alone, so that it can name a file, or stand in a header.
    pub fn has_bare_handle(&self) -> bool {
        let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        !self.handle.is_empty() && self.handle.chars().all(is_bare)
    }

    /// Whoever has a handle, with the first of each that is said of them.
    fn new(handle: &str, said: &[&Someone], entry: CoordinatorSource, as_at: NaiveDate) -> Self {
        let name = said.iter().find_map(|someone| someone.name.value());
        let until = said.iter().find_map(|someone| someone.until.value());
        CareCoordinator {
            name: name.map_or(handle, String::as_str).to_owned(),
            handle: handle.to_owned(),
            entry,
            email: said.iter().find_map(|someone| someone.email.value()).cloned(),
            has_left: until.is_some_and(|until| *until < as_at),
            is_family: said.iter().any(|someone| has_relationship(someone)),
        }
    }

    /// The address to which their messages go: that of a list of colleagues. What a plan says of somebody may be of family,
    /// and whoever has left is sent nothing more.
    pub fn address(&self) -> Option<&str> {
        let is_listed = matches!(self.entry, CoordinatorSource::List(_)) && !self.has_left;
        self.email.as_deref().filter(|_| is_listed)
    }
}

/// The key of an entry in the plan itself that says who somebody is, and could not be read.
pub(crate) fn own_fault(own: &Someone) -> Option<(&'static str, &Span)> {
    let keys = [("name", own.name.unread_at()), ("email", own.email.unread_at())];
    keys.into_iter().find_map(|(key, span)| Some((key, span?)))
}

/// Everybody in the lists of colleagues of a folder.
fn colleagues(folder: &Folder, as_at: NaiveDate) -> Vec<CareCoordinator> {
    let lists = folder.files.iter().filter_map(|file| match &file.kind {
        FileKind::People(file) => Some(file),
        _ => None,
    });
    let of = |list: &std::sync::Arc<PeopleFile>| {
        let path = list.read.source.path().to_owned();
        let one = |(handle, someone)| {
            CareCoordinator::new(handle, &[someone], CoordinatorSource::List(path.clone()), as_at)
        };
        list.people.iter().map(one).collect::<Vec<_>>()
    };
    lists.flat_map(of).collect()
}

impl CoordinatorFilter {
    /// Whom somebody means by a handle or a name.
    ///
    /// # Errors
    /// Several colleagues have that name.
    pub fn parse(typed: &str, folder: &Folder, as_at: NaiveDate) -> anyhow::Result<Self> {
        let colleagues = colleagues(folder, as_at);
        let meant = [CoordinatorFilter::Handle, CoordinatorFilter::Name, CoordinatorFilter::FirstName]
            .map(|whose| whose(typed.to_owned()));
        for whose in meant {
            let mut handles: Vec<&str> =
                colleagues.iter().filter(|one| whose.is(one)).map(|one| one.handle.as_str()).collect();
            handles.sort_unstable();
            handles.dedup();
            match handles.as_slice() {
                [] => {}
                [_] => return Ok(whose),
                several => {
                    bail!("several colleagues are called `{typed}`: write one of {}", several.join(", "))
                }
            }
        }
        // Whoever stands in plans alone may be meant.
        Ok(CoordinatorFilter::Name(typed.to_owned()))
    }

    /// Whether a plan is meant. One of which nobody knows who brings it together may be.
    pub(crate) fn is_of(&self, coordinated: &Coordinator) -> bool {
        match coordinated {
            Coordinator::NotKnown => true,
            Coordinator::ByNobody => false,
            // A handle that nobody has may be a slip for anybody's.
            Coordinator::By(coordinator) => {
                coordinator.entry == CoordinatorSource::Nowhere || self.is(coordinator)
            }
        }
    }

    /// Whether this care coordinator is meant.
    pub fn is(&self, coordinator: &CareCoordinator) -> bool {
        let first_name = || coordinator.name.split(' ').next().unwrap_or_default();
        match self {
            CoordinatorFilter::Handle(handle) => coordinator.handle == *handle,
            CoordinatorFilter::Name(name) => coordinator.handle == *name || is_same(&coordinator.name, name),
            CoordinatorFilter::FirstName(name) => is_same(first_name(), name),
            CoordinatorFilter::Mail(mail) => {
                coordinator.email.as_ref().is_some_and(|email| email.eq_ignore_ascii_case(mail))
            }
        }
    }

    /// Whether a list of colleagues says who is meant, so that an empty list is an answer.
    pub fn is_known(&self, folder: &Folder, as_at: NaiveDate) -> bool {
        colleagues(folder, as_at).iter().any(|colleague| self.is(colleague))
    }

    /// What is said where nobody is meant: with whom there is.
    pub fn nobody<'c>(&self, coordinators: impl Iterator<Item = &'c CareCoordinator>) -> String {
        let typed = match self {
            CoordinatorFilter::Mail(mail) => {
                return format!(
                    "nobody in people.toml has the e-mail address that git knows you by, `{mail}`: add it as `email` to your \
                     entry, or write `--coordinator` and your handle"
                );
            }
            CoordinatorFilter::Handle(typed)
            | CoordinatorFilter::Name(typed)
            | CoordinatorFilter::FirstName(typed) => typed,
        };
        // What was typed for a handle and is nobody's may be a name.
        let known = coordinators.filter(|one| one.entry != CoordinatorSource::Nowhere);
        let mut handles: Vec<&str> = known.map(|one| one.handle.as_str()).collect();
        handles.sort_unstable();
        handles.dedup();
        let meant = suggest(typed, handles.iter().copied());
        let help = match (meant, handles.as_slice()) {
            (Some(meant), _) => format!("did you mean `{meant}`?"),
            (None, []) => "no plan names a care coordinator whom anybody knows".to_owned(),
            (None, handles) => format!("the plans name {}", handles.join(", ")),
        };
        format!("nobody is called `{typed}`, by name or handle: {help}")
    }
}

/// Whether two names are the same, however their letters are put together and whatever their case.
fn is_same(name: &str, typed: &str) -> bool {
    let folded = |name: &str| name.nfc().collect::<String>().to_lowercase();
    folded(name) == folded(typed)
}
