//! The person: in their own words, how to communicate with them, and their details.

use crate::parse::{OpenMap, PlanPart};
use crate::phrase;
use crate::plan::{AboutMe, Communication, Person, Status};
use crate::render::block::{Block, Section, from_until};
use crate::render::copy_context::CopyContext;
use crate::render::facts::Facts;
use crate::render::line::Line;
use crate::render::sections::phone_links::phone;

impl CopyContext<'_> {
    /// The person in their own words.
    pub(crate) fn about_me(&self) -> Option<Section> {
        let about = self.plan.about_me.value()?;
        let say = |own, others| self.say(own, others);
        let with = self.plan.named(&about.written_with).map(|with| phrase!("with {}", with));
        let written = Line::comma_list(Line::from_field(&about.written).into_iter().chain(with));
        let blocks = [
            Block::titled_words(
                say("What is important to me", "What is important to {}"),
                &about.important_to_me,
            ),
            Block::titled_words(
                say("People who are important to me", "People who are important to {}"),
                &about.people_important_to_me,
            ),
            Block::titled_list(
                say("What I am good at, and what I have", "What {} is good at, and has"),
                &about.strengths,
            ),
            Block::titled_words("Good days and bad days", &about.my_wellness),
            Block::titled_words(say("How to support me", "How to support {}"), &about.how_to_support_me),
            self.how_to_communicate(about),
            Block::titled_list("Please do", &about.please_do),
            Block::titled_list("Please do not", &about.please_do_not),
            Block::titled_words("What else is worth knowing", &about.also_worth_knowing),
            Block::titled_words("Where a recording of this is", &about.recording),
            Block::titled(
                say("When I wrote this", "When {} wrote this"),
                written.map(|text| Block::text(text.capital())),
            ),
        ];
        let mut blocks: Vec<Block> = blocks.into_iter().flatten().collect();
        if !self.plan.is_persons_own() && !blocks.is_empty() {
            blocks.insert(0, Block::text(self.say("", "These are {}'s own words.")));
        }
        Section::new("about-me", say("About me", "About {}"), blocks).map(Section::in_columns)
    }

    pub(crate) fn how_to_communicate(&self, about: &AboutMe) -> Option<Block> {
        let heading = self.say("How to communicate with me", "How to communicate with {}");
        Block::titled_words(heading, &about.how_to_communicate_with_me)
    }

    /// What the person needs to understand and be understood.
    pub(crate) fn communication(&self) -> Option<Section> {
        let mut facts = Facts::default();
        self.add_communication(&mut facts, self.plan.communication.value()?, self.say("me", "{}"));
        let heading = self.say("How to reach me, and talk with me", "How to reach {}, and talk with {}");
        Section::new("communication", heading, facts.block()).map(Section::in_columns)
    }

    /// Adds what someone called `name` needs to understand and be understood.
    pub(crate) fn add_communication(&self, facts: &mut Facts, needs: &Communication, name: Line) {
        let interpreter = needs.interpreter.value().map(|language| match language.as_str() {
            "none" => self.say("I need none", "None needed"),
            language => Line::value(language),
        });
        let format = needs.copy_format.value().map(|format| Line::from(format.word()).capital());
        let languages =
            self.say("Languages, the one I would rather use first", "Languages, the preferred one first");
        facts
            .list(languages, &needs.languages, "None given")
            .add("Interpreter", interpreter)
            .add(self.say("My copy", "Format of copies"), format)
            .value(phrase!("How to get in touch with {}", name), &needs.contact_by)
            .list("What makes it easier", &needs.adjustments, "Nothing more")
            .value(self.say("I was asked on", "Asked on"), &needs.asked);
    }

    /// The person's details.
    pub(crate) fn details(&self) -> Option<Section> {
        let none = Person::default();
        let person = self.plan.person.value().unwrap_or(&none);
        // Without the part, this is the only name that the reader knows, and it is at the top of the page.
        let goes_by = person.preferred_name.value().filter(|_| self.has(PlanPart::Identity));
        let mut facts = Facts::default();
        facts
            .value("Name", &person.name)
            .value("Family name", &person.family_name)
            .value(self.say("The name I go by", "Goes by the name"), goes_by)
            .list("Other names", &person.also_known_as, "None")
            .value(self.say("Words for me", "Words for {}"), &person.pronouns)
            .value("Born", &person.born);
        add_numbers(&mut facts, person);
        facts
            .value("Address", &person.address)
            .value("Letters go to", &person.letters_to)
            .add("Phone", phones(person.phones.value()))
            .value("E-mail", &person.email);
        self.add_home(&mut facts, person);
        self.add_time_on_cpa(&mut facts);
        Section::new("details", self.say("My details", "{}'s details"), facts.block())
            .map(Section::in_columns)
    }

    fn add_time_on_cpa(&self, facts: &mut Facts) {
        let status = self.plan.status.value().map(|status| match status {
            Status::Draft => "Draft".into(),
            Status::Active => "Active".into(),
            Status::Ended => "Ended".into(),
        });
        let coordinator = self.plan.terms().coordinator;
        let since = phrase!("{}{} since", self.say("My ", "{}'s "), coordinator);
        facts
            .add("This plan is", status)
            .value("It began on", &self.plan.started)
            .value(since, &self.plan.care_coordinator_since);
        for earlier in self.plan.earlier_coordinators.items() {
            let days = from_until(earlier.from.value().copied(), earlier.until.value().copied());
            let name = Line::from_field(&earlier.name);
            facts.add(phrase!("Earlier {}", coordinator), Line::comma_list(name.into_iter().chain(days)));
        }
    }

    fn add_home(&self, facts: &mut Facts, person: &Person) {
        let children = person.children_at_home.value().map(|count| match count {
            0 => "None".into(),
            count => Line::computed(count.to_string()),
        });
        let children_label = self.say(
            "Children under 18 living with me, or often staying",
            "Children under 18 living with {}, or often staying",
        );
        let adults = self.say("Adults who depend on me", "Adults who depend on {}");
        facts
            .value(self.say("I live with", "{} lives with"), &person.lives_with)
            .add(children_label, children)
            .list(adults, &person.looks_after, "Nobody")
            .list(self.say("My animals", "{}'s animals"), &person.pets, "None");
        if let Some(helps) = person.who_helps_me.value() {
            facts
                .value(self.say("Who helps me", "Who helps {}, as {} says"), &helps.said)
                .value(self.say("I was asked on", "{} was asked on"), &helps.asked);
        }
    }
}

pub(crate) fn add_numbers(facts: &mut Facts, person: &Person) {
    facts
        .value("NHS number", &person.nhs_number)
        .value("CHI number", &person.chi_number)
        .value("Health and care number", &person.hc_number);
}

/// The person's own phone numbers, each with its kind and without a link.
fn phones(phones: Option<&OpenMap<String>>) -> Option<Line> {
    Line::semicolon_list(phones?.iter().map(|(kind, number)| {
        let kind_after = Line::visible(kind).map(|kind| phrase!(" ({})", kind));
        phone(kind, number).number.text.with(kind_after)
    }))
}
