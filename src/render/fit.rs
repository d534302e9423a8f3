//! How much fits on one side of paper, and in which size of print. What does not fit is returned, never lost.
//!
//! The space of a text is estimated from the widths of its letters: rather too much than too little.

use crate::render::block::{Block, Card, Contact, Day, Fact, Layout};
use crate::render::line::Line;

/// The space on one side: two columns, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side {
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// What fits on a side, and what does not.
#[derive(Debug)]
pub(crate) struct Fitted {
    pub(crate) size: Size,
    /// What fits: all blocks in order, some of them shortened.
    pub(crate) blocks: Vec<Block>,
    /// What was removed from them.
    pub(crate) rest: Vec<Block>,
}

/// A size of print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// 12 points, the size of the other pages.
    Twelve,
    Eleven,
    /// 10 points, the smallest size.
    Ten,
}

impl Fitted {
    /// All blocks in 12 points, on as many pages as they need.
    pub(crate) fn all(blocks: Vec<Block>) -> Self {
        Fitted { size: Size::Twelve, blocks, rest: Vec::new() }
    }
}

impl Size {
    const ALL: [Size; 3] = [Size::Twelve, Size::Eleven, Size::Ten];

    fn points(self) -> f32 {
        match self {
            Size::Twelve => 12.0,
            Size::Eleven => 11.0,
            Size::Ten => 10.0,
        }
    }

    /// The layout of a section in columns on a page of its own.
    pub(crate) fn page(self) -> Layout {
        match self {
            Size::Twelve => Layout::Page,
            Size::Eleven => Layout::Page11,
            Size::Ten => Layout::Page10,
        }
    }

    /// The layout of a section that shares its page with others of this size.
    pub(crate) fn side(self) -> Layout {
        match self {
            Size::Twelve => Layout::Plain,
            Size::Eleven => Layout::Plain11,
            Size::Ten => Layout::Plain10,
        }
    }
}

impl Side {
    /// Fits titled blocks on this side, in the largest print in which all of them fit. If they do not fit in the smallest,
    /// the longest are shortened and end with `more`.
    pub(crate) fn fit(self, blocks: Vec<Block>, more: &Line) -> Fitted {
        for size in Size::ALL {
            let print = FitPrint { size: size.points(), width: self.width };
            if blocks.iter().map(|block| print.height(block)).sum::<f32>() <= self.room(size) {
                return Fitted { size, blocks, rest: Vec::new() };
            }
        }
        self.shorten(blocks, more)
    }

    /// Returns 12 points if the blocks fit on this side, else 11.
    pub(crate) fn size_for(self, blocks: &[Block]) -> Size {
        let print = FitPrint { size: Size::Twelve.points(), width: self.width };
        let fits = blocks.iter().map(|block| print.height(block)).sum::<f32>() <= self.room(Size::Twelve);
        if fits { Size::Twelve } else { Size::Eleven }
    }

    fn shorten(self, blocks: Vec<Block>, more: &Line) -> Fitted {
        let print = FitPrint { size: Size::Ten.points(), width: self.width };
        let each: Vec<f32> = blocks.iter().map(|block| print.height(block)).collect();
        let limits = limits(&blocks, &each, self.room(Size::Ten));
        let (mut left, mut rest) = (Vec::new(), Vec::new());
        for ((block, height), most) in blocks.into_iter().zip(each).zip(limits) {
            if height <= most {
                left.push(block);
                continue;
            }
            let note = print.text(more, 1.0) + 2.0;
            let (kept, over) = print.split(block, most - note);
            let heading = over.iter().chain(&kept).find_map(heading);
            let (inner, text) = (kept.map(inside).unwrap_or_default(), Block::Text { text: more.clone() });
            left.extend(heading.and_then(|heading| Block::titled(heading, inner.into_iter().chain([text]))));
            rest.extend(over);
        }
        Fitted { size: Size::Ten, blocks: left, rest }
    }

    /// The height of both columns, less the space that is lost if an item does not fit at the end of the first.
    fn room(self, size: Size) -> f32 {
        (2.0 * self.height - size.points() * 3.0).max(0.0)
    }
}

fn heading(block: &Block) -> Option<Line> {
    match block {
        Block::Titled { heading, .. } => Some(heading.clone()),
        _ => None,
    }
}

fn inside(block: Block) -> Vec<Block> {
    match block {
        Block::Titled { blocks, .. } => blocks,
        block => vec![block],
    }
}

