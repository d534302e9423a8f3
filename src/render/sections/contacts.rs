//! Who to contact: the first thing that is seen.

use crate::access::RedactedPlan;
use crate::access::policy::CopyStyle;
use crate::parse::{Handle, Name, Names, PlanPart};
use crate::render::block::{Block, Contact, Link, Phone, Section, said};
use crate::render::line::Line;
use crate::workspace::PersonEntry;

/// Numbers that are for emergencies only.
const EMERGENCY: [&str; 2] = ["999", "112"];

/// Numbers of three digits that are whole numbers: what begins with one of them is a row of numbers.
const SHORT: [&str; 4] = ["999", "112", "111", "101"];

impl RedactedPlan {
    /// Who to contact: the care coordinator, who stands in, those to phone in a crisis, the GP. Each of them once.
    pub(crate) fn contacts(&self) -> Option<Section> {
        let handles = self.main_handles().into_iter().filter(|handle| !self.is_reader(handle));
        let contacts: Vec<Contact> = handles.filter_map(|handle| self.contact(&handle)).collect();
        let may_know = self.has(PlanPart::Contacts);
        let mut blocks = Vec::new();
        if contacts.is_empty() {
            let nobody = Line::from(if may_know { "Nobody is written down here yet. " } else { "" });
            blocks.push(Block::Text { text: nobody.with("If a life is in danger, phone 999.") });
        } else {
            if may_know && !self.is_anybody_there_by_day() {
                blocks.push(Block::Note { text: "Nobody is written down here yet for the daytime.".into() });
            }
            blocks.push(Block::Contacts { contacts, numbered: false });
        }
        if self.gp.value() == Some(&Name::None) {
            let none = self.say("You have no GP at the moment.", "{} has no GP at the moment.");
            blocks.push(Block::Text { text: none });
        }
        if self.reader().kind().style() == CopyStyle::Family {
            let listens = "Say what you see and what worries you, whoever you phone: listening to you breaks no \
                           confidence.";
            blocks.push(Block::Text { text: listens.into() });
        }
        Section::new("contacts", "Who to contact", blocks)
    }

    /// Whether anybody stands for the daytime: who is phoned first, who stands in, the GP. Of a plan that has ended
    /// nobody says "yet".
    pub(crate) fn is_anybody_there_by_day(&self) -> bool {
        let gp = matches!(self.gp.value(), Some(Name::Somebody(_)));
        self.is_ended() || gp || self.first_to_phone().is_some() || self.second_contact.value().is_some()
    }

