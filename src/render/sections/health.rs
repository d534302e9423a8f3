//! Diagnoses, conditions and medicines; the law.

use crate::parse::{Spanned, TomlTable};
use crate::phrase;
use crate::plan::{Admission, CapacityAssessment, CommunityOrder, Health, Legal, Medicine, Statement};
use crate::render::block::{Block, Card, Section, from_until, lines, present};
use crate::render::copy_context::CopyContext;
use crate::render::facts::Facts;
use crate::render::line::{Line, MaybeValue};

impl CopyContext<'_> {
    /// Diagnoses, how we make sense of it, conditions, medicines.
    pub(crate) fn health(&self) -> Option<Section> {
        let none = Health::default();
        let health = self.plan.health.value().unwrap_or(&none);
        let checked = Line::from_field(&health.physical_health_checked).map(Block::text);
        let checked_label =
            self.say("My last full physical health check", "The last full physical health check");
        let mut blocks: Vec<Block> = Vec::new();
        blocks.extend(list_or_none(self.say("My diagnoses", "Diagnoses"), &health.diagnoses));
        blocks.extend(self.formulation());
        blocks.extend(self.medicines(health));
        blocks.extend(self.allergies(health));
        blocks.extend(list_or_none(self.say("My physical health", "Physical health"), &health.conditions));
        blocks.extend(Block::titled(checked_label, checked));
        Section::new("health", self.say("My health", "{}'s health"), blocks).map(Section::in_columns)
    }

    /// Allergies, and medicines that did harm.
    pub(crate) fn allergies(&self, health: &Health) -> Vec<Block> {
        let harm = self.say("Medicines that did me harm", "Medicines that did {} harm");
        present([
            Block::titled_words(self.say("My allergies", "Allergies"), &health.allergies),
            list_or_none(harm, &health.bad_reactions),
        ])
    }

    fn formulation(&self) -> Option<Block> {
        let formulation = self.plan.formulation.value()?;
        let facts = Facts::default()
            .done("Written", &formulation.written, "with", self.plan.named(&formulation.written_by))
            .labels(self, formulation)
            .block();
        let words = Block::words(&formulation.words);
        Block::titled("How we make sense of it", words.into_iter().chain(facts))
    }

    fn medicines(&self, health: &Health) -> Option<Block> {
        let medicines = health.medicines.value()?;
        let heading = self.say("My medicines", "Medicines");
        if medicines.is_empty() {
            return Block::titled(heading, [Block::text(self.say("I take none.", "{} takes none."))]);
        }
        let mut cards: Vec<Card> = medicines.iter().filter_map(|medicine| self.medicine(medicine)).collect();
        cards.sort_by_key(|card| card.over);
        Block::titled(heading, Block::cards(None, cards))
    }

    fn medicine(&self, medicine: &Medicine) -> Option<Card> {
        let over = medicine.until.value().is_some_and(|until| *until < self.as_at);
        let mut facts = Facts::default();
        facts
            .value("How much, and how often", &medicine.dose)
            .value(self.say("What it does for me", "What it does for {}"), &medicine.why)
            .add("Who prescribes it", self.plan.named(&medicine.prescriber).map(Line::capital))
            .value("Checks", &medicine.checks)
            .days(&medicine.from, &medicine.until)
            .add("So far", over.then(|| self.say("I no longer take it", "{} no longer takes it")));
        self.add_labels(&mut facts, &medicine.labels());
        Some(Card { over, ..facts.card(Line::from_field(&medicine.medicine), "A medicine")? })
    }

    /// Section 117, orders, sections, and what the person decided in advance.
    pub(crate) fn law(&self) -> Option<Section> {
        let none = Legal::default();
        let legal = self.plan.legal.value().unwrap_or(&none);
        let aftercare = legal.section_117.value().map(|has| {
            if *has {
                self.say("Yes, I have a right to it", "Yes, {} has a right to it")
            } else {
                "No".into()
            }
        });
        let mut facts = Facts::default();
        facts
            .add("Aftercare under section 117", aftercare)
            .value("Aftercare last reviewed on", &legal.section_117_reviewed)
            .value("Aftercare ended on", &legal.section_117_ended);
        self.add_decided_in_advance(&mut facts, legal);
        let mut sections = Facts::default();
        for section in legal.sections.items() {
            let name = section.section.value().map(|name| phrase!("Section {}", name));
            let days = from_until(section.from.value().copied(), section.until.value().copied());
            let days = days.unwrap_or_else(|| "from when to when is not written down".into());
            sections.add(name.unwrap_or_else(|| "A section".into()).on_one_line(), Some(days));
        }
        let capacity = legal.capacity.items().iter().filter_map(|each| self.capacity(each));
        let admissions = self.plan.admissions.items().iter().filter_map(|each| self.admission(each));
        let blocks = [
            facts.block(),
            legal.community_treatment_order.value().and_then(|order| self.order(order)),
            Block::titled("Sections of the Mental Health Act", sections.block()),
            Block::titled(
                self.say("Whether I was able to decide", "Whether {} was able to decide"),
                Block::cards(None, capacity),
            ),
            Block::titled("Times in hospital", Block::cards(None, admissions)),
        ];
        let heading = self.say("My rights and the law", "{}'s rights and the law");
        Section::new("law", heading, blocks.into_iter().flatten()).map(Section::in_columns)
    }

    /// Adds what the person said in advance, and where it is.
    pub(crate) fn add_decided_in_advance(&self, facts: &mut Facts, legal: &Legal) {
        let said = self.say("My advance statement", "Advance statement");
        let decided = self.say("My advance decision", "Advance decision");
        facts
            .add(said, legal.advance_statement.value().and_then(statement))
            .add(decided, legal.advance_decision.value().and_then(statement));
    }

    fn order(&self, order: &CommunityOrder) -> Option<Block> {
        let facts = Facts::default()
            .days(&order.from, &order.until)
            .add("Responsible clinician", self.plan.named(&order.clinician).map(Line::capital))
            .block();
        let conditions = order.conditions.value();
        let conditions =
            conditions.and_then(|conditions| Block::list(Some("Conditions".into()), lines(conditions)));
        let heading = self.say("My community treatment order", "Community treatment order");
        Block::titled(heading, facts.into_iter().chain(conditions))
    }

    fn capacity(&self, assessment: &CapacityAssessment) -> Option<Card> {
        let best_interests =
            self.say("What was decided in my best interests", "What was decided in {}'s best interests");
        Facts::default()
            .done("Assessed", &assessment.assessed, "by", self.plan.named(&assessment.assessed_by))
            .value("What was found", &assessment.found)
            .value(best_interests, &assessment.best_interests)
            .labels(self, assessment)
            .card(Line::from_field(&assessment.decision), "A decision")
    }

    fn admission(&self, admission: &Admission) -> Option<Card> {
        let is_there = admission.until.is_absent() && admission.from.value().is_some();
        let days = from_until(admission.from.value().copied(), admission.until.value().copied());
        let ready = self.say("What has to be ready before I leave", "What has to be ready before {} leaves");
        let by = self.plan.named(&admission.followed_up_by);
        Facts::default()
            .add("When", days.map(Line::capital))
            .add("So far", is_there.then(|| self.say("I am there now", "{} is there now")))
            .done("Seen afterwards", &admission.followed_up, "by", by)
            .value(ready, &admission.discharge_plan)
            .labels(self, admission)
            .card(Line::from_field(&admission.r#where), "In hospital")
    }
}

/// A list under a heading. An empty list is an answer: "None".
fn list_or_none<'a>(
    heading: Line,
    values: impl MaybeValue<'a, Value = Vec<Spanned<String>>>,
) -> Option<Block> {
    let values = values.get()?;
    let none = values.is_empty().then(|| "None".into());
    Block::titled(heading, Block::list(None, lines(values).chain(none)))
}

/// "Made on 3 June 2024; where it is: with Jo"
fn statement(statement: &Statement) -> Option<Line> {
    let made = statement.made.value().map(|made| phrase!("made on {}", *made));
    let place = statement.r#where.value().map(|place| phrase!("where it is: {}", place));
    Line::semicolon_list(made.into_iter().chain(place)).map(Line::capital)
}
