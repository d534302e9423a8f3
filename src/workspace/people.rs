//! Who a handle is: the plan's own people come first, then the lists of colleagues.

use crate::parse::{Field, OpenMap};
use crate::plan::{Plan, Someone};
use crate::workspace::FolderContext;

/// Everybody whom a plan can name.
#[derive(Debug, Clone, Copy)]
pub struct People<'a> {
    own: Option<&'a OpenMap<Someone>>,
    context: &'a FolderContext,
}

/// What is known of one handle: the plan's own entry adds to what the colleagues' lists say.
#[derive(Debug, Clone)]
pub struct PersonEntry<'a> {
    said: Vec<&'a Someone>,
}

impl<'a> People<'a> {
    /// Everybody whom `plan` can name.
    pub fn new(plan: &'a Plan, context: &'a FolderContext) -> Self {
        People { own: plan.people.value(), context }
    }

    /// Who `handle` is.
    pub fn find(&self, handle: &str) -> Option<PersonEntry<'a>> {
        let own = self.own.and_then(|people| people.get(handle));
        let listed = self.context.people.iter().filter_map(|file| file.people.get(handle));
        PersonEntry::new(own.into_iter().chain(listed).collect())
    }

    /// The handle of whoever goes by this name, whole or in its first word.
    pub fn called(&self, name: &str) -> Option<&'a str> {
        let own = self.own.into_iter().flat_map(OpenMap::iter);
        let listed = self.context.people.iter().flat_map(|file| file.people.iter());
        let is = |said: &String| {
            said.eq_ignore_ascii_case(name)
                || said.split(' ').next().is_some_and(|first| first.eq_ignore_ascii_case(name))
        };
        own.chain(listed).find(|(_, someone)| someone.name.value().is_some_and(is)).map(|(handle, _)| handle)
    }

    /// Whether `handle` has an entry in the plan itself.
    pub fn is_own(&self, handle: &str) -> bool {
        self.own.is_some_and(|people| people.get(handle).is_some())
    }

    /// Every handle, the plan's own first.
    pub fn handles(&self) -> impl Iterator<Item = &'a str> {
        let own = self.own.into_iter().flat_map(OpenMap::keys);
        own.chain(self.context.people.iter().flat_map(|file| file.people.keys()))
    }
}

impl<'a> PersonEntry<'a> {
    /// What several lists say of one handle, the plan's own first; nobody, if they say nothing.
    pub fn new(said: Vec<&'a Someone>) -> Option<Self> {
        (!said.is_empty()).then_some(PersonEntry { said })
    }

    /// The first value that is known under a key: that of the plan, else that of the colleagues' lists.
    pub fn first<T>(&self, key: impl Fn(&Someone) -> &Field<T>) -> Option<&'a T> {
        self.said.iter().find_map(|someone| key(someone).value())
    }

    /// Every value that is known under a key, the plan's own first.
    pub fn all<T>(&self, key: impl Fn(&Someone) -> &Field<T>) -> Vec<&'a T> {
        self.said.iter().filter_map(|someone| key(someone).value()).collect()
    }

    /// Whether what is said under a key could not be read.
    pub fn is_faulty<T>(&self, key: impl Fn(&Someone) -> &Field<T>) -> bool {
        self.said.iter().any(|someone| key(someone).is_faulty())
    }

    /// Whether anything says who they are.
    pub fn says_who(&self) -> bool {
        let is_said = |one: &Someone| {
            [&one.name, &one.role, &one.relationship, &one.organisation]
                .iter()
                .any(|key| key.value().is_some())
        };
        self.said.iter().any(|one| is_said(one))
    }

    /// The phones: kind and number, the best one first.
    pub fn phones(&self) -> Vec<(&'a str, &'a str)> {
        let mut all: Vec<(&str, &str)> = Vec::new();
        let said = self.said.iter().filter_map(|someone| someone.phones.value());
        for (kind, number) in said.flat_map(OpenMap::iter) {
            if !all.iter().any(|(known, same)| *known == kind || *same == number) {
                all.push((kind, number));
            }
        }
        all
    }

    /// Whether they answer in the evening, at night and at weekends.
    pub fn is_out_of_hours(&self) -> bool {
        self.first(|someone| &someone.out_of_hours) == Some(&true)
    }

    /// Returns whether anything holds of any of their entries.
    pub fn any(&self, holds: impl Fn(&Someone) -> bool) -> bool {
        self.said.iter().any(|someone| holds(someone))
    }

    /// Whether any entry says that they are so and so.
    pub fn is(&self, what: crate::plan::Is) -> bool {
        self.said.iter().any(|someone| someone.is(what))
    }
}
