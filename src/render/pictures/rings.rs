//! Draws people in two circles, if they fit.

use std::f64::consts::TAU;

use crate::render::pictures::ring_label::{Labels, RingLabel};
use crate::render::pictures::{Drawing, DrawnKind, DrawnShape, PageWidth, whole};

/// The space between two labels, and between a label and a circle.
const GAP: f64 = 8.0;

/// How much closer labels are at the sides of a ring than at its top, because labels are wider than high. The first
/// that fits is used.
const SKEWS: [f64; 6] = [0.0, 0.08, 0.16, 0.24, 0.32, 0.4];

/// The positions of labels relative to the centre, and the radius of the ring.
struct Ring {
    positions: Vec<(f64, f64)>,
    radius: f64,
}

/// How much larger than necessary a ring may be to spread labels evenly. The first that fits is used.
const SLACK: [f64; 4] = [100.0, 40.0, 20.0, 0.0];

/// The first slack to try on a wide page, so that a printed circle is not too high.
const FIRST_WIDE: usize = 2;

/// Draws the circles, if they fit the page.
pub(crate) fn draw_rings(labels: &Labels, page: PageWidth) -> Option<Drawing> {
    let first = if page == PageWidth::Wide { FIRST_WIDE } else { 0 };
    SLACK.iter().skip(first).find_map(|slack| draw_with_slack(labels, page, *slack))
}

fn draw_with_slack(labels: &Labels, page: PageWidth, slack: f64) -> Option<Drawing> {
    let most = f64::from(page.width()) / 2.0 - 2.0;
    let middle = labels.middle.radius();
    let mut radius = f64::from(middle);
    let mut rings: Vec<DrawnShape> = Vec::new();
    let mut places: Vec<(&RingLabel, (f64, f64))> = Vec::new();
    for (kind, labels) in [(DrawnKind::Near, &labels.near), (DrawnKind::Far, &labels.far)] {
        if labels.is_empty() {
            continue;
        }
        let ring = ring(labels, (radius, most), slack)?;
        radius = ring.radius;
        places.extend(labels.iter().zip(ring.positions));
        rings.push(DrawnShape::Circle { kind, x: 0, y: 0, r: whole(radius) });
    }
    let (x, y) = (page.width() / 2, whole(radius) + 2);
    // Later shapes cover earlier ones.
    rings.reverse();
    rings.push(DrawnShape::Circle { kind: DrawnKind::Middle, x: 0, y: 0, r: middle });
    for ring in &mut rings {
        if let DrawnShape::Circle { x: across, y: down, .. } = ring {
            (*across, *down) = (x, y);
        }
    }
    let mut shapes = rings;
    shapes.extend(labels.middle.at(x, y));
    shapes.extend(
        places.into_iter().flat_map(|(label, (right, down))| label.at(x + whole(right), y + whole(down))),
    );
    Some(page.drawing(2 * y, shapes))
}

/// Returns the most even ring for these labels between the radii `hole` and `most`.
fn ring(labels: &[RingLabel], (hole, most): (f64, f64), slack: f64) -> Option<Ring> {
    let tried = SKEWS.iter().filter_map(|skew| skewed_ring(labels, hole, most, *skew));
    let tried: Vec<Ring> = tried.collect();
    let least = tried.iter().map(|ring| ring.radius).fold(most, f64::min);
    tried.into_iter().find(|ring| ring.radius <= least + slack)
}

fn skewed_ring(labels: &[RingLabel], hole: f64, most: f64, skew: f64) -> Option<Ring> {
    let count = f64::from(u32::try_from(labels.len()).ok()?);
    let mut along = hole;
    while along < most {
        let mut turn = 0.0;
        let places: Vec<(f64, f64)> = labels
            .iter()
            .map(|_| {
                let angle: f64 = TAU * turn / count;
                turn += 1.0;
                let (sin, cos) = (angle + skew * (2.0 * angle).sin()).sin_cos();
                (along * sin, -along * cos)
            })
            .collect();
        let boxes: Vec<(&RingLabel, (f64, f64))> = labels.iter().zip(places.iter().copied()).collect();
        if boxes.iter().all(|one| nearest(one) >= hole + GAP) && !touch(&boxes) {
            let radius = boxes.iter().map(furthest).fold(0.0, f64::max) + GAP;
            return (radius <= most).then_some(Ring { positions: places, radius });
        }
        along += 2.0;
    }
    None
}

fn half(label: &RingLabel) -> (f64, f64) {
    (f64::from(label.wide) / 2.0, f64::from(label.high) / 2.0)
}

/// Returns the distance of the nearest point of a label from the centre.
fn nearest((label, (x, y)): &(&RingLabel, (f64, f64))) -> f64 {
    let (wide, high) = half(label);
    (x.abs() - wide).max(0.0).hypot((y.abs() - high).max(0.0))
}

/// Returns the distance of the furthest point of a label from the centre.
fn furthest((label, (x, y)): &(&RingLabel, (f64, f64))) -> f64 {
    let (wide, high) = half(label);
    (x.abs() + wide).hypot(y.abs() + high)
}

/// Whether any two labels are closer than [`GAP`].
fn touch(boxes: &[(&RingLabel, (f64, f64))]) -> bool {
    boxes.iter().enumerate().any(|(at, (one, (x, y)))| {
        boxes[at + 1..].iter().any(|(other, (right, down))| {
            let ((wide, high), (wider, higher)) = (half(one), half(other));
            (x - right).abs() < wide + wider + GAP && (y - down).abs() < high + higher + GAP
        })
    })
}
