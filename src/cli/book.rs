//! `cpa book`: a day for a review.

use anyhow::{Context, bail};

use crate::cli::ask::{ask, asks, handles, or_nothing};
use crate::cli::edit_plan::{EditTarget, Which};
use crate::cli::{Exit, World};
use crate::due::review;
use crate::edit::{
    Booking, book, can_book, day_or_time_from_text, expected, is_one_line, is_to_come, may_be_invited,
};
use crate::parse::{DayOrTime, day_in_words};

/// Book a review: write its day into the plan
///
/// At a terminal it asks for what is missing. Everything else in the file stays as it is.
#[derive(Debug, clap::Args)]
pub(crate) struct BookArgs {
    #[command(flatten)]
    which: Which,
    /// The day, like 2027-02-11, or the day and time, like 2027-02-11T14:00
    #[arg(value_name = "DATE")]
    date: Option<String>,
    /// The time, like 14:00, if it does not stand behind the day
    #[arg(value_name = "TIME")]
    time: Option<String>,
    /// Where it is held
    #[arg(long = "where", value_name = "PLACE")]
    place: Option<String>,
    /// Who is invited: handles, as in `--invite person,jo`
    #[arg(long, value_name = "HANDLE", value_delimiter = ',')]
    invite: Vec<String>,
    /// Why the review that is booked now is cancelled
    #[arg(long, value_name = "REASON")]
    because: Option<String>,
}

impl BookArgs {
    pub(crate) fn writes(&self) -> bool {
        self.which.writes()
    }

    pub(crate) fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        let when = self.when()?;
        let plan = self.which.open("book", world)?;
        can_book(&plan.file, self.because.as_deref(), world.today)?;
        when.map_or(Ok(()), |when| is_to_come(when, world.today))?;
        may_be_invited(&plan.file, &self.invite, when.map_or(world.today, |when| when.day))?;
        let booking = self.booking(when, &plan, world)?;
        let changed = book(&plan.file, &booking, world.today)?;
        self.which.end(&plan, &changed, world)
    }

    fn when(&self) -> anyhow::Result<Option<DayOrTime>> {
        let Some(date) = &self.date else { return Ok(None) };
        let typed = self.time.iter().fold(date.clone(), |typed, time| format!("{typed} {time}"));
        day_or_time_from_text(&typed).with_context(|| format!("`{typed}`")).map(Some)
    }

    fn booking(
        &self,
        when: Option<DayOrTime>,
        plan: &EditTarget,
        world: &mut World<'_>,
    ) -> anyhow::Result<Booking> {
        let mut booking = Booking {
            when: match when {
                Some(when) => when,
                None => self.ask_when(plan, world)?,
            },
            place: self.place.clone(),
            invite: self.invite.clone(),
            because: self.because.clone(),
        };
        if !asks(world) {
            return Ok(booking);
        }
        if booking.place.is_none() {
            booking.place = ask(world, "Where? (Enter: not known yet)", or_nothing(is_one_line))?;
        }
        if booking.invite.is_empty() {
            let day = booking.when.day;
            let all = expected(&plan.file, day);
            let question = format!("Who is invited? (Enter: {}; or others, or nobody)", all.join(", "));
            booking.invite = ask(world, &question, |answer| {
                let invite = match answer {
                    "" => all.clone(),
                    "nobody" => Vec::new(),
                    typed => handles(typed),
                };
                may_be_invited(&plan.file, &invite, day).map(|()| invite)
            })?;
        }
        Ok(booking)
    }

    fn ask_when(&self, plan: &EditTarget, world: &mut World<'_>) -> anyhow::Result<DayOrTime> {
        if !asks(world) {
            bail!("say for which day, as in `cpa book {} 2027-02-11T14:00`", self.which.typed());
        }
        let today = world.today;
        let due = review(&plan.file, today).day;
        let due = due.map(|day| format!("; due by {}", day_in_words(day))).unwrap_or_default();
        ask(world, &format!("For which day? (like 2027-02-11 or 2027-02-11 14:00{due})"), |answer| {
            let when = day_or_time_from_text(answer)?;
            is_to_come(when, today).map(|()| when)
        })
    }
}
