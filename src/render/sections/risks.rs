//! Risks, signs and what is then supposed to happen; the safety of children and adults.

use crate::parse::{PlanPart, TomlTable};
use crate::plan::{Risk, RiskKind};
use crate::render::block::{Block, Facts, Section, all};
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;
use crate::render::sections::actions::Progress::WhereOver;

impl CopyContext<'_> {
    /// What could go wrong, how it shows, and what is then supposed to happen.
    pub(crate) fn risks(&self) -> Option<Section> {
        if !self.seen.has(PlanPart::Risks) {
            return None;
        }
        let blocks = self.seen.risks.items().iter().filter_map(|risk| self.risk(risk));
        Section::new("risks", "What could go wrong, and what then happens", blocks.collect())
    }

    pub(crate) fn risk(&self, risk: &Risk) -> Option<Block> {
        let kind = risk.kind.value().map(|kind| match kind {
            RiskKind::ToSelf => self.say("A risk to myself", "A risk to {}"),
            RiskKind::ToOthers => "A risk to others".into(),
            RiskKind::FromOthers => "A risk from others".into(),
        });
        let mut facts = Facts::default();
        facts
            .add("Kind", kind)
            .text("What happened before", risk.history.value())
            .text("How it is now", risk.now.value())
            .long_ago("First written down on", risk.noted.value())
            .long_ago("Last looked at on", risk.reviewed.value());
        self.marks(&mut facts, &risk.labels());
        let mut blocks: Vec<Block> = facts.block().into_iter().collect();
        blocks.extend(risk.signs.value().and_then(|signs| Block::labelled("How it shows", all(signs))));
        blocks.extend(self.actions(Some("What then happens"), risk.actions.items(), WhereOver));
        if blocks.is_empty() {
            blocks.push(self.ask("what then happens"));
        }
        let heading = risk.risk.value().map_or_else(|| "A risk".into(), |risk| Line::value(risk));
        Block::titled(heading, blocks)
    }

    /// What was thought of for the safety of children and adults.
    pub(crate) fn safeguarding(&self) -> Option<Section> {
        let safeguarding = self.seen.safeguarding.value()?;
        let mut facts = Facts::default();
        facts
            .text("Children", safeguarding.children.value())
            .text("Adults", safeguarding.adults.value())
            .past("Thought of on", safeguarding.considered.value());
        self.marks(&mut facts, &safeguarding.labels());
        Section::new("safety", "Keeping children and adults safe", facts.block().into_iter().collect())
    }
}
