//! The labels in a circle of people: a few lines of text, with or without a frame.

use crate::render::pictures::text_width::{width, wrap};
use crate::render::pictures::{DrawnAt, DrawnKind, DrawnShape, PageWidth};

/// The space between a text and its frame.
const PAD: i32 = 8;

/// The space between the two frames of the care coordinator.
const FRAME_GAP: i32 = 4;

/// Lines of text (and whether they are bold) with up to two frames.
#[derive(Debug, Clone)]
pub(crate) struct RingLabel {
    lines: Vec<(String, bool)>,
    frames: i32,
    /// The width with frames.
    pub(crate) wide: i32,
    /// The height with frames.
    pub(crate) high: i32,
    page: PageWidth,
}

/// The labels of a drawing.
#[derive(Debug)]
pub(crate) struct Labels {
    pub(crate) middle: RingLabel,
    /// The heading and the people of the inner ring; empty without people.
    pub(crate) near: Vec<RingLabel>,
    /// The same for the outer ring.
    pub(crate) far: Vec<RingLabel>,
}

impl RingLabel {
    pub(crate) fn new(texts: Vec<(String, bool)>, frames: i32, page: PageWidth) -> Self {
        let face = |bold| if bold { page.bold() } else { page.plain() };
        // As narrow as the longest word allows, because narrow labels fit into smaller rings.
        let words = texts.iter().flat_map(|(text, bold)| {
            text.split_inclusive([' ', '-']).map(str::trim).map(move |word| width(word, face(*bold)))
        });
        let word = words.max().unwrap_or(0);
        let max_width = match (page, frames) {
            (_, 0) => page.width() / 2,
            (PageWidth::Narrow, _) => word.clamp(104, 136),
            (PageWidth::Wide, _) => word.clamp(112, 160),
        };
        let lines = texts.into_iter().flat_map(|(text, bold)| {
            wrap(&text, face(bold), max_width, 3).into_iter().map(move |line| (line, bold))
        });
        let lines: Vec<(String, bool)> = lines.collect();
        let wide = lines.iter().map(|(line, bold)| width(line, face(*bold))).max().unwrap_or(0);
        let rows = i32::try_from(lines.len()).unwrap_or(0);
        let frame = if frames > 0 { 2 * PAD + 2 * FRAME_GAP * (frames - 1) } else { 0 };
        // Even lengths, so that half of them is a whole number.
        let even = |length: i32| length + length % 2;
        RingLabel { wide: even(wide + frame), high: even(rows * page.line() + frame), lines, frames, page }
    }

    /// Returns the shapes of the label with its centre at `x`, `y`.
    pub(crate) fn at(&self, x: i32, y: i32) -> Vec<DrawnShape> {
        let mut shapes = Vec::new();
        let frame = |kind, by: i32| DrawnShape::Rect {
            kind,
            x: x - self.wide / 2 + by,
            y: y - self.high / 2 + by,
            width: self.wide - 2 * by,
            height: self.high - 2 * by,
            r: 10 - by,
        };
        if self.frames > 1 {
            shapes.push(frame(DrawnKind::Double, 0));
        }
        if self.frames > 0 {
            shapes.push(frame(DrawnKind::Frame, FRAME_GAP * (self.frames - 1)));
        }
        let rows = i32::try_from(self.lines.len()).unwrap_or(0);
        let mut top = y - rows * self.page.line() / 2;
        for (line, bold) in &self.lines {
            let face = if *bold { self.page.bold() } else { self.page.plain() };
            shapes.push(DrawnShape::text(line, face, DrawnAt::Middle(x), top));
            top += self.page.line();
        }
        shapes
    }

    /// Returns the radius of a circle around the label.
    pub(crate) fn radius(&self) -> i32 {
        (self.wide / 2 + 14).max(38)
    }
}
