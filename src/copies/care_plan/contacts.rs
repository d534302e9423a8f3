//! Who to contact: the first thing that the person sees.

use crate::copies::Seen;
use crate::copies::block::{Block, Contact, Link, Phone, Section, said};
use crate::copies::line::Line;
use crate::folder::Entry;
use crate::reading::{Handle, Name, Names};

use super::names::{name_of, short_name};

/// Numbers that are for emergencies only.
const EMERGENCY: [&str; 2] = ["999", "112"];

impl Seen {
    /// Who to contact: the care coordinator, who stands in, those to phone in a crisis, the GP. Each of them once.
    pub(super) fn contacts(&self) -> Option<Section> {
        let contacts: Vec<Contact> =
            self.main_handles().iter().filter_map(|handle| self.contact(handle)).collect();
        let mut blocks = Vec::new();
        if contacts.is_empty() {
            let nobody = "Nobody is written down here yet. If a life is in danger, phone 999.";
            blocks.push(Block::Text { text: nobody.into() });
        } else {
            blocks.push(Block::Contacts { contacts, numbered: false });
        }
        if self.gp.value() == Some(&Name::None) {
            blocks.push(Block::Text { text: "You have no GP at the moment.".into() });
        }
        Section::of("contacts", "Who to contact", blocks)
    }

    /// The people under "who to contact", in the order in which they stand there.
    pub(super) fn main_handles(&self) -> Vec<Handle> {
        let mut handles: Vec<Handle> = Vec::new();
        handles.extend(self.first_to_phone().cloned());
        handles.extend(self.second_contact.value().cloned());
        handles.extend(self.crisis_handles());
        if let Some(Name::Somebody(gp)) = self.gp.value() {
            handles.push(gp.clone());
        }
        once(handles)
    }

    /// Whom to phone first: the care coordinator; once CPA has ended, who looks after the person now.
    fn first_to_phone(&self) -> Option<&Handle> {
        if self.is_ended() {
            return self.ended.value().and_then(|ended| ended.handed_to.value());
        }
        self.care_coordinator.value()
    }

    /// Those to contact in a crisis, in the order to try: the plan's own, then the service's.
    pub(super) fn crisis_handles(&self) -> Vec<Handle> {
        let own = self.crisis.value().and_then(|crisis| crisis.who_to_contact.value());
        let copies = self.settings().and_then(|settings| settings.copies.value());
        let service = copies.and_then(|copies| copies.in_a_crisis.value());
        let all = own.into_iter().chain(service).flat_map(|names: &Names| &names.0);
        once(all.map(|handle| handle.value.clone()).collect())
    }

    /// Somebody with their numbers, and when to use them.
    fn contact(&self, handle: &Handle) -> Option<Contact> {
        let entry = self.find(&handle.0)?;
        Some(Contact { when: self.when_to_use(handle, &entry), ..self.card(handle, &entry) })
    }

    /// Somebody with their numbers.
    pub(super) fn card(&self, handle: &Handle, entry: &Entry<'_>) -> Contact {
        let phones: Vec<Phone> =
            entry.phones().into_iter().map(|(kind, number)| phone(kind, number)).collect();
        Contact {
            name: name_of(entry).capital(),
            when: None,
            says: self.sentences(handle, entry),
            no_number: phones.is_empty().then(|| "No number is written down.".into()),
            phones,
            email: entry.first(|one| &one.email).map(|email| email_link(email)),
            hours: entry.first(|one| &one.available).map(|hours| Line::value(hours).capital().stop()),
            address: address(entry),
            known: how_well_known(entry),
        }
    }

    fn when_to_use(&self, handle: &Handle, entry: &Entry<'_>) -> Option<Line> {
        if entry.phones().iter().any(|(_, number)| EMERGENCY.contains(number)) {
            return Some("Phone in an emergency.".into());
        }
        let mut when: Vec<Line> = Vec::new();
        if self.first_to_phone() == Some(handle) {
            let about = if self.is_ended() { "." } else { ", about anything in this plan." };
            when.push(Line::from("Phone first").with(about));
        }
        if self.second_contact.value() == Some(handle) && self.is_ended() {
            when.push("Phone when you need the team again.".into());
        } else if self.second_contact.value() == Some(handle) {
            let away = self.care_coordinator.value().and_then(|handle| self.find(&handle.0));
            let away = away.map_or_else(|| self.coordinator(), |entry| short_name(&entry));
            when.push(Line::from("Phone when ").with(away).with(" is away."));
        }
        if entry.is_out_of_hours() {
            when.push("Phone in the evening, at night and at weekends.".into());
        }
        if self.is_gp(&handle.0) && when.is_empty() {
            when.push("Phone about your physical health.".into());
        }
        if when.is_empty() {
            when.push("Phone in a crisis.".into());
        }
        when.into_iter().reduce(|all, more| all.with(" ").with(more))
    }

    /// The numbers for a crisis, in the order to try, so that the page needs no other.
    pub(super) fn crisis_contacts(&self) -> Option<Block> {
        let contacts: Vec<Contact> = self
            .crisis_handles()
            .iter()
            .filter_map(|handle| {
                let entry = self.find(&handle.0)?;
                Some(Contact {
                    says: Vec::new(),
                    email: None,
                    address: None,
                    known: None,
                    ..self.card(handle, &entry)
                })
            })
            .collect();
        (!contacts.is_empty()).then_some(Block::Contacts { contacts, numbered: true })
    }
}

/// Where a place of work is. Where somebody's family lives is theirs to tell.
fn address(entry: &Entry<'_>) -> Option<Line> {
    let is_family = entry.first(|one| &one.relationship).is_some();
    entry.first(|one| &one.address).filter(|_| !is_family).map(|address| Line::value(address))
}

/// When the details were last tried, and from when until when somebody is here.
fn how_well_known(entry: &Entry<'_>) -> Option<Line> {
    let checked =
        entry.first(|one| &one.checked).map(|day| Line::from("details checked on ").with(said(day.0)));
    let from = entry.first(|one| &one.from).map(|day| Line::from("here since ").with(said(*day)));
    let until = entry.first(|one| &one.until).map(|day| Line::from("last day here: ").with(said(*day)));
    Line::row(from.into_iter().chain(until).chain(checked)).map(|line| line.capital().stop())
}

/// A number with its kind, that can be tapped if it is one.
pub(super) fn phone(kind: &str, number: &str) -> Phone {
    let is_number =
        number.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '+' | '.'));
    let dial: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let is_for_texts = ["text", "texts", "sms"].contains(&kind.to_lowercase().as_str());
    let scheme = if is_for_texts { "sms" } else { "tel" };
    let leads_to = (is_number && !dial.is_empty()).then(|| format!("{scheme}:{dial}"));
    Phone { kind: Line::value(kind).capital(), number: Link { text: Line::value(number), leads_to } }
}

/// An e-mail address that can be tapped if it is one.
pub(super) fn email_link(email: &str) -> Link {
    let plain =
        |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'));
    let is_address = email
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && plain(name) && plain(host));
    Link { text: Line::value(email), leads_to: is_address.then(|| format!("mailto:{email}")) }
}

fn once(handles: Vec<Handle>) -> Vec<Handle> {
    let mut seen = Vec::new();
    for handle in handles {
        if !handle.is_person() && !seen.contains(&handle) {
            seen.push(handle);
        }
    }
    seen
}
