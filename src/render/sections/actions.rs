//! Who does what, why, when and how; and how far it has got.

use crate::parse::{AccessLabels, Handle, TomlTable, When};
use crate::phrase;
use crate::plan::Action;
use crate::render::block::{Block, Card};
use crate::render::copy_context::CopyContext;
use crate::render::facts::Facts;
use crate::render::line::Line;
use crate::render::sections::recurrence::is_recurring;

/// For which actions a copy says how far they have got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    /// For each: planned, going on, done, stopped.
    ForAll,
    /// For those that are over. The others wait for the event that starts them.
    WhereOver,
}

impl CopyContext<'_> {
    /// Actions under a label: open ones first.
    pub(crate) fn actions(
        &self,
        label: Option<&'static str>,
        actions: &[Action],
        progress: Progress,
    ) -> Option<Block> {
        let cards = actions.iter().filter_map(|action| self.action(action, progress));
        let mut cards: Vec<Card> = cards.collect();
        cards.sort_by_key(|card| card.over);
        Block::cards(label.map(Line::from), cards)
    }

    pub(crate) fn action(&self, action: &Action, progress: Progress) -> Option<Card> {
        let mut facts = Facts::default();
        let sure = self.say("How sure I am that I can do it", "How sure {} is of being able to do it");
        facts
            .add("Who", self.plan.who_does(&action.who))
            .value("Why", &action.why)
            .add("When", action.when.value().map(|when| self.when(when, action)))
            .days(&action.from, &action.until)
            .value("How", &action.how)
            .add("So far", self.progress(action, progress))
            .value("What came of it", &action.result)
            .add(sure, action.confidence.value().map(|number| out_of_ten(*number)));
        self.add_labels(&mut facts, &action.labels());
        let what = Line::from_field(&action.what);
        let card = facts.card(what, "What is to be done is not written down yet.")?;
        Some(Card { over: action.is_over(), ..card })
    }

    /// When it is done: a date without a time means "by then".
    fn when(&self, when: &When, action: &Action) -> Line {
        let at = match when {
            When::Words(words) => return Line::value(words).capital(),
            When::At(at) => at,
        };
        let day = if at.time.is_some() { Line::from(*at) } else { phrase!("By {}", at.day) };
        let is_late = at.day < self.as_at && !action.is_over();
        if is_late { day.with(". This day has passed.") } else { day }
    }

    fn progress(&self, action: &Action, progress: Progress) -> Option<Line> {
        let because = action.because.value();
        let reason = because.map(|because| phrase!(": {}", because));
        if let Some(stopped) = action.stopped.value() {
            return Some(phrase!("Stopped on {}{}", *stopped, reason));
        }
        if let Some(done) = action.done.value() {
            return Some(phrase!("Done on {}{}", *done, reason));
        }
        if because.is_some() || progress == Progress::WhereOver {
            return Line::from_field(because);
        }
        if action.until.value().is_some_and(|until| *until < self.as_at) {
            return Some("The last day has passed".into());
        }
        let begun = action.from.value().map(|from| *from <= self.as_at);
        Some(match action.when.value() {
            // Its date is over, and the plan does not say that it was done.
            Some(When::At(at)) if at.day < self.as_at && begun == Some(true) => "Begun".into(),
            Some(When::Words(words)) if begun.unwrap_or_else(|| is_recurring(words)) => "Going on".into(),
            None | Some(When::At(_)) if begun == Some(true) => "Going on".into(),
            _ => "Planned".into(),
        })
    }

    /// Adds who said something, and whom it is withheld from.
    pub(crate) fn add_labels(&self, facts: &mut Facts, labels: &AccessLabels<'_>) {
        let informant = labels.told_by.map(|informant| Handle(informant.to_owned()));
        let informant = informant.as_ref();
        if !self.plan.is_in_confidence(labels) {
            facts.add("Who said this", self.plan.named(informant.filter(|informant| !informant.is_person())));
        } else if let Some(informant) = self.plan.named(informant) {
            let name = informant.capital();
            facts.add("Told by", Some(phrase!("{}, in confidence: only for the team", name)));
        } else {
            facts.add("Told", Some("In confidence: only for the team".into()));
        }
        facts.add("Kept from", labels.withhold.and_then(|decision| self.withheld_from(decision)));
    }

    /// Whom a decision withholds something from.
    pub(crate) fn withheld_from(&self, decision: &str) -> Option<Line> {
        let decision = self.plan.withheld.value()?.get(decision)?;
        Line::list(decision.from.value()?.iter().map(|from| self.plan.reader_name(&from.value.0)))
    }
}

impl Facts {
    /// See [`CopyContext::add_labels`].
    pub(crate) fn labels(&mut self, context: &CopyContext<'_>, table: &impl TomlTable) -> &mut Self {
        context.add_labels(self, &table.labels());
        self
    }
}

/// "8 out of 10"
pub(crate) fn out_of_ten(number: u32) -> Line {
    Line::computed(format!("{number} out of 10"))
}
