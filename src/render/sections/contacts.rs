//! Who to contact: the first section of most copies.

use crate::access::RedactedPlan;
use crate::access::policy::CopyStyle;
use crate::parse::{Handle, Name, Names, PlanPart};
use crate::phrase;
use crate::render::block::{Block, Contact, Phone, Section};
use crate::render::line::Line;
use crate::render::sections::phone_links::{dialled, email_link, phone};
use crate::workspace::PersonEntry;

/// Numbers for emergencies only.
const EMERGENCY: [&str; 2] = ["999", "112"];

impl RedactedPlan {
    /// Who to contact: the care coordinator, the second contact, those to phone in a crisis, the GP. Each of them once.
    pub(crate) fn contacts(&self) -> Option<Section> {
        let handles = self.main_handles().into_iter().filter(|handle| !self.is_reader(handle));
        let contacts: Vec<Contact> = handles.filter_map(|handle| self.contact(&handle)).collect();
        let has_part = self.has(PlanPart::Contacts);
        let mut blocks = Vec::new();
        if contacts.is_empty() {
            let nobody = if has_part { "Nobody is written down here yet. " } else { "" };
            blocks.push(Block::text(phrase!("{}If a life is in danger, phone 999.", nobody)));
        } else if has_part && !self.has_daytime_contact() {
            blocks.push(Block::Note { text: "Nobody is written down here yet for the daytime.".into() });
        }
        blocks.extend(Block::contacts(contacts, false));
        if self.gp.value() == Some(&Name::None) {
            blocks
                .push(Block::text(self.say("You have no GP at the moment.", "{} has no GP at the moment.")));
        }
        if self.reader().kind().style() == CopyStyle::Family {
            blocks.push(Block::text(
                "Say what you see and what worries you, whoever you phone: listening to you breaks no \
                 confidence.",
            ));
        }
        Section::new("contacts", "Who to contact", blocks)
    }

    /// Whether the plan names anyone for the daytime. After the end of CPA there is no need to.
    fn has_daytime_contact(&self) -> bool {
        let has_gp = matches!(self.gp.value(), Some(Name::Somebody(_)));
        self.is_ended() || has_gp || self.first_to_phone().or(self.second_contact.value()).is_some()
    }

    /// The people under "Who to contact", in their order there.
    pub(crate) fn main_handles(&self) -> Vec<Handle> {
        let first = self.first_to_phone().into_iter().chain(self.second_contact.value()).cloned();
        let gp = match self.gp.value() {
            Some(Name::Somebody(gp)) => Some(gp.clone()),
            Some(Name::None) | None => None,
        };
        distinct(first.chain(self.crisis_handles()).chain(gp))
    }

    /// Who to phone first: the care coordinator; after the end of CPA, who looks after the person now.
    fn first_to_phone(&self) -> Option<&Handle> {
        if self.is_ended() {
            return self.ended.value().and_then(|ended| ended.handed_to.value());
        }
        self.care_coordinator.value()
    }

    /// Whether there is any number under "Who to contact".
    pub(crate) fn has_numbers(&self) -> bool {
        let handles = self.main_handles().into_iter().filter(|handle| !self.is_reader(handle));
        handles.filter_map(|handle| self.find(&handle.0)).any(|entry| !entry.phones().is_empty())
    }

    /// Those to contact in a crisis, in the order to try: the plan's own, then the service's.
    pub(crate) fn crisis_handles(&self) -> Vec<Handle> {
        let own = self.crisis.value().and_then(|crisis| crisis.who_to_contact.value());
        let service = self.copy_settings().and_then(|copies| copies.in_a_crisis.value());
        let names = own.into_iter().chain(service).flat_map(|names: &Names| &names.0);
        distinct(names.map(|name| name.value.clone()))
    }

    /// Someone with their numbers, and when to use them.
    fn contact(&self, handle: &Handle) -> Option<Contact> {
        let entry = self.find(&handle.0)?;
        let card = self.contact_card(handle, &entry);
        // The numbers of others may be withheld from this reader.
        let has_number = !self.is_limited() || !card.phones.is_empty();
        Some(Contact { when: self.when_to_use(handle, &entry).filter(|_| has_number), ..card })
    }

