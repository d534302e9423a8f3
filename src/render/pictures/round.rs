//! The people round somebody as circles, where there is room for them.

use std::f64::consts::TAU;

use crate::render::pictures::circle::{Labels, RingLabel};
use crate::render::pictures::{Drawing, DrawnKind, DrawnShape, PageWidth, whole};

/// Between two people, and between people and a circle.
const GAP: f64 = 8.0;

/// How much closer people stand at the sides of a ring than at its top: words are wider than they are high.
const LEANINGS: [f64; 6] = [0.0, 0.08, 0.16, 0.24, 0.32, 0.4];

/// Where the labels of a ring are, from its middle, and how far the ring reaches.
struct Ring {
    places: Vec<(f64, f64)>,
    radius: f64,
}

/// How much wider than it has to be a ring may be, so that people stand evenly in it: the first that fits.
const SPARE: [f64; 4] = [100.0, 40.0, 20.0, 0.0];

/// The first of those on paper, where a circle leaves room for what stands below it.
const ON_PAPER: usize = 2;

/// Everybody in circles, if the outermost fits.
pub(crate) fn in_the_round(labels: &Labels, page: PageWidth) -> Option<Drawing> {
    let first = if page == PageWidth::Wide { ON_PAPER } else { 0 };
    SPARE.iter().skip(first).find_map(|spare| with_spare(labels, page, *spare))
}

fn with_spare(labels: &Labels, page: PageWidth, spare: f64) -> Option<Drawing> {
    let most = f64::from(page.width()) / 2.0 - 2.0;
    let middle = labels.middle.radius();
    let mut radius = f64::from(middle);
    let mut rings: Vec<DrawnShape> = Vec::new();
    let mut places: Vec<(&RingLabel, (f64, f64))> = Vec::new();
    for (kind, labels) in [(DrawnKind::Near, &labels.near), (DrawnKind::Far, &labels.far)] {
        if labels.is_empty() {
            continue;
        }
        let ring = ring(labels, (radius, most), spare)?;
        radius = ring.radius;
        places.extend(labels.iter().zip(ring.places));
        rings.push(DrawnShape::Circle { kind, x: 0, y: 0, r: whole(radius) });
    }
    let (x, y) = (page.width() / 2, whole(radius) + 2);
    // What is drawn later lies on top.
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

/// The most even ring for these labels from a hole to where it has to end, if there is one.
fn ring(labels: &[RingLabel], (hole, most): (f64, f64), spare: f64) -> Option<Ring> {
    let tried = LEANINGS.iter().filter_map(|leaning| leaning_ring(labels, hole, most, *leaning));
    let tried: Vec<Ring> = tried.collect();
    let least = tried.iter().map(|ring| ring.radius).fold(most, f64::min);
    tried.into_iter().find(|ring| ring.radius <= least + spare)
}

fn leaning_ring(labels: &[RingLabel], hole: f64, most: f64, leaning: f64) -> Option<Ring> {
    let count = f64::from(u32::try_from(labels.len()).ok()?);
    let mut along = hole;
    while along < most {
        let mut turn = 0.0;
        let places: Vec<(f64, f64)> = labels
            .iter()
            .map(|_| {
                let angle: f64 = TAU * turn / count;
                turn += 1.0;
                let (sin, cos) = (angle + leaning * (2.0 * angle).sin()).sin_cos();
                (along * sin, -along * cos)
            })
            .collect();
        let boxes: Vec<(&RingLabel, (f64, f64))> = labels.iter().zip(places.iter().copied()).collect();
        if boxes.iter().all(|one| suggest(one) >= hole + GAP) && !touch(&boxes) {
            let radius = boxes.iter().map(furthest).fold(0.0, f64::max) + GAP;
            return (radius <= most).then_some(Ring { places, radius });
        }
        along += 2.0;
    }
    None
}

fn half(label: &RingLabel) -> (f64, f64) {
    (f64::from(label.wide) / 2.0, f64::from(label.high) / 2.0)
}

/// How near a label comes to the middle of the ring.
fn suggest((label, (x, y)): &(&RingLabel, (f64, f64))) -> f64 {
    let (wide, high) = half(label);
    (x.abs() - wide).max(0.0).hypot((y.abs() - high).max(0.0))
}

/// How far from the middle of the ring a label reaches.
fn furthest((label, (x, y)): &(&RingLabel, (f64, f64))) -> f64 {
    let (wide, high) = half(label);
    (x.abs() + wide).hypot(y.abs() + high)
}

/// Whether any two labels come too near each other.
fn touch(boxes: &[(&RingLabel, (f64, f64))]) -> bool {
    boxes.iter().enumerate().any(|(at, (one, (x, y)))| {
        boxes[at + 1..].iter().any(|(other, (right, down))| {
            let ((wide, high), (wider, higher)) = (half(one), half(other));
            (x - right).abs() < wide + wider + GAP && (y - down).abs() < high + higher + GAP
        })
    })
}
