//! The days of a year, from today downwards: months on the left, what each day brings on the right.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::render::line::Line;
use crate::render::pictures::text_width::{width, wrap};
use crate::render::pictures::{Drawing, DrawnAt, DrawnKind, DrawnShape, Face, PageWidth, Picture};

/// As many days as are drawn. The list beside the picture has all of them.
const MOST: usize = 40;

/// How high a drawing may be that has to go on one sheet of paper.
const HIGHEST: i32 = 1000;

/// The months, as they stand beside the line.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of the year to come, with what it brings.
#[derive(Debug, Clone)]
pub(crate) struct Moment {
    /// The day.
    pub(crate) on: NaiveDate,
    /// The day in words: "By 28 January 2027".
    pub(crate) day: Line,
    /// What it brings.
    pub(crate) said: Line,
    /// How it is marked.
    pub(crate) mark: Mark,
}

/// How a day is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Somebody is to be there: a full circle.
    Booked,
    /// It is to be done by then: a square.
    Due,
    /// Something begins, or ends: an empty circle.
    Turn,
}

impl Mark {
    const ALL: [(Mark, &'static str); 3] =
        [(Mark::Booked, "Booked"), (Mark::Due, "To be done by then"), (Mark::Turn, "Begins or ends")];

    fn shape(self, x: i32, y: i32) -> DrawnShape {
        match self {
            Mark::Booked => DrawnShape::Circle { kind: DrawnKind::Full, x, y, r: 6 },
            Mark::Due => {
                DrawnShape::Rect { kind: DrawnKind::Full, x: x - 6, y: y - 6, width: 12, height: 12, r: 0 }
            }
            Mark::Turn => DrawnShape::Circle { kind: DrawnKind::Open, x, y, r: 5 },
        }
    }
}

/// The days that are drawn, and what the picture says of them.
#[derive(Debug)]
pub(crate) struct Timeline {
    /// What the picture is called.
    pub(crate) title: Line,
    /// What is drawn.
    pub(crate) desc: Line,
    /// What stands at the line of today.
    pub(crate) today: Line,
    /// Today, where the line begins.
    pub(crate) from: NaiveDate,
    /// The days, in order.
    pub(crate) moments: Vec<Moment>,
}

/// What is said of a day, in lines, and from where to where they reach.
struct TimelineEntry<'a> {
    moment: &'a Moment,
    lines: Vec<(String, bool)>,
    high: i32,
    top: i32,
}

/// Where things stand on a sheet.
#[derive(Clone, Copy)]
struct Sheet {
    page: PageWidth,
    from: NaiveDate,
    /// How many days the line has.
    days: i32,
    /// How long it is.
    long: i32,
}

impl Timeline {
    /// The picture, if any day is drawn.
    pub(crate) fn picture(&self) -> Option<Picture> {
        if self.moments.is_empty() {
            return None;
        }
        let drawings = PageWidth::ALL.map(|page| {
            // On paper, words give way so that the year stays on one sheet.
            let tries = (0..=3).rev().map(|lines| self.drawing(page, lines));
            let mut fitting = tries.filter(|drawing| page == PageWidth::Narrow || drawing.height <= HIGHEST);
            fitting.next().unwrap_or_else(|| self.drawing(page, 0))
        });
        Some(Picture::new("picture-months", &self.title, &self.desc, drawings.into()))
    }

    /// The year, with at most so many lines for what a day brings; with none, all of it is in one line with the day.
    fn drawing(&self, page: PageWidth, lines: usize) -> Drawing {
        let gap = if lines == 0 { 1 } else { 8 };
        let drawn = if self.moments.len() > MOST { MOST - 1 } else { self.moments.len() };
        let mut entries: Vec<TimelineEntry<'_>> =
            self.moments.iter().take(drawn).map(|moment| TimelineEntry::new(moment, page, lines)).collect();
        let total: i32 = entries.iter().map(|entry| entry.high + gap).sum();
        let end = self.from.checked_add_months(Months::new(12)).unwrap_or(NaiveDate::MAX);
        let days = i32::try_from((end - self.from).num_days()).unwrap_or(i32::MAX).max(1);
        // A phone has room to spare, so that words can stand near their days; a sheet of paper has none.
        let (spare, least) = if page == PageWidth::Narrow { (total / 8, 26) } else { (0, 17) };
        let sheet = Sheet { page, from: self.from, days, long: (total + spare).max(page.line() * least) };
        let bottom = sheet.stack(&mut entries, gap);
        let mut shapes = sheet.axis(&self.today);
        for entry in &entries {
            let middle = entry.top + page.line() / 2;
            let (from, to) = ((sheet.line(), sheet.down(entry.moment.on)), (sheet.marks() - 8, middle));
            shapes.push(DrawnShape::Line { kind: DrawnKind::Thread, from, to });
        }
        shapes.extend(entries.iter().flat_map(|entry| entry.shapes(sheet)));
        let mut top = bottom.max(sheet.top() + sheet.long + page.line() * 3 / 2) + gap;
        if drawn < self.moments.len() {
            let more = format!("and {} more", self.moments.len() - drawn);
            shapes.push(DrawnShape::text(&more, page.plain(), DrawnAt::Left(sheet.words()), top));
            top += page.line() + gap;
        }
        let height = legend(&entries, page, top + 4, &mut shapes);
        page.drawing(height, shapes)
    }
}

impl<'a> TimelineEntry<'a> {
    fn new(moment: &'a Moment, page: PageWidth, lines: usize) -> Self {
        let sheet = Sheet { page, from: moment.on, days: 1, long: 1 };
        let room = page.width() - sheet.words() - 2;
        let broken = |text: &str, face: Face, lines| {
            let lines = wrap(text, face, room, lines).into_iter();
            lines.map(move |line| (line, face.bold)).collect::<Vec<_>>()
        };
        let (day, said) = (moment.day.plain(), moment.said.plain());
        let lines = if lines == 0 {
            broken(&format!("{day}: {said}"), page.plain(), 1)
        } else {
            let mut all = broken(&day, page.bold(), 2);
            all.extend(broken(&said, page.plain(), lines));
            all
        };
        let high = i32::try_from(lines.len()).unwrap_or(0) * page.line();
        TimelineEntry { moment, lines, high, top: 0 }
    }

