//! A review was held: what is written, and what is refused.

use anyhow::{Context, bail};
use chrono::NaiveDate;

use crate::due::{Decided, ReviewDue, after, review};
use crate::edit::allow_comment::remark_at;
use crate::edit::book::{REVIEWS, line_of, to_come};
use crate::edit::edited_plan::{Changed, goes_on, programme, terms, with};
use crate::edit::handles::are_known;
use crate::edit::review_entry::{counts_from, day, entry, handles, keys};
use crate::edit::splice::{At, Change};
use crate::edit::toml_value::Put;
use crate::edit::typed::{is_near, is_not_long_ago, is_one_line, is_reason};
use crate::parse::{Field, Handle, Period, day_in_words};
use crate::plan::{Outcome, Review};
use crate::workspace::PlanFile;

/// A review that was held, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The day on which it was held; over several days the first.
    pub held: NaiveDate,
    /// The day on which its outcome was recorded, if not on that day.
    pub recorded: Option<NaiveDate>,
    /// What was decided.
    pub outcome: Outcome,
    /// The handles of those who were there.
    pub present: Vec<String>,
    /// Why the person was not.
    pub person_absent_because: Option<String>,
    /// When the next one is due, if somebody agreed a day.
    pub next: Option<Next>,
    /// Why the next one is later than the longest gap allows.
    pub because: Option<String>,
}

/// When the next review is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// By a day.
    By(NaiveDate),
    /// So long after the day from which this one counts.
    After(Period),
}

/// The key of the day by which the next review is held.
const NEXT: &str = "next_review_due";
/// The rule about a day of the next review that is too late: `cpa validate` knows it by this name.
const TOO_LATE: &str = "next-review-too-late";
/// The rule about a day that has passed.
const OVERDUE: &str = "review-overdue";

/// Takes a plan in which a review can be recorded.
///
/// # Errors
/// It has ended.
pub fn can_record(file: &PlanFile) -> anyhow::Result<()> {
    goes_on(file)
}

/// The plan with what came of a review: written where it was booked, else at the end of its reviews.
///
/// # Errors
/// What is asked for cannot be, and why.
pub fn record(file: &PlanFile, held: &Held, as_at: NaiveDate) -> anyhow::Result<Changed> {
    can_record(file)?;
    was_held(file, held.held, held.recorded, as_at)?;
    are_known(file, &held.present)?;
    can_be_kept(held)?;
    was_absent(file, held)?;
    let mut changes = changes(file, held)?;
    let mut new = with(file, &changes, as_at)?;
    let reason = match (why_too_late(&new, held, as_at), held.because.as_deref()) {
        (None, _) => None,
        (Some(_), Some(because)) => Some(because.trim().to_owned()),
        (Some(why), None) => bail!("{why}; a later day needs a reason, with `--because`"),
    };
    // What an older remark allowed is not there any more.
    let is_named = |rule: &str| held.next.is_some() && new.source.text().contains(rule);
    if reason.is_some() || is_named(TOO_LATE) {
        changes.push(Change::Allow { key: NEXT, rule: TOO_LATE, reason });
    }
    if is_named(OVERDUE) {
        changes.push(Change::Allow { key: NEXT, rule: OVERDUE, reason: None });
    }
    new = with(file, &changes, as_at)?;
    let last = new.plan.reviews.items().len() - 1;
    let index = entry(file, held.held).map_or(last, |(index, _)| index);
    let due = review(&new, as_at);
    let mut told = not_recorded(file, &new, index, held.held);
    told.extend(said_besides(&new, index, held, as_at));
    told.extend(held.next.and_then(|_| still_allowed(&new)));
    Ok(Changed { said: said(&new, held, &due), told, file: new })
}

/// The day by which the next review is due, if one was agreed.
///
/// # Errors
/// It does not lie behind the day from which this one counts, or is years away.
pub fn next_day(file: &PlanFile, held: &Held) -> anyhow::Result<Option<NaiveDate>> {
    let Some(next) = held.next else { return Ok(None) };
    let counts = counts_from(entry(file, held.held), held.held, held.recorded);
    let day = match next {
        Next::By(day) => day,
        Next::After(every) => after(counts, every),
    };
    if day <= counts {
        let (day, counts) = (day_in_words(day), day_in_words(counts));
        bail!("the next review cannot be due by {day}: this one counts from {counts}");
    }
    is_near(day, counts)?;
    Ok(Some(day))
}

/// That the next review is later than the longest gap allows, if it is, and why.
///
/// # Errors
/// The review cannot be recorded.
pub fn too_late(file: &PlanFile, held: &Held, as_at: NaiveDate) -> anyhow::Result<Option<String>> {
    Ok(why_too_late(&with(file, &changes(file, held)?, as_at)?, held, as_at))
}

fn why_too_late(new: &PlanFile, held: &Held, as_at: NaiveDate) -> Option<String> {
    let due = review(new, as_at);
    let is_late = held.next.is_some() && is_beyond(&due);
    let (limit, why) = due.limit.zip(due.limit_in_words()).filter(|_| is_late)?;
    Some(format!("the next review may not be later than {}: {why}", day_in_words(limit.day)))
}

