//! Records a review that was held.

mod entry;
mod notes;

use anyhow::{Context, Result, bail};
use chrono::NaiveDate;

use crate::due::{Decided, ReviewDue, after, day_from_text, review};
use crate::edit::edited_plan::{EditedPlan, REVIEWS, apply, check_not_ended, line_of, programme};
use crate::edit::handles::check_known;
use crate::edit::input::{check_not_too_far, check_not_too_long_ago, check_one_line, check_reason};
use crate::edit::review::entry::{counts_from, day, find_entry, handles, missing_keys};
use crate::edit::splice::{Change, NewValue, TableRef};
use crate::parse::{Field, Handle, Period, day_in_words};
use crate::plan::Outcome;
use crate::workspace::PlanFile;

/// A review that was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldReview {
    /// The day on which it was held, or the first of several.
    pub held: NaiveDate,
    /// The day on which the outcome was recorded, if it was another day.
    pub recorded: Option<NaiveDate>,
    /// The outcome.
    pub outcome: Outcome,
    /// The handles of those who were present.
    pub present: Vec<String>,
    /// Why the person was absent.
    pub person_absent_because: Option<String>,
    /// When the next review is due, if that was agreed.
    pub next: Option<NextReview>,
    /// Why the next review is later than the longest gap allows.
    pub because: Option<String>,
}

/// When the next review is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextReview {
    /// By a day.
    By(NaiveDate),
    /// A length of time after the day from which this review counts.
    After(Period),
}

/// The key of the day by which the next review is due.
const NEXT: &str = "next_review_due";
/// The rules about that day.
const TOO_LATE: &str = "next-review-too-late";
const OVERDUE: &str = "review-overdue";

/// Parses when the next review is due: a date such as "2027-05-27", or a length of time such as "6m".
pub fn parse_next_review(text: &str) -> Result<NextReview> {
    match (day_from_text(text.trim()), Period::from_text(text)) {
        (Some(day), _) => Ok(NextReview::By(day)),
        (None, Some(period)) => Ok(NextReview::After(period)),
        (None, None) => {
            bail!("this is no day like 2027-05-27, and no length of time like 6m, 26w or \"6 months\"")
        }
    }
}

/// Records a review in a plan: in the entry that was booked for it, or else in a new one.
///
/// # Errors
/// Fails if the plan or the review does not allow it.
pub fn record(file: &PlanFile, held: &HeldReview, as_at: NaiveDate) -> Result<EditedPlan> {
    check_can_record(file)?;
    check_held(file, held.held, held.recorded, as_at)?;
    check_known(file, &held.present)?;
    check_consistent(held)?;
    if held.person_absent_because.is_some() {
        check_person_absent(&present(file, held.held).unwrap_or_default())?;
    }
    let mut changes = changes(file, held)?;
    let mut new = apply(file, &changes, as_at)?;
    let reason = match (too_late(&new, held, as_at), held.because.as_deref()) {
        (None, _) => None,
        (Some(_), Some(because)) => Some(because.trim().to_owned()),
        (Some(why), None) => bail!("{why}; a later day needs a reason, with `--because`"),
    };
    // Comments that allowed a finding about the old day are removed.
    let is_named = |rule: &str| held.next.is_some() && new.source.text().contains(rule);
    if reason.is_some() || is_named(TOO_LATE) {
        changes.push(Change::Allow { key: NEXT, rule: TOO_LATE, reason });
    }
    if is_named(OVERDUE) {
        changes.push(Change::Allow { key: NEXT, rule: OVERDUE, reason: None });
    }
    new = apply(file, &changes, as_at)?;
    let last = new.plan.reviews.items().len() - 1;
    let index = find_entry(file, held.held).map_or(last, |(index, _)| index);
    let notes = notes::notes(file, &new, index, held, as_at);
    Ok(EditedPlan { summary: summary(&new, held, &review(&new, as_at)), notes, file: new })
}

