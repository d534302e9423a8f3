//! The first page of the team's copy: what whoever is on duty has to know before anything else.

use crate::parse::TomlTable;
use crate::plan::Risk;
use crate::render::block::{Block, Facts, Section};
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;
use crate::render::sections::crisis::what_worked;

impl CopyContext<'_> {
    /// Allergies, communication, signs, what helps and what does not, wishes, and what was decided in advance.
    pub(crate) fn know_first(&self) -> Option<Section> {
        let mut blocks: Vec<Block> = self.kept_from_others().into_iter().collect();
        if let Some(health) = self.seen.health.value() {
            blocks.extend(self.allergies(health));
        }
        blocks.extend(self.communication_first());
        if let Some(crisis) = self.seen.crisis.value() {
            blocks.extend(self.signs(crisis));
            blocks.extend(self.what_helps(crisis));
            blocks.extend(what_worked(crisis));
            blocks.extend(self.not_to_contact(crisis));
            blocks.extend(self.wishes(crisis));
        }
        let risks = self.seen.risks.items().iter().filter_map(|risk| self.risk_in_short(risk));
        blocks
            .extend(Block::titled("What could go wrong", Block::list(risks.collect()).into_iter().collect()));
        if let Some(legal) = self.seen.legal.value() {
            let mut facts = Facts::default();
            self.decided_in_advance(&mut facts, legal);
            blocks.extend(Block::titled("Decided in advance", facts.block().into_iter().collect()));
        }
        Section::new("first", self.say("", "What to know first about {}"), blocks).map(Section::in_columns)
    }

    pub(crate) fn risk_in_short(&self, risk: &Risk) -> Option<Line> {
        let marks = risk.labels();
        let kept = marks.withhold.and_then(|decision| self.kept_from(decision));
        let kept = kept.map(|from| Line::from(" (kept from ").with(from).with(")")).unwrap_or_default();
        let told = if self.seen.is_in_confidence(&marks) { " (told in confidence)" } else { "" };
        Some(Line::value(risk.risk.value()?).with(kept).with(told))
    }

    /// From whom anything is kept, so that nobody tells them before they have looked.
    pub(crate) fn kept_from_others(&self) -> Option<Block> {
        let decisions = self.seen.withheld.value().into_iter().flat_map(crate::parse::OpenMap::iter);
        let mut names: Vec<Line> = Vec::new();
        for (_, decision) in decisions {
            let from = decision.from.items().iter().map(|from| self.seen.reader_name(&from.value.0));
            let from: Vec<Line> = from.collect();
            let everybody = from.is_empty().then(|| "everybody outside the team".into());
            for name in from.into_iter().chain(everybody) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        let kept = Line::from("Some of this is kept from ").with(Line::list(names)?);
        let look = ". Each such thing says so: look for it before anything is told.";
        Some(Block::Note { text: kept.with(look) })
    }

    pub(crate) fn communication_first(&self) -> Option<Block> {
        let mut facts = Facts::default();
        if let Some(needs) = self.seen.communication.value() {
            self.ways_to_communicate(&mut facts, needs, self.seen.person_name());
        }
        let words = self.seen.about_me.value();
        let words = words.and_then(|about| about.how_to_communicate_with_me.value());
        facts.text(self.say("", "In {}'s words"), words);
        let heading = self.say("", "How to reach {}, and talk with {}");
        Block::titled(heading, facts.block().into_iter().collect())
    }
}
