//! When a person's next review is due.

use chrono::NaiveDate;

use crate::due::interval::after;
use crate::due::unreadable_input::{UnreadableInput, WhichFile, unreadable_inputs};
use crate::parse::{DayOrTime, Period, Span};
use crate::plan::{Outcome, Plan, Review, Scheme, Settings};
use crate::workspace::{PlanFile, ReadState};

/// The state of a due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The file, or a key that decides the day, could not be read.
    CannotTell,
    /// The day has passed.
    Overdue,
    /// The day is today.
    DueToday,
    /// No day was agreed, and no day that was worked out has passed.
    NoDate,
    /// The day is still to come; of a review, the day that was agreed.
    InTime,
    /// The plan has ended, so nothing is due.
    Ended,
}

impl State {
    /// Returns the state of something whose last day in time is `due`.
    pub(crate) fn on(due: NaiveDate, as_at: NaiveDate) -> Self {
        match as_at.cmp(&due) {
            std::cmp::Ordering::Greater => State::Overdue,
            std::cmp::Ordering::Equal => State::DueToday,
            std::cmp::Ordering::Less => State::InTime,
        }
    }
}

/// What is known of the next review of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewDue {
    /// The state on the day that the plan was read for.
    pub state: State,
    /// The last day in time.
    pub day: Option<NaiveDate>,
    /// The day that was agreed, valid or not.
    pub agreed: Option<Agreed>,
    /// The day from which the last review counts.
    pub last_review: Option<NaiveDate>,
    /// The day on which the last review was held.
    pub last_held: Option<NaiveDate>,
    /// The day from which intervals are counted.
    pub anchor: Option<Anchor>,
    /// The latest day that the longest gap allows.
    pub limit: Option<Limit>,
    /// The longest gap between two reviews.
    pub longest: Longest,
    /// What decided the day.
    pub decided: Option<Decided>,
    /// The next booked review. A booking does not make the plan less overdue.
    pub booked: Option<DayOrTime>,
    /// Every day for which a review is booked, past or future, without an outcome.
    pub bookings: Vec<NaiveDate>,
    /// A review without an outcome, after the last one that counts.
    pub without_outcome: Option<WithoutOutcome>,
    /// Whether the plan is a draft, which is due like any other plan.
    pub draft: bool,
    /// The unreadable input that keeps the day from being worked out.
    pub unreadable: Vec<UnreadableInput>,
}

/// A day that was agreed for the next review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// The day.
    pub day: NaiveDate,
    /// Where the plan says so.
    pub span: Span,
    /// Whether the day is after the last review.
    pub is_valid: bool,
}

/// The day from which intervals are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The day from which the last review counts.
    LastReview(NaiveDate),
    /// The day CPA began, if no review counts yet.
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
    /// The service's own interval, if no valid day was agreed.
    Every(Period),
    /// The longest gap.
    AtMost(Longest),
}

/// A review that does not count because no outcome is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithoutOutcome {
    /// Held on this day.
    Held(NaiveDate),
    /// Booked for this day, which has passed.
    Booked(NaiveDate),
}

impl Anchor {
    /// Returns the day, whichever it is.
    pub fn day(self) -> NaiveDate {
        match self {
            Anchor::LastReview(day) | Anchor::Started(day) => day,
        }
    }
}

impl Longest {
    /// Returns the length of the gap.
    pub fn gap(self) -> Period {
        match self {
            Longest::Service(every) => every,
            Longest::Scheme(scheme) => scheme.terms().at_most,
        }
    }
}

impl ReviewDue {
    /// Returns by how many days the review is late: 0 on the day, less before it.
    pub fn days_late(&self, as_at: NaiveDate) -> Option<i64> {
        self.day.map(|day| (as_at - day).num_days())
    }
}

/// Returns when the next review of the plan in `file` is due.
///
/// The day is the agreed one. If there is none, or it is not after the last review, it is the last review (or else the
/// start of CPA) plus the service's interval. It is never later than that review plus the longest gap.
pub fn review(file: &PlanFile, as_at: NaiveDate) -> ReviewDue {
    let mut due = review_of(&file.plan, file.context.settings(), file.state, as_at);
    let settings = file.context.settings.as_deref().filter(|settings| !settings.read.is_complete);
    if let Some(settings) = settings.filter(|_| due.state != State::Ended) {
        let span = settings.read.faults.first().map(|fault| fault.span.clone());
        let whole = UnreadableInput { file: WhichFile::Settings, key: None, span };
        due.unreadable.retain(|input| input.file == WhichFile::Plan);
        due.unreadable.push(whole);
        due.cannot_tell();
    }
    due
}

