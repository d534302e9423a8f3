//! Reviews, what was changed between them, and whether the person agrees.

use crate::parse::{AccessLabels, PlanPart, TomlTable};
use crate::plan::{Agreement, Agrees, Change, How, Outcome, Review};
use crate::render::block::{Block, Card, Facts, Section, said, said_past};
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;

impl CopyContext<'_> {
    /// Reviews: those to come first, then the newest.
    pub(crate) fn reviews(&self) -> Option<Section> {
        if !self.seen.has(PlanPart::Reviews) {
            return None;
        }
        let (mut booked, mut past): (Vec<&Review>, Vec<&Review>) =
            self.seen.reviews.items().iter().partition(|review| review.still_booked().is_some());
        booked.sort_by_key(|review| review.still_booked());
        past.reverse();
        let blocks = booked.into_iter().chain(past).filter_map(|review| self.review(review));
        Section::new("reviews", self.say("My reviews", "{}'s reviews"), blocks.collect())
    }

    pub(crate) fn review(&self, review: &Review) -> Option<Block> {
        let booked = review.booked.value().map(|at| Line::made(at.in_words()));
        let heading = match (review.held.value(), review.cancelled.value()) {
            (Some(held), _) => Line::from("Held on ").with(match review.until.value() {
                Some(until) => crate::render::block::from_to(held.0, until.0),
                None => said(held.0),
            }),
            (None, Some(_)) => Line::from("Cancelled")
                .with(booked.clone().map(|booked| Line::from(": ").with(booked)).unwrap_or_default()),
            (None, None) => {
                booked.clone().map_or_else(|| "A review".into(), |booked| Line::from("Booked: ").with(booked))
            }
        };
        let mut facts = Facts::default();
        facts
            .text("Where", review.r#where.value())
            .add("Invited", self.seen.names(review.invite.value()).map(Line::capital))
            .past("Cancelled on", review.cancelled.value())
            .text("Why it was cancelled", review.because.value())
            .add("What was decided", review.outcome.value().map(|outcome| self.outcome(*outcome)))
            .text("In short", review.summary.value())
            .text(self.say("What I said", "What {} said"), review.my_view.value())
            .add("Who was there", self.seen.names(review.present.value()).map(Line::capital))
            .text(
                self.say("Why I was not there", "Why {} was not there"),
                review.person_absent_because.value(),
            )
            .add("Who sent apologies", self.seen.names(review.apologies.value()).map(Line::capital))
            .add("It had been booked for", booked.filter(|_| review.held.value().is_some()))
            .done(
                "Outcome recorded",
                said_past(review.recorded.value()),
                "by",
                self.seen.somebody(review.recorded_by.value()),
            );
        for view in review.views.items() {
            let who = view.who.value().map_or_else(|| "Somebody".into(), |who| self.seen.name(&who.0));
            let marks = view.labels();
            let confided =
                if self.seen.is_in_confidence(&marks) { " in confidence, only for the team" } else { "" };
            let label = Line::from("What ").with(who).with(" said").with(confided);
            facts.text(label.on_one_line(), view.view.value());
            self.marks(&mut facts, &AccessLabels { withhold: marks.withhold, ..AccessLabels::default() });
        }
        self.marks(
            &mut facts,
            &AccessLabels { withhold: review.labels().withhold, ..AccessLabels::default() },
        );
        let facts = facts.block().unwrap_or(Block::Text { text: "Nothing more is written down yet.".into() });
        Block::titled(heading, vec![facts])
    }

    pub(crate) fn outcome(&self, outcome: Outcome) -> Line {
        let terms = self.seen.terms();
        match outcome {
            Outcome::Continue => "To continue as it is".into(),
            Outcome::Change => "To change the plan".into(),
            Outcome::Transfer => {
                self.say("To transfer my care to another team", "To transfer {}'s care to another team")
            }
            Outcome::End => Line::from("To end ").with(self.say(terms.my_programme, terms.their_programme)),
        }
    }

    /// What was changed between reviews, the newest first.
    pub(crate) fn changes(&self) -> Option<Section> {
        let cards = self.seen.changes.items().iter().rev().filter_map(|change| self.change(change));
        let cards = Block::cards(None, cards.collect());
        Section::new("changes", "What was changed between reviews", cards.into_iter().collect())
    }

    pub(crate) fn change(&self, change: &Change) -> Option<Card> {
        let parts = change.parts.items().iter().map(|part| Line::from(part.value.word()));
        let mut facts = Facts::default();
        facts
            .text("Why", change.because.value())
            .add("Parts of the plan", Line::list_with_commas(parts))
            .done("Changed", said_past(change.made.value()), "by", self.seen.somebody(change.by.value()))
            .add("Who agreed", self.seen.names(change.agreed_with.value()).map(Line::capital));
        self.marks(&mut facts, &change.labels());
        facts.card(change.change.value().map(|change| Line::value(change)), "A change")
    }

    /// Whether the person agrees, and others who were asked: the newest first.
    pub(crate) fn agreements(&self) -> Option<Section> {
        let cards = self.seen.agreements.items().iter().rev().filter_map(|one| self.agreement(one));
        let cards = Block::cards(None, cards.collect());
        Section::new(
            "agreement",
            self.say("Whether I agree", "Whether {} agrees"),
            cards.into_iter().collect(),
        )
    }

    pub(crate) fn agreement(&self, one: &Agreement) -> Option<Card> {
        let agrees = one.agrees.value().map(|agrees| match agrees {
            Agrees::Yes => "Yes",
            Agrees::InPart => "In part",
            Agrees::No => "No",
            Agrees::NotAble => "Not able to say",
        });
        let how = one.how.value().map(|how| match how {
            How::Signed => "Signed",
            How::AtTheMeeting => "Said at the meeting",
            How::ByPhone => "Said by phone",
            How::InWriting => "In writing",
        });
        let mut facts = Facts::default();
        facts
            .add("Agrees with this plan", agrees.map(Line::from))
            .add("How", how.map(Line::from))
            .text("Why", one.because.value())
            .add("Who decided instead", self.seen.somebody(one.decided_by.value()).map(Line::capital))
            .text("Does not agree about", one.disagrees_about.value())
            .text("What was answered", one.our_answer.value());
        self.marks(&mut facts, &one.labels());
        let asked = one.asked.value().map(|day| said(day.0));
        let asked = self.seen.somebody(one.who.value()).map(Line::capital).into_iter().chain(asked);
        facts.card(Line::list_with_commas(asked), "Somebody")
    }
}
