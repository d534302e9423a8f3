//! Draws people in rows within two rounded boxes, where circles do not fit.

use crate::render::pictures::ring_label::{Labels, RingLabel};
use crate::render::pictures::{Drawing, DrawnKind, DrawnShape, PageWidth};

/// The space between two labels, and between a label and a ring.
const GAP: i32 = 8;

/// Labels side by side.
struct PictureRow<'a> {
    labels: Vec<&'a RingLabel>,
    high: i32,
}

/// Draws half of the rows above the middle, the others below it.
pub(crate) fn draw_rows(labels: &Labels, page: PageWidth) -> Drawing {
    let far_width = page.width() - 2 - 2 * GAP;
    let near_width = far_width - 4 * GAP;
    let (far_above, far_below) = halves(rows(&labels.far, far_width));
    let (near_above, near_below) = halves(rows(&labels.near, near_width));
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
        // Later shapes cover earlier ones.
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

/// Returns rows of about the same length. The heading has a row of its own.
fn rows(labels: &[RingLabel], width: i32) -> Vec<PictureRow<'_>> {
    let Some((heading, people)) = labels.split_first() else { return Vec::new() };
    let needed = packed(people, people.len(), width).len().max(2);
    let mut rows = packed(people, people.len().div_ceil(needed), width);
    rows.insert(0, PictureRow { labels: vec![heading], high: heading.high });
    rows
}

/// Fills rows up to `width`, with at most `most` labels each.
fn packed(labels: &[RingLabel], most: usize, width: i32) -> Vec<PictureRow<'_>> {
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
                left = width - label.wide;
                rows.push(PictureRow { labels: vec![label], high: label.high });
            }
        }
    }
    rows
}

/// Splits rows into those above the middle, with the heading, and those below it.
fn halves(mut rows: Vec<PictureRow<'_>>) -> (Vec<PictureRow<'_>>, Vec<PictureRow<'_>>) {
    let below = rows.split_off((rows.len() + 1).div_ceil(2).min(rows.len()));
    (rows, below)
}

/// Returns the height of rows, with a gap for each.
fn height(rows: &[PictureRow<'_>]) -> i32 {
    rows.iter().map(|row| row.high + GAP).sum()
}

/// Draws rows above the middle, with a gap after each.
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

/// Draws rows below the middle, with a gap before each.
fn place_below(rows: &[PictureRow<'_>], top: &mut i32, page: PageWidth, shapes: &mut Vec<DrawnShape>) {
    *top += GAP;
    place(rows, top, page, shapes);
}
