//! The care plan as the person's own copy: every sentence of it, in the order in which it is read.
//!
//! Headings and labels are in the person's voice, as the plan is ("What helps me"); whole sentences are said to the
//! person ("Jo Smith is your care coordinator.").

mod about;
mod actions;
mod circle;
mod contacts;
mod crisis;
mod end;
mod health;
mod months;
mod names;
mod needs;
mod reviews;
mod risks;
mod sharing;
mod timeline;

use chrono::NaiveDate;

use super::block::{Block, said};
use super::line::Line;
use super::paper::Paper;
use super::{Document, Edition, Print, Seen};

/// What every section is made from: what the reader may see, the day, and the print.
#[derive(Debug, Clone, Copy)]
struct Basis<'a> {
    seen: &'a Seen,
    as_at: NaiveDate,
    print: Print,
}

impl Basis<'_> {
    /// What stands below a heading that has nothing else. It says neither that there is more nor that there is not:
    /// what was kept back leaves no trace, and what is missing is for somebody to ask about.
    fn ask(&self, what: &str) -> Block {
        let text =
            Line::from("Ask ").with(self.seen.coordinator()).with(" ").with(Line::made(format!("{what}.")));
        Block::Text { text }
    }
}

/// The person's own copy.
pub(super) fn of(seen: &Seen, edition: Edition<'_>) -> Paper {
    let basis = Basis { seen, as_at: edition.as_at, print: edition.print };
    let sections = [
        seen.contacts(),
        basis.crisis(),
        basis.contingency(),
        basis.needs(),
        basis.services(),
        basis.months(),
        basis.risks(),
        basis.safeguarding(),
        basis.health(),
        basis.law(),
        basis.about_me(),
        basis.communication(),
        basis.people(),
        basis.other_plans(),
        basis.reviews(),
        basis.changes(),
        basis.agreements(),
        basis.copies_given(),
        basis.sharing(),
        basis.details(),
        basis.unhappy(),
        basis.about_this_copy(),
    ];
    Paper {
        document: Document::CarePlan.word(),
        lang: "en-GB",
        title: basis.title(),
        heading: "My care plan".into(),
        draft: seen.is_draft(),
        large: edition.print == Print::Large,
        copy_for: basis.copy_for(),
        banner: basis.banner(),
        first: basis.first_lines(),
        sections: sections.into_iter().flatten().collect(),
        footer: basis.footer(),
    }
}

/// "17 November 2025 to 4 January 2026".
fn from_to(from: NaiveDate, until: NaiveDate) -> Line {
    said(from).with(" to ").with(said(until))
}
