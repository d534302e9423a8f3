//! A review is booked: what is written, and what is refused.

use anyhow::{Context, bail};
use chrono::NaiveDate;

use crate::due::{WithoutOutcome, between, review};
use crate::edit::edited_plan::{Changed, goes_on, with};
use crate::edit::handles::{may_be_invited, not_asked, once};
use crate::edit::splice::{At, Change};
use crate::edit::toml_value::Put;
use crate::edit::typed::{is_near, is_one_line, is_reason};
use crate::parse::{DayOrTime, Field, Handle, day_in_words};
use crate::plan::Review;
use crate::workspace::PlanFile;

/// A review to be booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// The day, or the day and time.
    pub when: DayOrTime,
    /// Where.
    pub place: Option<String>,
    /// The handles of those who are invited.
    pub invite: Vec<String>,
    /// Why the review that is booked now is cancelled.
    pub because: Option<String>,
}

/// The plan with this booking at the end of its reviews. One that is still to come is cancelled, with the reason.
///
/// # Errors
/// What is asked for cannot be, and why.
pub fn book(file: &PlanFile, booking: &Booking, as_at: NaiveDate) -> anyhow::Result<Changed> {
    can_book(file, booking.because.as_deref(), as_at)?;
    is_to_come(booking.when, as_at)?;
    if let Some(place) = &booking.place {
        is_one_line(place).context("`--where`")?;
    }
    may_be_invited(file, &booking.invite, booking.when.day)?;

    let mut changes = Vec::new();
    let cancelled = to_come(file, as_at);
    for (index, _, _) in &cancelled {
        let mut keys = vec![("cancelled", Put::Day(as_at))];
        keys.extend(booking.because.iter().map(|because| ("because", Put::Text(because.clone()))));
        changes.push(Change::Set { at: At::Item(REVIEWS, *index), keys });
    }
    let mut keys = vec![("booked", Put::DayOrTime(booking.when))];
    keys.extend(booking.place.iter().map(|place| ("where", Put::Text(place.clone()))));
    let invite = once(&booking.invite);
    if !invite.is_empty() {
        keys.push(("invite", Put::List(invite)));
    }
    changes.push(Change::Push { list: REVIEWS, keys });

    let new = with(file, &changes, as_at)?;
    let instead: Vec<String> = cancelled.iter().map(|(_, _, when)| when.in_words()).collect();
    let instead = match instead.as_slice() {
        [] => String::new(),
        all => format!("; cancelled: {}", all.join(", ")),
    };
    let said = format!("{}: review booked for {}{instead}", file.id(), booking.when.in_words());
    Ok(Changed { said, told: told(file, booking, as_at), file: new })
}

/// The key of the list of reviews.
pub(crate) const REVIEWS: &str = "reviews";

/// Takes a plan into which a review can be booked.
///
/// # Errors
/// It has ended; or a review is booked already, and nothing says why that is cancelled.
pub fn can_book(file: &PlanFile, because: Option<&str>, as_at: NaiveDate) -> anyhow::Result<()> {
    goes_on(file)?;
    if let Some(because) = because {
        is_reason(because).context("`--because`")?;
    }
    let to_come = to_come(file, as_at);
    if because.is_none() && !to_come.is_empty() {
        let all = to_come
            .iter()
            .map(|(_, review, when)| format!("{} ({})", when.in_words(), line_of(file, review)));
        let all = all.collect::<Vec<_>>().join("; ");
        let is_today = to_come.iter().any(|(_, _, when)| when.day == as_at);
        let held = if is_today { "if it was held, type `cpa review`; " } else { "" };
        let (is, that) =
            if to_come.len() == 1 { ("a review is", "that") } else { ("reviews are", "all of them") };
        bail!(
            "{is} booked already, for {all}: {held}to cancel {that} and book another, say why with `--because`"
        );
    }
    for (_, review, _) in to_come {
        if let Field::Known(said) = &review.because {
            let line = file.source.place(said.span.start).line;
            bail!(
                "the review that is booked has a `because` already (line {line}): look at it, and cancel it by hand"
            );
        }
    }
    Ok(())
}

/// Takes a day that is today or to come.
///
/// # Errors
/// It has passed, or is years away.
pub fn is_to_come(when: DayOrTime, as_at: NaiveDate) -> anyhow::Result<()> {
    if when.day < as_at {
        bail!("{} has passed: a review that was held is recorded with `cpa review`", day_in_words(when.day));
    }
    is_near(when.day, as_at)
}

/// The reviews that are booked and still to come.
pub(crate) fn to_come(file: &PlanFile, as_at: NaiveDate) -> Vec<(usize, &Review, DayOrTime)> {
    let reviews = file.plan.reviews.items().iter().enumerate();
    let booked = reviews.filter_map(|(index, review)| Some((index, review, review.still_booked()?)));
    booked.filter(|(_, _, when)| when.day >= as_at).collect()
}

/// The line on which a review begins: "line 12".
pub(crate) fn line_of(file: &PlanFile, review: &Review) -> String {
    format!("line {}", file.source.place(review.span.start).line)
}

fn told(file: &PlanFile, booking: &Booking, as_at: NaiveDate) -> Vec<String> {
    let mut told = Vec::new();
    let due = review(file, as_at);
    if let Some(day) = due.day.filter(|day| booking.when.day > *day) {
        let is = if day < as_at { "was" } else { "is" };
        let after = between(day, booking.when.day);
        let day = day_in_words(day);
        told.push(format!(
            "that is {after} after the review {is} due, on {day}: it counts as late until it is held"
        ));
    }
    for (handle, what) in not_asked(file, &booking.invite) {
        told.push(format!(
            "nothing says whether the person agrees to inviting `{handle}` ({what}): ask, and write their answer as `consent` below `[people.{handle}]`"
        ));
    }
    if !booking.invite.is_empty() && !booking.invite.iter().any(|handle| handle == Handle::PERSON) {
        told.push("the person is not among those invited".to_owned());
    }
    told.extend(due.without_outcome.map(|open| without_outcome(file, open)));
    if booking.because.is_some() && to_come(file, as_at).is_empty() {
        told.push("the reason is not written down: no review was booked that it could cancel".to_owned());
    }
    told
}

/// That nobody wrote down what became of a review.
fn without_outcome(file: &PlanFile, open: WithoutOutcome) -> String {
    let id = file.id();
    match open {
        WithoutOutcome::Held(day) => format!(
            "the review held on {} has no outcome yet: `cpa review {id} --held {day} --outcome …` records it",
            day_in_words(day)
        ),
        WithoutOutcome::Booked(day) => format!(
            "nothing says what became of the review booked for {}: record it with `cpa review {id}`, or add `cancelled`, with the day, and `because`",
            day_in_words(day)
        ),
    }
}
