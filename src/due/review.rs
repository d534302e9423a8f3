//! When a person's next review is due: the one place that knows.

use chrono::NaiveDate;

use crate::due::interval::after;
use crate::due::unreadable_input::{UnreadableInput, WhichFile, not_told};
use crate::parse::{DayOrTime, Period, Span};
use crate::plan::{Outcome, Plan, Review, Scheme, Settings};
use crate::workspace::{PlanFile, ReadState};

/// How a plan stands with its next review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The day cannot be told: the file, or a key that decides it, could not be read.
    CannotTell,
    /// The day has passed.
    Overdue,
    /// It is the day.
    DueToday,
    /// Nobody has agreed a day for the next review, and none that is reckoned has passed.
    NoDate,
    /// The agreed day is still to come.
    InTime,
    /// CPA has ended: no review is due.
    Ended,
}

impl State {
    /// How something stands that is due by a day. Late begins the day after.
    pub(crate) fn on(due: NaiveDate, as_at: NaiveDate) -> Self {
        match as_at.cmp(&due) {
            std::cmp::Ordering::Greater => State::Overdue,
            std::cmp::Ordering::Equal => State::DueToday,
            std::cmp::Ordering::Less => State::InTime,
        }
    }
}

/// What is known about the next review of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewDue {
    /// How the plan stands with it.
    pub state: State,
    /// The day by which it is due.
    pub day: Option<NaiveDate>,
    /// The day that was agreed, whether or not it still stands.
    pub agreed: Option<Agreed>,
    /// The day from which the last review counts.
    pub last_review: Option<NaiveDate>,
    /// The day on which that review was held.
    pub last_held: Option<NaiveDate>,
    /// The day from which intervals are reckoned.
    pub anchor: Option<Anchor>,
    /// The latest day that the longest gap allows.
    pub limit: Option<Limit>,
    /// The longest gap.
    pub longest: Longest,
    /// What decided the day.
    pub decided: Option<Decided>,
    /// The next review that is booked and still to come. It does not make the plan less late.
    pub booked: Option<DayOrTime>,
    /// Every day for which a review was booked, and of which nothing else is known.
    pub bookings: Vec<NaiveDate>,
    /// A review after the last one that counts, of which nobody recorded the outcome.
    pub without_outcome: Option<WithoutOutcome>,
    /// Whether the plan is a draft. A draft is due like any other plan.
    pub draft: bool,
    /// What could not be read, so that the day cannot be told.
    pub not_told: Vec<UnreadableInput>,
}

/// A day that was agreed for the next review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// The day.
    pub day: NaiveDate,
    /// Where the plan says so.
    pub span: Span,
    /// Whether it still stands: it lies after the last review.
    pub stands: bool,
}

/// The day from which intervals are reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The day from which the last review counts.
    LastReview(NaiveDate),
    /// The day CPA began: no review counts yet.
    Started(NaiveDate),
}

/// The latest day that the longest gap allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The day.
    pub day: NaiveDate,
    /// Who set the gap.
    pub set_by: Longest,
}

/// Who set the longest gap between two reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Longest {
    /// The service, as `at_most` in `cpa.toml`.
    Service(Period),
    /// The scheme.
    Scheme(Scheme),
}

/// What decided the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// The day that was agreed.
    Agreed,
    /// The service's own interval, from the anchor: no agreed day stands.
    Every(Period),
    /// The longest gap, from the anchor.
    AtMost(Longest),
}

/// A review of which nobody recorded the outcome, so that it does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithoutOutcome {
    /// It was held on this day.
    Held(NaiveDate),
    /// It was booked for this day, which has passed.
    Booked(NaiveDate),
}

impl Anchor {
    /// The day.
    pub fn day(self) -> NaiveDate {
        match self {
            Anchor::LastReview(day) | Anchor::Started(day) => day,
        }
    }
}

impl Longest {
    /// The gap itself.
    pub fn gap(self) -> Period {
        match self {
            Longest::Service(every) => every,
            Longest::Scheme(scheme) => scheme.terms().at_most,
        }
    }
}

