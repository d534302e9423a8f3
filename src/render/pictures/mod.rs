//! Drawings, as shapes with their places: the people round somebody, and the days of a year.
//!
//! A drawing is made twice, for a phone and for a wide page, because words that can be read on a phone leave no room
//! for a circle of people. A style sheet shows one of the two. What is drawn stands in words beside it.

mod circle;
mod described;
mod round;
mod rows;
mod text_width;
mod timeline;

use serde::Serialize;

pub(crate) use circle::{Circle, Member};
use text_width::{Face, width};
pub(crate) use timeline::{Mark, Moment, Timeline};

use crate::render::line::Line;

/// A picture: what it is called, what is drawn, and the drawings of which one is shown.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Picture {
    /// What its parts are called by.
    id: &'static str,
    title: Line,
    /// What is drawn, for who cannot see it.
    desc: Line,
    drawings: Vec<Drawing>,
}

impl Picture {
    /// A picture of these drawings. Its words go where no markup may be: they lose their marks.
    fn new(id: &'static str, title: &Line, desc: &Line, drawings: Vec<Drawing>) -> Self {
        let plain = |line: &Line| Line::computed(line.on_one_line().plain());
        Picture { id, title: plain(title), desc: plain(desc), drawings }
    }
}

/// Shapes on a sheet of a width and a height, in units of their own.
#[derive(Debug, Clone, Serialize)]
struct Drawing {
    /// Where it is shown.
    page: PageWidth,
    /// The size of its letters.
    size: i32,
    width: i32,
    height: i32,
    shapes: Vec<DrawnShape>,
}

/// Where a drawing is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum PageWidth {
    /// On a phone: 12 pixels for a letter on the narrowest.
    Narrow,
    /// On a screen, and on paper: 12 points for a letter on A4.
    Wide,
}

impl PageWidth {
    const ALL: [PageWidth; 2] = [PageWidth::Narrow, PageWidth::Wide];

    /// How wide a drawing is.
    fn width(self) -> i32 {
        match self {
            PageWidth::Narrow => 360,
            PageWidth::Wide => 720,
        }
    }

    /// The size of letters.
    fn size(self) -> i32 {
        match self {
            PageWidth::Narrow => 15,
            PageWidth::Wide => 18,
        }
    }

    /// From one line of text to the next.
    fn line(self) -> i32 {
        self.size() + self.size() / 5
    }

    /// Plain letters of this page.
    fn plain(self) -> Face {
        Face { size: self.size(), bold: false }
    }

    /// Bold letters of this page.
    fn bold(self) -> Face {
        Face { size: self.size(), bold: true }
    }

    /// A drawing on this page.
    fn drawing(self, height: i32, shapes: Vec<DrawnShape>) -> Drawing {
        Drawing { page: self, size: self.size(), width: self.width(), height, shapes }
    }
}

/// Something that is drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
enum DrawnShape {
    Circle { kind: DrawnKind, x: i32, y: i32, r: i32 },
    Line { kind: DrawnKind, from: (i32, i32), to: (i32, i32) },
    Rect { kind: DrawnKind, x: i32, y: i32, width: i32, height: i32, r: i32 },
    Text(DrawnText),
}

/// What a shape stands for, which says how it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum DrawnKind {
    /// The ring of those who are further away.
    Far,
    /// The ring of those who are near.
    Near,
    /// The middle.
    Middle,
    /// The frame of somebody.
    Frame,
    /// The second frame of the care coordinator.
    Double,
    /// The line on which days stand, and the ticks of its months.
    Axis,
    /// From a day on that line to its words.
    Thread,
    /// Today.
    Today,
    /// A mark that is filled.
    Full,
    /// A mark that is not.
    Open,
}

/// One line of text: `x` and `y` are where it begins, or its middle, on the line on which letters stand.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct DrawnText {
    x: i32,
    y: i32,
    /// The side of the text that `x` is at, as the browser calls it: "start" of Arabic is on its right.
    anchor: &'static str,
    bold: bool,
    /// Whether it is read from right to left.
    rtl: bool,
    words: Line,
    #[serde(skip)]
    bounds: Bounds,
}

/// Where a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DrawnAt {
    /// Its left side.
    Left(i32),
    /// Its middle.
    Middle(i32),
    /// Its right side.
    Right(i32),
}

/// A box round something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bounds {
    left: i32,
    top: i32,
    right: i32,
    bottom: i32,
}

impl DrawnShape {
    /// A line of text in a box of one line that begins at `top`.
    fn text(text: &str, face: Face, at: DrawnAt, top: i32) -> Self {
        let wide = width(text, face);
        let rtl = text_width::is_right_to_left(text);
        let (x, anchor, left) = match (at, rtl) {
            (DrawnAt::Left(x), false) => (x, "start", x),
            (DrawnAt::Left(x), true) => (x, "end", x),
            (DrawnAt::Middle(x), _) => (x, "middle", x - (wide + 1) / 2),
            (DrawnAt::Right(x), false) => (x, "end", x - wide),
            (DrawnAt::Right(x), true) => (x, "start", x - wide),
        };
        let bounds = Bounds { left, top, right: left + wide, bottom: top + face.size + face.size / 5 };
        let words = Line::computed(text.to_owned());
        DrawnShape::Text(DrawnText { x, y: top + face.size, anchor, bold: face.bold, rtl, words, bounds })
    }
}

/// A number of the size that drawings have.
#[expect(
    clippy::cast_possible_truncation,
    reason = "it is rounded, and a cast ends at the ends of what fits"
)]
fn whole(number: f64) -> i32 {
    number.round() as i32
}

#[cfg(test)]
mod tests;
