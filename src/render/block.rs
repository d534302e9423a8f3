//! What documents are made of: sections, and in them lists, facts, actions, days and contacts.
//!
//! Nothing empty can be made here: a section without content is no section, so no copy has a heading over nothing.

use chrono::NaiveDate;

use crate::document;
use crate::parse::{PartialDate, Past, Spanned, day_in_words};
use crate::render::line::Line;
use crate::render::pictures::Picture;

document! {
    /// A part of a document under a heading of its own.
    Section {
        /// Where a link leads: `#needs`.
        id: &'static str;
        /// The heading.
        heading: Line;
        /// What stands below it; never nothing.
        blocks: Vec<Block>;
        /// How it is laid out.
        layout: Layout;
    }
}

document! {
    /// How a section is laid out.
    Layout: word {
        /// As it comes.
        Plain = "plain";
        /// In columns where there is room.
        Columns = "columns";
        /// On a page of its own, in columns where there is room.
        Page = "page";
        /// The same, in print of 11 points on paper.
        Page11 = "page pt11";
        /// The same, in print of 10 points on paper.
        Page10 = "page pt10";
        /// As it comes, in print of 11 points on paper.
        Plain11 = "plain pt11";
        /// As it comes, in print of 10 points on paper.
        Plain10 = "plain pt10";
    }
}

document! {
    /// A piece of a section.
    Block by is {
        /// Something that the copy says.
        Text = "text" {
            /// What it says.
            text: Line;
        }
        /// The person's own words.
        Words = "words" {
            /// The words.
            text: Line;
        }
        /// Something that must not be overlooked.
        Note = "note" {
            /// What it says.
            text: Line;
        }
        /// A list, with a label over it. In a template its items are `block["items"]`.
        List = "list" {
            /// What they are.
            label: Option<Line>;
            /// Each of them.
            items: Vec<Line>;
        }
        /// Labels with values.
        Facts = "facts" {
            /// Each of them.
            facts: Vec<Fact>;
        }
        /// Things that have facts of their own: actions, medicines; with a label over them.
        Cards = "cards" {
            /// What they are.
            label: Option<Line>;
            /// Each of them.
            cards: Vec<Card>;
        }
        /// People with their numbers.
        Contacts = "contacts" {
            /// Each of them.
            contacts: Vec<Contact>;
            /// Whether they stand in the order to try.
            numbered: bool;
        }
        /// Days, with what they bring.
        Days = "days" {
            /// What they are.
            label: Option<Line>;
            /// Each of them.
            days: Vec<Day>;
        }
        /// A drawing of what the section also says in words: where nothing can be drawn, it is left out.
        Picture = "picture" {
            /// The drawing.
            picture: Picture;
        }
        /// Blocks under a heading below that of the section.
        Titled = "titled" {
            /// The heading.
            heading: Line;
            /// What stands below it.
            blocks: Vec<Block>;
        }
    }
}

document! {
    /// A label with a value.
    Fact {
        /// The label.
        pub(crate) label: Line;
        /// The value.
        pub(crate) value: Line;
    }
}

document! {
    /// Something that has facts of its own.
    Card {
        /// What it is.
        pub(crate) what: Line;
        /// What is known of it; there may be none.
        pub(crate) facts: Vec<Fact>;
        /// Whether it is over: done, stopped, ended.
        over: bool;
    }
}

document! {
    /// A day, with what it brings.
    Day {
        /// The day in words.
        pub(crate) day: Line;
        /// What it brings.
        pub(crate) said: Line;
    }
}

document! {
    /// Somebody who can be phoned.
    Contact {
        /// Their name.
        pub(crate) name: Line;
        /// When to use their numbers.
        pub(crate) when: Option<Line>;
        /// What they are and do.
        pub(crate) says: Vec<Line>;
        /// Their numbers, the best one first.
        pub(crate) phones: Vec<Phone>;
        /// What is said in the place of numbers where there are none.
        pub(crate) no_number: Option<Line>;
        /// Their e-mail address.
        pub(crate) email: Option<Link>;
        /// When they answer.
        pub(crate) hours: Option<Line>;
        /// Where they are.
        pub(crate) address: Option<Line>;
        /// When their details were last tried, and from when until when they are here.
        pub(crate) known: Option<Line>;
    }
}

document! {
    /// A number, with its kind.
    Phone {
        /// "office", "mobile".
        pub(crate) kind: Line;
        /// The number, and how to dial it.
        pub(crate) number: Link;
    }
}

document! {
    /// A text that can be tapped.
    Link {
        /// What is shown.
        pub(crate) text: Line;
        /// Where it leads: `tel:`, `sms:` or `mailto:`; nothing, if the text is not wholly a number or an address.
        pub(crate) leads_to: Option<String>;
    }
}

impl Section {
    /// A section, if there is anything in it.
    pub(crate) fn new(id: &'static str, heading: impl Into<Line>, blocks: Vec<Block>) -> Option<Self> {
        let heading = heading.into();
        (!blocks.is_empty()).then_some(Section { id, heading, blocks, layout: Layout::Plain })
    }

    /// The same, laid out in another way.
    pub(crate) fn laid_out(self, layout: Layout) -> Self {
        Section { layout, ..self }
    }

    /// The same, in columns where there is room.
    pub(crate) fn in_columns(self) -> Self {
        Section { layout: Layout::Columns, ..self }
    }
}

impl Card {
    /// The same as something that is over, if it is.
    pub(crate) fn over(self, over: bool) -> Self {
        Card { over, ..self }
    }

    /// Whether it is over.
    pub(crate) fn is_over(&self) -> bool {
        self.over
    }
}

