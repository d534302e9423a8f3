//! Who does what, why, when and how; and how far it is.

use crate::parse::{AccessLabels, DayOrTime, Handle, TomlTable, When};
use crate::plan::Action;
use crate::render::block::{Block, Card, Facts, said};
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;
use crate::render::sections::recurrence::is_again;

/// How far actions are said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    /// For each: planned, going on, done, stopped.
    Said,
    /// Only where one is over: the others wait for what sets them off.
    WhereOver,
}

impl CopyContext<'_> {
    /// Actions under a label: what is still to do first, then what is over.
    pub(crate) fn actions(
        &self,
        label: Option<&'static str>,
        actions: &[Action],
        progress: Progress,
    ) -> Option<Block> {
        let cards = actions.iter().filter_map(|action| self.action(action, progress));
        let mut cards: Vec<Card> = cards.collect();
        cards.sort_by_key(Card::is_over);
        Block::cards(label.map(Line::from), cards)
    }

    /// One action, if anything is said of it.
    pub(crate) fn action(&self, action: &Action, progress: Progress) -> Option<Card> {
        let mut facts = Facts::default();
        let sure = self.say("How sure I am that I can do it", "How sure {} is of being able to do it");
        facts
            .add("Who", self.seen.who(action.who.value()))
            .text("Why", action.why.value())
            .add("When", action.when.value().map(|when| self.when(when, action)))
            .days(action.from.value(), action.until.value())
            .text("How", action.how.value())
            .add("So far", self.progress(action, progress))
            .text("What came of it", action.result.value())
            .add(sure, action.confidence.value().map(|sure| out_of_ten(*sure)));
        self.marks(&mut facts, &action.labels());
        let what = action.what.value().map(|what| Line::value(what));
        let card = facts.card(what, "What is to be done is not written down yet.")?;
        Some(card.over(action.is_over()))
    }

    pub(crate) fn when(&self, when: &When, action: &Action) -> Line {
        match when {
            When::Words(words) => Line::value(words).capital(),
            When::At(at) => {
                let late = at.day < self.as_at && !action.is_over();
                let day = when_at(*at);
                if late { day.with(". This day has passed.") } else { day }
            }
        }
    }

    pub(crate) fn progress(&self, action: &Action, progress: Progress) -> Option<Line> {
        if let Some(stopped) = action.stopped.value() {
            let because = action.because.value().map(|because| Line::from(": ").with(Line::value(because)));
            return Some(Line::from("Stopped on ").with(said(stopped.0)).with(because.unwrap_or_default()));
        }
        if let Some(done) = action.done.value() {
            let because = action.because.value().map(|because| Line::from(": ").with(Line::value(because)));
            return Some(Line::from("Done on ").with(said(done.0)).with(because.unwrap_or_default()));
        }
        if let Some(because) = action.because.value() {
            return Some(Line::value(because));
        }
        if progress == Progress::WhereOver {
            return None;
        }
        if action.until.value().is_some_and(|until| *until < self.as_at) {
            return Some("The last day has passed".into());
        }
        let begun = action.from.value().map(|from| *from <= self.as_at);
        Some(match action.when.value() {
            // Whatever began, its day is gone, and nobody wrote that it was done.
            Some(When::At(at)) if at.day < self.as_at && begun == Some(true) => "Begun".into(),
            Some(When::Words(words)) if begun.unwrap_or_else(|| is_again(words)) => "Going on".into(),
            None | Some(When::At(_)) if begun == Some(true) => "Going on".into(),
            _ => "Planned".into(),
        })
    }

    /// What is said of an item that somebody else told, or that is kept from others.
    pub(crate) fn marks(&self, facts: &mut Facts, marks: &AccessLabels<'_>) {
        let teller = marks.told_by.map(|teller| Handle(teller.to_owned()));
        if self.seen.is_in_confidence(marks) {
            let only = "in confidence: only for the team";
            match teller {
                Some(teller) => {
                    let told = self.seen.name(&teller).capital().with(", ").with(only);
                    facts.add("Told by", Some(told))
                }
                None => facts.add("Told", Some(Line::from(only).capital())),
            };
        } else {
            let teller = teller.filter(|teller| !teller.is_person());
            facts.add("Who said this", teller.map(|teller| self.seen.name(&teller)));
        }
        facts.add("Kept from", marks.withhold.and_then(|decision| self.kept_from(decision)));
    }

    /// Whom the decision called `name` keeps something from.
    pub(crate) fn kept_from(&self, name: &str) -> Option<Line> {
        let decision = self.seen.withheld.value()?.get(name)?;
        Line::list(decision.from.value()?.iter().map(|from| self.seen.reader_name(&from.value.0)))
    }
}

/// A day is "by then"; a day and time is an appointment.
pub(crate) fn when_at(at: DayOrTime) -> Line {
    match at.time {
        Some(_) => Line::made(at.in_words()),
        None => Line::from("By ").with(said(at.day)),
    }
}

/// "8 out of 10".
pub(crate) fn out_of_ten(number: u32) -> Line {
    Line::made(format!("{number} out of 10"))
}
