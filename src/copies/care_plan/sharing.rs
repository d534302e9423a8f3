//! Who may have what: people and their consents, what is kept from whom, who has a copy.

use std::collections::BTreeSet;

use super::Basis;
use crate::copies::block::{Block, Card, Contact, Facts, Section, said, said_past};
use crate::copies::line::Line;
use crate::plan::{Consent, CopyGiven, Decision, Ground, Is};
use crate::reading::Handle;

impl Basis<'_> {
    /// Everybody else whom the plan names, with their numbers.
    pub(super) fn people(&self) -> Option<Section> {
        let main = self.seen.main_handles();
        let others = self.handles_named().into_iter().filter(|handle| !main.contains(handle));
        let contacts: Vec<Contact> =
            others.filter_map(|handle| Some(self.seen.card(&handle, &self.seen.find(&handle.0)?))).collect();
        let picture = self.circle("Me");
        if contacts.is_empty() {
            let numbers = "Their numbers are under “Who to contact”, at the beginning of this plan.";
            let blocks = picture.map(|picture| vec![picture, Block::Text { text: numbers.into() }]);
            return Section::of("people", "The people in my plan", blocks.unwrap_or_default());
        }
        let contacts = Block::Contacts { contacts, numbered: false };
        Section::of("people", "Other people in my plan", picture.into_iter().chain([contacts]).collect())
    }

    /// Everybody whom the plan names: its own people first, then the colleagues that it names.
    pub(super) fn handles_named(&self) -> Vec<Handle> {
        let own = self.seen.people.value().into_iter().flat_map(crate::reading::Open::keys);
        let mut handles: Vec<Handle> = own.map(|handle| Handle(handle.to_owned())).collect();
        let named: BTreeSet<Handle> = self.seen.handles_mentioned();
        handles.extend(named.into_iter().filter(|handle| !handle.is_person()));
        let mut once = Vec::new();
        for handle in handles {
            if !once.contains(&handle) {
                once.push(handle);
            }
        }
        once
    }

    /// What the person agreed that others may have, and what is kept from whom.
    pub(super) fn sharing(&self) -> Option<Section> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut named = self.seen.main_handles();
        named.extend(
            self.handles_named().into_iter().filter(|handle| !self.seen.main_handles().contains(handle)),
        );
        let team = named.into_iter().filter_map(|handle| {
            let entry = self.seen.find(&handle.0)?;
            entry.is(Is::Team).then(|| self.seen.name(&handle))
        });
        if let Some(team) = Line::list(team) {
            let says = Line::from("Your team may read all of your plan: ").with(team).with(".");
            blocks.push(Block::Text { text: says });
        }
        let people = self.seen.people.value().into_iter().flat_map(crate::reading::Open::iter);
        blocks.extend(people.filter_map(|(handle, someone)| {
            let name = self.seen.name(&Handle(handle.to_owned()));
            let heading = Line::from("What ").with(name).with(" may have");
            Block::titled(heading, self.consent(someone.consent.value()?).into_iter().collect())
        }));
        let withheld = self.seen.withheld.value().into_iter().flat_map(crate::reading::Open::iter);
        let decisions = withheld.filter_map(|(name, decision)| self.decision(name, decision)).collect();
        let decisions = Block::cards(None, decisions);
        blocks.extend(Block::titled("What is kept from others", decisions.into_iter().collect()));
        Section::of("sharing", "What others may have", blocks).map(Section::in_columns)
    }

    fn consent(&self, consent: &Consent) -> Option<Block> {
        let copy = consent.copy.value().map(|parts| {
            let parts = Line::row(parts.iter().map(|part| Line::from(part.value.word())));
            parts.map_or_else(|| "Nothing. I was asked, and said no.".into(), Line::capital)
        });
        let invite = consent.invite.value().map(|invite| if *invite { "Yes" } else { "No" });
        let mut facts = Facts::default();
        facts
            .add("May have a copy of", copy)
            .add("Is invited to my reviews", invite.map(Line::from))
            .done(
                "I was asked",
                said_past(consent.asked.value()),
                "by",
                self.seen.somebody(consent.asked_by.value()),
            )
            .text("Why", consent.because.value())
            .add("Who decided", self.seen.somebody(consent.decided_by.value()).map(Line::capital));
        facts.block()
    }

    fn decision(&self, name: &str, decision: &Decision) -> Option<Card> {
        let ground = decision.ground.value().map(|ground| match ground {
            Ground::PersonAsked => "I asked for this",
            Ground::ThirdParty => "It tells something about somebody else",
            Ground::SeriousHarm => "Knowing it could do serious harm",
        });
        let mut facts = Facts::default();
        facts.add("On what ground", ground.map(Line::from)).text("Why", decision.because.value()).done(
            "Decided",
            said_past(decision.decided.value()),
            "by",
            self.seen.somebody(decision.decided_by.value()),
        );
        let from = self.kept_from(name).map(|from| Line::from("Kept from ").with(from));
        facts.card(from, "Kept from everybody")
    }

    /// Who was given a copy, and when.
    pub(super) fn copies_given(&self) -> Option<Section> {
        let items = self.seen.copies.items().iter().filter_map(|copy| self.copy_given(copy));
        Section::of("copies", "Who has a copy", Block::list(items.collect()).into_iter().collect())
    }

    fn copy_given(&self, copy: &CopyGiven) -> Option<Line> {
        let who = self.seen.somebody(copy.to.value())?.capital();
        let what = match (copy.given.value(), copy.declined.value(), copy.not_given.value()) {
            (_, _, Some(reason)) => Line::from(": not given. Why: ").with(Line::value(reason)),
            (_, Some(day), None) => Line::from(": offered, and declined on ").with(said(day.0)),
            (Some(day), None, None) => Line::from(": given on ").with(said(day.0)),
            (None, None, None) => Line::from(": given on a day that is not written down"),
        };
        let format = copy.format.value().map(|format| Line::from(", in this format: ").with(format.word()));
        let how = copy.how.value().map(|how| Line::from(", ").with(Line::value(how)));
        Some(who.with(what).with(format.unwrap_or_default()).with(how.unwrap_or_default()))
    }
}
