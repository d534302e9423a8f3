//! Whom a copy names, and whose numbers stand in it.

use std::collections::BTreeSet;

use crate::access::policy::ReaderWall;
use crate::parse::{Handle, Marks, Name, Names, Part, Readable, Record, Wall};
use crate::plan::Someone;
use crate::workspace::PlanFile;

/// Whose numbers a reader may have.
pub(crate) struct Numbers {
    /// Those for a crisis: also the numbers of family.
    in_a_crisis: BTreeSet<String>,
    /// The main people of the plan.
    main: BTreeSet<String>,
    /// Whether all numbers are theirs to have.
    all: bool,
}

/// The handles of everybody who may be named in a copy, where `mentioned` are those whom what is left of the plan
/// mentions.
pub(crate) fn names_of(
    file: &PlanFile,
    wall: &ReaderWall<'_>,
    mentioned: BTreeSet<String>,
) -> BTreeSet<String> {
    let mut named = mentioned;
    named.extend(service_numbers(file));
    named.extend(wall.reader.handle().map(str::to_owned));
    if wall.is_limited() {
        if wall.opens(Part::Contacts) {
            named.extend(handles_of_services(file, wall));
        }
    } else {
        named.extend(
            file.plan.people.value().into_iter().flat_map(crate::parse::Open::keys).map(str::to_owned),
        );
    }
    named.retain(|handle| handle != Handle::PERSON && wall.names(handle));
    named
}

/// The handles of those whom the service puts on every copy, for a crisis.
fn service_numbers(file: &PlanFile) -> Vec<String> {
    let copies = file.shelf.settings().and_then(|settings| settings.copies.value());
    all_of(copies.and_then(|copies| copies.in_a_crisis.value()))
}

fn all_of(names: Option<&Names>) -> Vec<String> {
    names.map(|names| names.0.iter().map(|name| name.value.0.clone()).collect()).unwrap_or_default()
}

/// Those who give services that are not kept from the reader: whoever has the contacts has theirs.
fn handles_of_services(file: &PlanFile, wall: &ReaderWall<'_>) -> Vec<String> {
    let services = file.plan.services.items().iter().filter(|service| !wall.keeps_back(&service.marks()));
    services.flat_map(|service| all_of(service.who.value())).collect()
}

impl Numbers {
    /// Whose numbers the reader behind `wall` may have, to whom `seen` is left of the plan.
    pub(crate) fn of(file: &PlanFile, wall: &ReaderWall<'_>, seen: &impl HasCrisis) -> Self {
        let mut in_a_crisis: BTreeSet<String> = service_numbers(file).into_iter().collect();
        in_a_crisis.extend(seen.in_a_crisis());
        let mut main = BTreeSet::new();
        if wall.opens(Part::Contacts) {
            let plan = &file.plan;
            let gp = plan.gp.value().and_then(|gp| match gp {
                Name::Somebody(gp) => Some(gp.0.clone()),
                Name::None => None,
            });
            let two = [plan.care_coordinator.value(), plan.second_contact.value()];
            main.extend(two.into_iter().flatten().map(|handle| handle.0.clone()).chain(gp));
            main.extend(handles_of_services(file, wall));
        }
        Numbers { in_a_crisis, main, all: !wall.is_limited() }
    }

    /// What the reader behind `wall` may know of `someone` who goes by `handle`.
    pub(crate) fn seen_of(&self, handle: &str, someone: &Someone, wall: &ReaderWall<'_>) -> Option<Someone> {
        let is_family = |entry: &crate::workspace::Entry<'_>| entry.first(|one| &one.relationship).is_some();
        let is_family = wall.file.people().find(handle).as_ref().is_some_and(is_family);
        let numbers =
            self.all || self.in_a_crisis.contains(handle) || (!is_family && self.main.contains(handle));
        someone.seen(Part::Contacts, &OneWall { wall, numbers, is_family })
    }
}

/// What is left of a plan, as far as it says whom to phone in a crisis.
pub(crate) trait HasCrisis {
    /// The handles of those under `who_to_contact`, and of those who act in a crisis or when part of the plan fails.
    fn in_a_crisis(&self) -> Vec<String>;
}

/// The wall round one of the people: their names are seen, their numbers only where they may be.
struct OneWall<'a> {
    wall: &'a ReaderWall<'a>,
    numbers: bool,
    is_family: bool,
}

impl Wall for OneWall<'_> {
    fn opens(&self, part: Part) -> bool {
        match part {
            Part::Contacts => self.numbers,
            Part::Places if self.is_family => self.wall.reader.is_of_team(),
            part => self.wall.opens(part),
        }
    }

    fn keeps_back(&self, marks: &Marks<'_>) -> bool {
        self.wall.keeps_back(marks)
    }

    fn names(&self, handle: &str) -> bool {
        self.wall.names(handle)
    }
}
