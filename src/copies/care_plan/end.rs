//! What a copy says of itself: whose it is, of which day, whether it is in force, and what to do with it.

use super::Basis;
use super::months::next_review;
use crate::copies::Print;
use crate::copies::block::{Block, Facts, Section, said};
use crate::copies::line::Line;
use crate::plan::{CopyFormat, CopySettings, EndedReason};

impl Basis<'_> {
    /// The title of the page: nothing that is not on the first line of the copy.
    pub(super) fn title(&self) -> String {
        self.seen.preferred().map_or_else(
            || "My care plan".to_owned(),
            |name| format!("My care plan: {}", Line::value(name).on_one_line().plain()),
        )
    }

    /// "Plan NS-0042. Copy for Mina, as at 2 March 2026."
    pub(super) fn copy_for(&self) -> Line {
        let name =
            self.seen.preferred().map(|name| Line::from("Copy for ").with(Line::value(name).on_one_line()));
        let copy = name.unwrap_or_else(|| "My copy".into()).with(", as at ").with(said(self.as_at)).with(".");
        match self.seen.id.value() {
            Some(id) => Line::from("Plan ").with(Line::value(id)).with(". ").with(copy),
            None => copy,
        }
    }

    /// "My care plan. Copy for Mina, as at 2 March 2026. Plan NS-0042. If found: …": without breaks, and without
    /// anything that the first page does not say.
    pub(super) fn footer(&self) -> Line {
        let name = self
            .seen
            .preferred()
            .map_or_else(|| "My copy".into(), |name| Line::from("Copy for ").with(Line::value(name)));
        let copy = Line::from("My care plan. ").with(name).with(", as at ").with(said(self.as_at)).with(".");
        let copy = match self.seen.id.value() {
            Some(id) => copy.with(" ").with("Plan ").with(Line::value(id)).with("."),
            None => copy,
        };
        let found = self.copy_settings().and_then(|settings| settings.return_to.value());
        let found = found.map(|to| Line::from(" If found, send it to: ").with(Line::value(to)).stop());
        copy.with(found.unwrap_or_default()).on_one_line()
    }

    /// What must be known before anything else is read.
    pub(super) fn banner(&self) -> Vec<Line> {
        if self.seen.is_draft() {
            return vec!["DRAFT. This plan is still being written: it is not agreed yet.".into()];
        }
        if self.seen.is_ended() { self.ended() } else { Vec::new() }
    }

    fn ended(&self) -> Vec<Line> {
        let scheme = self.seen.terms().your_programme;
        let ended = self.seen.ended.value();
        let on = ended.and_then(|ended| ended.on.value()).map(|day| Line::from(" on ").with(said(day.0)));
        let mut lines = vec![Line::from(scheme).with(" ended").with(on.unwrap_or_default()).with(".")];
        let Some(ended) = ended else { return lines };
        if let Some(reason) = ended.reason.value() {
            lines.push(match reason {
                EndedReason::NoLongerNeeded => "The reason: it is no longer needed.".into(),
                EndedReason::Moved => "The reason: you moved to another team.".into(),
                EndedReason::Left => "The reason: you chose to leave.".into(),
                EndedReason::Died => "The reason: the person died.".into(),
            });
        }
        if let Some(to) = ended.handed_to.value() {
            lines.push(Line::from("Who looks after you now: ").with(self.seen.name_to_you(to)).stop());
        }
        if let Some(back) = ended.how_to_come_back.value() {
            lines.push(Line::from("How to come back: ").with(Line::value(back)).stop());
        }
        lines
    }

    /// What else stands above the contacts: the next review, and the format that the person asked for.
    pub(super) fn first_lines(&self) -> Vec<Line> {
        next_review(self).into_iter().chain(self.other_format()).collect()
    }

    fn other_format(&self) -> Option<Line> {
        let needs = self.seen.communication.value()?;
        let (asked, one) = match needs.copy_format.value()? {
            CopyFormat::Standard => return None,
            CopyFormat::LargePrint if self.print == Print::Large => return None,
            CopyFormat::LargePrint => ("large print", "one in large print"),
            CopyFormat::EasyRead => ("easy read", "one in easy read"),
            CopyFormat::Braille => ("braille", "one in braille"),
            CopyFormat::Audio => ("an audio copy", "one that you can listen to"),
            CopyFormat::Bsl => ("a BSL video", "one in BSL"),
            CopyFormat::Email => ("a copy by e-mail", "one by e-mail"),
        };
        let print = match self.print {
            Print::Standard => ". This copy is in standard print: ask ",
            Print::Large => ". This copy is in large print: ask ",
        };
        let line = Line::from("You asked for ").with(asked).with(print);
        Some(line.with(self.seen.coordinator()).with(" for ").with(one).with("."))
    }

    /// Whom to phone when unhappy.
    pub(super) fn unhappy(&self) -> Option<Section> {
        let unhappy = self.copy_settings()?.unhappy.value()?;
        let block = Block::Text { text: Line::value(unhappy).stop() };
        Section::of("unhappy", "If I am unhappy with my care", vec![block])
    }

    /// What to do with this copy.
    pub(super) fn about_this_copy(&self) -> Option<Section> {
        let mut blocks = Vec::new();
        if self.seen.withheld.value().is_some() {
            blocks.push(Block::Note {
                text: "This copy is for you alone. It says things that are kept from others: \
                       think of who could read it where you keep it."
                    .into(),
            });
        }
        let settings = self.copy_settings();
        let return_to = settings.and_then(|settings| settings.return_to.value());
        let mut facts = Facts::default();
        facts
            .text("Service", self.seen.settings().and_then(|settings| settings.service.value()))
            .add("This copy shows the plan as at", Some(said(self.as_at)))
            .text("Plan", self.seen.id.value())
            .text("If you found this copy, please send it to", return_to);
        blocks.extend(facts.block());
        Section::of("this-copy", "About this copy", blocks)
    }

    fn copy_settings(&self) -> Option<&CopySettings> {
        self.seen.settings()?.copies.value()
    }
}
