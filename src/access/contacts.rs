//! Which people a copy names, and whose phone numbers it has.

use std::collections::BTreeSet;

use crate::access::policy::{gp_handle, is_family};
use crate::access::reader::ReaderPolicy;
use crate::parse::{AccessLabels, AccessPolicy, FromToml, Handle, Names, OpenMap, PlanPart, TomlTable};
use crate::plan::{Plan, Someone};
use crate::workspace::PlanFile;

/// Whose contact details a reader has.
pub(crate) struct Contacts {
    /// People to contact in a crisis, family too.
    in_a_crisis: BTreeSet<String>,
    /// The main people of the plan.
    main: BTreeSet<String>,
    /// Whether the reader has those of everyone.
    all: bool,
}

/// Returns the handles of everyone a copy can name. `mentioned` are the handles in what is left of the plan.
pub(crate) fn named_handles(policy: &ReaderPolicy<'_>, mentioned: BTreeSet<String>) -> BTreeSet<String> {
    let file = policy.file;
    let mut named = mentioned;
    named.extend(service_contacts(file));
    named.extend(policy.reader.handle().map(str::to_owned));
    if !policy.reader.kind().is_limited() {
        named.extend(file.plan.people.value().into_iter().flat_map(OpenMap::keys).map(str::to_owned));
    } else if policy.allows(PlanPart::Contacts) {
        named.extend(service_handles(policy));
    }
    named.retain(|handle| handle != Handle::PERSON && policy.names(handle));
    named
}

/// Returns the people that the service puts on every copy.
fn service_contacts(file: &PlanFile) -> impl Iterator<Item = String> {
    let copies = file.context.settings().and_then(|settings| settings.copies.value());
    handles(copies.and_then(|copies| copies.in_a_crisis.value()))
}

fn handles(names: Option<&Names>) -> impl Iterator<Item = String> {
    names.into_iter().flat_map(|names| &names.0).map(|name| name.value.0.clone())
}

/// Returns the people who give a service that the reader can know of.
fn service_handles(policy: &ReaderPolicy<'_>) -> impl Iterator<Item = String> {
    let services = policy.file.plan.services.items().iter();
    services
        .filter(|service| !policy.is_withheld(&service.labels()))
        .flat_map(|service| handles(service.who.value()))
}

/// Returns the people to contact in a crisis, those who act in one, and those who act when part of the plan fails.
fn crisis_handles(plan: &Plan) -> impl Iterator<Item = String> {
    let crisis = plan.crisis.value();
    let to_contact = crisis.and_then(|crisis| crisis.who_to_contact.value());
    let actions = crisis.into_iter().flat_map(|crisis| crisis.actions.items());
    let fallback = plan.contingency.items().iter().flat_map(|contingency| contingency.actions.items());
    let who = actions.chain(fallback).map(|action| action.who.value());
    std::iter::once(to_contact).chain(who).flat_map(handles)
}

impl Contacts {
    /// Returns whose contact details a reader has, where `left` is what is left of the plan for them.
    pub(crate) fn new(policy: &ReaderPolicy<'_>, left: &Plan) -> Self {
        let mut main = BTreeSet::new();
        if policy.allows(PlanPart::Contacts) {
            let plan = &policy.file.plan;
            let coordinators = [&plan.care_coordinator, &plan.second_contact];
            main.extend(
                coordinators.into_iter().filter_map(|key| key.value()).map(|handle| handle.0.clone()),
            );
            main.extend(gp_handle(plan).map(str::to_owned));
            main.extend(service_handles(policy));
        }
        Contacts {
            in_a_crisis: service_contacts(policy.file).chain(crisis_handles(left)).collect(),
            main,
            all: !policy.reader.kind().is_limited(),
        }
    }

    /// Returns what the reader can know of `someone` with this handle.
    pub(crate) fn redact(
        &self,
        handle: &str,
        someone: &Someone,
        policy: &ReaderPolicy<'_>,
    ) -> Option<Someone> {
        let is_family = policy.file.people().find(handle).is_some_and(|entry| is_family(&entry));
        let has_contacts =
            self.all || self.in_a_crisis.contains(handle) || (!is_family && self.main.contains(handle));
        someone.redacted(PlanPart::Contacts, &ContactPolicy { policy, has_contacts, is_family })
    }
}

/// What a reader can see of one of the people.
struct ContactPolicy<'a> {
    policy: &'a ReaderPolicy<'a>,
    has_contacts: bool,
    is_family: bool,
}

impl AccessPolicy for ContactPolicy<'_> {
    fn allows(&self, part: PlanPart) -> bool {
        match part {
            PlanPart::Contacts => self.has_contacts,
            PlanPart::Places if self.is_family => self.policy.reader.kind().is_team(),
            part => self.policy.allows(part),
        }
    }

    fn is_withheld(&self, labels: &AccessLabels<'_>) -> bool {
        self.policy.is_withheld(labels)
    }

    fn names(&self, handle: &str) -> bool {
        self.policy.names(handle)
    }
}
