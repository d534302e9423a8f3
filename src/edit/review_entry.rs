//! Where in a plan a review that was held is written: into what was booked, or as one more.

use anyhow::bail;
use chrono::NaiveDate;

use crate::due::after;
use crate::edit::handles::once;
use crate::edit::review::Held;
use crate::edit::toml_value::Put;
use crate::parse::{Field, Names, Past, Period, Unit};
use crate::plan::Review;
use crate::workspace::PlanFile;

/// A review of a plan, with its place in the list.
pub(crate) type ReviewEntry<'f> = Option<(usize, &'f Review)>;

/// How long after the day for which it was booked a review may have been held that was put off: later than that, the
/// booking was of another one.
const PUT_OFF: Period = Period { count: 4, unit: Unit::Weeks };

/// The review in the plan that was held on this day: the one that says so, and has no outcome; else the last one that
/// was booked for that day or up to four weeks before it, of which nothing is known. What is older than a review that
/// counts is history.
pub(crate) fn entry(file: &PlanFile, held: NaiveDate) -> ReviewEntry<'_> {
    let all = || file.plan.reviews.items().iter().enumerate();
    let last = all().filter_map(|(_, review)| review.counts_from()).max();
    let open = |review: &Review| review.cancelled.is_absent() && review.outcome.is_absent();
    let held_then = |(_, review): &(usize, &Review)| open(review) && day(&review.held) == Some(held);
    all().find(held_then).or_else(|| {
        let booked = all().filter_map(|(index, review)| Some((review.still_booked()?, index, review)));
        let booked = booked.filter(|(when, ..)| {
            when.day <= held && held <= after(when.day, PUT_OFF) && last.is_none_or(|last| when.day > last)
        });
        booked.max_by_key(|(when, index, _)| (*when, *index)).map(|(_, index, review)| (index, review))
    })
}

/// The day from which it counts once its outcome is recorded.
pub(crate) fn counts_from(entry: ReviewEntry<'_>, held: NaiveDate, recorded: Option<NaiveDate>) -> NaiveDate {
    recorded.or_else(|| day(&entry?.1.recorded)).unwrap_or(held)
}

/// The day of a field, if it is known.
pub(crate) fn day(field: &Field<Past<NaiveDate>>) -> Option<NaiveDate> {
    field.value().map(|day| day.0)
}

/// The handles of a field, if it is known.
pub(crate) fn handles(field: &Field<Names>) -> Option<Vec<String>> {
    field.value().map(|names| names.0.iter().map(|name| name.value.0.clone()).collect())
}

/// The keys that are written. What stands in the plan already is not written again.
///
/// # Errors
/// It says something else there.
pub(crate) fn keys(
    file: &PlanFile,
    entry: ReviewEntry<'_>,
    held: &Held,
) -> anyhow::Result<Vec<(&'static str, Put)>> {
    let mut keys = Keys { file, there: entry.map(|(_, review)| review), missing: Vec::new() };
    let has_recorded = keys.there.is_some_and(|review| !review.recorded.is_absent());
    keys.add("held", Put::Day(held.held), |review| &review.held, |said| said.0 == held.held)?;
    if let Some(recorded) = held.recorded.filter(|recorded| has_recorded || *recorded != held.held) {
        keys.add("recorded", Put::Day(recorded), |review| &review.recorded, |said| said.0 == recorded)?;
    }
    let outcome = Put::Text(held.outcome.word().to_owned());
    keys.add("outcome", outcome, |review| &review.outcome, |said| *said == held.outcome)?;
    let present = once(&held.present);
    if !present.is_empty() {
        let same = |said: &Names| {
            let is_there = |handle: &String| said.0.iter().any(|name| name.value.0 == *handle);
            said.0.len() == present.len() && present.iter().all(is_there)
        };
        keys.add("present", Put::List(present.clone()), |review| &review.present, same)?;
    }
    if let Some(because) = &held.person_absent_because {
        let put = Put::Text(because.clone());
        keys.add(
            "person_absent_because",
            put,
            |review| &review.person_absent_because,
            |said| said == because,
        )?;
    }
    Ok(keys.missing)
}

struct Keys<'f> {
    file: &'f PlanFile,
    there: Option<&'f Review>,
    missing: Vec<(&'static str, Put)>,
}

impl<'f> Keys<'f> {
    fn add<T: 'f>(
        &mut self,
        key: &'static str,
        put: Put,
        field: impl Fn(&'f Review) -> &'f Field<T>,
        is_same: impl Fn(&T) -> bool,
    ) -> anyhow::Result<()> {
        match self.there.and_then(|review| field(review).known()) {
            None => self.missing.push((key, put)),
            Some(said) if is_same(&said.value) => {}
            Some(said) => {
                let line = self.file.source.place(said.span.start).line;
                bail!("`{key}` says something else already (line {line}): look at it, and write it by hand");
            }
        }
        Ok(())
    }
}