/// Returns the day by which the next review is due, if that was agreed.
///
/// # Errors
/// Fails if the day is not after the day from which this review counts, or is years away.
pub fn next_day(file: &PlanFile, held: &HeldReview) -> Result<Option<NaiveDate>> {
    let Some(next) = held.next else { return Ok(None) };
    let counts_from = counts_from(find_entry(file, held.held), held.held, held.recorded);
    let day = match next {
        NextReview::By(day) => day,
        NextReview::After(period) => after(counts_from, period),
    };
    if day <= counts_from {
        let (day, counts) = (day_in_words(day), day_in_words(counts_from));
        bail!("the next review cannot be due by {day}: this one counts from {counts}");
    }
    check_not_too_far(day, counts_from)?;
    Ok(Some(day))
}

/// Returns why the next review is later than the longest gap allows, if it is.
///
/// # Errors
/// Fails if the review cannot be recorded.
pub fn why_too_late(file: &PlanFile, held: &HeldReview, as_at: NaiveDate) -> Result<Option<String>> {
    Ok(too_late(&apply(file, &changes(file, held)?, as_at)?, held, as_at))
}

fn too_late(new: &PlanFile, held: &HeldReview, as_at: NaiveDate) -> Option<String> {
    let due = review(new, as_at);
    let is_late = held.next.is_some() && is_beyond_limit(&due);
    let (limit, why) = due.limit.zip(due.limit_in_words()).filter(|_| is_late)?;
    Some(format!("the next review may not be later than {}: {why}", day_in_words(limit.day)))
}

fn is_beyond_limit(due: &ReviewDue) -> bool {
    matches!((&due.agreed, due.limit), (Some(agreed), Some(limit)) if agreed.day > limit.day)
}

/// Checks that a review can be recorded in a plan.
///
/// # Errors
/// Fails if the plan has ended.
pub fn check_can_record(file: &PlanFile) -> Result<()> {
    check_not_ended(file)
}

/// Checks the days of a review.
///
/// # Errors
/// Fails if a day is in the future, before the plan began or years ago, or if a review of that day or a newer one is
/// recorded already.
pub fn check_held(
    file: &PlanFile,
    held: NaiveDate,
    recorded: Option<NaiveDate>,
    as_at: NaiveDate,
) -> Result<()> {
    if held > as_at {
        let day = day_in_words(held);
        bail!(
            "{day} is still to come: a review to come is booked with `cpa book`, and recorded once it was held"
        );
    }
    if let Some(day) = recorded.filter(|recorded| *recorded > as_at) {
        bail!("the outcome cannot be recorded on {}: that day is still to come", day_in_words(day));
    }
    if let Field::Known(started) = &file.plan.started
        && held < started.value.0
    {
        bail!(
            "the review cannot have been held on {}: {} began on {} (line {}); look at the year, or mend that first",
            day_in_words(held),
            programme(file),
            day_in_words(started.value.0),
            file.source.place(started.span.start).line
        );
    }
    check_not_too_long_ago(held, as_at)?;
    let entry = find_entry(file, held);
    let until = entry.and_then(|(_, review)| day(&review.until));
    let last = until.unwrap_or(held).max(held);
    if let Some(recorded) = recorded.filter(|recorded| *recorded < last) {
        let (recorded, last) = (day_in_words(recorded), day_in_words(last));
        bail!("the outcome cannot be recorded on {recorded}: the review was held on {last}");
    }
    check_newest(file, held, counts_from(entry, held, recorded))
}

