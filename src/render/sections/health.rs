//! Diagnoses, conditions and medicines; the law.

use chrono::NaiveDate;

use crate::parse::{PartialDate, Past, Spanned, TomlTable};
use crate::plan::{Admission, CapacityAssessment, CommunityOrder, Health, Legal, Medicine, Statement};
use crate::render::block::{Block, Card, Facts, Section, all, said_long_ago, said_past};
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;

impl CopyContext<'_> {
    /// Diagnoses, how we make sense of it, conditions, medicines.
    pub(crate) fn health(&self) -> Option<Section> {
        let none = Health::default();
        let health = self.seen.health.value().unwrap_or(&none);
        let mut blocks: Vec<Block> = Vec::new();
        blocks.extend(list(self.say("My diagnoses", "Diagnoses"), health.diagnoses.value()));
        blocks.extend(self.formulation());
        blocks.extend(self.medicines(health));
        blocks.extend(self.allergies(health));
        blocks.extend(list(self.say("My physical health", "Physical health"), health.conditions.value()));
        let checked = health.physical_health_checked.value().map(|day| Line::made(day.0.in_words()));
        let checked = checked.map(|text| vec![Block::Text { text }]);
        let heading = self.say("My last full physical health check", "The last full physical health check");
        blocks.extend(checked.and_then(|day| Block::titled(heading, day)));
        Section::new("health", self.say("My health", "{}'s health"), blocks).map(Section::in_columns)
    }

    /// Allergies, and medicines that did harm.
    pub(crate) fn allergies(&self, health: &Health) -> Vec<Block> {
        let harm = self.say("Medicines that did me harm", "Medicines that did {} harm");
        let blocks = [
            Block::worded(self.say("My allergies", "Allergies"), health.allergies.value()),
            list(harm, health.bad_reactions.value()),
        ];
        blocks.into_iter().flatten().collect()
    }

    pub(crate) fn formulation(&self) -> Option<Block> {
        let formulation = self.seen.formulation.value()?;
        let mut facts = Facts::default();
        let (written, with) = (formulation.written.value(), formulation.written_by.value());
        facts.done("Written", said_long_ago(written), "with", self.seen.somebody(with));
        self.marks(&mut facts, &formulation.labels());
        let words = formulation.words.value().map(|words| Block::Words { text: Line::value(words) });
        Block::titled("How we make sense of it", words.into_iter().chain(facts.block()).collect())
    }

    pub(crate) fn medicines(&self, health: &Health) -> Option<Block> {
        let medicines = health.medicines.value()?;
        let heading = self.say("My medicines", "Medicines");
        if medicines.is_empty() {
            let none = self.say("I take none.", "{} takes none.");
            return Block::titled(heading, vec![Block::Text { text: none }]);
        }
        let past = |medicine: &&Medicine| medicine.until.value().is_some_and(|until| *until < self.as_at);
        let (over, taken): (Vec<&Medicine>, Vec<&Medicine>) = medicines.iter().partition(past);
        let cards = taken.into_iter().chain(over).filter_map(|medicine| self.medicine(medicine));
        Block::titled(heading, Block::cards(None, cards.collect()).into_iter().collect())
    }

    pub(crate) fn medicine(&self, medicine: &Medicine) -> Option<Card> {
        let over = medicine.until.value().is_some_and(|until: &NaiveDate| *until < self.as_at);
        let mut facts = Facts::default();
        facts
            .text("How much, and how often", medicine.dose.value())
            .text(self.say("What it does for me", "What it does for {}"), medicine.why.value())
            .add("Who prescribes it", self.seen.somebody(medicine.prescriber.value()).map(Line::capital))
            .text("Checks", medicine.checks.value())
            .days(medicine.from.value(), medicine.until.value())
            .add("So far", over.then(|| self.say("I no longer take it", "{} no longer takes it")));
        self.marks(&mut facts, &medicine.labels());
        Some(facts.card(medicine.medicine.value().map(|name| Line::value(name)), "A medicine")?.over(over))
    }

    /// Section 117, orders, sections, and what the person decided in advance.
    pub(crate) fn law(&self) -> Option<Section> {
        let none = Legal::default();
        let legal = self.seen.legal.value().unwrap_or(&none);
        let mut facts = Facts::default();
        facts
            .add(
                "Aftercare under section 117",
                legal.section_117.value().map(|has| match has {
                    true => self.say("Yes, I have a right to it", "Yes, {} has a right to it"),
                    false => "No".into(),
                }),
            )
            .past("Aftercare last reviewed on", legal.section_117_reviewed.value())
            .past("Aftercare ended on", legal.section_117_ended.value());
        self.decided_in_advance(&mut facts, legal);
        let mut blocks: Vec<Block> = facts.block().into_iter().collect();
        let order = legal.community_treatment_order.value().and_then(|order| self.order(order));
        blocks.extend(order);
        let mut sections = Facts::default();
        for section in legal.sections.items() {
            let name = section.section.value().map(|name| Line::from("Section ").with(Line::value(name)));
            let days = span(section.from.value(), section.until.value().copied());
            let days = days.unwrap_or_else(|| "from when to when is not written down".into());
            sections.add(name.unwrap_or_else(|| "A section".into()).on_one_line(), Some(days));
        }
        blocks.extend(Block::titled(
            "Sections of the Mental Health Act",
            sections.block().into_iter().collect(),
        ));
        let capacity =
            Block::cards(None, legal.capacity.items().iter().filter_map(|one| self.capacity(one)).collect());
        let able = self.say("Whether I was able to decide", "Whether {} was able to decide");
        blocks.extend(Block::titled(able, capacity.into_iter().collect()));
        let admissions =
            self.seen.admissions.items().iter().filter_map(|admission| self.admission(admission));
        let admissions = Block::cards(None, admissions.collect());
        blocks.extend(Block::titled("Times in hospital", admissions.into_iter().collect()));
        Section::new("law", self.say("My rights and the law", "{}'s rights and the law"), blocks)
            .map(Section::in_columns)
    }

    /// What the person said in advance, and where it is.
    pub(crate) fn decided_in_advance(&self, facts: &mut Facts, legal: &Legal) {
        let said = self.say("My advance statement", "Advance statement");
        let decided = self.say("My advance decision", "Advance decision");
        facts
            .add(said, legal.advance_statement.value().and_then(statement))
            .add(decided, legal.advance_decision.value().and_then(statement));
    }

    pub(crate) fn order(&self, order: &CommunityOrder) -> Option<Block> {
        let mut facts = Facts::default();
        facts
            .days(order.from.value(), order.until.value())
            .add("Responsible clinician", self.seen.somebody(order.clinician.value()).map(Line::capital));
        let conditions =
            order.conditions.value().and_then(|all_of_them| Block::labelled("Conditions", all(all_of_them)));
        let heading = self.say("My community treatment order", "Community treatment order");
        Block::titled(heading, facts.block().into_iter().chain(conditions).collect())
    }

    pub(crate) fn capacity(&self, one: &CapacityAssessment) -> Option<Card> {
        let mut facts = Facts::default();
        facts
            .done(
                "Assessed",
                said_past(one.assessed.value()),
                "by",
                self.seen.somebody(one.assessed_by.value()),
            )
            .text("What was found", one.found.value())
            .text(
                self.say("What was decided in my best interests", "What was decided in {}'s best interests"),
                one.best_interests.value(),
            );
        self.marks(&mut facts, &one.labels());
        facts.card(one.decision.value().map(|decision| Line::value(decision)), "A decision")
    }

    pub(crate) fn admission(&self, admission: &Admission) -> Option<Card> {
        let mut facts = Facts::default();
        let now = admission.until.is_absent() && admission.from.value().is_some();
        facts
            .add(
                "When",
                span(admission.from.value(), admission.until.value().map(|until| until.0)).map(Line::capital),
            )
            .add("So far", now.then(|| self.say("I am there now", "{} is there now")))
            .done(
                "Seen afterwards",
                said_past(admission.followed_up.value()),
                "by",
                self.seen.somebody(admission.followed_up_by.value()),
            )
            .text(
                self.say("What has to be ready before I leave", "What has to be ready before {} leaves"),
                admission.discharge_plan.value(),
            );
        self.marks(&mut facts, &admission.labels());
        facts.card(admission.r#where.value().map(|place| Line::value(place)), "In hospital")
    }
}

