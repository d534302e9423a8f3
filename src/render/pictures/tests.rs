//! No shapes of a drawing overlap, for any people and dates.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use crate::render::pictures::*;

/// Short and long names, of one word, from right to left, without spaces.
const NAMES: [&str; 14] = [
    "Jo Smith",
    "Dr Nisha Patel",
    "Al",
    "Bartholomew Featherstonehaugh-Cholmondeley of Northumberland",
    "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
    "أمينة بنت عبد الرحمن",
    "פלונית אלמונית",
    "李小龍",
    "李小龍李小龍李小龍李小龍李小龍李小龍李小龍李小龍李小龍",
    "Exampleshire Community Mental Health Service",
    "नमस्ते क्षत्रिय",
    "👩‍👩‍👧‍👦 Sam",
    "﷽",
    "Wɑn ẞẞẞ ŴŴŴŴŴŴŴŴŴŴŴŴŴŴŴŴ",
];

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(NAMES.to_vec()).prop_map(str::to_owned),
        1 => "[ -~]{1,60}",
        1 => any::<String>(),
    ]
}

fn member() -> impl Strategy<Value = Member> {
    (name(), prop::option::of(name()), prop::bool::weighted(0.1)).prop_map(|(name, role, is_coordinator)| {
        Member { name: Line::value(&name), role: role.map(|role| Line::value(&role)), is_coordinator }
    })
}

fn circle(near: Vec<Member>, far: Vec<Member>) -> Circle {
    Circle {
        title: "The people round me".into(),
        desc: "I am in the middle.".into(),
        middle: "Me".into(),
        near: ("Family and friends".into(), near),
        far: ("Services and staff".into(), far),
    }
}

/// Returns the box around a shape, but not around a ring, which contains others.
fn bounds(shape: &DrawnShape) -> Option<Bounds> {
    let ring = |kind| matches!(kind, DrawnKind::Far | DrawnKind::Near | DrawnKind::Middle);
    match shape {
        DrawnShape::Text(text) => Some(text.bounds),
        DrawnShape::Circle { kind, x, y, r } if !ring(*kind) => {
            Some(Bounds { left: x - r, top: y - r, right: x + r, bottom: y + r })
        }
        DrawnShape::Rect { kind, x, y, width, height, .. } if !ring(*kind) => {
            Some(Bounds { left: *x, top: *y, right: x + width, bottom: y + height })
        }
        _ => None,
    }
}

