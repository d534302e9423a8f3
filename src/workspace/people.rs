//! Looks up handles: in the plan's own people first, then in the lists of colleagues.

use crate::parse::{Field, OpenMap};
use crate::plan::{Is, Plan, Someone};
use crate::workspace::FolderContext;

/// Everyone whom a plan can name.
#[derive(Debug, Clone, Copy)]
pub struct People<'a> {
    own: Option<&'a OpenMap<Someone>>,
    context: &'a FolderContext,
}

/// All entries of one handle, the plan's own first.
#[derive(Debug, Clone)]
pub struct PersonEntry<'a> {
    entries: Vec<&'a Someone>,
}

impl<'a> People<'a> {
    /// Returns everyone whom `plan` can name.
    pub fn new(plan: &'a Plan, context: &'a FolderContext) -> Self {
        People { own: plan.people.value(), context }
    }

    /// Returns the entries of `handle`.
    pub fn find(&self, handle: &str) -> Option<PersonEntry<'a>> {
        let own = self.own.and_then(|people| people.get(handle));
        let listed = self.context.people.iter().filter_map(|file| file.people.get(handle));
        PersonEntry::new(own.into_iter().chain(listed).collect())
    }

    /// Returns the handle of the person with this name or first name.
    pub fn handle_of(&self, name: &str) -> Option<&'a str> {
        let own = self.own.into_iter().flat_map(OpenMap::iter);
        let listed = self.context.people.iter().flat_map(|file| file.people.iter());
        let matches = |known: &String| {
            known.eq_ignore_ascii_case(name)
                || known.split(' ').next().is_some_and(|first| first.eq_ignore_ascii_case(name))
        };
        own.chain(listed)
            .find(|(_, someone)| someone.name.value().is_some_and(matches))
            .map(|(handle, _)| handle)
    }

    /// Returns whether `handle` has an entry in the plan itself.
    pub fn has_own_entry(&self, handle: &str) -> bool {
        self.own.is_some_and(|people| people.get(handle).is_some())
    }

    /// Returns every handle, the plan's own first.
    pub fn handles(&self) -> impl Iterator<Item = &'a str> {
        let own = self.own.into_iter().flat_map(OpenMap::keys);
        own.chain(self.context.people.iter().flat_map(|file| file.people.keys()))
    }
}

impl<'a> PersonEntry<'a> {
    /// Combines entries of one handle, the plan's own first. Returns `None` if there are none.
    pub fn new(entries: Vec<&'a Someone>) -> Option<Self> {
        (!entries.is_empty()).then_some(PersonEntry { entries })
    }

    /// Returns the first known value of a key.
    pub fn first<T>(&self, key: impl Fn(&Someone) -> &Field<T>) -> Option<&'a T> {
        self.entries.iter().find_map(|someone| key(someone).value())
    }

    /// Returns every known value of a key.
    pub fn all<T>(&self, key: impl Fn(&Someone) -> &Field<T>) -> Vec<&'a T> {
        self.entries.iter().filter_map(|someone| key(someone).value()).collect()
    }

    /// Returns whether a key could not be read in one of the entries.
    pub fn is_faulty<T>(&self, key: impl Fn(&Someone) -> &Field<T>) -> bool {
        self.entries.iter().any(|someone| key(someone).is_faulty())
    }

    /// Returns whether there is a name, a role, a relationship or an organisation.
    pub fn is_identified(&self) -> bool {
        self.entries.iter().any(|someone| {
            let keys = [&someone.name, &someone.role, &someone.relationship, &someone.organisation];
            keys.iter().any(|key| key.value().is_some())
        })
    }

    /// Returns the kind and number of each phone, the preferred one first.
    pub fn phones(&self) -> Vec<(&'a str, &'a str)> {
        let mut phones: Vec<(&str, &str)> = Vec::new();
        let all = self.entries.iter().filter_map(|someone| someone.phones.value());
        for (kind, number) in all.flat_map(OpenMap::iter) {
            if !phones.iter().any(|(known, same)| *known == kind || *same == number) {
                phones.push((kind, number));
            }
        }
        phones
    }

    /// Returns whether the person answers in the evening, at night and at weekends.
    pub fn is_out_of_hours(&self) -> bool {
        self.first(|someone| &someone.out_of_hours) == Some(&true)
    }

    /// Returns whether a condition is true of any entry.
    pub fn any(&self, holds: impl Fn(&Someone) -> bool) -> bool {
        self.entries.iter().any(|someone| holds(someone))
    }

    /// Returns whether any entry gives the person this role under `is`.
    pub fn is(&self, what: Is) -> bool {
        self.entries.iter().any(|someone| someone.is(what))
    }
}