fn is_beyond(due: &ReviewDue) -> bool {
    matches!((&due.agreed, due.limit), (Some(agreed), Some(limit)) if agreed.day > limit.day)
}

/// Takes the days of a review that can be recorded: it was held, and none that counts is as new.
///
/// # Errors
/// It lies in the future, was recorded before it was held, or is recorded already.
pub fn was_held(
    file: &PlanFile,
    held: NaiveDate,
    recorded: Option<NaiveDate>,
    as_at: NaiveDate,
) -> anyhow::Result<()> {
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
    is_not_long_ago(held, as_at)?;
    let entry = entry(file, held);
    let until = entry.and_then(|(_, review)| day(&review.until));
    let last = until.unwrap_or(held).max(held);
    if let Some(recorded) = recorded.filter(|recorded| *recorded < last) {
        let (recorded, last) = (day_in_words(recorded), day_in_words(last));
        bail!("the outcome cannot be recorded on {recorded}: the review was held on {last}");
    }
    is_newest(file, held, counts_from(entry, held, recorded))
}

/// Takes a review that is newer than each that counts: an older one would move nothing that is due.
fn is_newest(file: &PlanFile, held: NaiveDate, counts: NaiveDate) -> anyhow::Result<()> {
    let reviews = || file.plan.reviews.items().iter().filter(|review| review.counts_from().is_some());
    if let Some(same) = reviews().find(|one| one.held_on() == Some(held) || one.counts_from() == Some(counts))
    {
        let line = line_of(file, same);
        bail!("a review of that day is recorded already ({line}): change what it says there, if it is wrong");
    }
    if let Some(newer) =
        reviews().filter(|one| one.counts_from() > Some(counts)).max_by_key(|one| one.counts_from())
    {
        let day = newer.counts_from().map(day_in_words).unwrap_or_default();
        let line = line_of(file, newer);
        bail!("a newer review counts already, from {day} ({line}): write an older one into the plan by hand");
    }
    Ok(())
}

/// The day that is proposed for the next review: after the service's own interval, and never beyond the longest gap.
pub fn proposed(recorded: &Changed, as_at: NaiveDate) -> Option<NaiveDate> {
    let due = review(&recorded.file, as_at);
    let settings = recorded.file.context.settings()?.reviews.value()?;
    let every = after(due.last_review?, *settings.every.value()?);
    Some(due.limit.map_or(every, |limit| every.min(limit.day)))
}

/// Who was invited to the review that was held on this day, as far as the plan says.
pub fn invited(file: &PlanFile, held: NaiveDate) -> Vec<String> {
    entry(file, held).and_then(|(_, review)| handles(&review.invite)).unwrap_or_default()
}

/// Who was at the review that was held on this day, where the plan says so already.
pub fn present(file: &PlanFile, held: NaiveDate) -> Option<Vec<String>> {
    entry(file, held).and_then(|(_, review)| handles(&review.present))
}

/// Takes what fits together, and texts that can be written.
///
/// # Errors
/// Something does not.
pub fn can_be_kept(held: &Held) -> anyhow::Result<()> {
    if held.outcome == Outcome::End && held.next.is_some() {
        bail!("no review follows one whose outcome is `end`: leave `--next` out");
    }
    if let Some(because) = &held.because {
        is_reason(because).context("`--because`")?;
    }
    if let Some(because) = &held.person_absent_because {
        is_one_line(because).context("`--person-absent-because`")?;
        absent_from(&held.present)?;
    }
    Ok(())
}

/// Takes a reason for the absence of the person only where the plan does not say that they were there.
fn was_absent(file: &PlanFile, held: &Held) -> anyhow::Result<()> {
    match (&held.person_absent_because, present(file, held.held)) {
        (Some(_), Some(present)) => absent_from(&present),
        _ => Ok(()),
    }
}

fn absent_from(present: &[String]) -> anyhow::Result<()> {
    if present.iter().any(|handle| handle == Handle::PERSON) {
        bail!("the person cannot be present, and absent with a reason: leave one of the two out");
    }
    Ok(())
}

fn changes(file: &PlanFile, held: &Held) -> anyhow::Result<Vec<Change>> {
    let entry = entry(file, held.held);
    let keys = keys(file, entry, held)?;
    let mut changes = vec![match entry {
        Some((index, _)) => Change::Set { at: At::Item(REVIEWS, index), keys },
        None => Change::Push { list: REVIEWS, keys },
    }];
    let next = next_day(file, held)?;
    changes.extend(next.map(|day| Change::Set { at: At::Top, keys: vec![(NEXT, Put::Day(day))] }));
    Ok(changes)
}

/// "NS-0042: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027".
fn said(new: &PlanFile, held: &Held, due: &ReviewDue) -> String {
    let recorded = held.recorded.filter(|recorded| *recorded != held.held);
    let recorded = recorded.map(|day| format!(", recorded on {}", day_in_words(day))).unwrap_or_default();
    let what = format!(
        "{}: review held on {}{recorded}, outcome {}",
        new.id(),
        day_in_words(held.held),
        held.outcome.word()
    );
    match due.day.filter(|_| held.outcome != Outcome::End) {
        None => what,
        Some(day) if due.decided == Some(Decided::Agreed) => {
            format!("{what}; the next is due by {}", day_in_words(day))
        }
        Some(day) => format!("{what}; the next is due by {}: {}", day_in_words(day), due.why()),
    }
}