fn overlap(one: Bounds, other: Bounds) -> bool {
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

fn contains(one: Bounds, other: Bounds) -> bool {
    one.left <= other.left && one.top <= other.top && one.right >= other.right && one.bottom >= other.bottom
}

/// Checks that every shape is on the sheet, and that no two overlap, except a frame and its text.
fn check_overlaps(drawing: &Drawing) -> Result<(), TestCaseError> {
    let sheet = Bounds { left: 0, top: 0, right: drawing.width, bottom: drawing.height };
    let boxes: Vec<(&DrawnShape, Bounds)> =
        drawing.shapes.iter().filter_map(|shape| Some((shape, bounds(shape)?))).collect();
    for (at, (shape, one)) in boxes.iter().enumerate() {
        prop_assert!(contains(sheet, *one), "{:?} is off the sheet {:?}", shape, sheet);
        for (beside, other) in &boxes[at + 1..] {
            let framed = matches!(shape, DrawnShape::Rect { kind: DrawnKind::Frame | DrawnKind::Double, .. })
                && !matches!(beside, DrawnShape::Rect { kind: DrawnKind::Double, .. })
                && contains(*one, *other);
            prop_assert!(framed || !overlap(*one, *other), "{:?} lies on {:?}", shape, beside);
        }
    }
    for shape in &drawing.shapes {
        let far = |x: i32, y: i32| f64::from(x).hypot(f64::from(y));
        match shape {
            DrawnShape::Circle { kind: DrawnKind::Far | DrawnKind::Near | DrawnKind::Middle, x, y, r } => {
                prop_assert!(x - r >= 0 && y - r >= 0 && x + r <= drawing.width && y + r <= drawing.height);
                for (shape, one) in &boxes {
                    let nearest = far(
                        (one.left - x).max(x - one.right).max(0),
                        (one.top - y).max(y - one.bottom).max(0),
                    );
                    let furthest =
                        far((one.left - x).abs().max(one.right - x), (one.top - y).abs().max(one.bottom - y));
                    let r = f64::from(*r);
                    prop_assert!(furthest <= r || nearest >= r, "{:?} is cut by a circle", shape);
                }
            }
            DrawnShape::Rect { kind: DrawnKind::Near | DrawnKind::Far, x, y, width, height, .. } => {
                let ring = Bounds { left: *x, top: *y, right: x + width, bottom: y + height };
                prop_assert!(contains(sheet, ring));
                for (shape, one) in &boxes {
                    prop_assert!(
                        contains(ring, *one) || !overlap(ring, *one),
                        "{:?} is cut by a ring",
                        shape
                    );
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Checks that the line from a date to its text crosses no other text and no other line.
fn check_threads(drawing: &Drawing) -> Result<(), TestCaseError> {
    let texts = drawing.shapes.iter().filter(|shape| matches!(shape, DrawnShape::Text(_)));
    let texts: Vec<Bounds> = texts.filter_map(bounds).collect();
    let mut before = (0, 0);
    for shape in &drawing.shapes {
        let DrawnShape::Line { kind, from, to } = shape else { continue };
        let line = Bounds { left: from.0, top: from.1.min(to.1), right: to.0, bottom: from.1.max(to.1) };
        prop_assert!(line.right <= drawing.width && line.bottom <= drawing.height && line.top >= 0);
        prop_assert!(!texts.iter().any(|text| overlap(line, *text)), "{:?} goes through words", shape);
        if *kind == DrawnKind::Thread {
            prop_assert!(before.0 <= from.1 && before.1 < to.1, "{:?} crosses another", shape);
            before = (from.1, to.1);
        }
    }
    Ok(())
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn moment() -> impl Strategy<Value = (u64, bool, String, Mark)> {
    let mark = prop::sample::select(vec![Mark::Booked, Mark::Due, Mark::Turn]);
    (prop_oneof![0_u64..=365, 80_u64..84], any::<bool>(), name(), mark)
}

fn timeline(from: NaiveDate, mut days: Vec<(u64, bool, String, Mark)>) -> Timeline {
    days.sort_by_key(|day| day.0);
    let moments = days.into_iter().map(|(after, by, said, mark)| {
        let on = from.checked_add_days(Days::new(after)).expect("a day of the year to come");
        let words = crate::parse::day_in_words(on);
        let day = Line::computed(if by { format!("By {words} at 11.30am") } else { words });
        Moment { on, day, text: Line::value(&said.repeat(3)), mark }
    });
    let (title, desc) = ("My next 12 months".into(), "A line.".into());
    Timeline { title, desc, today: "Today, 30 September 2026".into(), from, moments: moments.collect() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn people_never_overlap(
        near in prop::collection::vec(member(), 0..14),
        far in prop::collection::vec(member(), 0..40),
    ) {
        let picture = circle(near.clone(), far.clone()).picture();
        prop_assert_eq!(picture.is_none(), near.is_empty() && far.is_empty());
        for drawing in picture.iter().flat_map(|picture| &picture.drawings) {
            check_overlaps(drawing)?;
        }
    }

    #[test]
    fn dates_never_overlap(
        days in prop::collection::vec(moment(), 1..60),
        after in 0_u64..800,
    ) {
        let from = day("2026-01-01").checked_add_days(Days::new(after)).expect("a day");
        let picture = timeline(from, days).picture().expect("there are days");
        for drawing in &picture.drawings {
            check_overlaps(drawing)?;
            check_threads(drawing)?;
            prop_assert!(drawing.page == PageWidth::Narrow || drawing.height <= 1060, "{}", drawing.height);
        }
    }
}

fn kinds(picture: &Picture, page: PageWidth) -> Vec<DrawnKind> {
    let drawing = picture.drawings.iter().find(|drawing| drawing.page == page).expect("both are drawn");
    let kinds = drawing.shapes.iter().filter_map(|shape| match shape {
        DrawnShape::Circle { kind, .. } => Some(*kind),
        _ => None,
    });
    kinds.collect()
}

fn nurse(name: &'static str, is_coordinator: bool) -> Member {
    Member { name: name.into(), role: Some("nurse".into()), is_coordinator }
}

#[test]
fn few_people_are_in_circles_many_in_rows() {
    let people = |count: usize| vec![nurse("Jo Smith", false); count];
    let few = circle(people(2), people(6)).picture().expect("there are people");
    assert_eq!(kinds(&few, PageWidth::Wide), [DrawnKind::Far, DrawnKind::Near, DrawnKind::Middle]);
    let many = circle(people(9), people(30)).picture().expect("there are people");
    assert_eq!(kinds(&many, PageWidth::Wide), [DrawnKind::Middle]);
}

#[test]
fn empty_ring_is_not_drawn() {
    let picture = circle(Vec::new(), vec![nurse("Jo Smith", true)]).picture().expect("there is a person");
    assert_eq!(kinds(&picture, PageWidth::Wide), [DrawnKind::Far, DrawnKind::Middle]);
    assert!(circle(Vec::new(), Vec::new()).picture().is_none());
}

#[test]
fn arabic_text_is_anchored_at_its_end() {
    let face = PageWidth::Wide.plain();
    let DrawnShape::Text(text) = DrawnShape::text("أمينة", face, DrawnAt::Left(20), 0) else {
        panic!("a text")
    };
    assert_eq!((text.rtl, text.anchor, text.x, text.bounds.left), (true, "end", 20, 20));
    let DrawnShape::Text(text) = DrawnShape::text("Jo", face, DrawnAt::Left(20), 0) else { panic!("a text") };
    assert_eq!((text.rtl, text.anchor, text.x, text.bounds.left), (false, "start", 20, 20));
}