/// Returns when the next review of `plan` is due. `state` is how much of the plan's file could be read.
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
        is_valid: last_review.is_none_or(|last| known.value > last),
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
        unreadable: Vec::new(),
        agreed,
        last_review,
        last_held,
        anchor,
        limit,
        longest: longest(settings),
    };
    let end = unreadable_end(plan).filter(|_| state == ReadState::Complete);
    if state == ReadState::Complete && plan.is_ended() && end.is_none() {
        return due.ended();
    }
    due.unreadable = unreadable_inputs(plan, settings, state, last_review);
    due.unreadable.extend(end);
    if due.unreadable.is_empty() {
        due.state = due.state_at(as_at);
    } else {
        due.cannot_tell();
    }
    if state != ReadState::Complete {
        // The part that could not be read may cancel the booking.
        due.booked = None;
        due.bookings.clear();
        due.without_outcome = None;
    }
    due
}

/// Returns the unreadable input about the end of a plan: the plan may end in the future.
fn unreadable_end(plan: &Plan) -> Option<UnreadableInput> {
    let on = || Some(("on", plan.ended.value()?.on.unread_at()?));
    let (key, span) = plan.ended.unread_at().map(|span| ("ended", span)).or_else(on)?;
    plan.is_ended().then(|| UnreadableInput::in_plan(key, span))
}

impl ReviewDue {
    pub(crate) fn state_at(&self, as_at: NaiveDate) -> State {
        let is_agreed = self.agreed.as_ref().is_some_and(|agreed| agreed.is_valid) && !self.is_too_far(as_at);
        match self.day.map(|day| State::on(day, as_at)) {
            Some(State::InTime) | None if !is_agreed => State::NoDate,
            Some(state) => state,
            None => State::NoDate,
        }
    }

    /// Returns whether the agreed day is too late even if the last review were held on `as_at`. Only plans with neither
    /// a start nor a review need this test.
    pub(crate) fn is_too_far(&self, as_at: NaiveDate) -> bool {
        let beyond = |day| day > after(as_at, self.longest.gap());
        self.anchor.is_none() && self.day.is_some_and(beyond)
    }

    /// Removes everything that was worked out, because it may be wrong.
    fn cannot_tell(&mut self) {
        self.state = State::CannotTell;
        self.day = None;
        self.decided = None;
        self.limit = None;
        self.anchor = None;
        let unknown =
            |input: &UnreadableInput| input.file == WhichFile::Plan && input.key != Some("next_review_due");
        if self.unreadable.iter().any(unknown) {
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

/// Returns the day and what decided it.
fn chosen(
    agreed: Option<&Agreed>,
    anchor: Option<Anchor>,
    settings: Option<&Settings>,
    limit: Option<Limit>,
) -> Option<(NaiveDate, Decided)> {
    let agreed = agreed.filter(|agreed| agreed.is_valid).map(|agreed| (agreed.day, Decided::Agreed));
    let reviews = settings.and_then(|settings| settings.reviews.value());
    let every = reviews.and_then(|reviews| reviews.every.value()).copied();
    let by_interval = || Some((after(anchor?.day(), every?), Decided::Every(every?)));
    let wanted = agreed.or_else(by_interval);
    let latest = limit.map(|limit| (limit.day, Decided::AtMost(limit.set_by)));
    match (wanted, latest) {
        (Some(wanted), Some(latest)) => Some(if wanted.0 <= latest.0 { wanted } else { latest }),
        (wanted, latest) => wanted.or(latest),
    }
}

/// Returns the day from which a review counts, if every key that decides it could be read.
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

/// Returns the latest review without an outcome that was held, or booked for a day before `as_at`, after the last one
/// that counts.
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
    // On the same day, one that was held comes before one that was booked.
    newer.max_by_key(|(day, open)| (*day, matches!(open, WithoutOutcome::Held(_)))).map(|(_, open)| open)
}
