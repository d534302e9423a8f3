//! `cpa review`: what came of a review that was held.

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::ask::{ask, asks, handles, or_nothing};
use crate::cli::edit_plan::{EditTarget, Which};
use crate::cli::{Exit, World, day};
use crate::edit::{
    Held, Next, are_known, can_be_kept, can_record, invited, is_one_line, is_reason, next_day,
    next_from_text, present, proposed, record, too_late, was_held,
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
    which: Which,
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
    next: Option<Next>,
    /// Why the next review is later than the longest gap allows
    #[arg(long, value_name = "REASON")]
    because: Option<String>,
}

impl ReviewArgs {
    pub(crate) fn writes(&self) -> bool {
        self.which.writes()
    }

    pub(crate) fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        let plan = self.which.open("review", world)?;
        can_record(&plan.file)?;
        are_known(&plan.file, &self.present)?;
        let held = self.held(&plan, world)?;
        let changed = record(&plan.file, &held, world.today)?;
        self.which.end(&plan, &changed, world)
    }

    fn held(&self, plan: &EditTarget, world: &mut World<'_>) -> anyhow::Result<Held> {
        let mut held = Held {
            held: self.held.unwrap_or(world.today),
            recorded: self.recorded,
            outcome: self.outcome.unwrap_or(Outcome::Continue),
            present: self.present.clone(),
            person_absent_because: self.person_absent_because.clone(),
            next: self.next,
            because: self.because.clone(),
        };
        // What was typed is looked at before anything is asked.
        can_be_kept(&held)?;
        held.held = self.day(plan, world)?;
        held.outcome = self.outcome(world)?;
        if asks(world) {
            ask_who_was_there(&mut held, plan, world)?;
            ask_next(&mut held, plan, world)?;
        }
        Ok(held)
    }

    fn day(&self, plan: &EditTarget, world: &mut World<'_>) -> anyhow::Result<NaiveDate> {
        let (today, recorded) = (world.today, self.recorded);
        let can_be = |held| was_held(&plan.file, held, recorded, today).map(|()| held);
        match self.held {
            Some(held) => can_be(held),
            None if asks(world) => {
                ask(world, "On which day was it held? (like 2026-11-20; Enter: today)", |answer| {
                    let held = if answer.is_empty() { Ok(today) } else { day(answer) };
                    can_be(held.map_err(anyhow::Error::msg)?)
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
            None if asks(world) => ask(world, &format!("What was decided? ({words})"), |answer| {
                outcome(&answer.to_lowercase()).with_context(|| format!("write one of these: {words}"))
            }),
            None => bail!("say what was decided: `--outcome` with one of these: {words}"),
        }
    }
}

fn ask_who_was_there(held: &mut Held, plan: &EditTarget, world: &mut World<'_>) -> anyhow::Result<()> {
    let file = &plan.file;
    let said = present(file, held.held);
    if held.present.is_empty() && said.is_none() {
        let invited = invited(file, held.held);
        let hint = if invited.is_empty() { "like person, jo".to_owned() } else { invited.join(", ") };
        let were = if invited.is_empty() { "" } else { "invited: " };
        held.present = ask(world, &format!("Who was there? ({were}{hint}; Enter: not known)"), |answer| {
            let present = handles(answer);
            are_known(file, &present).map(|()| present)
        })?;
    }
    let there = said.as_ref().unwrap_or(&held.present);
    let was_there = there.is_empty() || there.iter().any(|handle| handle == Handle::PERSON);
    if !was_there && held.person_absent_because.is_none() {
        let question = "Why was the person not there? (Enter: not known)";
        held.person_absent_because = ask(world, question, or_nothing(is_one_line))?;
    }
    Ok(())
}

fn ask_next(held: &mut Held, plan: &EditTarget, world: &mut World<'_>) -> anyhow::Result<()> {
    if held.next.is_some() || held.outcome == Outcome::End {
        return Ok(());
    }
    let today = world.today;
    let proposed = proposed(&record(&plan.file, held, today)?, today);
    let question = match proposed {
        Some(day) => format!(
            "When is the next review due? (Enter: by {}; or a day, or a time like 3m; none: no day is agreed)",
            day_in_words(day)
        ),
        None => "When is the next review due? (a day, or a time like 6m; Enter: no day is agreed)".to_owned(),
    };
    while held.next.is_none() {
        let so_far = held.clone();
        let next = ask(world, &question, |answer| {
            let next = match answer {
                "" => proposed.map(Next::By),
                "none" => None,
                typed => Some(next_from_text(typed)?),
            };
            next_day(&plan.file, &Held { next, ..so_far.clone() }).map(|_| next)
        })?;
        held.next = next;
        if next.is_none() || held.because.is_some() {
            break;
        }
        if let Some(why) = too_late(&plan.file, held, today)? {
            held.because =
                ask(world, &format!("{why}. Why is it later? (Enter: another day)"), or_nothing(is_reason))?;
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
    PossibleValuesParser::new(words).map(|word| outcome(&word).expect("one of the words"))
}

fn next(text: &str) -> Result<Next, String> {
    next_from_text(text).map_err(|error| error.to_string())
}
