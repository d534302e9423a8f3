//! The crisis plan as a document: one side of A4 that needs no other.

use crate::parse::PlanPart;
use crate::plan::{Agrees, CopyFormat, Review, Statement};
use crate::render::block::{Block, Facts, Section, all, said};
use crate::render::copy_context::CopyContext;
use crate::render::copy_document::CopyDocument;
use crate::render::fit::{Fitted, Side};
use crate::render::line::Line;
use crate::render::{Document, PrintSize};

/// What there is room for beside what stands above the sections: A4 with margins of 12mm, two columns 7mm apart.
const SIDE: Side = Side { width: 253.0, height: 770.0 };

/// How high a line above the sections is, and how many letters go on it.
const LINE: (f32, usize) = (16.0, 80);

impl CopyContext<'_> {
    /// The crisis plan.
    pub(crate) fn crisis_plan(&self) -> CopyDocument {
        let heading = self.say("My crisis plan", "{}'s crisis plan");
        let (banner, first) = (self.state(), self.above_the_signs());
        let copy_for = self.copy_for();
        let above = [&heading].into_iter().chain([&copy_for]).chain(&banner).chain(&first);
        let side = Side { height: SIDE.height - 12.0 - height(above), ..SIDE };
        let fitted = if self.is_one_side() {
            side.fit(self.crisis_side(), &"The rest is in the care plan.".into())
        } else {
            Fitted::all(self.crisis_side())
        };
        let sections = fitted.blocks.into_iter().enumerate();
        let sections = sections.filter_map(|(at, block)| match block {
            Block::Titled { heading, blocks } => {
                let section = Section::new(IDS.get(at)?, heading, blocks)?;
                Some(section.laid_out(fitted.size.side()))
            }
            _ => None,
        });
        CopyDocument {
            document: Document::CrisisPlan.word(),
            lang: "en-GB",
            title: heading.plain(),
            heading,
            draft: self.seen.is_draft(),
            large: self.print == PrintSize::Large,
            copy_for,
            banner,
            first,
            sections: sections.collect(),
            footer: self.document_foot(),
        }
    }

    /// Whose the words are, what somebody who gives medicines must know before anything else, and the format that the
    /// reader asked for.
    pub(crate) fn above_the_signs(&self) -> Vec<Line> {
        let allergies = self.seen.health.value().and_then(|health| Line::said(health.allergies.value()?));
        let allergies = allergies.map(|allergies| Line::from("Allergies: ").with(allergies).stop());
        // Large print is made by itself, and plain text has no print: there every line is needed for the plan.
        let is_made = self.seen.reader().format == Some(CopyFormat::LargePrint);
        let other_format = self.other_format().filter(|_| !is_made);
        self.whose_words().into_iter().chain(allergies).chain(other_format).collect()
    }

    pub(crate) fn crisis_side(&self) -> Vec<Block> {
        let mut blocks = self.crisis_blocks();
        if blocks.is_empty() {
            let text = "No crisis plan is written down yet. If a life is in danger, phone 999.".into();
            blocks.extend(Block::titled("What to do", vec![Block::Text { text }]));
        }
        let please = self.seen.about_me.value().and_then(|about| about.please_do_not.value());
        let please = please.and_then(|please| Block::list(all(please)));
        blocks.extend(Block::titled("Please do not", please.into_iter().collect()));
        let harm =
            self.seen.health.value().and_then(|health| Block::list(all(health.bad_reactions.value()?)));
        let heading = self.say("Medicines that did me harm", "Medicines that did {} harm");
        blocks.extend(Block::titled(heading, harm.into_iter().collect()));
        blocks.extend(self.in_advance());
        blocks.extend(Block::titled("About this crisis plan", self.about_crisis_plan()));
        blocks
    }

    /// What was decided in advance. Who may not know of the law is not told that there is nothing.
    pub(crate) fn in_advance(&self) -> Option<Block> {
        if !self.seen.reader().has(PlanPart::Legal) {
            return None;
        }
        let legal = self.seen.legal.value();
        let decision = legal.and_then(|legal| legal.advance_decision.value());
        let statement = legal.and_then(|legal| legal.advance_statement.value());
        let mut facts = Facts::default();
        facts
            .add(
                "Advance decision",
                Some(decision.map_or_else(|| "None is written down here".into(), there_is)),
            )
            .add("Advance statement", statement.map(there_is));
        Block::titled("What was decided in advance", facts.block().into_iter().collect())
    }

    /// Who agreed, when it was looked at, which version it is, when it is looked at again, and what to do with it.
    pub(crate) fn about_crisis_plan(&self) -> Vec<Block> {
        let agreed = self.seen.newest_agreement_of_person().and_then(|agreement| {
            let says = match agreement.agrees.value()? {
                Agrees::Yes => "Yes",
                Agrees::InPart => "In part",
                Agrees::No => "No",
                Agrees::NotAble => "Was not able to say",
            };
            Some(Line::from(says).with(", on ").with(said(agreement.asked.value()?.0)))
        });
        let looked_at = self.crisis_looked_at().and_then(|block| match block {
            Block::Titled { blocks, .. } => match blocks.into_iter().next()? {
                Block::Text { text } => Some(text),
                _ => None,
            },
            _ => None,
        });
        let mut facts = Facts::default();
        facts
            .add(self.say("I agree with my plan", "{} agrees with the plan"), agreed)
            .add("Last looked at", looked_at);
        facts.add("Next review", self.next_review_day());
        self.what_to_do_with_it(&mut facts);
        facts.block().into_iter().collect()
    }

    /// The version, and what to do with this copy: found, or unhappy.
    pub(crate) fn what_to_do_with_it(&self, facts: &mut Facts) {
        let copies = self.seen.copy_settings();
        facts
            .text("Service", self.seen.settings().and_then(|settings| settings.service.value()))
            .text("If you found this, send it to", copies.and_then(|copies| copies.return_to.value()))
            .text("If you are unhappy with the service", copies.and_then(|copies| copies.unhappy.value()))
            .add("Version", Some(Line::made(self.seen.version().to_owned())));
    }

    /// When the next review is, as far as the reader may know.
    pub(crate) fn next_review_day(&self) -> Option<Line> {
        if self.seen.is_ended() || !self.seen.reader().has(PlanPart::Reviews) {
            return None;
        }
        let booked = self.seen.reviews.items().iter().filter_map(Review::still_booked);
        let booked = booked.filter(|at| at.day >= self.as_at).min();
        let due = self.seen.review_due(self.as_at).and_then(|due| due.day).filter(|day| *day >= self.as_at);
        booked.map(|at| Line::made(at.in_words())).or_else(|| Some(Line::from("by ").with(said(due?))))
    }

    /// Whether the plan is in force, for whoever reads.
    pub(crate) fn state(&self) -> Vec<Line> {
        if self.seen.is_persons_own() || self.seen.is_draft() {
            return self.banner();
        }
        if !self.seen.is_ended() {
            return Vec::new();
        }
        let ended = self.seen.ended.value();
        let on = ended.and_then(|ended| ended.on.value()).map(|day| Line::from(" on ").with(said(day.0)));
        let programme = Line::from(self.seen.terms().programme).capital();
        vec![programme.with(" ended").with(on.unwrap_or_default()).with(". This plan is no longer in force.")]
    }
}

/// The names of the sections, by their places: none of them tells what is not there.
const IDS: [&str; 24] = [
    "part-1", "part-2", "part-3", "part-4", "part-5", "part-6", "part-7", "part-8", "part-9", "part-10",
    "part-11", "part-12", "part-13", "part-14", "part-15", "part-16", "part-17", "part-18", "part-19",
    "part-20", "part-21", "part-22", "part-23", "part-24",
];

/// "Yes. Made on 3 June 2024. Where it is: with Jo".
pub(crate) fn there_is(statement: &Statement) -> Line {
    let made =
        statement.made.value().map(|made| Line::from(". Made on ").with(Line::made(made.0.in_words())));
    let place = statement.r#where.value().map(|place| Line::from(". Where it is: ").with(Line::value(place)));
    Line::from("Yes").with(made.unwrap_or_default()).with(place.unwrap_or_default())
}

/// How much the lines above the sections take.
pub(crate) fn height<'a>(lines: impl Iterator<Item = &'a Line>) -> f32 {
    let (high, letters) = LINE;
    #[expect(clippy::cast_precision_loss, reason = "there are a few lines")]
    lines.map(|line| (line.plain().chars().count() / letters + 1) as f32 * high).sum()
}