/// The height that each block may have. Phone numbers and the last block get theirs first; of the others, the highest
/// are shortened until all fit on the side.
fn limits(blocks: &[Block], each: &[f32], room: f32) -> Vec<f32> {
    let comes_first = |at: usize| {
        let is_numbers = |block: &Block| matches!(block, Block::Contacts { .. });
        let has_numbers =
            matches!(&blocks[at], Block::Titled { blocks, .. } if blocks.iter().any(is_numbers));
        has_numbers || at + 1 == blocks.len()
    };
    let (first, others): (Vec<usize>, Vec<usize>) = (0..blocks.len()).partition(|at| comes_first(*at));
    let third = room / 3.0;
    let room = room - first.iter().map(|at| each[*at].min(third)).sum::<f32>();
    let most = at_most(others.iter().map(|at| each[*at]).collect(), room);
    (0..blocks.len()).map(|at| if comes_first(at) { third } else { most }).collect()
}

/// The height to which the highest are shortened, so that all together fit into `room`.
fn at_most(mut each: Vec<f32>, mut room: f32) -> f32 {
    each.sort_by(f32::total_cmp);
    let mut left = each.len();
    for height in each {
        #[expect(clippy::cast_precision_loss, reason = "there are some twenty of them")]
        let share = room / left as f32;
        if height > share {
            return share;
        }
        room -= height;
        left -= 1;
    }
    f32::INFINITY
}

/// A size of print in columns of a width.
#[derive(Debug, Clone, Copy)]
struct FitPrint {
    size: f32,
    width: f32,
}

impl FitPrint {
    /// The height of a text whose letters are `larger` by this factor.
    fn text(self, text: &Line, larger: f32) -> f32 {
        self.lines(&text.plain(), larger) * self.size * larger * 1.2
    }

    fn lines(self, text: &str, larger: f32) -> f32 {
        // Less the indent of lists; the factor is for fonts that are wider than the measured one.
        let width = (self.width - 1.6 * self.size) / (self.size * larger * 1.04);
        text.lines().map(|line| lines(line, width)).sum()
    }

    fn label(self, label: Option<&Line>) -> f32 {
        label.map_or(0.0, |label| self.text(label, 1.08) + 7.0)
    }

    fn fact(self, fact: &Fact) -> f32 {
        self.text(&fact.label.clone().with(": ").with(fact.value.clone()), 1.0) + 1.0
    }

    fn card(self, card: &Card) -> f32 {
        let facts: f32 = card.facts.iter().map(|fact| self.fact(fact)).sum();
        self.text(&card.what, 1.08) + facts + 9.0
    }

    fn contact(self, contact: &Contact) -> f32 {
        let phones = contact
            .phones
            .iter()
            .map(|phone| Line::from("  ").with(phone.kind.clone()).with(" ").with(phone.number.text.clone()));
        // A name, its numbers and hours are one paragraph; the numbers are larger.
        let name = phones.fold(contact.name.clone(), Line::with);
        let others = contact.when.iter().chain(&contact.no_number).chain(&contact.hours);
        let others = others.chain(&contact.says).chain(&contact.address).chain(&contact.known);
        let all = others.fold(name, |all, more| all.with("  ").with(more.clone()));
        self.lines(&all.plain(), 1.05) * self.size * 1.15 * 1.2 + 1.0
    }

    fn day(self, day: &Day) -> f32 {
        self.text(&day.day.clone().with(": ").with(day.said.clone()), 1.0) + 2.0
    }

    fn height(self, block: &Block) -> f32 {
        match block {
            // A side has no drawings.
            Block::Picture { .. } => 0.0,
            Block::Text { text } | Block::Words { text } => self.text(text, 1.0),
            Block::Note { text } => self.text(text, 1.15) + 14.0,
            Block::List { label, items } => self.label(label.as_ref()) + self.items(items) + 1.0,
            Block::Facts { facts } => facts.iter().map(|fact| self.fact(fact)).sum::<f32>(),
            Block::Cards { label, cards } => {
                self.label(label.as_ref()) + cards.iter().map(|card| self.card(card)).sum::<f32>()
            }
            Block::Contacts { contacts, .. } => {
                contacts.iter().map(|contact| self.contact(contact)).sum::<f32>()
            }
            Block::Days { label, days } => {
                self.label(label.as_ref()) + days.iter().map(|day| self.day(day)).sum::<f32>()
            }
            Block::Titled { heading, blocks } => {
                self.heading(heading) + blocks.iter().map(|block| self.height(block)).sum::<f32>()
            }
        }
    }

    fn items(self, items: &[Line]) -> f32 {
        items.iter().map(|item| self.text(item, 1.0) + 1.0).sum()
    }

    fn heading(self, heading: &Line) -> f32 {
        self.text(heading, 1.1) + 6.5
    }