/// A list under a heading: it was asked, and if it is empty there are none.
pub(crate) fn list(heading: Line, values: Option<&Vec<Spanned<String>>>) -> Option<Block> {
    let values = all(values?);
    let values = if values.is_empty() { vec!["None".into()] } else { values };
    Block::titled(heading, Block::list(values).into_iter().collect())
}

/// "3 June 2024. Where it is: with Jo".
pub(crate) fn statement(statement: &Statement) -> Option<Line> {
    let made = statement.made.value().map(|made| Line::from("made on ").with(Line::made(made.0.in_words())));
    let place = statement.r#where.value().map(|place| Line::from("where it is: ").with(Line::value(place)));
    Line::row(made.into_iter().chain(place)).map(Line::capital)
}

/// "2 October 2025 to 14 November 2025", or what is known of it.
pub(crate) fn span(from: Option<&Past<PartialDate>>, until: Option<PartialDate>) -> Option<Line> {
    let words = |day: PartialDate| Line::made(day.in_words());
    match (from, until) {
        (Some(from), Some(until)) => Some(words(from.0).with(" to ").with(words(until))),
        (Some(from), None) => Some(Line::from("from ").with(words(from.0))),
        (None, Some(until)) => Some(Line::from("until ").with(words(until))),
        (None, None) => None,
    }
}
