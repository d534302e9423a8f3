//! What documents and sections are made from: the redacted plan, the date, the size of print and the format.

use crate::access::RedactedPlan;
use crate::parse::{Field, PlanPart};
use crate::phrase;
use crate::plan::CopySettings;
use crate::render::Markup;
use crate::render::block::{Block, Section};
use crate::render::copy_document::CopyDocument;
use crate::render::line::Line;

/// The size of print of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintSize {
    /// 12 points on paper, 10 or 11 where a document must fit on one side.
    Standard,
    /// 18 points on paper.
    Large,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct CopyContext<'a> {
    pub(crate) plan: &'a RedactedPlan,
    pub(crate) as_at: chrono::NaiveDate,
    pub(crate) print: PrintSize,
    pub(crate) format: Markup,
}

impl CopyContext<'_> {
    /// Returns a document with a heading and sections, and otherwise what most documents have.
    pub(crate) fn document(
        &self,
        word: &'static str,
        heading: Line,
        sections: impl IntoIterator<Item = Section>,
    ) -> CopyDocument {
        CopyDocument {
            document: word,
            lang: "en-GB",
            title: heading.plain(),
            heading,
            draft: self.plan.is_draft(),
            large: self.print == PrintSize::Large,
            copy_for: self.copy_for(),
            banner: Vec::new(),
            first: Vec::new(),
            sections: sections.into_iter().collect(),
            footer: self.short_footer(),
        }
    }

    /// See [`RedactedPlan::say`].
    pub(crate) fn say(&self, own: &'static str, others: &'static str) -> Line {
        self.plan.say(own, others)
    }

    /// Whether the copy shows a part of the plan as a whole.
    pub(crate) fn has(&self, part: PlanPart) -> bool {
        self.plan.has(part)
    }

    /// Returns the line below a heading that has nothing else below it. It does not say whether something is withheld.
    pub(crate) fn ask(&self, what: &'static str) -> Block {
        Block::text(phrase!("Ask {} {}.", self.plan.coordinator(), what))
    }

    /// The name of the service.
    pub(crate) fn service(&self) -> Option<&String> {
        self.plan.settings()?.service.value()
    }

    /// A text that the service sets for its copies.
    pub(crate) fn copy_setting(&self, key: fn(&CopySettings) -> &Field<String>) -> Option<&String> {
        key(self.plan.copy_settings()?).value()
    }

    /// Whether a crisis plan must fit on one side of paper. Large print takes as many sides as it needs.
    pub(crate) fn is_one_side(&self) -> bool {
        self.print == PrintSize::Standard && self.format == Markup::Html
    }
}
