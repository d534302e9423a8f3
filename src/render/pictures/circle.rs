//! The circle of people: family and friends in the inner ring, services and staff in the outer ring.

use crate::render::line::Line;
use crate::render::pictures::ring_label::{Labels, RingLabel};
use crate::render::pictures::rings::draw_rings;
use crate::render::pictures::rows::draw_rows;
use crate::render::pictures::{PageWidth, Picture};

/// The limit of people drawn in a ring. The text beside the picture names all of them.
const MAX_DRAWN: usize = 36;

/// A person in a ring.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) name: Line,
    /// Their relationship or job, such as "sister" or "GP".
    pub(crate) role: Option<Line>,
    pub(crate) is_coordinator: bool,
}

/// The people to draw, with the texts of the picture.
#[derive(Debug)]
pub(crate) struct Circle {
    pub(crate) title: Line,
    /// The description for screen readers.
    pub(crate) desc: Line,
    pub(crate) middle: Line,
    /// The heading and the people of the inner ring.
    pub(crate) near: (Line, Vec<Member>),
    /// The heading and the people of the outer ring.
    pub(crate) far: (Line, Vec<Member>),
}

impl Circle {
    /// Returns the picture, if there are people to draw.
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
            draw_rings(&labels, page).unwrap_or_else(|| draw_rows(&labels, page))
        });
        Some(Picture::new("picture-people", &self.title, &self.desc, drawings.into()))
    }
}

/// Returns the labels of a ring: its heading, then its people.
fn ring((heading, members): &(Line, Vec<Member>), page: PageWidth) -> Vec<RingLabel> {
    if members.is_empty() {
        return Vec::new();
    }
    let drawn = if members.len() > MAX_DRAWN { MAX_DRAWN - 1 } else { members.len() };
    let heading = RingLabel::new(vec![(heading.plain(), false)], 0, page);
    let mut labels: Vec<RingLabel> = std::iter::once(heading).collect();
    labels.extend(members.iter().take(drawn).map(|member| {
        let lines = std::iter::once((member.name.plain(), true));
        let lines = lines.chain(member.role.as_ref().map(|role| (role.plain(), false)));
        RingLabel::new(lines.collect(), if member.is_coordinator { 2 } else { 1 }, page)
    }));
    if drawn < members.len() {
        labels.push(RingLabel::new(vec![(format!("and {} more", members.len() - drawn), false)], 1, page));
    }
    labels
}
