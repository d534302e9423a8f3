//! Labels with values, collected one after another: a value that is not known is left out.

use crate::parse::Spanned;
use crate::phrase;
use crate::render::block::{Block, Card, Fact, lines};
use crate::render::line::{Line, MaybeValue};

#[derive(Debug, Default)]
pub(crate) struct Facts(Vec<Fact>);

impl Facts {
    /// Adds a fact, if it is known.
    pub(crate) fn add(&mut self, label: impl Into<Line>, value: Option<Line>) -> &mut Self {
        self.0.extend(value.map(|value| Fact { label: label.into(), value }));
        self
    }

    /// Adds a text or a date of the plan.
    pub(crate) fn value<'a, T: Clone + Into<Line> + 'a>(
        &mut self,
        label: impl Into<Line>,
        value: impl MaybeValue<'a, Value = T>,
    ) -> &mut Self {
        self.add(label, Line::from_field(value))
    }

    /// Adds the first and the last day, if either is known.
    pub(crate) fn days<'a, T: Copy + Into<Line> + 'a>(
        &mut self,
        from: impl MaybeValue<'a, Value = T>,
        until: impl MaybeValue<'a, Value = T>,
    ) -> &mut Self {
        match (from.get(), until.get()) {
            (Some(from), Some(until)) => self.add("From", Some(phrase!("{} to {}", *from, *until))),
            (from, until) => self.value("From", from).value("Until", until),
        }
    }

    /// Adds when something was done and by whom, as far as it is known: "14 January 2026, by Jo Smith".
    pub(crate) fn done<'a, T: Clone + Into<Line> + 'a>(
        &mut self,
        label: impl Into<Line>,
        day: impl MaybeValue<'a, Value = T>,
        by: &'static str,
        who: Option<Line>,
    ) -> &mut Self {
        let who = who.map(|who| phrase!("{} {}", by, who));
        self.add(label, Line::comma_list(Line::from_field(day).into_iter().chain(who)).map(Line::capital))
    }

    /// Adds the values of a list. An empty list is an answer, which the copy gives as `none`.
    pub(crate) fn list<'a>(
        &mut self,
        label: impl Into<Line>,
        values: impl MaybeValue<'a, Value = Vec<Spanned<String>>>,
        none: &'static str,
    ) -> &mut Self {
        let values = values.get();
        self.add(label, values.map(|values| Line::semicolon_list(lines(values)).unwrap_or(none.into())))
    }

    /// Returns the facts as a card about `what`, or about `unnamed` if the plan does not say what. `None` if nothing is
    /// known.
    pub(crate) fn card(&mut self, what: Option<Line>, unnamed: &'static str) -> Option<Card> {
        let facts = std::mem::take(&mut self.0);
        let is_known = what.is_some() || !facts.is_empty();
        is_known.then(|| Card { what: what.unwrap_or(unnamed.into()).on_one_line(), facts, over: false })
    }

    /// Returns the facts as a block, if there are any.
    pub(crate) fn block(&mut self) -> Option<Block> {
        let facts = std::mem::take(&mut self.0);
        (!facts.is_empty()).then_some(Block::Facts { facts })
    }
}
