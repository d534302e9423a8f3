//! The people round somebody where there is no room for a circle: rings with round corners, and in them rows.

use crate::render::pictures::circle::{Labels, RingLabel};
use crate::render::pictures::{Drawing, DrawnKind, DrawnShape, PageWidth};

/// Between two people, and between people and a ring.
const GAP: i32 = 8;

/// Labels that stand side by side.
struct PictureRow<'a> {
    labels: Vec<&'a RingLabel>,
    high: i32,
}

/// Everybody in rows, above and below the middle.
pub(crate) fn in_rows(labels: &Labels, page: PageWidth) -> Drawing {
    let far_room = page.width() - 2 - 2 * GAP;
    let near_room = far_room - 4 * GAP;
    let (far_above, far_below) = halves(rows(&labels.far, far_room));
    let (near_above, near_below) = halves(rows(&labels.near, near_room));
    let middle = 2 * labels.middle.radius();
    let inner = height(&near_above) + middle + height(&near_below);
    let is_ringed = !labels.near.is_empty();
    let near_high = if is_ringed { inner + 2 * GAP } else { inner };
    let far_high = height(&far_above) + near_high + height(&far_below) + 4 * GAP;
    let mut shapes = Vec::new();
    if !labels.far.is_empty() {
        shapes.push(ring(DrawnKind::Far, 1, far_high, page));
    }
    let mut top = 1 + 2 * GAP;
    place(&far_above, &mut top, page, &mut shapes);
    if is_ringed {
        let mut ring = ring(DrawnKind::Near, 1 + GAP, near_high, page);
        if let DrawnShape::Rect { y, .. } = &mut ring {
            *y = top;
        }
        // What is drawn later lies on top.
        shapes.insert(usize::from(!labels.far.is_empty()), ring);
        top += GAP;
    }
    place(&near_above, &mut top, page, &mut shapes);
    let (x, y) = (page.width() / 2, top + middle / 2);
    shapes.push(DrawnShape::Circle { kind: DrawnKind::Middle, x, y, r: middle / 2 - 4 });
    shapes.extend(labels.middle.at(x, y));
    top += middle;
    place(&near_below, &mut top, page, &mut shapes);
    if is_ringed {
        top += GAP;
    }
    place_below(&far_below, &mut top, page, &mut shapes);
    page.drawing(far_high + 2, shapes)
}

fn ring(kind: DrawnKind, inset: i32, height: i32, page: PageWidth) -> DrawnShape {
    DrawnShape::Rect { kind, x: inset, y: 1, width: page.width() - 2 * inset, height, r: 28 }
}

/// Labels in rows that are about as long as each other; the first stands alone, it is what the ring is called.
fn rows(labels: &[RingLabel], room: i32) -> Vec<PictureRow<'_>> {
    let Some((heading, people)) = labels.split_first() else { return Vec::new() };
    let needed = packed(people, people.len(), room).len().max(2);
    let mut rows = packed(people, people.len().div_ceil(needed), room);
    rows.insert(0, PictureRow { labels: vec![heading], high: heading.high });
    rows
}

/// Labels in rows, as long as there is room and each has at most so many.
fn packed(labels: &[RingLabel], most: usize, room: i32) -> Vec<PictureRow<'_>> {
    let mut rows: Vec<PictureRow<'_>> = Vec::new();
    let mut left = 0;
    for label in labels {
        match rows.last_mut() {
            Some(row) if label.wide + GAP <= left && row.labels.len() < most => {
                left -= label.wide + GAP;
                row.high = row.high.max(label.high);
                row.labels.push(label);
            }
            _ => {
                left = room - label.wide;
                rows.push(PictureRow { labels: vec![label], high: label.high });
            }
        }
    }
    rows
}

/// What stands above the middle, with what the ring is called, and what stands below.
fn halves(mut rows: Vec<PictureRow<'_>>) -> (Vec<PictureRow<'_>>, Vec<PictureRow<'_>>) {
    let below = rows.split_off((rows.len() + 1).div_ceil(2).min(rows.len()));
    (rows, below)
}

/// How high rows are, with a gap for each.
fn height(rows: &[PictureRow<'_>]) -> i32 {
    rows.iter().map(|row| row.high + GAP).sum()
}

/// Rows above the middle: the gap comes after each.
fn place(rows: &[PictureRow<'_>], top: &mut i32, page: PageWidth, shapes: &mut Vec<DrawnShape>) {
    for row in rows {
        let wide = row.labels.iter().map(|label| label.wide + GAP).sum::<i32>() - GAP;
        let mut left = (page.width() - wide) / 2;
        for label in &row.labels {
            shapes.extend(label.at(left + label.wide / 2, *top + row.high / 2));
            left += label.wide + GAP;
        }
        *top += row.high + GAP;
    }
}

/// Rows below the ring: the gap comes before each.
fn place_below(rows: &[PictureRow<'_>], top: &mut i32, page: PageWidth, shapes: &mut Vec<DrawnShape>) {
    *top += GAP;
    place(rows, top, page, shapes);
}
