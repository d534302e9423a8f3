//! The general sheet, which anyone may have: made without a plan, and without a name of anybody who has one.

use crate::render::block::{Block, Section, said};
use crate::render::copy_context::CopyContext;
use crate::render::copy_document::CopyDocument;
use crate::render::line::Line;
use crate::render::{Document, PrintSize};

impl CopyContext<'_> {
    /// The general sheet.
    pub(crate) fn general_sheet(&self) -> CopyDocument {
        let service = self.seen.settings().and_then(|settings| settings.service.value());
        let service = service.map(|service| Line::value(service).stop().with(" "));
        let day = Line::from("As at ").with(said(self.as_at)).with(". Anyone may have this sheet.");
        let version = Line::made(format!(". Version {}.", self.seen.version()));
        let sections = [
            Section::new("danger", "If a life is in danger", texts(&DANGER)),
            Section::new("crisis", "Who to phone in a crisis", self.numbers().into_iter().collect()),
            Section::new("worried", "If you are worried about somebody", list(&WORRIED)),
            Section::new(
                "always",
                "What our staff can always do",
                [list(&ALWAYS), texts(&NOT_ALWAYS)].into_iter().flatten().collect(),
            ),
            Section::new("carers", "If you look after somebody", self.rights_of_carers()),
            Section::new("unhappy", "If you are unhappy with our service", self.if_unhappy()),
        ];
        CopyDocument {
            document: Document::GeneralSheet.word(),
            lang: "en-GB",
            title: "Help in a crisis, and how to raise a worry".to_owned(),
            heading: "Help in a crisis, and how to raise a worry".into(),
            draft: false,
            large: self.print == PrintSize::Large,
            copy_for: service.unwrap_or_default().with(day),
            banner: Vec::new(),
            first: Vec::new(),
            sections: sections.into_iter().flatten().collect(),
            footer: Line::from("As at ").with(said(self.as_at)).with(version),
        }
    }

    /// The numbers that the service puts on every copy.
    pub(crate) fn numbers(&self) -> Option<Block> {
        let contacts = self.seen.crisis_handles().into_iter().filter_map(|handle| {
            let entry = self.seen.find(&handle.0)?;
            let mut contact = self.seen.card(&handle, &entry);
            let role = entry.first(|one| &one.role).and_then(|role| Line::said(role));
            contact.says = role.map(|role| role.capital().stop()).into_iter().collect();
            (contact.address, contact.known) = (None, None);
            Some(contact)
        });
        let contacts: Vec<_> = contacts.collect();
        (!contacts.is_empty()).then_some(Block::Contacts { contacts, numbered: false })
    }

    pub(crate) fn rights_of_carers(&self) -> Vec<Block> {
        let law = Line::from("The law is the ").with(self.seen.terms().carers_law).with(".");
        let mut items: Vec<Line> = CARERS.iter().map(|text| Line::from(*text)).collect();
        items.insert(CARERS.len() - 1, law);
        Block::list(items).into_iter().collect()
    }

    pub(crate) fn if_unhappy(&self) -> Vec<Block> {
        let copies = self.seen.copy_settings();
        let unhappy = copies.and_then(|copies| copies.unhappy.value());
        let text = unhappy.map(|unhappy| Block::Text { text: Line::value(unhappy).stop() });
        text.into_iter().collect()
    }
}

const DANGER: [&str; 1] =
    ["Phone 999 now. Say what has happened and where you are. Stay with the person if it is safe."];

const WORRIED: [&str; 4] = [
    "Phone one of the numbers here, at any time that they answer.",
    "Say what you have seen, and what worries you most.",
    "Say if you want us to keep private that you phoned. We will tell you if we cannot.",
    "You do not have to be family. You do not need to ask anybody first.",
];

const ALWAYS: [&str; 4] = [
    "Listen to you.",
    "Tell you about mental health problems, medicines and services in general.",
    "Tell you where you can get help for yourself.",
    "Talk with you about what you already know.",
];

const NOT_ALWAYS: [&str; 1] = [
    "We ask people whether we may tell others about their care. If somebody says no, we keep to that. We can still listen to you.",
];

const CARERS: [&str; 4] = [
    "A carer is somebody who helps a friend or a relative without being paid.",
    "You can ask your council to look at what you need. This is called a carer's assessment, and it is free.",
    "You can ask for it even if the person you help wants no help from us.",
    "Carers under 18 have rights of their own. Ask us about them.",
];

pub(crate) fn texts(texts: &[&'static str]) -> Vec<Block> {
    texts.iter().map(|text| Block::Text { text: (*text).into() }).collect()
}

pub(crate) fn list(items: &[&'static str]) -> Vec<Block> {
    Block::list(items.iter().map(|item| Line::from(*item)).collect()).into_iter().collect()
}
