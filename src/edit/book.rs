//! Books a review.

use anyhow::{Context, Result, bail};
use chrono::NaiveDate;

use crate::due::{WithoutOutcome, between, review};
use crate::edit::edited_plan::{EditedPlan, REVIEWS, apply, check_not_ended, line_of, upcoming_reviews};
use crate::edit::handles::{check_invitable, without_consent, without_duplicates};
use crate::edit::input::{check_not_too_far, check_one_line, check_reason};
use crate::edit::splice::{Change, NewValue, TableRef};
use crate::parse::{DayOrTime, Field, Handle, day_in_words};
use crate::workspace::PlanFile;

/// A review to book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// The date, or the date and time.
    pub when: DayOrTime,
    /// The place.
    pub place: Option<String>,
    /// The handles of those who are invited.
    pub invite: Vec<String>,
    /// Why the reviews that are booked now are cancelled.
    pub because: Option<String>,
}

/// Adds a booking to a plan, and cancels the reviews that are booked now.
///
/// # Errors
/// Fails if the plan or the booking does not allow it.
pub fn book(file: &PlanFile, booking: &Booking, as_at: NaiveDate) -> Result<EditedPlan> {
    check_can_book(file, booking.because.as_deref(), as_at)?;
    check_upcoming(booking.when, as_at)?;
    if let Some(place) = &booking.place {
        check_one_line(place).context("`--where`")?;
    }
    check_invitable(file, &booking.invite, booking.when.day)?;

    let cancelled = upcoming_reviews(file, as_at);
    let mut changes: Vec<Change> = cancelled
        .iter()
        .map(|(index, _, _)| {
            let because = booking.because.iter().map(|text| ("because", NewValue::Text(text.clone())));
            let keys = [("cancelled", NewValue::Day(as_at))].into_iter().chain(because).collect();
            Change::Set { table: TableRef::Item(REVIEWS, *index), keys }
        })
        .collect();
    let mut keys = vec![("booked", NewValue::DayOrTime(booking.when))];
    keys.extend(booking.place.iter().map(|place| ("where", NewValue::Text(place.clone()))));
    let invite = without_duplicates(&booking.invite);
    if !invite.is_empty() {
        keys.push(("invite", NewValue::List(invite)));
    }
    changes.push(Change::Push { list: REVIEWS, keys });

    let new = apply(file, &changes, as_at)?;
    let cancelled: Vec<String> = cancelled.iter().map(|(_, _, when)| when.in_words()).collect();
    let cancelled =
        if cancelled.is_empty() { String::new() } else { format!("; cancelled: {}", cancelled.join(", ")) };
    let summary = format!("{}: review booked for {}{cancelled}", file.id(), booking.when.in_words());
    Ok(EditedPlan { summary, notes: notes(file, booking, as_at), file: new })
}

/// Checks that a review can be booked in a plan.
///
/// # Errors
/// Fails if the plan has ended, or a review is booked already and there is no reason to cancel it.
pub fn check_can_book(file: &PlanFile, because: Option<&str>, as_at: NaiveDate) -> Result<()> {
    check_not_ended(file)?;
    if let Some(because) = because {
        check_reason(because).context("`--because`")?;
    }
    let upcoming = upcoming_reviews(file, as_at);
    if because.is_none() && !upcoming.is_empty() {
        let all: Vec<String> = upcoming
            .iter()
            .map(|(_, review, when)| format!("{} ({})", when.in_words(), line_of(file, review)))
            .collect();
        let is_today = upcoming.iter().any(|(_, _, when)| when.day == as_at);
        let held = if is_today { "if it was held, type `cpa review`; " } else { "" };
        let (is, that) =
            if upcoming.len() == 1 { ("a review is", "that") } else { ("reviews are", "all of them") };
        bail!(
            "{is} booked already, for {}: {held}to cancel {that} and book another, say why with `--because`",
            all.join("; ")
        );
    }
    for (_, review, _) in upcoming {
        if let Field::Known(reason) = &review.because {
            let line = file.source.place(reason.span.start).line;
            bail!(
                "the review that is booked has a `because` already (line {line}): look at it, and cancel it by hand"
            );
        }
    }
    Ok(())
}

/// Checks that a date is today or later.
///
/// # Errors
/// Fails if the date is in the past or years away.
pub fn check_upcoming(when: DayOrTime, as_at: NaiveDate) -> Result<()> {
    if when.day < as_at {
        bail!("{} has passed: a review that was held is recorded with `cpa review`", day_in_words(when.day));
    }
    check_not_too_far(when.day, as_at)
}

fn notes(file: &PlanFile, booking: &Booking, as_at: NaiveDate) -> Vec<String> {
    let mut notes = Vec::new();
    let due = review(file, as_at);
    if let Some(day) = due.day.filter(|day| booking.when.day > *day) {
        let is = if day < as_at { "was" } else { "is" };
        let after = between(day, booking.when.day);
        let day = day_in_words(day);
        notes.push(format!(
            "that is {after} after the review {is} due, on {day}: it counts as late until it is held"
        ));
    }
    for (handle, relationship) in without_consent(file, &booking.invite) {
        notes.push(format!(
            "nothing says whether the person agrees to inviting `{handle}` ({relationship}): ask, and write \
             their answer as `consent` below `[people.{handle}]`"
        ));
    }
    if !booking.invite.is_empty() && !booking.invite.iter().any(|handle| handle == Handle::PERSON) {
        notes.push("the person is not among those invited".to_owned());
    }
    let id = file.id();
    notes.extend(due.without_outcome.map(|review| match review {
        WithoutOutcome::Held(day) => format!(
            "the review held on {} has no outcome yet: `cpa review {id} --held {day} --outcome …` records it",
            day_in_words(day)
        ),
        WithoutOutcome::Booked(day) => format!(
            "nothing says what became of the review booked for {}: record it with `cpa review {id}`, or add \
             `cancelled`, with the day, and `because`",
            day_in_words(day)
        ),
    }));
    if booking.because.is_some() && upcoming_reviews(file, as_at).is_empty() {
        notes.push("the reason is not written down: no review was booked that it could cancel".to_owned());
    }
    notes
}
