//! The care plan: every sentence of it, in the order in which each kind of reader reads it.
//!
//! In the person's own copy headings and labels are in their voice, as the plan is ("What helps me"), and whole
//! sentences are said to them ("Jo Smith is your care coordinator."). To everybody else they are spoken of by name
//! ("What helps Mina"), and "you" is whoever reads the copy.

mod about;
mod actions;
mod again;
mod circle;
mod contacts;
mod crisis;
mod crisis_plan;
mod end;
mod general_sheet;
mod gp_letter;
mod health;
mod months;
mod names;
mod needs;
mod order;
mod own;
mod reviews;
mod risks;
mod sharing;
mod team;
mod timeline;

use chrono::NaiveDate;

use super::block::{Block, said};
use super::line::Line;
use super::paper::Paper;
use super::{Document, Edition, Format, Print, Seen};

/// What every section is made from: what the reader may see, the day, and the print.
#[derive(Debug, Clone, Copy)]
struct Basis<'a> {
    seen: &'a Seen,
    as_at: NaiveDate,
    print: Print,
    format: Format,
}

impl Basis<'_> {
    /// The same as [`Seen::say`].
    fn say(&self, own: &'static str, others: &'static str) -> Line {
        self.seen.say(own, others)
    }

    /// What stands below a heading that has nothing else. It says neither that there is more nor that there is not:
    /// what was kept back leaves no trace, and what is missing is for somebody to ask about.
    fn ask(&self, what: &str) -> Block {
        let text =
            Line::from("Ask ").with(self.seen.coordinator()).with(" ").with(Line::made(format!("{what}.")));
        Block::Text { text }
    }
}

/// A document, made from what its reader may see.
pub(super) fn paper(seen: &Seen, edition: Edition<'_>) -> Paper {
    let basis = Basis { seen, as_at: edition.as_at, print: edition.print, format: edition.format };
    match edition.document {
        Document::CarePlan => basis.care_plan(),
        Document::CrisisPlan => basis.crisis_plan(),
        Document::GpLetter => basis.gp_letter(),
        Document::GeneralSheet => basis.general_sheet(),
    }
}

impl Basis<'_> {
    /// The care plan.
    fn care_plan(&self) -> Paper {
        Paper {
            document: Document::CarePlan.word(),
            lang: "en-GB",
            title: self.title(),
            heading: self.heading(),
            draft: self.seen.is_draft(),
            large: self.print == Print::Large,
            copy_for: self.copy_for(),
            banner: self.banner(),
            first: self.first_lines(),
            sections: self.in_order(),
            footer: self.footer(),
        }
    }
}

impl Basis<'_> {
    /// Whether a crisis plan has one side of paper: large print takes as many as it needs, and plain text has none.
    fn is_one_side(&self) -> bool {
        self.print == Print::Standard && self.format == Format::Html
    }
}

/// "17 November 2025 to 4 January 2026".
fn from_to(from: NaiveDate, until: NaiveDate) -> Line {
    said(from).with(" to ").with(said(until))
}
