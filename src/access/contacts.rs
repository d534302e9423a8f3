//! Whom a copy names, and whose numbers stand in it.

use std::collections::BTreeSet;

use crate::access::policy::ReaderPolicy;
use crate::parse::{AccessLabels, AccessPolicy, FromToml, Handle, Name, Names, PlanPart, TomlTable};
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
    policy: &ReaderPolicy<'_>,
    mentioned: BTreeSet<String>,
) -> BTreeSet<String> {
    let mut named = mentioned;
    named.extend(service_numbers(file));
    named.extend(policy.reader.handle().map(str::to_owned));
    if policy.is_limited() {
        if policy.allows(PlanPart::Contacts) {
            named.extend(handles_of_services(file, policy));
        }
    } else {
        named.extend(
            file.plan.people.value().into_iter().flat_map(crate::parse::OpenMap::keys).map(str::to_owned),
        );
    }
    named.retain(|handle| handle != Handle::PERSON && policy.names(handle));
    named
}

/// The handles of those whom the service puts on every copy, for a crisis.
fn service_numbers(file: &PlanFile) -> Vec<String> {
    let copies = file.context.settings().and_then(|settings| settings.copies.value());
    all_of(copies.and_then(|copies| copies.in_a_crisis.value()))
}

fn all_of(names: Option<&Names>) -> Vec<String> {
    names.map(|names| names.0.iter().map(|name| name.value.0.clone()).collect()).unwrap_or_default()
}

/// Those who give services that are not kept from the reader: whoever has the contacts has theirs.
fn handles_of_services(file: &PlanFile, policy: &ReaderPolicy<'_>) -> Vec<String> {
    let services = file.plan.services.items().iter().filter(|service| !policy.is_withheld(&service.marks()));
    services.flat_map(|service| all_of(service.who.value())).collect()
}

impl Numbers {
    /// Whose numbers the reader behind `policy` may have, to whom `seen` is left of the plan.
    pub(crate) fn new(file: &PlanFile, policy: &ReaderPolicy<'_>, seen: &impl HasCrisis) -> Self {
        let mut in_a_crisis: BTreeSet<String> = service_numbers(file).into_iter().collect();
        in_a_crisis.extend(seen.in_a_crisis());
        let mut main = BTreeSet::new();
        if policy.allows(PlanPart::Contacts) {
            let plan = &file.plan;
            let gp = plan.gp.value().and_then(|gp| match gp {
                Name::Somebody(gp) => Some(gp.0.clone()),
                Name::None => None,
            });
            let two = [plan.care_coordinator.value(), plan.second_contact.value()];
            main.extend(two.into_iter().flatten().map(|handle| handle.0.clone()).chain(gp));
            main.extend(handles_of_services(file, policy));
        }
        Numbers { in_a_crisis, main, all: !policy.is_limited() }
    }

    /// What the reader behind `policy` may know of `someone` who goes by `handle`.
    pub(crate) fn seen_of(
        &self,
        handle: &str,
        someone: &Someone,
        policy: &ReaderPolicy<'_>,
    ) -> Option<Someone> {
        let is_family =
            |entry: &crate::workspace::PersonEntry<'_>| entry.first(|one| &one.relationship).is_some();
        let is_family = policy.file.people().find(handle).as_ref().is_some_and(is_family);
        let numbers =
            self.all || self.in_a_crisis.contains(handle) || (!is_family && self.main.contains(handle));
        someone.seen(PlanPart::Contacts, &OneWall { policy, numbers, is_family })
    }
}

/// What is left of a plan, as far as it says whom to phone in a crisis.
pub(crate) trait HasCrisis {
    /// The handles of those under `who_to_contact`, and of those who act in a crisis or when part of the plan fails.
    fn in_a_crisis(&self) -> Vec<String>;
}

/// The wall round one of the people: their names are seen, their numbers only where they may be.
struct OneWall<'a> {
    policy: &'a ReaderPolicy<'a>,
    numbers: bool,
    is_family: bool,
}

impl AccessPolicy for OneWall<'_> {
    fn allows(&self, part: PlanPart) -> bool {
        match part {
            PlanPart::Contacts => self.numbers,
            PlanPart::Places if self.is_family => self.policy.reader.is_of_team(),
            part => self.policy.allows(part),
        }
    }

    fn is_withheld(&self, marks: &AccessLabels<'_>) -> bool {
        self.policy.is_withheld(marks)
    }

    fn names(&self, handle: &str) -> bool {
        self.policy.names(handle)
    }
}
