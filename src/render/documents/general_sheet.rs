//! The general sheet, which anyone may have: made without a plan, and without the name of anyone who has one.

use crate::phrase;
use crate::render::block::{Block, Contact, Section};
use crate::render::copy_context::CopyContext;
use crate::render::copy_document::CopyDocument;
use crate::render::documents::DocumentType;
use crate::render::line::Line;

pub(crate) const TYPE: DocumentType = DocumentType {
    word: "general-sheet",
    file_suffix: "-general-sheet",
    only_for: None,
    refuse: |_, _| None,
    build: |context| context.general_sheet(),
};

impl CopyContext<'_> {
    fn general_sheet(&self) -> CopyDocument {
        let service = self.service().map(|service| phrase!("{} ", Line::value(service).stop()));
        let unhappy = self.copy_setting(|copies| &copies.unhappy);
        let law = phrase!("The law is the {}.", self.plan.terms().carers_law);
        let [carer, assessment, refusal, young] = CARERS.map(Line::from);
        let sections = [
            Section::new("danger", "If a life is in danger", [Block::text(DANGER)]),
            Section::new("crisis", "Who to phone in a crisis", self.crisis_numbers()),
            Section::new("worried", "If you are worried about somebody", list(WORRIED)),
            Section::new(
                "always",
                "What our staff can always do",
                list(ALWAYS).into_iter().chain([Block::text(NOT_ALWAYS)]),
            ),
            Section::new(
                "carers",
                "If you look after somebody",
                list([carer, assessment, refusal, law, young]),
            ),
            Section::new(
                "unhappy",
                "If you are unhappy with our service",
                unhappy.map(|text| Block::text(Line::value(text).stop())),
            ),
        ];
        let heading = "Help in a crisis, and how to raise a worry".into();
        CopyDocument {
            copy_for: phrase!("{}As at {}. Anyone may have this sheet.", service, self.as_at),
            footer: phrase!("As at {}. Version {}.", self.as_at, self.version()),
            ..self.document(TYPE.word, heading, sections.into_iter().flatten())
        }
    }

    /// The numbers that the service puts on every copy.
    fn crisis_numbers(&self) -> Option<Block> {
        let contacts = self.plan.crisis_handles().into_iter().filter_map(|handle| {
            let entry = self.plan.find(&handle.0)?;
            let role = entry.first(|someone| &someone.role).and_then(|role| Line::visible(role));
            Some(Contact {
                says: role.map(|role| role.capital().stop()).into_iter().collect(),
                address: None,
                known: None,
                ..self.plan.contact_card(&handle, &entry)
            })
        });
        Block::contacts(contacts.collect(), false)
    }
}

const DANGER: &str =
    "Phone 999 now. Say what has happened and where you are. Stay with the person if it is safe.";

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

const NOT_ALWAYS: &str = "We ask people whether we may tell others about their care. If somebody says no, we keep to \
                          that. We can still listen to you.";

const CARERS: [&str; 4] = [
    "A carer is somebody who helps a friend or a relative without being paid.",
    "You can ask your council to look at what you need. This is called a carer's assessment, and it is free.",
    "You can ask for it even if the person you help wants no help from us.",
    "Carers under 18 have rights of their own. Ask us about them.",
];

fn list(items: impl IntoIterator<Item = impl Into<Line>>) -> Option<Block> {
    Block::list(None, items.into_iter().map(Into::into))
}
