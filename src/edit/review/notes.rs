//! What a user should know after recording a review.

use chrono::NaiveDate;

use crate::due::review;
use crate::edit::edited_plan::{line_of, programme, terms, upcoming_reviews};
use crate::edit::review::entry::handles;
use crate::edit::review::{HeldReview, NEXT, TOO_LATE, is_beyond_limit};
use crate::edit::splice::other_allow_at;
use crate::parse::{Handle, day_in_words};
use crate::plan::{Outcome, Review};
use crate::workspace::PlanFile;

/// Returns the notes about a review that is recorded in the entry `index` of the new plan.
pub(crate) fn notes(
    file: &PlanFile,
    new: &PlanFile,
    index: usize,
    held: &HeldReview,
    as_at: NaiveDate,
) -> Vec<String> {
    let mut notes = earlier_reviews(file, new, index, held.held);
    notes.extend(next_review(new, held, as_at));
    notes.extend(new.plan.reviews.items().get(index).into_iter().flat_map(|entry| missing_keys(new, entry)));
    for (_, review, when) in upcoming_reviews(new, as_at) {
        let (when, line) = (when.in_words(), line_of(new, review));
        notes.push(format!(
            "the review booked for {when} ({line}) stays booked: if it is off, add `cancelled = {as_at}` and `because` to it"
        ));
    }
    notes.extend(held.next.and_then(|_| other_allow(new)));
    notes
}

fn next_review(new: &PlanFile, held: &HeldReview, as_at: NaiveDate) -> Vec<String> {
    let mut notes = Vec::new();
    let due = review(new, as_at);
    match (held.outcome, held.next) {
        (Outcome::End, _) => notes.push(format!(
            "{} is to end: write `status = \"ended\"`, and `[ended]` with `on`, `reason` and `how_to_come_back`",
            programme(new)
        )),
        (_, Some(_)) => {}
        (_, None) if due.agreed.as_ref().is_some_and(|agreed| agreed.is_valid) => notes.push(format!(
            "`{NEXT}` stays as it was agreed before: write another day there, if one was agreed at this review"
        )),
        (_, None) => notes.push(format!(
            "nobody has agreed when the next review is: once a day is agreed, write it as `{NEXT}` at the top of the plan"
        )),
    }
    if held.outcome == Outcome::Transfer {
        let coordinator = terms(new).coordinator;
        notes.push(format!(
            "if there is another {coordinator} now, write who it is as `care_coordinator`, and `care_coordinator_since`"
        ));
    }
    if due.day.is_some_and(|day| day < as_at) && held.outcome != Outcome::End {
        notes.push("that day has passed: the next review is late already".to_owned());
    }
    if held.because.is_some() && !(held.next.is_some() && is_beyond_limit(&due)) {
        let note = "the reason is not written down: the next review is not later than the longest gap allows";
        notes.push(note.to_owned());
    }
    notes
}

/// Returns the earlier reviews without an outcome, which `cpa due` no longer lists, and the booking of another day in
/// which the review is recorded.
fn earlier_reviews(file: &PlanFile, new: &PlanFile, index: usize, held: NaiveDate) -> Vec<String> {
    let last = file.plan.reviews.items().iter().filter_map(Review::counts_from).max();
    let is_between = |day: NaiveDate| day < held && last.is_none_or(|last| day > last);
    let reviews = file.plan.reviews.items().iter().zip(new.plan.reviews.items()).enumerate();
    let notes = reviews.filter_map(|(at, (review, new_review))| {
        let line = line_of(new, new_review);
        let is_open = at != index && review.outcome.is_absent();
        if let Some(day) = review.held_on().filter(|day| is_open && (*day == held || is_between(*day))) {
            let day = day_in_words(day);
            return Some(format!(
                "nothing says what came of the review of {day} ({line}): add `outcome` to it"
            ));
        }
        let when = review.still_booked().filter(|when| is_between(when.day))?.in_words();
        Some(if at == index {
            format!("it is written into the review that was booked for {when} ({line})")
        } else {
            format!(
                "nothing says what became of the review booked for {when} ({line}): add `cancelled`, with the day, and `because` to it"
            )
        })
    });
    notes.collect()
}

/// Returns a note if a comment at the new day allowed something about the old one.
fn other_allow(new: &PlanFile) -> Option<String> {
    let comment = other_allow_at(&new.source, new.plan.next_review_due.span()?.start, TOO_LATE)?;
    Some(format!(
        "a remark allows something of the day before, and stands at the new one: take it out, if it does not hold (line {})",
        new.source.place(comment).line
    ))
}

/// Returns the keys of a review that are still to be written.
fn missing_keys(new: &PlanFile, review: &Review) -> Vec<String> {
    let line = line_of(new, review);
    let mut notes = Vec::new();
    match handles(&review.present) {
        None => {
            notes.push(format!("nothing says who was there: add `present = [\"person\", …]` to it ({line})"));
        }
        Some(present) => {
            let was_there = present.iter().any(|handle| handle == Handle::PERSON);
            if !was_there && review.person_absent_because.is_absent() {
                notes.push(format!(
                    "the person was not there, and nothing says why: add `person_absent_because = \"…\"` to it ({line})"
                ));
            }
        }
    }
    let texts = [
        ("`my_view`, what the person said", &review.my_view),
        ("`summary`, what was decided", &review.summary),
    ];
    let missing: Vec<&str> =
        texts.iter().filter(|(_, field)| field.is_absent()).map(|(what, _)| *what).collect();
    if !missing.is_empty() {
        notes.push(format!("still to be written into it ({line}): {}", missing.join("; ")));
    }
    notes
}