impl ReviewDue {
    /// By how many days it is late: 0 on the day, less before it.
    pub fn days_late(&self, as_at: NaiveDate) -> Option<i64> {
        self.day.map(|day| (as_at - day).num_days())
    }
}

/// Says when the next review of the plan in `file` is due.
///
/// The day is the agreed one; if there is none, or it lies on or before the last review, that review (else the start
/// of CPA) plus the service's interval; and never later than that same day plus the longest gap.
pub fn review(file: &PlanFile, as_at: NaiveDate) -> ReviewDue {
    let mut due = review_of(&file.plan, file.context.settings(), file.state, as_at);
    let settings = file.context.settings.as_deref().filter(|settings| !settings.read.whole);
    if let Some(settings) = settings.filter(|_| due.state != State::Ended) {
        let span = settings.read.faults.first().map(|fault| fault.span.clone());
        let whole = UnreadableInput { file: WhichFile::Settings, key: None, span };
        due.not_told.retain(|told| told.file == WhichFile::Plan);
        due.not_told.push(whole);
        due.cannot_tell();
    }
    due
}

/// Says when the next review of `plan` is due, whose text could be read as `state` says, under `settings`.
pub fn review_of(plan: &Plan, settings: Option<&Settings>, state: ReadState, as_at: NaiveDate) -> ReviewDue {
    let last_review = plan.reviews.items().iter().filter_map(surely_counts_from).max();
    let last = plan
        .reviews
        .items()
        .iter()
        .filter(|review| last_review.is_some() && surely_counts_from(review) == last_review);
    let last_held = last.filter_map(|review| review.held_on().or(last_review)).max();
    let started = plan.started.value().map(|day| day.0);
    let anchor = last_review.map(Anchor::LastReview).or(started.map(Anchor::Started));
    let agreed = plan.next_review_due.known().map(|known| Agreed {
        day: known.value,
        span: known.span.clone(),
        stands: last_review.is_none_or(|last| known.value > last),
    });
    let limit = anchor.map(|anchor| {
        let set_by = longest(settings);
        Limit { day: after(anchor.day(), set_by.gap()), set_by }
    });
    let chosen = chosen(agreed.as_ref(), anchor, settings, limit);
    let mut due = ReviewDue {
        state: State::Ended,
        day: chosen.map(|(day, _)| day),
        decided: chosen.map(|(_, decided)| decided),
        booked: booked(plan, as_at),
        bookings: bookings(plan).map(|booked| booked.day).collect(),
        without_outcome: without_outcome(plan, last_held, as_at),
        draft: plan.is_draft(),
        not_told: Vec::new(),
        agreed,
        last_review,
        last_held,
        anchor,
        limit,
        longest: longest(settings),
    };
    let end = end_not_told(plan).filter(|_| state == ReadState::Whole);
    if state == ReadState::Whole && plan.is_ended() && end.is_none() {
        return due.ended();
    }
    due.not_told = not_told(plan, settings, state, last_review);
    due.not_told.extend(end);
    if due.not_told.is_empty() {
        due.state = due.state_at(as_at);
    } else {
        due.cannot_tell();
    }
    if state != ReadState::Whole {
        // The line that cancels it may be among those that could not be read.
        due.booked = None;
        due.bookings.clear();
        due.without_outcome = None;
    }
    due
}

/// What of the end of a plan that has ended could not be read: it may lie ahead.
fn end_not_told(plan: &Plan) -> Option<UnreadableInput> {
    let on = || Some(("on", plan.ended.value()?.on.unread_at()?));
    let (key, span) = plan.ended.unread_at().map(|span| ("ended", span)).or_else(on)?;
    plan.is_ended().then(|| UnreadableInput::of_plan(key, span))
}

impl ReviewDue {
    pub(crate) fn state_at(&self, as_at: NaiveDate) -> State {
        let is_agreed = self.agreed.as_ref().is_some_and(|agreed| agreed.stands) && !self.is_too_far(as_at);
        match self.day.map(|day| State::on(day, as_at)) {
            Some(State::InTime) | None if !is_agreed => State::NoDate,
            Some(state) => state,
            None => State::NoDate,
        }
    }

