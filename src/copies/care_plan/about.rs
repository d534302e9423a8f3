//! The person: in their own words, how to communicate with them, and their details.

use super::Basis;
use crate::copies::block::{Block, Facts, Section, all, said_long_ago};
use crate::copies::line::Line;
use crate::plan::{AboutMe, Person, Status};
use crate::reading::{Open, Spanned};

use super::contacts::phone;

impl Basis<'_> {
    /// The person in their own words.
    pub(super) fn about_me(&self) -> Option<Section> {
        let about: &AboutMe = self.seen.about_me.value()?;
        let text = |heading: &'static str, value: Option<&String>| {
            Block::titled(heading, vec![Block::Words { text: Line::value(value?) }])
        };
        let list = |heading: &'static str, values: Option<&Vec<Spanned<String>>>| {
            Block::titled(heading, Block::list(all(values?)).into_iter().collect())
        };
        let with = self.seen.somebody(about.written_with.value()).map(|with| Line::from("with ").with(with));
        let written = Line::list_with_commas(said_long_ago(about.written.value()).into_iter().chain(with));
        let blocks = [
            text("What is important to me", about.important_to_me.value()),
            text("People who are important to me", about.people_important_to_me.value()),
            list("What I am good at, and what I have", about.strengths.value()),
            text("Good days and bad days", about.my_wellness.value()),
            text("How to support me", about.how_to_support_me.value()),
            text("How to communicate with me", about.how_to_communicate_with_me.value()),
            list("Please do", about.please_do.value()),
            list("Please do not", about.please_do_not.value()),
            text("What else is worth knowing", about.also_worth_knowing.value()),
            text("Where a recording of this is", about.recording.value()),
            written.and_then(|text| {
                Block::titled("When I wrote this", vec![Block::Text { text: text.capital() }])
            }),
        ];
        Section::of("about-me", "About me", blocks.into_iter().flatten().collect()).map(Section::in_columns)
    }

    /// What the person needs so that they can understand and be understood.
    pub(super) fn communication(&self) -> Option<Section> {
        let needs = self.seen.communication.value()?;
        let interpreter = needs.interpreter.value().map(|language| match language.as_str() {
            "none" => "I need none".into(),
            language => Line::value(language),
        });
        let mut facts = Facts::default();
        facts
            .row("Languages, the one I would rather use first", needs.languages.value(), "None given")
            .add("Interpreter", interpreter)
            .add("My copy", needs.copy_format.value().map(|format| Line::from(format.word()).capital()))
            .text("How to get in touch with me", needs.contact_by.value())
            .row("What makes it easier", needs.adjustments.value(), "Nothing more")
            .past("I was asked on", needs.asked.value());
        let block = facts.block().into_iter().collect();
        Section::of("communication", "How to reach me, and talk with me", block).map(Section::in_columns)
    }

    /// The person's details.
    pub(super) fn details(&self) -> Option<Section> {
        let none = Person::default();
        let person = self.seen.person.value().unwrap_or(&none);
        let mut facts = Facts::default();
        facts
            .text("Name", person.name.value())
            .text("Family name", person.family_name.value())
            .text("The name I go by", person.preferred_name.value())
            .row("Other names", person.also_known_as.value(), "None")
            .text("Words for me", person.pronouns.value())
            .past("Born", person.born.value())
            .text("NHS number", person.nhs_number.value())
            .text("CHI number", person.chi_number.value())
            .text("Health and care number", person.hc_number.value())
            .text("Address", person.address.value())
            .text("Letters go to", person.letters_to.value())
            .add("Phone", numbers(person.phones.value()))
            .text("E-mail", person.email.value());
        at_home(&mut facts, person);
        self.time_on_cpa(&mut facts);
        Section::of("details", "My details", facts.block().into_iter().collect()).map(Section::in_columns)
    }

    fn time_on_cpa(&self, facts: &mut Facts) {
        let status = self.seen.status.value().map(|status| match status {
            Status::Draft => "Draft",
            Status::Active => "Active",
            Status::Ended => "Ended",
        });
        let coordinator = Line::from(self.seen.terms().coordinator);
        facts
            .add("This plan is", status.map(Line::from))
            .past("It began on", self.seen.started.value())
            .past(
                Line::from("My ").with(coordinator.clone()).with(" since"),
                self.seen.care_coordinator_since.value(),
            );
        for earlier in self.seen.earlier_coordinators.items() {
            let days = match (earlier.from.value(), earlier.until.value()) {
                (Some(from), Some(until)) => Some(super::from_to(from.0, until.0)),
                (Some(from), None) => Some(Line::from("from ").with(crate::copies::block::said(from.0))),
                (None, Some(until)) => Some(Line::from("until ").with(crate::copies::block::said(until.0))),
                (None, None) => None,
            };
            let name = earlier.name.value().map(|name| Line::value(name));
            let label = Line::from("Earlier ").with(coordinator.clone());
            facts.add(label, Line::list_with_commas(name.into_iter().chain(days)));
        }
    }
}

fn at_home(facts: &mut Facts, person: &Person) {
    let children = person.children_at_home.value().map(|count| match count {
        0 => "None".into(),
        count => Line::made(count.to_string()),
    });
    facts
        .text("I live with", person.lives_with.value())
        .add("Children under 18 living with me, or often staying", children)
        .row("Adults who depend on me", person.looks_after.value(), "Nobody")
        .row("My animals", person.pets.value(), "None");
    if let Some(helps) = person.who_helps_me.value() {
        facts.text("Who helps me", helps.said.value());
        facts.past("I was asked on", helps.asked.value());
    }
}

/// Numbers in a row, each with its kind: the person's own need no link.
fn numbers(phones: Option<&Open<String>>) -> Option<Line> {
    Line::row(phones?.iter().map(|(kind, number)| {
        let phone = phone(kind, number);
        match Line::said(kind) {
            Some(kind) => phone.number.text.with(" (").with(kind).with(")"),
            None => phone.number.text,
        }
    }))
}