    fn shapes(&self, sheet: Sheet) -> Vec<DrawnShape> {
        let mut top = self.top;
        let mut shapes = vec![self.moment.mark.shape(sheet.marks(), top + sheet.page.line() / 2)];
        for (line, bold) in &self.lines {
            let face = if *bold { sheet.page.bold() } else { sheet.page.plain() };
            shapes.push(DrawnShape::text(line, face, DrawnAt::Left(sheet.words()), top));
            top += sheet.page.line();
        }
        shapes
    }
}

impl Sheet {
    /// Where the line begins: today stands above it.
    fn top(self) -> i32 {
        self.page.line() + 8
    }

    /// The line, from the left: the longest month has room beside it, on a wide page with its year.
    fn line(self) -> i32 {
        self.page.size() * if self.page == PageWidth::Narrow { 6 } else { 8 }
    }

    /// The marks of the days.
    fn marks(self) -> i32 {
        self.line() + self.page.size() * 2 + 8
    }

    /// The words of the days.
    fn words(self) -> i32 {
        self.marks() + 14
    }

    /// Where a day is on the line.
    fn down(self, day: NaiveDate) -> i32 {
        let after = i64::from(self.long) * (day - self.from).num_days() / i64::from(self.days);
        self.top() + i32::try_from(after).unwrap_or(self.long).clamp(0, self.long)
    }

    /// Gives every entry a place as near its day as there is room, and says where the last one ends.
    fn stack(self, entries: &mut [TimelineEntry<'_>], gap: i32) -> i32 {
        let mut free = self.top() + 8;
        for entry in &mut *entries {
            entry.top = free.max(self.down(entry.moment.on) - self.page.line() / 2);
            free = entry.top + entry.high + gap;
        }
        let total: i32 = entries.iter().map(|entry| entry.high + gap).sum();
        let end = (self.top() + 8 + total).max(self.top() + self.long);
        let mut below = end;
        for entry in entries.iter_mut().rev() {
            entry.top = entry.top.min(below - entry.high);
            below = entry.top - gap;
        }
        end
    }

    /// The line with its months, and today.
    fn axis(self, today: &Line) -> Vec<DrawnShape> {
        let (x, top) = (self.line(), self.top());
        let kind = DrawnKind::Axis;
        let mut shapes = vec![DrawnShape::Line { kind, from: (x, top), to: (x, top + self.long) }];
        let room = self.page.width() - x;
        for line in wrap(&today.plain(), self.page.bold(), room, 1) {
            shapes.push(DrawnShape::text(&line, self.page.bold(), DrawnAt::Left(x), 0));
        }
        let (from, to) = ((x, top), (self.page.width() - 1, top));
        shapes.push(DrawnShape::Line { kind: DrawnKind::Today, from, to });
        for month in self.months() {
            let y = self.down(month);
            shapes.push(DrawnShape::Line { kind, from: (x - 8, y), to: (x, y) });
            let name = month.month0().try_into().ok().and_then(|at: usize| MONTHS.get(at)).unwrap_or(&"");
            let (year, begins) = (month.year().to_string(), month.month0() == 0);
            let right = DrawnAt::Right(x - 12);
            let above = y - self.page.line() / 2;
            if begins && self.page == PageWidth::Wide {
                shapes.push(DrawnShape::text(&format!("{name} {year}"), self.page.bold(), right, above));
                continue;
            }
            shapes.push(DrawnShape::text(name, self.page.plain(), right, above));
            if begins {
                shapes.push(DrawnShape::text(&year, self.page.bold(), right, above + self.page.line()));
            }
        }
        shapes
    }

    /// The first of each month on the line.
    fn months(self) -> Vec<NaiveDate> {
        let first = self.from.with_day(1).unwrap_or(self.from);
        let firsts = (1..=12).filter_map(|month| first.checked_add_months(Months::new(month)));
        let last = self.from.checked_add_days(Days::new(u64::try_from(self.days).unwrap_or(0)));
        firsts.filter(|first| last.is_some_and(|last| *first <= last)).collect()
    }
}

/// What the marks mean, as far as they are there, and where that ends.
fn legend(entries: &[TimelineEntry<'_>], page: PageWidth, top: i32, shapes: &mut Vec<DrawnShape>) -> i32 {
    let (mut left, mut top) = (2, top);
    for (mark, words) in Mark::ALL {
        if !entries.iter().any(|entry| entry.moment.mark == mark) {
            continue;
        }
        let wide = 18 + width(words, page.plain()) + 24;
        if left > 2 && left + wide > page.width() {
            (left, top) = (2, top + page.line() + 4);
        }
        shapes.push(mark.shape(left + 8, top + page.line() / 2));
        shapes.push(DrawnShape::text(words, page.plain(), DrawnAt::Left(left + 20), top));
        left += wide;
    }
    top + page.line() + 2
}