    /// Splits a block into what fits into `room` and the rest.
    fn split(self, block: Block, room: f32) -> (Option<Block>, Option<Block>) {
        match block {
            Block::Titled { heading, blocks } => {
                let room = room - self.heading(&heading);
                let (kept, over) = self.split_all(blocks, room);
                (Block::titled(heading.clone(), kept), Block::titled(heading, over))
            }
            Block::List { label, items } => {
                let room = room - self.label(label.as_ref()) - 4.0;
                let (mut kept, mut over) = split(items, room, |item| self.text(item, 1.0) + 1.0);
                // A first item that is too long is cut.
                if kept.is_empty() && !over.is_empty() {
                    let (first, rest) = self.cut(&over.remove(0), room);
                    kept.extend(first);
                    over.splice(0..0, rest);
                }
                let list = |items: Vec<Line>| {
                    (!items.is_empty()).then(|| Block::List { label: label.clone(), items })
                };
                (list(kept), list(over))
            }
            Block::Cards { label, cards } => {
                let room = room - self.label(label.as_ref()) - 4.0;
                let (kept, over) = split(cards, room, |card| self.card(card));
                (Block::cards(label.clone(), kept), Block::cards(label, over))
            }
            Block::Facts { facts } => {
                let (kept, over) = split(facts, room - 4.0, |fact| self.fact(fact));
                let block = |facts: Vec<Fact>| (!facts.is_empty()).then_some(Block::Facts { facts });
                (block(kept), block(over))
            }
            Block::Contacts { contacts, numbered } => {
                let (kept, over) = split(contacts, room - 4.0, |contact| self.contact(contact));
                let block = |contacts: Vec<Contact>| {
                    (!contacts.is_empty()).then_some(Block::Contacts { contacts, numbered })
                };
                (block(kept), block(over))
            }
            Block::Text { text } => {
                let (kept, over) = self.cut(&text, room - 2.0);
                (kept.map(|text| Block::Text { text }), over.map(|text| Block::Text { text }))
            }
            Block::Words { text } => {
                let (kept, over) = self.cut(&text, room - 2.0);
                (kept.map(|text| Block::Words { text }), over.map(|text| Block::Words { text }))
            }
            block => {
                if self.height(&block) <= room {
                    (Some(block), None)
                } else {
                    (None, Some(block))
                }
            }
        }
    }

    fn split_all(self, blocks: Vec<Block>, room: f32) -> (Vec<Block>, Vec<Block>) {
        let (mut kept, mut over, mut room) = (Vec::new(), Vec::new(), room);
        for block in blocks {
            let height = self.height(&block);
            if !over.is_empty() {
                over.push(block);
            } else if height <= room {
                room -= height;
                kept.push(block);
            } else {
                let (some, rest) = self.split(block, room);
                kept.extend(some);
                over.extend(rest);
            }
        }
        (kept, over)
    }

    /// Splits a text into what fits into `room` and the rest.
    fn cut(self, text: &Line, room: f32) -> (Option<Line>, Option<Line>) {
        text.cut(|text| self.lines(text, 1.0) * self.size * 1.2 <= room)
    }
}

/// Splits `items` into the first ones that fit into `room` and the rest.
fn split<T>(items: Vec<T>, room: f32, height: impl Fn(&T) -> f32) -> (Vec<T>, Vec<T>) {
    let (mut kept, mut over, mut room) = (Vec::new(), Vec::new(), room);
    for item in items {
        room -= height(&item);
        if over.is_empty() && room >= 0.0 { kept.push(item) } else { over.push(item) }
    }
    (kept, over)
}

/// The number of lines of a text in a column of `width`, which is in units of the size of its letters.
fn lines(text: &str, width: f32) -> f32 {
    let width = width.max(4.0);
    let (mut lines, mut line) = (1.0_f32, 0.0_f32);
    for word in text.split(' ') {
        let wide: f32 = word.chars().map(letter).sum();
        if line > 0.0 && line + SPACE + wide > width {
            lines += 1.0;
            line = 0.0;
        }
        let before = if line > 0.0 { SPACE } else { 0.0 };
        line += before + wide;
        // A word longer than a line is broken.
        if line > width {
            lines += (line / width).floor();
            line %= width;
        }
    }
    lines
}

const SPACE: f32 = 0.28;

/// The width of a letter in Arial and similar fonts, as a fraction of its size.
fn letter(c: char) -> f32 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' => 0.24,
        'f' | 't' | 'r' | '.' | ',' | ':' | ';' | '!' | '(' | ')' | '-' | 'I' | '/' => 0.34,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' => 0.5,
        'm' | 'w' => 0.84,
        'M' | 'W' | '%' | '@' => 1.02,
        'A'..='Z' => 0.74,
        c if c.is_ascii() => 0.56,
        '\u{80}'..='\u{10ff}' => 0.8,
        _ => 1.2,
    }
}
