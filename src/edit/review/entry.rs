//! The entry of a plan's reviews into which a review is recorded.

use anyhow::{Result, bail};
use chrono::NaiveDate;

use crate::due::after;
use crate::edit::handles::without_duplicates;
use crate::edit::review::HeldReview;
use crate::edit::splice::NewValue;
use crate::parse::{Field, Names, Past, Period, Unit};
use crate::plan::Review;
use crate::workspace::PlanFile;

/// An entry of a plan's reviews, with its index.
pub(crate) type ReviewEntry<'f> = Option<(usize, &'f Review)>;

/// A review held later than this after a booking is taken for another review.
const MAX_DELAY: Period = Period { count: 4, unit: Unit::Weeks };

/// Returns the entry of the review that was held on a day: the one with that day and no outcome, or else the last one
/// booked for that day or up to four weeks before. Ignores bookings before the last review that counts.
pub(crate) fn find_entry(file: &PlanFile, held: NaiveDate) -> ReviewEntry<'_> {
    let all = || file.plan.reviews.items().iter().enumerate();
    let last = all().filter_map(|(_, review)| review.counts_from()).max();
    let is_open = |review: &Review| review.cancelled.is_absent() && review.outcome.is_absent();
    all().find(|(_, review)| is_open(review) && day(&review.held) == Some(held)).or_else(|| {
        let booked = all().filter_map(|(index, review)| Some((review.still_booked()?, index, review)));
        let booked = booked.filter(|(when, ..)| {
            when.day <= held && held <= after(when.day, MAX_DELAY) && last.is_none_or(|last| when.day > last)
        });
        booked.max_by_key(|(when, index, _)| (*when, *index)).map(|(_, index, review)| (index, review))
    })
}

/// Returns the day from which the next review is counted once the outcome is recorded.
pub(crate) fn counts_from(entry: ReviewEntry<'_>, held: NaiveDate, recorded: Option<NaiveDate>) -> NaiveDate {
    recorded.or_else(|| day(&entry?.1.recorded)).unwrap_or(held)
}

pub(crate) fn day(field: &Field<Past<NaiveDate>>) -> Option<NaiveDate> {
    field.value().map(|day| day.0)
}

pub(crate) fn handles(field: &Field<Names>) -> Option<Vec<String>> {
    field.value().map(|names| names.0.iter().map(|name| name.value.0.clone()).collect())
}

/// Returns the keys to write, without those that the entry has already.
///
/// # Errors
/// Fails if the entry has another value.
pub(crate) fn missing_keys(
    file: &PlanFile,
    entry: ReviewEntry<'_>,
    held: &HeldReview,
) -> Result<Vec<(&'static str, NewValue)>> {
    let mut keys = MissingKeys { file, entry: entry.map(|(_, review)| review), keys: Vec::new() };
    let has_recorded = keys.entry.is_some_and(|review| !review.recorded.is_absent());
    keys.add("held", NewValue::Day(held.held), |review| &review.held, |day| day.0 == held.held)?;
    if let Some(recorded) = held.recorded.filter(|recorded| has_recorded || *recorded != held.held) {
        keys.add("recorded", NewValue::Day(recorded), |review| &review.recorded, |day| day.0 == recorded)?;
    }
    let outcome = NewValue::Text(held.outcome.word().to_owned());
    keys.add("outcome", outcome, |review| &review.outcome, |outcome| *outcome == held.outcome)?;
    let present = without_duplicates(&held.present);
    if !present.is_empty() {
        let is_same = |names: &Names| {
            let is_named = |handle: &String| names.0.iter().any(|name| name.value.0 == *handle);
            names.0.len() == present.len() && present.iter().all(is_named)
        };
        keys.add("present", NewValue::List(present.clone()), |review| &review.present, is_same)?;
    }
    if let Some(because) = &held.person_absent_because {
        let value = NewValue::Text(because.clone());
        keys.add(
            "person_absent_because",
            value,
            |review| &review.person_absent_because,
            |text| text == because,
        )?;
    }
    Ok(keys.keys)
}

struct MissingKeys<'f> {
    file: &'f PlanFile,
    entry: Option<&'f Review>,
    keys: Vec<(&'static str, NewValue)>,
}

impl<'f> MissingKeys<'f> {
    fn add<T: 'f>(
        &mut self,
        key: &'static str,
        value: NewValue,
        field: impl Fn(&'f Review) -> &'f Field<T>,
        is_same: impl Fn(&T) -> bool,
    ) -> Result<()> {
        match self.entry.and_then(|review| field(review).known()) {
            None => self.keys.push((key, value)),
            Some(present) if is_same(&present.value) => {}
            Some(present) => {
                let line = self.file.source.place(present.span.start).line;
                bail!("`{key}` says something else already (line {line}): look at it, and write it by hand");
            }
        }
        Ok(())
    }
}