/// Checks that a review is newer than all recorded ones. An older one would not change when the next is due.
fn check_newest(file: &PlanFile, held: NaiveDate, counts_from: NaiveDate) -> Result<()> {
    let recorded = || file.plan.reviews.items().iter().filter(|review| review.counts_from().is_some());
    let is_same = |day: Option<NaiveDate>, other| day == Some(other);
    if let Some(same) = recorded()
        .find(|review| is_same(review.held_on(), held) || is_same(review.counts_from(), counts_from))
    {
        let line = line_of(file, same);
        bail!("a review of that day is recorded already ({line}): change what it says there, if it is wrong");
    }
    let newest = recorded().max_by_key(|review| review.counts_from());
    if let Some(newer) = newest.filter(|review| review.counts_from() > Some(counts_from)) {
        let day = newer.counts_from().map(day_in_words).unwrap_or_default();
        let line = line_of(file, newer);
        bail!("a newer review counts already, from {day} ({line}): write an older one into the plan by hand");
    }
    Ok(())
}

/// Returns the day to propose for the next review: after the service's interval, within the longest gap.
pub fn proposed_next_day(recorded: &EditedPlan, as_at: NaiveDate) -> Option<NaiveDate> {
    let due = review(&recorded.file, as_at);
    let settings = recorded.file.context.settings()?.reviews.value()?;
    let proposed = after(due.last_review?, *settings.every.value()?);
    Some(due.limit.map_or(proposed, |limit| proposed.min(limit.day)))
}

/// Returns the handles of those who were invited to the review held on a day.
pub fn invited(file: &PlanFile, held: NaiveDate) -> Vec<String> {
    find_entry(file, held).and_then(|(_, review)| handles(&review.invite)).unwrap_or_default()
}

/// Returns the handles of those who were present at the review held on a day, if the plan has them already.
pub fn present(file: &PlanFile, held: NaiveDate) -> Option<Vec<String>> {
    find_entry(file, held).and_then(|(_, review)| handles(&review.present))
}

/// Checks that the parts of a review are consistent and can be written.
///
/// # Errors
/// Fails if they are not.
pub fn check_consistent(held: &HeldReview) -> Result<()> {
    if held.outcome == Outcome::End && held.next.is_some() {
        bail!("no review follows one whose outcome is `end`: leave `--next` out");
    }
    if let Some(because) = &held.because {
        check_reason(because).context("`--because`")?;
    }
    if let Some(because) = &held.person_absent_because {
        check_one_line(because).context("`--person-absent-because`")?;
        check_person_absent(&held.present)?;
    }
    Ok(())
}

fn check_person_absent(present: &[String]) -> Result<()> {
    if present.iter().any(|handle| handle == Handle::PERSON) {
        bail!("the person cannot be present, and absent with a reason: leave one of the two out");
    }
    Ok(())
}

fn changes(file: &PlanFile, held: &HeldReview) -> Result<Vec<Change>> {
    let entry = find_entry(file, held.held);
    let keys = missing_keys(file, entry, held)?;
    let mut changes = vec![match entry {
        Some((index, _)) => Change::Set { table: TableRef::Item(REVIEWS, index), keys },
        None => Change::Push { list: REVIEWS, keys },
    }];
    let next = next_day(file, held)?.map(|day| vec![(NEXT, NewValue::Day(day))]);
    changes.extend(next.map(|keys| Change::Set { table: TableRef::Top, keys }));
    Ok(changes)
}

/// "NS-0042: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027".
fn summary(new: &PlanFile, held: &HeldReview, due: &ReviewDue) -> String {
    let recorded = held.recorded.filter(|recorded| *recorded != held.held);
    let recorded = recorded.map(|day| format!(", recorded on {}", day_in_words(day))).unwrap_or_default();
    let (id, day, outcome) = (new.id(), day_in_words(held.held), held.outcome.word());
    let summary = format!("{id}: review held on {day}{recorded}, outcome {outcome}");
    match due.day.filter(|_| held.outcome != Outcome::End) {
        None => summary,
        Some(day) if due.decided == Some(Decided::Agreed) => {
            format!("{summary}; the next is due by {}", day_in_words(day))
        }
        Some(day) => format!("{summary}; the next is due by {}: {}", day_in_words(day), due.why()),
    }
}
