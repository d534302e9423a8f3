//! Risks, their signs and what is then supposed to happen; the safety of children and adults.

use crate::parse::PlanPart;
use crate::plan::{Risk, RiskKind};
use crate::render::block::{Block, Section, lines};
use crate::render::copy_context::CopyContext;
use crate::render::facts::Facts;
use crate::render::line::Line;
use crate::render::sections::actions::Progress::WhereOver;

impl CopyContext<'_> {
    pub(crate) fn risks(&self) -> Option<Section> {
        if !self.has(PlanPart::Risks) {
            return None;
        }
        let blocks = self.plan.risks.items().iter().filter_map(|risk| self.risk(risk));
        Section::new("risks", "What could go wrong, and what then happens", blocks)
    }

    fn risk(&self, risk: &Risk) -> Option<Block> {
        let kind = risk.kind.value().map(|kind| match kind {
            RiskKind::ToSelf => self.say("A risk to myself", "A risk to {}"),
            RiskKind::ToOthers => "A risk to others".into(),
            RiskKind::FromOthers => "A risk from others".into(),
        });
        let facts = Facts::default()
            .add("Kind", kind)
            .value("What happened before", &risk.history)
            .value("How it is now", &risk.now)
            .value("First written down on", &risk.noted)
            .value("Last looked at on", &risk.reviewed)
            .labels(self, risk)
            .block();
        let signs = risk.signs.value();
        let signs = signs.and_then(|signs| Block::list(Some("How it shows".into()), lines(signs)));
        let actions = self.actions(Some("What then happens"), risk.actions.items(), WhereOver);
        let mut blocks: Vec<Block> = facts.into_iter().chain(signs).chain(actions).collect();
        if blocks.is_empty() {
            blocks.push(self.ask("what then happens"));
        }
        Block::titled(Line::from_field(&risk.risk).unwrap_or_else(|| "A risk".into()), blocks)
    }

    /// What was considered for the safety of children and adults.
    pub(crate) fn safeguarding(&self) -> Option<Section> {
        let safeguarding = self.plan.safeguarding.value()?;
        let facts = Facts::default()
            .value("Children", &safeguarding.children)
            .value("Adults", &safeguarding.adults)
            .value("Thought of on", &safeguarding.considered)
            .labels(self, safeguarding)
            .block();
        Section::new("safety", "Keeping children and adults safe", facts)
    }
}