    /// The people under "who to contact", in the order in which they stand there.
    pub(crate) fn main_handles(&self) -> Vec<Handle> {
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
    pub(crate) fn first_to_phone(&self) -> Option<&Handle> {
        if self.is_ended() {
            return self.ended.value().and_then(|ended| ended.handed_to.value());
        }
        self.care_coordinator.value()
    }

    /// Whether any number stands under "who to contact".
    pub(crate) fn has_numbers(&self) -> bool {
        let handles = self.main_handles().into_iter().filter(|handle| !self.is_reader(handle));
        handles.filter_map(|handle| self.find(&handle.0)).any(|entry| !entry.phones().is_empty())
    }

    /// Those to contact in a crisis, in the order to try: the plan's own, then the service's.
    pub(crate) fn crisis_handles(&self) -> Vec<Handle> {
        let own = self.crisis.value().and_then(|crisis| crisis.who_to_contact.value());
        let copies = self.settings().and_then(|settings| settings.copies.value());
        let service = copies.and_then(|copies| copies.in_a_crisis.value());
        let all = own.into_iter().chain(service).flat_map(|names: &Names| &names.0);
        once(all.map(|handle| handle.value.clone()).collect())
    }

    /// Somebody with their numbers, and when to use them.
    pub(crate) fn contact(&self, handle: &Handle) -> Option<Contact> {
        let entry = self.find(&handle.0)?;
        let card = self.card(handle, &entry);
        // A number that is not theirs to have is not one to phone, nor one that is missing.
        let is_reached = !self.is_limited() || !card.phones.is_empty();
        Some(Contact { when: self.when_to_use(handle, &entry).filter(|_| is_reached), ..card })
    }

    /// Somebody with their numbers.
    pub(crate) fn card(&self, handle: &Handle, entry: &PersonEntry<'_>) -> Contact {
        let phones = entry.phones().into_iter().filter(|(_, number)| Line::said(number).is_some());
        let phones: Vec<Phone> = phones.map(|(kind, number)| phone(kind, number)).collect();
        let name = self.name_of(entry).capital();
        Contact {
            name: if self.is_reader(handle) { name.with(" (you)") } else { name },
            when: None,
            says: self.sentences(handle, entry),
            no_number: (phones.is_empty() && !self.is_limited()).then(|| "No number is written down.".into()),
            phones,
            email: entry
                .first(|one| &one.email)
                .filter(|email| Line::said(email).is_some())
                .map(|email| email_link(email)),
            hours: entry
                .first(|one| &one.available)
                .and_then(|hours| Some(Line::said(hours)?.capital().stop())),
            address: entry.first(|one| &one.address).and_then(|address| Line::said(address)),
            known: how_well_known(entry),
        }
    }

    pub(crate) fn when_to_use(&self, handle: &Handle, entry: &PersonEntry<'_>) -> Option<Line> {
        if is_for_emergencies(entry) {
            return Some("Phone in an emergency.".into());
        }
        let mut when: Vec<Line> = Vec::new();
        if self.first_to_phone() == Some(handle) {
            let about = if self.is_ended() { "." } else { ", about anything in this plan." };
            when.push(Line::from("Phone first").with(about));
        }
        if self.second_contact.value() == Some(handle) && self.is_ended() {
            when.push(self.say("Phone when you need the team again.", "Phone when {} needs the team again."));
        } else if self.second_contact.value() == Some(handle) {
            let away = self.care_coordinator.value().and_then(|handle| self.find(&handle.0));
            let away = away.map_or_else(|| self.coordinator(), |entry| self.short_name(&entry));
            let away = if self.care_coordinator.value().is_some_and(|handle| self.is_reader(handle)) {
                "you are".into()
            } else {
                away.with(" is")
            };
            when.push(Line::from("Phone when ").with(away).with(" away."));
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
        when.into_iter().reduce(|all, more| all.with(" ").with(more))
    }

    /// The numbers for a crisis, in the order to try, so that the page needs no other.
    pub(crate) fn crisis_contacts(&self) -> Option<Block> {
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

/// Whether every number of somebody is for emergencies. A crisis line that also names 999 is there in every crisis.
pub(crate) fn is_for_emergencies(entry: &PersonEntry<'_>) -> bool {
    let phones = entry.phones();
    let is_for_emergencies = |number: &str| {
        dialled(&Line::value(number).plain(), false)
            .is_some_and(|number| EMERGENCY.contains(&number.as_str()))
    };
    !phones.is_empty() && phones.iter().all(|(_, number)| is_for_emergencies(number))
}

/// When the details were last tried, and from when until when somebody is here.
pub(crate) fn how_well_known(entry: &PersonEntry<'_>) -> Option<Line> {
    let checked =
        entry.first(|one| &one.checked).map(|day| Line::from("details checked on ").with(said(day.0)));
    let from = entry.first(|one| &one.from).map(|day| Line::from("here since ").with(said(*day)));
    let until = entry.first(|one| &one.until).map(|day| Line::from("last day here: ").with(said(*day)));
    Line::row(from.into_iter().chain(until).chain(checked)).map(|line| line.capital().stop())
}

/// A number with its kind, that can be tapped if it is one number and no other text.
pub(crate) fn phone(kind: &str, number: &str) -> Phone {
    let text = Line::value(number);
    let is_for_texts = ["text", "texts", "sms"].contains(&kind.trim().to_lowercase().as_str());
    let scheme = if is_for_texts { "sms" } else { "tel" };
    let leads_to = dialled(&text.plain(), is_for_texts).map(|dialled| format!("{scheme}:{dialled}"));
    let kind = Line::said(kind).unwrap_or_else(|| "phone".into());
    Phone { kind: kind.capital(), number: Link { text, leads_to } }
}

/// What to dial for a number as it is typed; nothing where that is in doubt: two numbers, an extension, a word.
///
/// A wrong digit phones a stranger about somebody's care, and a number that cannot be tapped can still be typed.
pub(crate) fn dialled(number: &str, is_for_texts: bool) -> Option<String> {
    let digits = |text: &str| -> Option<String> {
        let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'));
        plain.then(|| text.chars().filter(char::is_ascii_digit).collect())
    };
    if let Some(abroad) = number.strip_prefix('+') {
        let home = abroad.strip_prefix("44").map(|home| home.trim_start_matches([' ', '-']));
        // "+44 (0)1632": the 0 is dialled at home, the +44 abroad, and never both.
        let number = match home {
            Some(home) => format!("44{}", digits(home.strip_prefix("(0)").unwrap_or(home))?),
            None => digits(abroad)?,
        };
        let is_one = match number.strip_prefix("44") {
            Some(home) => matches!(home.len(), 9 | 10) && !home.starts_with('0'),
            None => (8..=15).contains(&number.len()) && !number.starts_with('0'),
        };
        return is_one.then(|| format!("+{number}"));
    }
    let number = match number.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((area, rest)) => digits(area)? + &digits(rest)?,
        None => digits(number)?,
    };
    let is_one = match number.len() {
        3 => true,
        // The short numbers for texts, as 85258.
        5 => is_for_texts,
        // "116 123", and not "999 111".
        6 => !SHORT.iter().any(|short| number.starts_with(short)),
        // Childline.
        8 => number == "08001111",
        10 | 11 => number.starts_with('0'),
        _ => false,
    };
    is_one.then_some(number)
}

/// An e-mail address that can be tapped if it is one.
pub(crate) fn email_link(email: &str) -> Link {
    let plain =
        |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'));
    let is_address = email
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && plain(name) && plain(host));
    Link { text: Line::value(email), leads_to: is_address.then(|| format!("mailto:{email}")) }
}

pub(crate) fn once(handles: Vec<Handle>) -> Vec<Handle> {
    let mut seen = Vec::new();
    for handle in handles {
        if !handle.is_person() && !seen.contains(&handle) {
            seen.push(handle);
        }
    }
    seen
}
