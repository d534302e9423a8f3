//! The care plan as the person's own copy: every sentence of it, in the order in which it is read.
//!
//! Headings and labels are in the person's voice, as the plan is ("What helps me"); whole sentences are said to the
//! person ("Jo Smith is your care coordinator.").

mod about;
mod actions;
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

use chrono::NaiveDate;
use serde::Serialize;

use super::Seen;
use super::block::{Block, Section, said};
use super::line::Line;
use super::templates::Document;

/// The care plan, ready to be written.
#[derive(Debug, Serialize)]
pub(super) struct CarePlan {
    /// The title of the page.
    title: String,
    /// Whether it is a draft, which every page in print says.
    draft: bool,
    /// Whose it is, as at which day.
    copy_for: Line,
    /// What must be known first: that it is a draft, that it has ended.
    banner: Vec<Line>,
    /// What else the first page says above the contacts.
    first: Vec<Line>,
    /// The sections, in order.
    sections: Vec<Section>,
}

impl Document for CarePlan {
    const NAME: &'static str = "care-plan";
}

/// What every section is made from: what the reader may see, and the day.
#[derive(Debug, Clone, Copy)]
struct Basis<'a> {
    seen: &'a Seen,
    as_at: NaiveDate,
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

impl CarePlan {
    /// The person's own copy as at a day.
    pub(super) fn of(seen: &Seen, as_at: NaiveDate) -> Self {
        let basis = Basis { seen, as_at };
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
        CarePlan {
            title: basis.title(),
            draft: seen.is_draft(),
            copy_for: basis.copy_for(),
            banner: basis.banner(),
            first: basis.first_lines(),
            sections: sections.into_iter().flatten().collect(),
        }
    }
}

/// "17 November 2025 to 4 January 2026".
fn from_to(from: NaiveDate, until: NaiveDate) -> Line {
    said(from).with(" to ").with(said(until))
}
