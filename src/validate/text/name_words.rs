//! The words of names: those of a list of colleagues are worked out once, however many plans it holds for.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::parse::OpenMap;
use crate::validate::Context;
use crate::validate::text::own_words::folded;
use crate::validate::text::{Sieve, packed, words_of};
use crate::workspace::PeopleFile;

/// The lists of colleagues that were met, each with what is asked of it for every plan.
#[derive(Debug, Clone, Default)]
pub(crate) struct NamesInLists(Arc<Mutex<HashMap<PathBuf, Arc<InList>>>>);

/// The words of the names in one list.
#[derive(Debug, Default)]
struct InList {
    /// Of the names of people, as they are compared between plans; sorted.
    names: Vec<u64>,
    sieve: Sieve,
    /// Of the names of people, of what they are and of where they work, as they stand; sorted.
    known: Vec<u64>,
}

impl NamesInLists {
    fn in_list(&self, list: &PeopleFile) -> Arc<InList> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let path = list.read.source.path();
        if let Some(list) = known.get(std::path::Path::new(path)) {
            return Arc::clone(list);
        }
        let of_list = Arc::new(InList::new(list));
        known.insert(path.into(), Arc::clone(&of_list));
        of_list
    }
}

impl InList {
    fn new(list: &PeopleFile) -> Self {
        let mut of_list = InList::default();
        for (_, someone) in list.people.iter() {
            of_list.names.extend(someone.name.value().into_iter().flat_map(|name| words_of_name(name)));
            let said = [&someone.name, &someone.organisation, &someone.role];
            of_list
                .known
                .extend(said.into_iter().filter_map(|said| said.value()).flat_map(|said| parts(said)));
        }
        of_list.names.sort_unstable();
        of_list.known.sort_unstable();
        for name in &of_list.names {
            of_list.sieve.add(*name);
        }
        of_list
    }
}

/// The words of the names of everybody whom a plan can name: wording that differs only in them is the same.
#[derive(Debug)]
pub(crate) struct NameWords {
    sieve: Sieve,
    own: Vec<u64>,
    lists: Vec<Arc<InList>>,
}

impl NameWords {
    /// Those of a plan.
    pub(crate) fn new(context: &Context<'_>) -> Self {
        let mut said: Vec<&str> = Vec::new();
        if let Some(person) = context.plan.person.value() {
            let names = [&person.name, &person.family_name, &person.preferred_name];
            said.extend(names.into_iter().filter_map(|name| name.value()).map(String::as_str));
            said.extend(person.also_known_as.items().iter().map(|name| name.value.as_str()));
        }
        let own = context.plan.people.value().into_iter().flat_map(OpenMap::iter);
        said.extend(own.filter_map(|(_, someone)| someone.name.value()).map(String::as_str));
        let own: Vec<u64> = said.into_iter().flat_map(words_of_name).collect();
        let lists: Vec<_> =
            context.file.context.people.iter().map(|list| context.names().in_list(list)).collect();
        let mut sieve = Sieve::default();
        for name in &own {
            sieve.add(*name);
        }
        for list in &lists {
            sieve.add_all(&list.sieve);
        }
        NameWords { sieve, own, lists }
    }

    /// Whether a word, as [`folded`] numbers it, is of a name.
    pub(crate) fn has(&self, word: u64) -> bool {
        self.sieve.may_have(word)
            && (self.own.contains(&word)
                || self.lists.iter().any(|list| list.names.binary_search(&word).is_ok()))
    }
}

fn words_of_name(name: &str) -> impl Iterator<Item = u64> + '_ {
    words_of(name).into_iter().filter_map(|word| folded(&word))
}

/// The words of the names that the plan and the service give to people and services, and of the person's own.
#[derive(Debug)]
pub(crate) struct KnownNames {
    own: Vec<u64>,
    list: Option<Arc<InList>>,
}

impl KnownNames {
    /// Those of a plan.
    pub(crate) fn new(context: &Context<'_>) -> Self {
        let person = context.plan.person.value().into_iter();
        let person = person.flat_map(|person| [&person.name, &person.preferred_name]);
        let mut own: Vec<u64> = person.filter_map(|name| name.value()).flat_map(|name| parts(name)).collect();
        let people = context.people();
        let ours = context.plan.people.value();
        let is_ours = |handle: &str| ours.is_some_and(|people| people.get(handle).is_some());
        // What a plan says of a colleague stands in place of what the list says, and so does a nearer list.
        let list = match context.file.context.people.as_slice() {
            [list] if !list.people.keys().any(is_ours) => Some(context.names().in_list(list)),
            _ => None,
        };
        let handles = people.handles().filter(|handle| list.is_none() || is_ours(handle));
        for entry in handles.filter_map(|handle| people.find(handle)) {
            let said = [
                entry.first(|someone| &someone.name),
                entry.first(|someone| &someone.organisation),
                entry.first(|someone| &someone.role),
            ];
            own.extend(said.into_iter().flatten().flat_map(|said| parts(said)));
        }
        own.sort_unstable();
        KnownNames { own, list }
    }

    /// Whether a word, by its number in the wording of the plan, is one of them.
    pub(crate) fn has(&self, word: u64) -> bool {
        self.own.binary_search(&word).is_ok()
            || self.list.as_ref().is_some_and(|list| list.known.binary_search(&word).is_ok())
    }
}

fn parts(name: &str) -> impl Iterator<Item = u64> + '_ {
    name.split(|c: char| !c.is_alphanumeric()).map(packed)
}