    /// Whether the agreed day is later than the longest gap allows, even if the last review were on this day: where
    /// neither a start nor a review is written down, nothing else can be said of it.
    pub(crate) fn is_too_far(&self, as_at: NaiveDate) -> bool {
        let beyond = |day| day > after(as_at, self.longest.gap());
        self.anchor.is_none() && self.day.is_some_and(beyond)
    }

    /// Takes back everything that was reckoned: a day that may be wrong is told to nobody.
    fn cannot_tell(&mut self) {
        self.state = State::CannotTell;
        self.day = None;
        self.decided = None;
        self.limit = None;
        self.anchor = None;
        let unknown =
            |told: &UnreadableInput| told.file == WhichFile::Plan && told.key != Some("next_review_due");
        if self.not_told.iter().any(unknown) {
            self.last_review = None;
        }
    }

    fn ended(mut self) -> Self {
        self.day = None;
        self.decided = None;
        self.limit = None;
        self.booked = None;
        self.bookings.clear();
        self.without_outcome = None;
        self
    }
}

fn longest(settings: Option<&Settings>) -> Longest {
    let reviews = settings.and_then(|settings| settings.reviews.value());
    let scheme = settings.and_then(|settings| settings.scheme.value()).copied();
    match reviews.and_then(|reviews| reviews.at_most.value()) {
        Some(at_most) => Longest::Service(*at_most),
        None => Longest::Scheme(scheme.unwrap_or(Scheme::Cpa)),
    }
}

/// The day, and what decided it.
fn chosen(
    agreed: Option<&Agreed>,
    anchor: Option<Anchor>,
    settings: Option<&Settings>,
    limit: Option<Limit>,
) -> Option<(NaiveDate, Decided)> {
    let agreed = agreed.filter(|agreed| agreed.stands).map(|agreed| (agreed.day, Decided::Agreed));
    let reviews = settings.and_then(|settings| settings.reviews.value());
    let every = reviews.and_then(|reviews| reviews.every.value()).copied();
    let reckoned = || Some((after(anchor?.day(), every?), Decided::Every(every?)));
    let wanted = agreed.or_else(reckoned);
    let latest = limit.map(|limit| (limit.day, Decided::AtMost(limit.set_by)));
    match (wanted, latest) {
        (Some(wanted), Some(latest)) => Some(if wanted.0 <= latest.0 { wanted } else { latest }),
        (wanted, latest) => wanted.or(latest),
    }
}

/// The day from which a review counts, if nothing that decides it is faulty.
fn surely_counts_from(review: &Review) -> Option<NaiveDate> {
    let outcome: Option<&Outcome> = review.outcome.value();
    review.counts_from().filter(|_| outcome.is_some() && !review.recorded.is_faulty())
}

fn bookings(plan: &Plan) -> impl Iterator<Item = DayOrTime> {
    plan.reviews.items().iter().filter_map(Review::still_booked)
}

fn booked(plan: &Plan, as_at: NaiveDate) -> Option<DayOrTime> {
    bookings(plan).filter(|booked| booked.day >= as_at).min()
}

/// A review that was held after the last one that counts, or booked for a day after that and before `as_at`.
fn without_outcome(plan: &Plan, last_held: Option<NaiveDate>, as_at: NaiveDate) -> Option<WithoutOutcome> {
    let open = plan
        .reviews
        .items()
        .iter()
        .filter(|review| review.cancelled.is_absent() && review.outcome.is_absent());
    let open = open.filter_map(|review| match (review.held.value(), review.booked.value()) {
        (Some(held), _) => Some((held.0, WithoutOutcome::Held(held.0))),
        (None, Some(booked)) if booked.day < as_at && review.held.is_absent() => {
            Some((booked.day, WithoutOutcome::Booked(booked.day)))
        }
        _ => None,
    });
    let newer = open.filter(|(day, _)| last_held.is_none_or(|last| *day > last));
    // Of one that was held and one that was booked for the same day, the one that was held.
    newer.max_by_key(|(day, open)| (*day, matches!(open, WithoutOutcome::Held(_)))).map(|(_, open)| open)
}
