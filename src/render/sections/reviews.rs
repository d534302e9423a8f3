//! Reviews, what was changed between them, and whether the person agrees.

use crate::parse::{AccessLabels, PlanPart, TomlTable};
use crate::phrase;
use crate::plan::{Agreement, Agrees, Change, How, Outcome, Review};
use crate::render::block::{Block, Card, Section};
use crate::render::copy_context::CopyContext;
use crate::render::facts::Facts;
use crate::render::line::Line;

impl CopyContext<'_> {
    /// Reviews: booked ones first, then the newest.
    pub(crate) fn reviews(&self) -> Option<Section> {
        if !self.has(PlanPart::Reviews) {
            return None;
        }
        let (mut booked, mut past): (Vec<&Review>, Vec<&Review>) =
            self.plan.reviews.items().iter().partition(|review| review.still_booked().is_some());
        booked.sort_by_key(|review| review.still_booked());
        past.reverse();
        let blocks = booked.into_iter().chain(past).filter_map(|review| self.review(review));
        Section::new("reviews", self.say("My reviews", "{}'s reviews"), blocks)
    }

    fn review(&self, review: &Review) -> Option<Block> {
        let names = |names| self.plan.names(names).map(Line::capital);
        let booked_for = Line::from_field(&review.booked).filter(|_| review.held.value().is_some());
        let recorded_by = self.plan.named(&review.recorded_by);
        let absent = self.say("Why I was not there", "Why {} was not there");
        let mut facts = Facts::default();
        facts
            .value("Where", &review.r#where)
            .add("Invited", names(&review.invite))
            .value("Cancelled on", &review.cancelled)
            .value("Why it was cancelled", &review.because)
            .add("What was decided", review.outcome.value().map(|outcome| self.outcome(*outcome)))
            .value("In short", &review.summary)
            .value(self.say("What I said", "What {} said"), &review.my_view)
            .add("Who was there", names(&review.present))
            .value(absent, &review.person_absent_because)
            .add("Who sent apologies", names(&review.apologies))
            .add("It had been booked for", booked_for)
            .done("Outcome recorded", &review.recorded, "by", recorded_by);
        for view in review.views.items() {
            let who = view.who.value().map_or_else(|| "Somebody".into(), |who| self.plan.name(&who.0));
            let labels = view.labels();
            let in_confidence = self.plan.is_in_confidence(&labels);
            let in_confidence = in_confidence.then_some(" in confidence, only for the team");
            facts.value(phrase!("What {} said{}", who, in_confidence).on_one_line(), &view.view);
            self.add_withhold(&mut facts, &labels);
        }
        self.add_withhold(&mut facts, &review.labels());
        let block = facts.block().unwrap_or_else(|| Block::text("Nothing more is written down yet."));
        Block::titled(heading(review), [block])
    }

    /// Adds whom something is withheld from, without who said it.
    fn add_withhold(&self, facts: &mut Facts, labels: &AccessLabels<'_>) {
        self.add_labels(facts, &AccessLabels { withhold: labels.withhold, ..AccessLabels::default() });
    }

    fn outcome(&self, outcome: Outcome) -> Line {
        let terms = self.plan.terms();
        match outcome {
            Outcome::Continue => "To continue as it is".into(),
            Outcome::Change => "To change the plan".into(),
            Outcome::Transfer => {
                self.say("To transfer my care to another team", "To transfer {}'s care to another team")
            }
            Outcome::End => phrase!("To end {}", self.say(terms.my_programme, terms.their_programme)),
        }
    }

    /// What was changed between reviews, the newest first.
    pub(crate) fn changes(&self) -> Option<Section> {
        let cards = self.plan.changes.items().iter().rev().filter_map(|change| self.change(change));
        Section::new("changes", "What was changed between reviews", Block::cards(None, cards))
    }

    fn change(&self, change: &Change) -> Option<Card> {
        let parts = change.parts.items().iter().map(|part| Line::from(part.value.word()));
        Facts::default()
            .value("Why", &change.because)
            .add("Parts of the plan", Line::comma_list(parts))
            .done("Changed", &change.made, "by", self.plan.named(&change.by))
            .add("Who agreed", self.plan.names(&change.agreed_with).map(Line::capital))
            .labels(self, change)
            .card(Line::from_field(&change.change), "A change")
    }

    /// Whether the person agrees, and others who were asked: the newest first.
    pub(crate) fn agreements(&self) -> Option<Section> {
        let cards = self.plan.agreements.items().iter().rev().filter_map(|each| self.agreement(each));
        let heading = self.say("Whether I agree", "Whether {} agrees");
        Section::new("agreement", heading, Block::cards(None, cards))
    }

    fn agreement(&self, agreement: &Agreement) -> Option<Card> {
        let agrees = agreement.agrees.value().map(|agrees| match agrees {
            Agrees::Yes => "Yes".into(),
            Agrees::InPart => "In part".into(),
            Agrees::No => "No".into(),
            Agrees::NotAble => "Not able to say".into(),
        });
        let how = agreement.how.value().map(|how| match how {
            How::Signed => "Signed".into(),
            How::AtTheMeeting => "Said at the meeting".into(),
            How::ByPhone => "Said by phone".into(),
            How::InWriting => "In writing".into(),
        });
        let mut facts = Facts::default();
        facts
            .add("Agrees with this plan", agrees)
            .add("How", how)
            .value("Why", &agreement.because)
            .add("Who decided instead", self.plan.named(&agreement.decided_by).map(Line::capital))
            .value("Does not agree about", &agreement.disagrees_about)
            .value("What was answered", &agreement.our_answer);
        self.add_labels(&mut facts, &agreement.labels());
        let who = self.plan.named(&agreement.who).map(Line::capital);
        let asked = Line::from_field(&agreement.asked);
        facts.card(Line::comma_list(who.into_iter().chain(asked)), "Somebody")
    }
}

/// "Held on 11 May 2026", "Cancelled: Monday 11 May 2026 at 2pm"
fn heading(review: &Review) -> Line {
    let booked = review.booked.value();
    match (review.held.value(), review.cancelled.value(), booked) {
        (Some(held), _, _) => {
            phrase!("Held on {}{}", *held, review.until.value().map(|until| phrase!(" to {}", *until)))
        }
        (None, Some(_), _) => phrase!("Cancelled{}", booked.map(|booked| phrase!(": {}", *booked))),
        (None, None, Some(booked)) => phrase!("Booked: {}", *booked),
        (None, None, None) => "A review".into(),
    }
}