/// What whoever recorded it should know besides.
fn said_besides(new: &PlanFile, index: usize, held: &Held, as_at: NaiveDate) -> Vec<String> {
    let mut told = Vec::new();
    let due = review(new, as_at);
    match (held.outcome, held.next) {
        (Outcome::End, _) => told.push(format!(
            "{} is to end: write `status = \"ended\"`, and `[ended]` with `on`, `reason` and `how_to_come_back`",
            programme(new)
        )),
        (_, Some(_)) => {}
        (_, None) if due.agreed.as_ref().is_some_and(|agreed| agreed.is_valid) => told.push(format!(
            "`{NEXT}` stays as it was agreed before: write another day there, if one was agreed at this review"
        )),
        (_, None) => told.push(format!(
            "nobody has agreed when the next review is: once a day is agreed, write it as `{NEXT}` at the top of the plan"
        )),
    }
    if held.outcome == Outcome::Transfer {
        let coordinator = terms(new).coordinator;
        told.push(format!(
            "if there is another {coordinator} now, write who it is as `care_coordinator`, and `care_coordinator_since`"
        ));
    }
    if due.day.is_some_and(|day| day < as_at) && held.outcome != Outcome::End {
        told.push("that day has passed: the next review is late already".to_owned());
    }
    if held.because.is_some() && !(held.next.is_some() && is_beyond(&due)) {
        told.push(
            "the reason is not written down: the next review is not later than the longest gap allows"
                .to_owned(),
        );
    }
    told.extend(new.plan.reviews.items().get(index).into_iter().flat_map(|one| still_to_write(new, one)));
    for (_, review, when) in to_come(new, as_at) {
        let (when, line) = (when.in_words(), line_of(new, review));
        told.push(format!(
            "the review booked for {when} ({line}) stays booked: if it is off, add `cancelled = {as_at}` and `because` to it"
        ));
    }
    told
}

/// Other reviews before this one that were booked or held, and of which nobody wrote down what became of them: the list
/// of what is due does not tell of them any more. And that this one is written where another day was booked.
fn not_recorded(file: &PlanFile, new: &PlanFile, index: usize, held: NaiveDate) -> Vec<String> {
    let last = file.plan.reviews.items().iter().filter_map(Review::counts_from).max();
    let lies_between = |day: NaiveDate| day < held && last.is_none_or(|last| day > last);
    let open = file.plan.reviews.items().iter().enumerate().filter_map(|(at, review)| {
        let is_other = at != index && review.outcome.is_absent();
        let held_on = review.held_on().filter(|day| is_other && (*day == held || lies_between(*day)));
        if let Some(day) = held_on {
            let (day, line) = (day_in_words(day), line_of(new, new.plan.reviews.items().get(at)?));
            return Some(format!(
                "nothing says what came of the review of {day} ({line}): add `outcome` to it"
            ));
        }
        let when = review.still_booked().filter(|when| lies_between(when.day))?;
        let (when, line) = (when.in_words(), line_of(new, new.plan.reviews.items().get(at)?));
        Some(if at == index {
            format!("it is written into the review that was booked for {when} ({line})")
        } else {
            format!(
                "nothing says what became of the review booked for {when} ({line}): add `cancelled`, with the day, and `because` to it"
            )
        })
    });
    open.collect()
}

/// That a remark stands above the new day, which allowed something of the old one.
fn still_allowed(new: &PlanFile) -> Option<String> {
    let remark = remark_at(&new.source, new.plan.next_review_due.span()?.start, TOO_LATE)?;
    Some(format!(
        "a remark allows something of the day before, and stands at the new one: take it out, if it does not hold (line {})",
        new.source.place(remark).line
    ))
}

/// What nobody has written down yet of a review.
fn still_to_write(new: &PlanFile, one: &Review) -> Vec<String> {
    let line = line_of(new, one);
    let mut told = Vec::new();
    let present = handles(&one.present);
    if present.is_none() {
        told.push(format!("nothing says who was there: add `present = [\"person\", …]` to it ({line})"));
    }
    let was_there = |present: Vec<String>| present.iter().any(|handle| handle == Handle::PERSON);
    if present.is_some_and(|present| !was_there(present)) && one.person_absent_because.is_absent() {
        told.push(format!(
            "the person was not there, and nothing says why: add `person_absent_because = \"…\"` to it ({line})"
        ));
    }
    let words =
        [("`my_view`, what the person said", &one.my_view), ("`summary`, what was decided", &one.summary)];
    let missing: Vec<&str> =
        words.iter().filter(|(_, field)| field.is_absent()).map(|(what, _)| *what).collect();
    if !missing.is_empty() {
        told.push(format!("still to be written into it ({line}): {}", missing.join("; ")));
    }
    told
}