impl Block {
    /// Blocks under a heading, if there are any; without a heading, nothing.
    pub(crate) fn titled(heading: impl Into<Line>, blocks: Vec<Block>) -> Option<Self> {
        let heading = heading.into().on_one_line();
        (!blocks.is_empty()).then_some(Block::Titled { heading, blocks })
    }

    /// A list under a heading, if there is anything in it.
    pub(crate) fn listed(heading: impl Into<Line>, values: Option<&Vec<Spanned<String>>>) -> Option<Self> {
        Block::titled(heading, Block::list(all(values?)).into_iter().collect())
    }

    /// The person's own words under a heading, if there are any.
    pub(crate) fn worded(heading: impl Into<Line>, words: Option<&String>) -> Option<Self> {
        Block::titled(heading, vec![Block::Words { text: Line::value(words?) }])
    }

    /// A list without a label, if there is anything in it.
    pub(crate) fn list(items: Vec<Line>) -> Option<Self> {
        (!items.is_empty()).then_some(Block::List { label: None, items })
    }

    /// A list under a label, if there is anything in it.
    pub(crate) fn labelled(label: impl Into<Line>, items: Vec<Line>) -> Option<Self> {
        (!items.is_empty()).then(|| Block::List { label: Some(label.into()), items })
    }

    /// Cards, if there are any.
    pub(crate) fn cards(label: Option<Line>, cards: Vec<Card>) -> Option<Self> {
        (!cards.is_empty()).then_some(Block::Cards { label, cards })
    }

    /// Days under a label, if there are any.
    pub(crate) fn days(label: Option<Line>, days: Vec<Day>) -> Option<Self> {
        (!days.is_empty()).then_some(Block::Days { label, days })
    }
}

/// Facts being gathered: what is not known is left out.
#[derive(Debug, Default)]
pub(crate) struct Facts(Vec<Fact>);

impl Facts {
    /// A fact, if it is known.
    pub(crate) fn add(&mut self, label: impl Into<Line>, value: Option<Line>) -> &mut Self {
        if let Some(value) = value {
            self.0.push(Fact { label: label.into(), value });
        }
        self
    }

    /// A text of the plan, if it is there.
    pub(crate) fn text(&mut self, label: impl Into<Line>, text: Option<&String>) -> &mut Self {
        self.add(label, text.map(|text| Line::value(text)))
    }

    /// A day, if it is known.
    pub(crate) fn day(&mut self, label: impl Into<Line>, day: Option<&NaiveDate>) -> &mut Self {
        self.add(label, day.map(|day| said(*day)))
    }

    /// A day on which something happened, if it is known.
    pub(crate) fn past(&mut self, label: impl Into<Line>, day: Option<&Past<NaiveDate>>) -> &mut Self {
        self.add(label, day.map(|day| said(day.0)))
    }

    /// A day that may be long ago, if it is known.
    pub(crate) fn long_ago(&mut self, label: impl Into<Line>, day: Option<&Past<PartialDate>>) -> &mut Self {
        self.add(label, day.map(|day| Line::made(day.0.in_words())))
    }

    /// The first and the last day, if either is known.
    pub(crate) fn days(&mut self, from: Option<&NaiveDate>, until: Option<&NaiveDate>) -> &mut Self {
        match (from, until) {
            (Some(from), Some(until)) => self.add("From", Some(said(*from).with(" to ").with(said(*until)))),
            (from, until) => self.day("From", from).day("Until", until),
        }
    }

    /// When something was done and who did it, as far as it is known: "14 January 2026, by Jo Smith".
    pub(crate) fn done(
        &mut self,
        label: impl Into<Line>,
        day: Option<Line>,
        by: &'static str,
        who: Option<Line>,
    ) -> &mut Self {
        let who = who.map(|who| Line::from(by).with(" ").with(who));
        self.add(label, Line::list_with_commas(day.into_iter().chain(who)).map(Line::capital))
    }

    /// Values in a row, if there are any; what `none` says if it was asked and there are none.
    pub(crate) fn row(
        &mut self,
        label: impl Into<Line>,
        values: Option<&Vec<Spanned<String>>>,
        none: &'static str,
    ) -> &mut Self {
        self.add(label, values.map(|values| Line::row(all(values)).unwrap_or(none.into())))
    }

    fn take(&mut self) -> Vec<Fact> {
        std::mem::take(&mut self.0)
    }

    /// What was gathered about `what`; where nothing says what it is, `unnamed` does.
    pub(crate) fn card(&mut self, what: Option<Line>, unnamed: &'static str) -> Option<Card> {
        let facts = self.take();
        let known = what.is_some() || !facts.is_empty();
        known.then(|| Card { what: what.unwrap_or_else(|| unnamed.into()).on_one_line(), facts, over: false })
    }

    /// What was gathered as a block, if anything was.
    pub(crate) fn block(&mut self) -> Option<Block> {
        let facts = self.take();
        (!facts.is_empty()).then_some(Block::Facts { facts })
    }
}

/// Each value of a list as a line.
pub(crate) fn all(values: &[Spanned<String>]) -> Vec<Line> {
    values.iter().map(|value| Line::value(&value.value)).collect()
}

/// A day that may be long ago, as it is said.
pub(crate) fn said_long_ago(day: Option<&Past<PartialDate>>) -> Option<Line> {
    day.map(|day| Line::made(day.0.in_words()))
}

/// A day on which something happened, as it is said.
pub(crate) fn said_past(day: Option<&Past<NaiveDate>>) -> Option<Line> {
    day.map(|day| said(day.0))
}

/// A day as it is said.
pub(crate) fn said(day: NaiveDate) -> Line {
    Line::made(day_in_words(day))
}

/// Returns two days as a range: "17 November 2025 to 4 January 2026".
pub(crate) fn from_to(from: chrono::NaiveDate, until: chrono::NaiveDate) -> Line {
    said(from).with(" to ").with(said(until))
}
