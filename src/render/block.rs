//! What documents consist of: sections, and in them lists, facts, actions, days and contacts.
//!
//! Constructors return `None` without content, so no copy has a heading with nothing below it.

use crate::parse::Spanned;
use crate::render::line::{Line, MaybeValue};
use crate::render::pictures::Picture;
use crate::{document, phrase};

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
        pub(crate) over: bool;
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
    pub(crate) fn new(
        id: &'static str,
        heading: impl Into<Line>,
        blocks: impl IntoIterator<Item = Block>,
    ) -> Option<Self> {
        let blocks: Vec<Block> = blocks.into_iter().collect();
        (!blocks.is_empty()).then(|| Section { id, heading: heading.into(), blocks, layout: Layout::Plain })
    }

    pub(crate) fn with_layout(self, layout: Layout) -> Self {
        Section { layout, ..self }
    }

    pub(crate) fn in_columns(self) -> Self {
        self.with_layout(Layout::Columns)
    }
}

impl Block {
    pub(crate) fn text(text: impl Into<Line>) -> Self {
        Block::Text { text: text.into() }
    }

    /// The person's own words, if there are any.
    pub(crate) fn words<'a>(words: impl MaybeValue<'a, Value = String>) -> Option<Self> {
        words.get().map(|words| Block::Words { text: words.into() })
    }

    /// Blocks under a heading.
    pub(crate) fn titled(heading: impl Into<Line>, blocks: impl IntoIterator<Item = Block>) -> Option<Self> {
        let blocks: Vec<Block> = blocks.into_iter().collect();
        (!blocks.is_empty()).then(|| Block::Titled { heading: heading.into().on_one_line(), blocks })
    }

    /// A list of texts under a heading.
    pub(crate) fn titled_list<'a>(
        heading: impl Into<Line>,
        values: impl MaybeValue<'a, Value = Vec<Spanned<String>>>,
    ) -> Option<Self> {
        Block::titled(heading, Block::list(None, lines(values.get()?)))
    }

    /// The person's own words under a heading.
    pub(crate) fn titled_words<'a>(
        heading: impl Into<Line>,
        words: impl MaybeValue<'a, Value = String>,
    ) -> Option<Self> {
        Block::titled(heading, Block::words(words))
    }

    pub(crate) fn list(label: Option<Line>, items: impl IntoIterator<Item = Line>) -> Option<Self> {
        let items: Vec<Line> = items.into_iter().collect();
        (!items.is_empty()).then_some(Block::List { label, items })
    }

    pub(crate) fn cards(label: Option<Line>, cards: impl IntoIterator<Item = Card>) -> Option<Self> {
        let cards: Vec<Card> = cards.into_iter().collect();
        (!cards.is_empty()).then_some(Block::Cards { label, cards })
    }

    pub(crate) fn contacts(contacts: Vec<Contact>, numbered: bool) -> Option<Self> {
        (!contacts.is_empty()).then_some(Block::Contacts { contacts, numbered })
    }
}

/// The blocks that have content.
pub(crate) fn present<const N: usize>(blocks: [Option<Block>; N]) -> Vec<Block> {
    blocks.into_iter().flatten().collect()
}

/// Each value of a list as a line.
pub(crate) fn lines(values: &[Spanned<String>]) -> impl Iterator<Item = Line> {
    values.iter().map(|value| Line::value(&value.value))
}

/// Returns a stretch of time, as far as it is known: "2 October 2025 to 14 November 2025", "from 2019".
pub(crate) fn from_until(from: Option<impl Into<Line>>, until: Option<impl Into<Line>>) -> Option<Line> {
    match (from, until) {
        (Some(from), Some(until)) => Some(phrase!("{} to {}", from.into(), until.into())),
        (Some(from), None) => Some(phrase!("from {}", from.into())),
        (None, Some(until)) => Some(phrase!("until {}", until.into())),
        (None, None) => None,
    }
}
