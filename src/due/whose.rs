//! Whose plans: those of a care coordinator, by handle, name or e-mail address.

use std::collections::BTreeMap;

use anyhow::bail;

use crate::folder::{Folder, Kind, PlanFile};
use crate::reading::{Field, nearest};

/// A care coordinator.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CareCoordinator {
    /// The name, or else the handle.
    pub name: String,
    /// The handle.
    pub handle: String,
    /// The e-mail address.
    pub email: Option<String>,
}

/// Who brings a plan together, as far as it says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coordinated {
    /// It could not be told.
    NotKnown,
    /// By this one.
    By(CareCoordinator),
    /// By nobody.
    ByNobody,
}

/// Whose plans are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Of the one with this handle.
    Handle(String),
    /// Of whoever has this name, or this first name.
    Name(String),
    /// Of whoever has this e-mail address.
    Mail(String),
}

impl Coordinated {
    /// Who brings the plan in `file` together. A plan that could not be read whole may say so in what could not be read.
    pub(super) fn of(file: &PlanFile) -> Self {
        let handle = match &file.plan.care_coordinator {
            Field::Known(handle) => &handle.value.0,
            Field::Faulty(_) => return Coordinated::NotKnown,
            Field::Absent if file.state != crate::folder::ReadState::Whole => return Coordinated::NotKnown,
            Field::Absent => return Coordinated::ByNobody,
        };
        let entry = file.people().find(handle);
        let name = entry.as_ref().and_then(|entry| entry.first(|someone| &someone.name));
        let email = entry.as_ref().and_then(|entry| entry.first(|someone| &someone.email));
        Coordinated::By(CareCoordinator {
            name: name.unwrap_or(handle).to_owned(),
            handle: handle.to_owned(),
            email: email.cloned(),
        })
    }

    /// The care coordinator, if it is known who that is.
    pub fn known(&self) -> Option<&CareCoordinator> {
        match self {
            Coordinated::By(coordinator) => Some(coordinator),
            Coordinated::NotKnown | Coordinated::ByNobody => None,
        }
    }
}

impl Whose {
    /// Whom somebody means by a handle or a name.
    ///
    /// # Errors
    /// Several colleagues have that first name, or nobody among the lists of colleagues and `coordinators` has either.
    pub fn of(typed: &str, folder: &Folder) -> anyhow::Result<Self> {
        let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for file in &folder.files {
            let Kind::People(file) = &file.kind else { continue };
            for (handle, someone) in file.people.iter() {
                names.entry(handle).or_default().extend(someone.name.value().map(String::as_str));
            }
        }
        if names.contains_key(typed) {
            return Ok(Whose::Handle(typed.to_owned()));
        }
        let called = |is: fn(&str, &str) -> bool| -> Vec<&str> {
            let are = names.iter().filter(|(_, names)| names.iter().any(|name| is(name, typed)));
            are.map(|(handle, _)| *handle).collect()
        };
        let (whole, first) = (called(is_whole_name), called(is_first_name));
        if whole.is_empty() && first.len() > 1 {
            let handles: Vec<String> = first.iter().map(|handle| format!("`{handle}`")).collect();
            bail!("several colleagues are called `{typed}`: write one of {}", handles.join(", "));
        }
        Ok(Whose::Name(typed.to_owned()))
    }

    /// Whether a plan is meant. One of which nobody knows who brings it together may be.
    pub(super) fn is_of(&self, coordinated: &Coordinated) -> bool {
        match coordinated {
            Coordinated::NotKnown => true,
            Coordinated::ByNobody => false,
            Coordinated::By(coordinator) => self.is(coordinator),
        }
    }

    /// Whether this care coordinator is meant.
    pub fn is(&self, coordinator: &CareCoordinator) -> bool {
        match self {
            Whose::Handle(handle) => coordinator.handle == *handle,
            Whose::Name(name) => {
                coordinator.handle == *name
                    || is_whole_name(&coordinator.name, name)
                    || is_first_name(&coordinator.name, name)
            }
            Whose::Mail(mail) => {
                coordinator.email.as_ref().is_some_and(|email| email.eq_ignore_ascii_case(mail))
            }
        }
    }

    /// Whether a list of colleagues says who is meant, so that an empty list is an answer.
    pub fn is_known(&self, folder: &Folder) -> bool {
        let mut people = folder.files.iter().filter_map(|file| match &file.kind {
            Kind::People(file) => Some(&file.people),
            _ => None,
        });
        people.any(|people| {
            people.iter().any(|(handle, someone)| {
                let is = |field: &Field<String>| field.value().cloned();
                let coordinator = CareCoordinator {
                    name: is(&someone.name).unwrap_or_default(),
                    handle: handle.to_owned(),
                    email: is(&someone.email),
                };
                self.is(&coordinator)
            })
        })
    }

    /// What is said where nobody is meant: with whom there is.
    pub fn nobody<'c>(&self, coordinators: impl Iterator<Item = &'c CareCoordinator> + Clone) -> String {
        match self {
            Whose::Mail(mail) => format!(
                "nobody in people.toml has the e-mail address that git knows you by, `{mail}`: add it as `email` to your entry, or \
                 write `--coordinator` and your handle"
            ),
            Whose::Handle(typed) | Whose::Name(typed) => {
                let mut handles: Vec<&str> = coordinators.map(|one| one.handle.as_str()).collect();
                handles.sort_unstable();
                handles.dedup();
                let meant = nearest(typed, handles.iter().copied());
                let help = match (meant, handles.as_slice()) {
                    (Some(meant), _) => format!("did you mean `{meant}`?"),
                    (None, []) => "no plan names one".to_owned(),
                    (None, handles) => format!("the plans name {}", handles.join(", ")),
                };
                format!("nobody is called `{typed}`, by name or handle: {help}")
            }
        }
    }
}

fn is_whole_name(name: &str, typed: &str) -> bool {
    name.to_lowercase() == typed.to_lowercase()
}

fn is_first_name(name: &str, typed: &str) -> bool {
    name.split(' ').next().is_some_and(|first| first.to_lowercase() == typed.to_lowercase())
}
