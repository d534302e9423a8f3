//! A plan with changes, parsed again before it is written.

use std::sync::Arc;

use anyhow::{Context, Result, bail};
use chrono::NaiveDate;

use crate::due::{WhichFile, review};
use crate::edit::splice::{Change, splice};
use crate::parse::{DayOrTime, Diagnostic, Severity, Source, day_in_words};
use crate::plan::{Review, Scheme, Settings, Terms};
use crate::workspace::{PlanFile, ReadState};

/// A plan with changes that are not written yet.
#[derive(Debug)]
pub struct EditedPlan {
    /// The changed plan.
    pub file: PlanFile,
    /// One line that says what was done.
    pub summary: String,
    /// What else the user should know, each in one line.
    pub notes: Vec<String>,
}

/// The key of the list of reviews.
pub(crate) const REVIEWS: &str = "reviews";

/// Returns the errors that prevent changes to a plan: those in the plan, and those in the settings if they decide when
/// the review is due.
pub fn blocking_errors(file: &PlanFile, as_at: NaiveDate) -> Vec<&Diagnostic> {
    let needs_settings = review(file, as_at).unreadable.iter().any(|input| input.file == WhichFile::Settings);
    let settings = file.context.settings.iter().filter(|_| needs_settings);
    let faults = file.faults.iter().chain(settings.flat_map(|settings| &settings.read.faults));
    faults.filter(|fault| fault.severity == Severity::Error).collect()
}

/// Returns the plan with these changes.
pub(crate) fn apply(file: &PlanFile, changes: &[Change], as_at: NaiveDate) -> Result<PlanFile> {
    const NOT_AS_MEANT: &str =
        "this would not be written as meant, so nothing was changed; write it into the plan by hand";
    let text = splice(file.source.text(), changes).context(NOT_AS_MEANT)?;
    let source = Arc::new(Source::new(file.source.path(), text));
    let new = PlanFile::parse(&source, file.context.clone(), as_at);
    if new.state != ReadState::Complete || !new.faults.is_empty() {
        bail!(NOT_AS_MEANT);
    }
    Ok(new)
}

/// Checks that the plan has not ended.
pub(crate) fn check_not_ended(file: &PlanFile) -> Result<()> {
    if !file.plan.is_ended() {
        return Ok(());
    }
    let day = file.plan.ended.value().and_then(|ended| ended.on.value());
    let ended = day.map_or("has ended".to_owned(), |on| format!("ended on {}", day_in_words(on.0)));
    bail!(
        "{} {ended}: if it goes on after all, write `status = \"active\"` into the plan first",
        programme(file)
    )
}

/// Returns the name of the scheme for the start of a sentence, such as "CPA" or "the person's care and treatment plan".
pub(crate) fn programme(file: &PlanFile) -> String {
    terms(file).their_programme.replace("{}", "the person")
}

/// Returns the terms of the scheme.
pub(crate) fn terms(file: &PlanFile) -> &'static Terms {
    file.context.settings().map_or_else(|| Scheme::Cpa.terms(), Settings::terms)
}

/// Returns the booked reviews on or after a day, each with its index.
pub(crate) fn upcoming_reviews(file: &PlanFile, as_at: NaiveDate) -> Vec<(usize, &Review, DayOrTime)> {
    let reviews = file.plan.reviews.items().iter().enumerate();
    let booked = reviews.filter_map(|(index, review)| Some((index, review, review.still_booked()?)));
    booked.filter(|(_, _, when)| when.day >= as_at).collect()
}

/// Returns the line on which a review begins, such as "line 12".
pub(crate) fn line_of(file: &PlanFile, review: &Review) -> String {
    format!("line {}", file.source.place(review.span.start).line)
}
