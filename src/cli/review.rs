//! `cpa review`.

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::args::day;
use crate::cli::edit_args::{EditArgs, EditTarget};
use crate::cli::prompt::{ask, can_ask, optional, parse_handles};
use crate::cli::{Exit, World};
use crate::edit::{
    HeldReview, NextReview, check_can_record, check_consistent, check_held, check_known, check_one_line,
    check_reason, invited, next_day, parse_next_review, present, proposed_next_day, record, why_too_late,
};
use crate::parse::{Handle, day_in_words};
use crate::plan::Outcome;

/// Record a review that was held: its day, its outcome, and when the next one is due
///
/// It is written where the review was booked, else behind the last one. At a terminal it asks for what is missing.
/// Everything else in the file stays as it is.
#[derive(Debug, clap::Args)]
pub(crate) struct ReviewArgs {
    #[command(flatten)]
    edit: EditArgs,
    /// The day on which it was held; over several days the first
    #[arg(long, value_name = "DATE", value_parser = day)]
    held: Option<NaiveDate>,
    /// The day on which its outcome was recorded, if not on the day it was held
    #[arg(long, value_name = "DATE", value_parser = day)]
    recorded: Option<NaiveDate>,
    /// What was decided
    #[arg(long, value_name = "OUTCOME", value_parser = outcomes())]
    outcome: Option<Outcome>,
    /// Who was there: handles, as in `--present person,jo`
    #[arg(long, value_name = "HANDLE", value_delimiter = ',')]
    present: Vec<String>,
    /// Why the person was not there
    #[arg(long, value_name = "TEXT")]
    person_absent_because: Option<String>,
    /// When the next review is due: a day, or a length of time like 6m from the day from which this one counts
    #[arg(long, value_name = "DATE|6m", value_parser = next)]
    next: Option<NextReview>,
    /// Why the next review is later than the longest gap allows
    #[arg(long, value_name = "REASON")]
    because: Option<String>,
}

impl ReviewArgs {
    pub(crate) fn writes(&self) -> bool {
        self.edit.writes()
    }

    pub(crate) fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        let plan = self.edit.open("review", world)?;
        check_can_record(&plan.file)?;
        check_known(&plan.file, &self.present)?;
        let held = self.held(&plan, world)?;
        let edited = record(&plan.file, &held, world.today)?;
        self.edit.finish(&plan, &edited, world)
    }

    fn held(&self, plan: &EditTarget, world: &mut World<'_>) -> anyhow::Result<HeldReview> {
        let mut held = HeldReview {
            held: self.held.unwrap_or(world.today),
            recorded: self.recorded,
            outcome: self.outcome.unwrap_or(Outcome::Continue),
            present: self.present.clone(),
            person_absent_because: self.person_absent_because.clone(),
            next: self.next,
            because: self.because.clone(),
        };
        // Arguments are checked before any question is asked.
        check_consistent(&held)?;
        held.held = self.day(plan, world)?;
        held.outcome = self.outcome(world)?;
        if can_ask(world) {
            ask_who_was_there(&mut held, plan, world)?;
            ask_next(&mut held, plan, world)?;
        }
        Ok(held)
    }

    fn day(&self, plan: &EditTarget, world: &mut World<'_>) -> anyhow::Result<NaiveDate> {
        let (today, recorded) = (world.today, self.recorded);
        let check = |held| check_held(&plan.file, held, recorded, today).map(|()| held);
        match self.held {
            Some(held) => check(held),
            None if can_ask(world) => {
                ask(world, "On which day was it held? (like 2026-11-20; Enter: today)", |answer| {
                    let held = if answer.is_empty() { Ok(today) } else { day(answer) };
                    check(held.map_err(anyhow::Error::msg)?)
                })
            }
            None => bail!("say on which day it was held, as in `--held {today}`"),
        }
    }

    fn outcome(&self, world: &mut World<'_>) -> anyhow::Result<Outcome> {
        let words: Vec<&str> = Outcome::ALL.iter().map(|outcome| outcome.word()).collect();
        let words = words.join(", ");
        match self.outcome {
            Some(outcome) => Ok(outcome),
            None if can_ask(world) => ask(world, &format!("What was decided? ({words})"), |answer| {
                outcome(&answer.to_lowercase()).with_context(|| format!("write one of these: {words}"))
            }),
            None => bail!("say what was decided: `--outcome` with one of these: {words}"),
        }
    }
}

fn ask_who_was_there(held: &mut HeldReview, plan: &EditTarget, world: &mut World<'_>) -> anyhow::Result<()> {
    let file = &plan.file;
    let recorded = present(file, held.held);
    if held.present.is_empty() && recorded.is_none() {
        let invited = invited(file, held.held);
        let hint = if invited.is_empty() { "like person, jo".to_owned() } else { invited.join(", ") };
        let were = if invited.is_empty() { "" } else { "invited: " };
        held.present = ask(world, &format!("Who was there? ({were}{hint}; Enter: not known)"), |answer| {
            let present = parse_handles(answer);
            check_known(file, &present).map(|()| present)
        })?;
    }
    let there = recorded.as_ref().unwrap_or(&held.present);
    let was_there = there.is_empty() || there.iter().any(|handle| handle == Handle::PERSON);
    if !was_there && held.person_absent_because.is_none() {
        let question = "Why was the person not there? (Enter: not known)";
        held.person_absent_because = ask(world, question, optional(check_one_line))?;
    }
    Ok(())
}

fn ask_next(held: &mut HeldReview, plan: &EditTarget, world: &mut World<'_>) -> anyhow::Result<()> {
    if held.next.is_some() || held.outcome == Outcome::End {
        return Ok(());
    }
    let today = world.today;
    let proposed = proposed_next_day(&record(&plan.file, held, today)?, today);
    let question = match proposed {
        Some(day) => format!(
            "When is the next review due? (Enter: by {}; or a day, or a time like 3m; none: no day is agreed)",
            day_in_words(day)
        ),
        None => "When is the next review due? (a day, or a time like 6m; Enter: no day is agreed)".to_owned(),
    };
    while held.next.is_none() {
        let current = held.clone();
        let next = ask(world, &question, |answer| {
            let next = match answer {
                "" => proposed.map(NextReview::By),
                "none" => None,
                typed => Some(parse_next_review(typed)?),
            };
            next_day(&plan.file, &HeldReview { next, ..current.clone() }).map(|_| next)
        })?;
        held.next = next;
        if next.is_none() || held.because.is_some() {
            break;
        }
        if let Some(why) = why_too_late(&plan.file, held, today)? {
            held.because =
                ask(world, &format!("{why}. Why is it later? (Enter: another day)"), optional(check_reason))?;
            held.next = next.filter(|_| held.because.is_some());
        }
    }
    Ok(())
}

fn outcome(word: &str) -> Option<Outcome> {
    Outcome::ALL.iter().copied().find(|outcome| outcome.word() == word)
}

fn outcomes() -> impl TypedValueParser<Value = Outcome> {
    let words = Outcome::ALL.iter().map(|outcome| outcome.word());
    PossibleValuesParser::new(words).map(|word| outcome(&word).expect("only outcomes are accepted"))
}

fn next(text: &str) -> Result<NextReview, String> {
    parse_next_review(text).map_err(|error| error.to_string())
}
