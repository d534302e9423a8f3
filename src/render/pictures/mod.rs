//! Drawings as lists of shapes: the circle of people, and the timeline of a year.
//!
//! Each picture has a drawing for phones and one for wide pages, because legible text leaves no space for a circle on a
//! phone. The style sheet shows one of them. The text beside a picture says the same.

mod circle;
mod describe;
mod ring_label;
mod rings;
mod rows;
mod text_width;
mod timeline;

use serde::Serialize;

pub(crate) use circle::{Circle, Member};
use text_width::{Face, width};
pub(crate) use timeline::{Mark, Moment, Timeline};

use crate::render::line::Line;

/// A picture, with a drawing for each page width.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Picture {
    /// The prefix of the ids of its elements.
    id: &'static str,
    title: Line,
    /// The description for screen readers.
    desc: Line,
    drawings: Vec<Drawing>,
}

impl Picture {
    /// Removes direction marks from the texts, because SVG titles cannot contain markup.
    fn new(id: &'static str, title: &Line, desc: &Line, drawings: Vec<Drawing>) -> Self {
        let plain = |line: &Line| Line::computed(line.on_one_line().plain());
        Picture { id, title: plain(title), desc: plain(desc), drawings }
    }
}

/// Shapes in a coordinate system of their own.
#[derive(Debug, Clone, Serialize)]
struct Drawing {
    page: PageWidth,
    /// The font size.
    size: i32,
    width: i32,
    height: i32,
    shapes: Vec<DrawnShape>,
}

/// The page that a drawing is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum PageWidth {
    /// A phone. The font has 12 pixels on the narrowest.
    Narrow,
    /// A screen or paper. The font has 12 points on A4.
    Wide,
}

impl PageWidth {
    const ALL: [PageWidth; 2] = [PageWidth::Narrow, PageWidth::Wide];

    fn width(self) -> i32 {
        match self {
            PageWidth::Narrow => 360,
            PageWidth::Wide => 720,
        }
    }

    /// The font size.
    fn size(self) -> i32 {
        match self {
            PageWidth::Narrow => 15,
            PageWidth::Wide => 18,
        }
    }

    /// The line height.
    fn line(self) -> i32 {
        self.size() + self.size() / 5
    }

    fn plain(self) -> Face {
        Face { size: self.size(), bold: false }
    }

    fn bold(self) -> Face {
        Face { size: self.size(), bold: true }
    }

    fn drawing(self, height: i32, shapes: Vec<DrawnShape>) -> Drawing {
        Drawing { page: self, size: self.size(), width: self.width(), height, shapes }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
enum DrawnShape {
    Circle { kind: DrawnKind, x: i32, y: i32, r: i32 },
    Line { kind: DrawnKind, from: (i32, i32), to: (i32, i32) },
    Rect { kind: DrawnKind, x: i32, y: i32, width: i32, height: i32, r: i32 },
    Text(DrawnText),
}

/// What a shape represents. The style sheet decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum DrawnKind {
    /// The outer ring.
    Far,
    /// The inner ring.
    Near,
    Middle,
    /// The frame of a label.
    Frame,
    /// The second frame of the care coordinator.
    Double,
    /// The axis of a timeline, with its months.
    Axis,
    /// The line from a date on the axis to its text.
    Thread,
    Today,
    /// A filled mark.
    Full,
    /// An outlined mark.
    Open,
}

/// One line of text. `y` is its baseline, `x` the side that `anchor` names.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct DrawnText {
    x: i32,
    y: i32,
    /// The `text-anchor` of SVG: "start" of Arabic text is its right side.
    anchor: &'static str,
    bold: bool,
    /// Whether it reads from right to left.
    rtl: bool,
    words: Line,
    #[serde(skip)]
    bounds: Bounds,
}

/// The x coordinate of one side of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DrawnAt {
    Left(i32),
    Middle(i32),
    Right(i32),
}

/// The box around a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bounds {
    left: i32,
    top: i32,
    right: i32,
    bottom: i32,
}

impl DrawnShape {
    /// Returns a line of text whose box begins at `top`.
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

/// Rounds to a whole number.
#[expect(clippy::cast_possible_truncation, reason = "the number is rounded, and a cast saturates")]
fn whole(number: f64) -> i32 {
    number.round() as i32
}

#[cfg(test)]
mod tests;
