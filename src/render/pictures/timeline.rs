//! The timeline of a year from today downwards: months on the left, dated entries on the right.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::render::line::Line;
use crate::render::pictures::text_width::{width, wrap};
use crate::render::pictures::{Drawing, DrawnAt, DrawnKind, DrawnShape, Face, PageWidth, Picture};

/// The limit of entries drawn. The list beside the picture has all of them.
const MAX_DRAWN: usize = 40;

/// The height limit for a wide page, which has to fit on one sheet of paper.
const MAX_HEIGHT: i32 = 1000;

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

/// A date in the year to come.
#[derive(Debug, Clone)]
pub(crate) struct Moment {
    pub(crate) on: NaiveDate,
    /// The date in words, such as "By 28 January 2027".
    pub(crate) day: Line,
    /// What happens then.
    pub(crate) text: Line,
    pub(crate) mark: Mark,
}

/// The kind of a date, which decides its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// An appointment: a filled circle.
    Booked,
    /// A deadline: a square.
    Due,
    /// A beginning or an end: an outlined circle.
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

/// The dates to draw, with the texts of the picture.
#[derive(Debug)]
pub(crate) struct Timeline {
    pub(crate) title: Line,
    /// The description for screen readers.
    pub(crate) desc: Line,
    /// The label of today.
    pub(crate) today: Line,
    /// Today, where the axis begins.
    pub(crate) from: NaiveDate,
    /// The dates, sorted.
    pub(crate) moments: Vec<Moment>,
}

/// The wrapped text of a date and its position.
struct TimelineEntry<'a> {
    moment: &'a Moment,
    lines: Vec<(String, bool)>,
    high: i32,
    top: i32,
}

/// The layout of a timeline.
#[derive(Clone, Copy)]
struct TimelineLayout {
    page: PageWidth,
    from: NaiveDate,
    /// The number of days on the axis.
    days: i32,
    /// The length of the axis.
    length: i32,
}

impl Timeline {
    /// Returns the picture, if there are dates to draw.
    pub(crate) fn picture(&self) -> Option<Picture> {
        if self.moments.is_empty() {
            return None;
        }
        let drawings = PageWidth::ALL.map(|page| {
            // Texts are shortened so that the year fits on one sheet of paper.
            let tries = (0..=3).rev().map(|lines| self.drawing(page, lines));
            let mut fitting =
                tries.filter(|drawing| page == PageWidth::Narrow || drawing.height <= MAX_HEIGHT);
            fitting.next().unwrap_or_else(|| self.drawing(page, 0))
        });
        Some(Picture::new("picture-months", &self.title, &self.desc, drawings.into()))
    }

    /// Draws the year with at most `lines` lines for each text. With 0 lines, date and text share one line.
    fn drawing(&self, page: PageWidth, lines: usize) -> Drawing {
        let gap = if lines == 0 { 1 } else { 8 };
        let drawn = if self.moments.len() > MAX_DRAWN { MAX_DRAWN - 1 } else { self.moments.len() };
        let mut entries: Vec<TimelineEntry<'_>> =
            self.moments.iter().take(drawn).map(|moment| TimelineEntry::new(moment, page, lines)).collect();
        let total: i32 = entries.iter().map(|entry| entry.high + gap).sum();
        let end = self.from.checked_add_months(Months::new(12)).unwrap_or(NaiveDate::MAX);
        let days = i32::try_from((end - self.from).num_days()).unwrap_or(i32::MAX).max(1);
        // A phone scrolls, so that texts can be near their dates; a sheet of paper has no space to spare.
        let (spare, least) = if page == PageWidth::Narrow { (total / 8, 26) } else { (0, 17) };
        let layout =
            TimelineLayout { page, from: self.from, days, length: (total + spare).max(page.line() * least) };
        let bottom = layout.stack(&mut entries, gap);
        let mut shapes = layout.axis(&self.today);
        for entry in &entries {
            let middle = entry.top + page.line() / 2;
            let (from, to) =
                ((layout.axis_x(), layout.day_y(entry.moment.on)), (layout.marks_x() - 8, middle));
            shapes.push(DrawnShape::Line { kind: DrawnKind::Thread, from, to });
        }
        shapes.extend(entries.iter().flat_map(|entry| entry.shapes(layout)));
        let mut top = bottom.max(layout.top() + layout.length + page.line() * 3 / 2) + gap;
        if drawn < self.moments.len() {
            let more = format!("and {} more", self.moments.len() - drawn);
            shapes.push(DrawnShape::text(&more, page.plain(), DrawnAt::Left(layout.texts_x()), top));
            top += page.line() + gap;
        }
        let height = legend(&entries, page, top + 4, &mut shapes);
        page.drawing(height, shapes)
    }
}