    /// Someone with their numbers.
    pub(crate) fn contact_card(&self, handle: &Handle, entry: &PersonEntry<'_>) -> Contact {
        let phones = entry.phones().into_iter().filter(|(_, number)| Line::visible(number).is_some());
        let phones: Vec<Phone> = phones.map(|(kind, number)| phone(kind, number)).collect();
        let email = entry.first(|someone| &someone.email).filter(|email| Line::visible(email).is_some());
        let hours = entry.first(|someone| &someone.available).and_then(|hours| Line::visible(hours));
        let name = self.name_of(entry).capital();
        Contact {
            name: if self.is_reader(handle) { name.with(" (you)") } else { name },
            when: None,
            says: self.sentences(handle, entry),
            no_number: (phones.is_empty() && !self.is_limited()).then(|| "No number is written down.".into()),
            phones,
            email: email.map(|email| email_link(email)),
            hours: hours.map(|hours| hours.capital().stop()),
            address: entry.first(|someone| &someone.address).and_then(|address| Line::visible(address)),
            known: how_current(entry),
        }
    }

    fn when_to_use(&self, handle: &Handle, entry: &PersonEntry<'_>) -> Option<Line> {
        if is_for_emergencies(entry) {
            return Some("Phone in an emergency.".into());
        }
        let mut when: Vec<Line> = Vec::new();
        if self.first_to_phone() == Some(handle) {
            let about = if self.is_ended() { "." } else { ", about anything in this plan." };
            when.push(phrase!("Phone first{}", about));
        }
        if self.second_contact.value() == Some(handle) {
            when.push(self.when_to_use_second_contact());
        }
        if entry.is_out_of_hours() {
            when.push("Phone in the evening, at night and at weekends.".into());
        }
        if self.is_gp(&handle.0) && when.is_empty() {
            when.push(self.say("Phone about your physical health.", "Phone about {}'s physical health."));
        }
        if when.is_empty() {
            when.push("Phone in a crisis.".into());
        }
        Line::sentences(when)
    }

    fn when_to_use_second_contact(&self) -> Line {
        if self.is_ended() {
            return self.say("Phone when you need the team again.", "Phone when {} needs the team again.");
        }
        let coordinator = self.care_coordinator.value();
        if coordinator.is_some_and(|handle| self.is_reader(handle)) {
            return "Phone when you are away.".into();
        }
        let entry = coordinator.and_then(|handle| self.find(&handle.0));
        let name = entry.map_or_else(|| self.coordinator(), |entry| self.short_name(&entry));
        phrase!("Phone when {} is away.", name)
    }

    /// The numbers for a crisis, in the order to try, complete without any other page.
    pub(crate) fn crisis_contacts(&self) -> Option<Block> {
        let contacts = self.crisis_handles().into_iter().filter_map(|handle| {
            let card = self.contact_card(&handle, &self.find(&handle.0)?);
            Some(Contact { says: Vec::new(), email: None, address: None, known: None, ..card })
        });
        Block::contacts(contacts.collect(), true)
    }
}

/// Whether every number is for emergencies. A crisis line that also names 999 is for every crisis.
fn is_for_emergencies(entry: &PersonEntry<'_>) -> bool {
    let phones = entry.phones();
    let is_for_emergencies = |number: &str| {
        let dialled = dialled(&Line::value(number).plain(), false);
        dialled.is_some_and(|number| EMERGENCY.contains(&number.as_str()))
    };
    !phones.is_empty() && phones.iter().all(|(_, number)| is_for_emergencies(number))
}

/// From when until when someone works here, and when their details were last checked.
fn how_current(entry: &PersonEntry<'_>) -> Option<Line> {
    let from = entry.first(|someone| &someone.from).map(|day| phrase!("here since {}", *day));
    let until = entry.first(|someone| &someone.until).map(|day| phrase!("last day here: {}", *day));
    let checked = entry.first(|someone| &someone.checked).map(|day| phrase!("details checked on {}", *day));
    Line::semicolon_list([from, until, checked].into_iter().flatten()).map(|line| line.capital().stop())
}

/// The handles of others than the person, each once.
pub(crate) fn distinct(handles: impl IntoIterator<Item = Handle>) -> Vec<Handle> {
    let mut distinct = Vec::new();
    for handle in handles {
        if !handle.is_person() && !distinct.contains(&handle) {
            distinct.push(handle);
        }
    }
    distinct
}
