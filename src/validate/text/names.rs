//! The words of names of people and services.

use std::collections::HashSet;

use crate::validate::Context;
use crate::validate::text::words_of;

/// Returns the words of some names, as words are compared.
pub(crate) fn words_of_names<'a>(names: impl IntoIterator<Item = &'a String>) -> HashSet<String> {
    names.into_iter().flat_map(|name| words_of(name)).map(|word| word.key.into_owned()).collect()
}

/// Returns the names, organisations and roles of everyone whom a plan can name.
pub(crate) fn names_of_people<'a>(context: &Context<'a>) -> Vec<&'a String> {
    let people = context.people();
    let entries = people.handles().filter_map(|handle| people.find(handle));
    let names = entries.flat_map(|entry| {
        [
            entry.first(|someone| &someone.name),
            entry.first(|someone| &someone.organisation),
            entry.first(|someone| &someone.role),
        ]
    });
    names.flatten().collect()
}

/// Returns the words of the person's names and of [`names_of_people`].
pub(crate) fn known_names(context: &Context<'_>) -> HashSet<String> {
    let person = context.plan.person.value().into_iter();
    let of_the_person = person.flat_map(|person| [&person.name, &person.preferred_name]);
    words_of_names(of_the_person.filter_map(|name| name.value()).chain(names_of_people(context)))
}