impl<'a> TimelineEntry<'a> {
    fn new(moment: &'a Moment, page: PageWidth, lines: usize) -> Self {
        let layout = TimelineLayout { page, from: moment.on, days: 1, length: 1 };
        let width = page.width() - layout.texts_x() - 2;
        let wrapped = |text: &str, face: Face, lines| {
            let lines = wrap(text, face, width, lines).into_iter();
            lines.map(move |line| (line, face.bold)).collect::<Vec<_>>()
        };
        let (day, text) = (moment.day.plain(), moment.text.plain());
        let lines = if lines == 0 {
            wrapped(&format!("{day}: {text}"), page.plain(), 1)
        } else {
            let mut all = wrapped(&day, page.bold(), 2);
            all.extend(wrapped(&text, page.plain(), lines));
            all
        };
        let high = i32::try_from(lines.len()).unwrap_or(0) * page.line();
        TimelineEntry { moment, lines, high, top: 0 }
    }

    fn shapes(&self, layout: TimelineLayout) -> Vec<DrawnShape> {
        let mut top = self.top;
        let mut shapes = vec![self.moment.mark.shape(layout.marks_x(), top + layout.page.line() / 2)];
        for (line, bold) in &self.lines {
            let face = if *bold { layout.page.bold() } else { layout.page.plain() };
            shapes.push(DrawnShape::text(line, face, DrawnAt::Left(layout.texts_x()), top));
            top += layout.page.line();
        }
        shapes
    }
}

impl TimelineLayout {
    /// The y coordinate where the axis begins, below the label of today.
    fn top(self) -> i32 {
        self.page.line() + 8
    }

    /// The x coordinate of the axis, after the longest month (on a wide page with its year).
    fn axis_x(self) -> i32 {
        self.page.size() * if self.page == PageWidth::Narrow { 6 } else { 8 }
    }

    /// The x coordinate of the marks.
    fn marks_x(self) -> i32 {
        self.axis_x() + self.page.size() * 2 + 8
    }

    /// The x coordinate of the texts.
    fn texts_x(self) -> i32 {
        self.marks_x() + 14
    }

    /// The y coordinate of a day on the axis.
    fn day_y(self, day: NaiveDate) -> i32 {
        let after = i64::from(self.length) * (day - self.from).num_days() / i64::from(self.days);
        self.top() + i32::try_from(after).unwrap_or(self.length).clamp(0, self.length)
    }

    /// Puts each entry as near its day as there is space. Returns the y coordinate after the last one.
    fn stack(self, entries: &mut [TimelineEntry<'_>], gap: i32) -> i32 {
        let mut free = self.top() + 8;
        for entry in &mut *entries {
            entry.top = free.max(self.day_y(entry.moment.on) - self.page.line() / 2);
            free = entry.top + entry.high + gap;
        }
        let total: i32 = entries.iter().map(|entry| entry.high + gap).sum();
        let end = (self.top() + 8 + total).max(self.top() + self.length);
        let mut below = end;
        for entry in entries.iter_mut().rev() {
            entry.top = entry.top.min(below - entry.high);
            below = entry.top - gap;
        }
        end
    }

    /// Returns the axis with its months, and today.
    fn axis(self, today: &Line) -> Vec<DrawnShape> {
        let (x, top) = (self.axis_x(), self.top());
        let kind = DrawnKind::Axis;
        let mut shapes = vec![DrawnShape::Line { kind, from: (x, top), to: (x, top + self.length) }];
        let width = self.page.width() - x;
        for line in wrap(&today.plain(), self.page.bold(), width, 1) {
            shapes.push(DrawnShape::text(&line, self.page.bold(), DrawnAt::Left(x), 0));
        }
        let (from, to) = ((x, top), (self.page.width() - 1, top));
        shapes.push(DrawnShape::Line { kind: DrawnKind::Today, from, to });
        for month in self.months() {
            let y = self.day_y(month);
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

    /// Returns the first day of each month on the axis.
    fn months(self) -> Vec<NaiveDate> {
        let first = self.from.with_day(1).unwrap_or(self.from);
        let firsts = (1..=12).filter_map(|month| first.checked_add_months(Months::new(month)));
        let last = self.from.checked_add_days(Days::new(u64::try_from(self.days).unwrap_or(0)));
        firsts.filter(|first| last.is_some_and(|last| *first <= last)).collect()
    }
}

/// Draws the meaning of the marks that are used. Returns the y coordinate after it.
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
