//! The first page of the team's copy: what the member of staff on duty must know first.

use crate::parse::{OpenMap, TomlTable};
use crate::phrase;
use crate::plan::Risk;
use crate::render::block::{Block, Section};
use crate::render::copy_context::CopyContext;
use crate::render::facts::Facts;
use crate::render::line::Line;
use crate::render::sections::crisis::what_worked;

impl CopyContext<'_> {
    /// Allergies, communication, signs, what helps and what does not, wishes, and what was decided in advance.
    pub(crate) fn know_first(&self) -> Option<Section> {
        let mut blocks: Vec<Block> = self.withheld_note().into_iter().collect();
        if let Some(health) = self.plan.health.value() {
            blocks.extend(self.allergies(health));
        }
        blocks.extend(self.communication_first());
        if let Some(crisis) = self.plan.crisis.value() {
            blocks.extend(self.signs(crisis));
            blocks.extend(self.what_helps(crisis));
            blocks.extend(what_worked(crisis));
            blocks.extend(self.not_to_contact(crisis));
            blocks.extend(self.wishes(crisis));
        }
        let risks = self.plan.risks.items().iter().filter_map(|risk| self.risk_in_short(risk));
        blocks.extend(Block::titled("What could go wrong", Block::list(None, risks)));
        if let Some(legal) = self.plan.legal.value() {
            let mut facts = Facts::default();
            self.add_decided_in_advance(&mut facts, legal);
            blocks.extend(Block::titled("Decided in advance", facts.block()));
        }
        Section::new("first", self.say("", "What to know first about {}"), blocks).map(Section::in_columns)
    }

    fn risk_in_short(&self, risk: &Risk) -> Option<Line> {
        let labels = risk.labels();
        let in_confidence = self.plan.is_in_confidence(&labels).then_some(" (told in confidence)");
        Some(phrase!("{}{}{}", risk.risk.value()?, self.kept_from(labels.withhold), in_confidence))
    }

    /// From whom anything is withheld, so that the team checks before it talks to them.
    fn withheld_note(&self) -> Option<Block> {
        let decisions = self.plan.withheld.value().into_iter().flat_map(OpenMap::iter);
        let mut names: Vec<Line> = Vec::new();
        for (_, decision) in decisions {
            let from = decision.from.items();
            let everybody = from.is_empty().then(|| "everybody outside the team".into());
            let from = from.iter().map(|from| self.plan.reader_name(&from.value.0));
            for name in from.chain(everybody) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        let from = Line::list(names)?;
        let look = "Each such thing says so: look for it before anything is told.";
        Some(Block::Note { text: phrase!("Some of this is kept from {}. {}", from, look) })
    }

    fn communication_first(&self) -> Option<Block> {
        let mut facts = Facts::default();
        if let Some(needs) = self.plan.communication.value() {
            self.add_communication(&mut facts, needs, self.plan.person_name());
        }
        if let Some(about) = self.plan.about_me.value() {
            facts.value(self.say("", "In {}'s words"), &about.how_to_communicate_with_me);
        }
        Block::titled(self.say("", "How to reach {}, and talk with {}"), facts.block())
    }
}
