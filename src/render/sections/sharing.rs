//! Who may have what: people and their consents, what is kept from whom, who has a copy.

use crate::access::policy::is_team;
use crate::parse::{Handle, PlanPart};
use crate::plan::{CarersAssessment, Consent, CopyGiven, CopyPart, Decision, Ground};
use crate::render::block::{Block, Card, Contact, Facts, Section, said, said_past};
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;

impl CopyContext<'_> {
    /// Everybody else whom the copy names or whom its reader may phone, with their numbers.
    pub(crate) fn people(&self) -> Option<Section> {
        let main = self.seen.main_handles();
        let handles = self.seen.handles().into_iter();
        let others = handles.filter(|handle| !main.contains(handle) && !self.seen.is_reader(handle));
        let contacts: Vec<Contact> =
            others.filter_map(|handle| Some(self.seen.card(&handle, &self.seen.find(&handle.0)?))).collect();
        let picture = self.circle(self.say("Me", "{}"));
        if contacts.is_empty() {
            let numbers = self.say(
                "Their numbers are under “Who to contact”, at the beginning of this plan.",
                "Numbers are under “Who to contact”.",
            );
            let blocks = picture.map(|picture| vec![picture, Block::Text { text: numbers }]);
            let heading = self.say("The people in my plan", "The people in {}'s plan");
            return Section::new("people", heading, blocks.unwrap_or_default());
        }
        let contacts = Block::Contacts { contacts, numbered: false };
        let heading = self.say("Other people in my plan", "Other people in {}'s plan");
        // On paper the drawing takes most of a page: what stands before it fills the page that it does not fit on.
        Section::new("people", heading, [contacts].into_iter().chain(picture).collect())
    }

    /// What the person agreed that others may have, and what is kept from whom.
    pub(crate) fn sharing(&self) -> Option<Section> {
        if !self.seen.has(PlanPart::Internal) {
            return None;
        }
        let mut blocks: Vec<Block> = Vec::new();
        let mut named = self.seen.main_handles();
        named.extend(
            self.seen.handles().into_iter().filter(|handle| !self.seen.main_handles().contains(handle)),
        );
        let team = named.into_iter().filter_map(|handle| {
            let entry = self.seen.find(&handle.0)?;
            // Whoever is also a relative has what the person agreed to, as it stands below.
            is_team(&entry).then(|| self.seen.name(&handle))
        });
        if let Some(team) = Line::list(team) {
            let says =
                self.say("Your team may read all of your plan: ", "The team may read all of {}'s plan: ");
            blocks.push(Block::Text { text: says.with(team).with(".") });
        }
        let people = self.seen.people.value().into_iter().flat_map(crate::parse::OpenMap::iter);
        blocks.extend(people.filter_map(|(handle, someone)| {
            let name = self.seen.name(&Handle(handle.to_owned()));
            let heading = Line::from("What ").with(name).with(" may have");
            Block::titled(heading, self.consent(someone.consent.value()?).into_iter().collect())
        }));
        let withheld = self.seen.withheld.value().into_iter().flat_map(crate::parse::OpenMap::iter);
        let decisions = withheld.filter_map(|(name, decision)| self.decision(name, decision)).collect();
        let decisions = Block::cards(None, decisions);
        blocks.extend(Block::titled("What is kept from others", decisions.into_iter().collect()));
        Section::new("sharing", "What others may have", blocks).map(Section::in_columns)
    }

    pub(crate) fn consent(&self, consent: &Consent) -> Option<Block> {
        let copy = consent.copy.value().map(|parts| {
            let parts = Line::row(parts.iter().map(|part| match part.value {
                CopyPart::AboutMe => self.say("about me", "about {}"),
                part => Line::from(part.word()),
            }));
            let none =
                || self.say("Nothing. I was asked, and said no.", "Nothing. {} was asked, and said no.");
            parts.map_or_else(none, Line::capital)
        });
        let invite = consent.invite.value().map(|invite| if *invite { "Yes" } else { "No" });
        let mut facts = Facts::default();
        facts
            .add("May have a copy of", copy)
            .add(self.say("Is invited to my reviews", "Is invited to reviews"), invite.map(Line::from))
            .done(
                self.say("I was asked", "{} was asked"),
                said_past(consent.asked.value()),
                "by",
                self.seen.somebody(consent.asked_by.value()),
            )
            .text("Why", consent.because.value())
            .add("Who decided", self.seen.somebody(consent.decided_by.value()).map(Line::capital));
        facts.block()
    }

    pub(crate) fn decision(&self, name: &str, decision: &Decision) -> Option<Card> {
        let ground = decision.ground.value().map(|ground| match ground {
            Ground::PersonAsked => self.say("I asked for this", "{} asked for this"),
            Ground::ThirdParty => "It tells something about somebody else".into(),
            Ground::SeriousHarm => "Knowing it could do serious harm".into(),
        });
        let mut facts = Facts::default();
        facts.add("On what ground", ground).text("Why", decision.because.value()).done(
            "Decided",
            said_past(decision.decided.value()),
            "by",
            self.seen.somebody(decision.decided_by.value()),
        );
        let from = self.kept_from(name).map(|from| Line::from("Kept from ").with(from));
        facts.card(from, "Kept from everybody")
    }

    /// What the people round the person need themselves: theirs to know, and the team's.
    pub(crate) fn carers(&self) -> Option<Section> {
        let people = self.seen.people.value().into_iter().flat_map(crate::parse::OpenMap::iter);
        let blocks = people.filter_map(|(handle, someone)| {
            let name = self.seen.name(&Handle(handle.to_owned()));
            let mut facts = Facts::default();
            if let Some(assessment) = someone.carers_assessment.value() {
                of_a_carer(&mut facts, assessment);
            }
            if let Some(needs) = someone.communication.value() {
                self.ways_to_communicate(&mut facts, needs, name.clone());
            }
            Block::titled(name.capital(), facts.block().into_iter().collect())
        });
        Section::new("carers", "What carers and others need", blocks.collect())
    }

    /// Who was given a copy, and when.
    pub(crate) fn copies_given(&self) -> Option<Section> {
        let items = self.seen.copies.items().iter().map(|copy| self.copy_given(copy));
        Section::new("copies", "Who has a copy", Block::list(items.collect()).into_iter().collect())
    }

    pub(crate) fn copy_given(&self, copy: &CopyGiven) -> Line {
        let who = self.seen.somebody(copy.to.value()).unwrap_or_else(|| "somebody".into()).capital();
        let what = match (copy.given.value(), copy.declined.value(), copy.not_given.value()) {
            (_, _, Some(reason)) => {
                let decided =
                    copy.decided.value().map(|day| Line::from(", as decided on ").with(said(day.0)));
                Line::from(": not given")
                    .with(decided.unwrap_or_default())
                    .with(". Why: ")
                    .with(Line::value(reason))
            }
            (_, Some(day), None) => Line::from(": offered, and declined on ").with(said(day.0)),
            (Some(day), None, None) => Line::from(": given on ").with(said(day.0)),
            (None, None, None) => Line::from(": given on a day that is not written down"),
        };
        let format = copy.format.value().map(|format| Line::from(", in this format: ").with(format.word()));
        let how = copy.how.value().map(|how| Line::from(", ").with(Line::value(how)));
        who.with(what).with(format.unwrap_or_default()).with(how.unwrap_or_default())
    }
}

pub(crate) fn of_a_carer(facts: &mut Facts, assessment: &CarersAssessment) {
    facts
        .past("Carer's assessment offered on", assessment.offered.value())
        .past("Carer's assessment done on", assessment.done.value())
        .past("Carer's assessment declined on", assessment.declined.value());
}
