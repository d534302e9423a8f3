//! The people round somebody: who is near in an inner ring, who is paid to be there in an outer one.

use crate::render::line::Line;
use crate::render::pictures::round::in_the_round;
use crate::render::pictures::rows::in_rows;
use crate::render::pictures::text_width::{width, wrap};
use crate::render::pictures::{DrawnAt, DrawnKind, DrawnShape, PageWidth, Picture};

/// As many people as are drawn in one ring. The words beside the picture have all of them.
const MOST: usize = 36;

/// Between the words of somebody and their frame.
const PAD: i32 = 8;

/// How much further out the second frame is.
const SECOND: i32 = 4;

/// Somebody in a ring.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// What they are called.
    pub(crate) name: Line,
    /// What they are: "sister", "GP".
    pub(crate) role: Option<Line>,
    /// Whether they are the care coordinator.
    pub(crate) coordinates: bool,
}

/// Everybody who is drawn, and what the picture says of them.
#[derive(Debug)]
pub(crate) struct Circle {
    /// What the picture is called.
    pub(crate) title: Line,
    /// What is drawn.
    pub(crate) desc: Line,
    /// What stands in the middle.
    pub(crate) middle: Line,
    /// What the inner ring is called, and who is in it.
    pub(crate) near: (Line, Vec<Member>),
    /// What the outer ring is called, and who is in it.
    pub(crate) far: (Line, Vec<Member>),
}

/// Words of some lines, with a frame or without.
#[derive(Debug, Clone)]
pub(crate) struct RingLabel {
    lines: Vec<(String, bool)>,
    frames: i32,
    /// How wide it is, with its frames.
    pub(crate) wide: i32,
    /// How high it is, with its frames.
    pub(crate) high: i32,
    page: PageWidth,
}

/// The labels of a drawing.
#[derive(Debug)]
pub(crate) struct Labels {
    /// The middle.
    pub(crate) middle: RingLabel,
    /// The inner ring: what it is called, and who is in it. Nothing, if nobody is.
    pub(crate) near: Vec<RingLabel>,
    /// The outer ring: the same.
    pub(crate) far: Vec<RingLabel>,
}

impl Circle {
    /// The picture, if anybody is in it.
    pub(crate) fn picture(&self) -> Option<Picture> {
        if self.near.1.is_empty() && self.far.1.is_empty() {
            return None;
        }
        let drawings = PageWidth::ALL.map(|page| {
            let labels = Labels {
                middle: RingLabel::new(vec![(self.middle.plain(), true)], 0, page),
                near: ring(&self.near, page),
                far: ring(&self.far, page),
            };
            in_the_round(&labels, page).unwrap_or_else(|| in_rows(&labels, page))
        });
        Some(Picture::new("picture-people", &self.title, &self.desc, drawings.into()))
    }
}

/// The labels of a ring: what it is called, then who is in it.
fn ring((heading, members): &(Line, Vec<Member>), page: PageWidth) -> Vec<RingLabel> {
    if members.is_empty() {
        return Vec::new();
    }
    let drawn = if members.len() > MOST { MOST - 1 } else { members.len() };
    let heading = RingLabel::new(vec![(heading.plain(), false)], 0, page);
    let mut labels: Vec<RingLabel> = std::iter::once(heading).collect();
    labels.extend(members.iter().take(drawn).map(|member| {
        let lines = std::iter::once((member.name.plain(), true));
        let lines = lines.chain(member.role.as_ref().map(|role| (role.plain(), false)));
        RingLabel::new(lines.collect(), if member.coordinates { 2 } else { 1 }, page)
    }));
    if drawn < members.len() {
        labels.push(RingLabel::new(vec![(format!("and {} more", members.len() - drawn), false)], 1, page));
    }
    labels
}

impl RingLabel {
    fn new(texts: Vec<(String, bool)>, frames: i32, page: PageWidth) -> Self {
        let face = |bold| if bold { page.bold() } else { page.plain() };
        // As narrow as the longest word allows: what is narrow fits into a ring.
        let words = texts.iter().flat_map(|(text, bold)| {
            text.split_inclusive([' ', '-']).map(str::trim).map(move |word| width(word, face(*bold)))
        });
        let word = words.max().unwrap_or(0);
        let room = match (page, frames) {
            (_, 0) => page.width() / 2,
            (PageWidth::Narrow, _) => word.clamp(104, 136),
            (PageWidth::Wide, _) => word.clamp(112, 160),
        };
        let lines = texts.into_iter().flat_map(|(text, bold)| {
            wrap(&text, face(bold), room, 3).into_iter().map(move |line| (line, bold))
        });
        let lines: Vec<(String, bool)> = lines.collect();
        let wide = lines.iter().map(|(line, bold)| width(line, face(*bold))).max().unwrap_or(0);
        let rows = i32::try_from(lines.len()).unwrap_or(0);
        let round = if frames > 0 { 2 * PAD + 2 * SECOND * (frames - 1) } else { 0 };
        // Even, so that halves are whole.
        let even = |length: i32| length + length % 2;
        RingLabel { wide: even(wide + round), high: even(rows * page.line() + round), lines, frames, page }
    }

    /// The shapes of the label with its middle at a place.
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
            shapes.push(frame(DrawnKind::Frame, SECOND * (self.frames - 1)));
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

    /// How far the middle is from its edge, if the label is in a circle.
    pub(crate) fn radius(&self) -> i32 {
        (self.wide / 2 + 14).max(38)
    }
}
