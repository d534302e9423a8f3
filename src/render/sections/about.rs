//! The person: in their own words, how to communicate with them, and their details.

use crate::parse::{OpenMap, PlanPart};
use crate::plan::{AboutMe, Communication, Person, Status};
use crate::render::block::{Block, Facts, Section, said_long_ago};
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;

use crate::render::sections::contacts::phone;

impl CopyContext<'_> {
    /// The person in their own words.
    pub(crate) fn about_me(&self) -> Option<Section> {
        let about: &AboutMe = self.seen.about_me.value()?;
        let say = |own, others| self.say(own, others);
        let with = self.seen.somebody(about.written_with.value()).map(|with| Line::from("with ").with(with));
        let written = Line::list_with_commas(said_long_ago(about.written.value()).into_iter().chain(with));
        let blocks = [
            Block::worded(
                say("What is important to me", "What is important to {}"),
                about.important_to_me.value(),
            ),
            Block::worded(
                say("People who are important to me", "People who are important to {}"),
                about.people_important_to_me.value(),
            ),
            Block::listed(
                say("What I am good at, and what I have", "What {} is good at, and has"),
                about.strengths.value(),
            ),
            Block::worded("Good days and bad days", about.my_wellness.value()),
            Block::worded(say("How to support me", "How to support {}"), about.how_to_support_me.value()),
            self.how_to_communicate(about),
            Block::listed("Please do", about.please_do.value()),
            Block::listed("Please do not", about.please_do_not.value()),
            Block::worded("What else is worth knowing", about.also_worth_knowing.value()),
            Block::worded("Where a recording of this is", about.recording.value()),
            written.and_then(|text| {
                let heading = say("When I wrote this", "When {} wrote this");
                Block::titled(heading, vec![Block::Text { text: text.capital() }])
            }),
        ];
        let mut blocks: Vec<Block> = blocks.into_iter().flatten().collect();
        if !self.seen.is_persons_own() && !blocks.is_empty() {
            blocks.insert(0, Block::Text { text: self.say("", "These are {}'s own words.") });
        }
        Section::new("about-me", say("About me", "About {}"), blocks).map(Section::in_columns)
    }

    /// How the person says that one is to communicate with them.
    pub(crate) fn how_to_communicate(&self, about: &AboutMe) -> Option<Block> {
        let heading = self.say("How to communicate with me", "How to communicate with {}");
        Block::worded(heading, about.how_to_communicate_with_me.value())
    }

    /// What the person needs so that they can understand and be understood.
    pub(crate) fn communication(&self) -> Option<Section> {
        let needs = self.seen.communication.value()?;
        let mut facts = Facts::default();
        self.ways_to_communicate(&mut facts, needs, self.say("me", "{}"));
        let block = facts.block().into_iter().collect();
        let heading = self.say("How to reach me, and talk with me", "How to reach {}, and talk with {}");
        Section::new("communication", heading, block).map(Section::in_columns)
    }

    /// What somebody who is called `whom` needs so that they can understand and be understood.
    pub(crate) fn ways_to_communicate(&self, facts: &mut Facts, needs: &Communication, whom: Line) {
        let interpreter = needs.interpreter.value().map(|language| match language.as_str() {
            "none" => self.say("I need none", "None needed"),
            language => Line::value(language),
        });
        let first =
            self.say("Languages, the one I would rather use first", "Languages, the preferred one first");
        facts
            .row(first, needs.languages.value(), "None given")
            .add("Interpreter", interpreter)
            .add(
                self.say("My copy", "Format of copies"),
                needs.copy_format.value().map(|format| Line::from(format.word()).capital()),
            )
            .text(Line::from("How to get in touch with ").with(whom), needs.contact_by.value())
            .row("What makes it easier", needs.adjustments.value(), "Nothing more")
            .past(self.say("I was asked on", "Asked on"), needs.asked.value());
    }

    /// The person's details.
    pub(crate) fn details(&self) -> Option<Section> {
        let none = Person::default();
        let person = self.seen.person.value().unwrap_or(&none);
        let goes_by = self.say("The name I go by", "Goes by the name");
        let words = self.say("Words for me", "Words for {}");
        let mut facts = Facts::default();
        facts
            .text("Name", person.name.value())
            .text("Family name", person.family_name.value())
            // Who knows no other name has it at the head of the page.
            .text(goes_by, person.preferred_name.value().filter(|_| self.seen.has(PlanPart::Identity)))
            .row("Other names", person.also_known_as.value(), "None")
            .text(words, person.pronouns.value())
            .past("Born", person.born.value())
            .text("NHS number", person.nhs_number.value())
            .text("CHI number", person.chi_number.value())
            .text("Health and care number", person.hc_number.value())
            .text("Address", person.address.value())
            .text("Letters go to", person.letters_to.value())
            .add("Phone", numbers(person.phones.value()))
            .text("E-mail", person.email.value());
        self.at_home(&mut facts, person);
        self.time_on_cpa(&mut facts);
        Section::new("details", self.say("My details", "{}'s details"), facts.block().into_iter().collect())
            .map(Section::in_columns)
    }

    pub(crate) fn time_on_cpa(&self, facts: &mut Facts) {
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
                self.say("My ", "{}'s ").with(coordinator.clone()).with(" since"),
                self.seen.care_coordinator_since.value(),
            );
        for earlier in self.seen.earlier_coordinators.items() {
            let days = match (earlier.from.value(), earlier.until.value()) {
                (Some(from), Some(until)) => Some(crate::render::block::from_to(from.0, until.0)),
                (Some(from), None) => Some(Line::from("from ").with(crate::render::block::said(from.0))),
                (None, Some(until)) => Some(Line::from("until ").with(crate::render::block::said(until.0))),
                (None, None) => None,
            };
            let name = earlier.name.value().map(|name| Line::value(name));
            let label = Line::from("Earlier ").with(coordinator.clone());
            facts.add(label, Line::list_with_commas(name.into_iter().chain(days)));
        }
    }

    pub(crate) fn at_home(&self, facts: &mut Facts, person: &Person) {
        let children = person.children_at_home.value().map(|count| match count {
            0 => "None".into(),
            count => Line::made(count.to_string()),
        });
        let living_with = "Children under 18 living with me, or often staying";
        let living_with = self.say(living_with, "Children under 18 living with {}, or often staying");
        facts
            .text(self.say("I live with", "{} lives with"), person.lives_with.value())
            .add(living_with, children)
            .row(
                self.say("Adults who depend on me", "Adults who depend on {}"),
                person.looks_after.value(),
                "Nobody",
            )
            .row(self.say("My animals", "{}'s animals"), person.pets.value(), "None");
        if let Some(helps) = person.who_helps_me.value() {
            facts.text(self.say("Who helps me", "Who helps {}, as {} says"), helps.said.value());
            facts.past(self.say("I was asked on", "{} was asked on"), helps.asked.value());
        }
    }
}

/// Numbers in a row, each with its kind: the person's own need no link.
pub(crate) fn numbers(phones: Option<&OpenMap<String>>) -> Option<Line> {
    Line::row(phones?.iter().map(|(kind, number)| {
        let phone = phone(kind, number);
        match Line::said(kind) {
            Some(kind) => phone.number.text.with(" (").with(kind).with(")"),
            None => phone.number.text,
        }
    }))
}
