//! `cpa book`.

use anyhow::{Context, bail};

use crate::cli::edit_args::{EditArgs, EditTarget};
use crate::cli::prompt::{ask, can_ask, optional, parse_handles};
use crate::cli::{Exit, World};
use crate::due::review;
use crate::edit::{
    Booking, book, check_can_book, check_invitable, check_one_line, check_upcoming, expected_attendees,
    parse_day_or_time,
};
use crate::parse::{DayOrTime, day_in_words};

/// Book a review: write its day into the plan
///
/// At a terminal it asks for what is missing. Everything else in the file stays as it is.
#[derive(Debug, clap::Args)]
pub(crate) struct BookArgs {
    #[command(flatten)]
    edit: EditArgs,
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
        self.edit.writes()
    }

    pub(crate) fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        let when = self.when()?;
        let plan = self.edit.open("book", world)?;
        // Arguments are checked before any question is asked.
        check_can_book(&plan.file, self.because.as_deref(), world.today)?;
        when.map_or(Ok(()), |when| check_upcoming(when, world.today))?;
        check_invitable(&plan.file, &self.invite, when.map_or(world.today, |when| when.day))?;
        let when = when.map_or_else(|| self.ask_when(&plan, world), Ok)?;
        let booking = self.booking(when, &plan, world)?;
        let edited = book(&plan.file, &booking, world.today)?;
        self.edit.finish(&plan, &edited, world)
    }

    fn when(&self) -> anyhow::Result<Option<DayOrTime>> {
        let Some(date) = &self.date else { return Ok(None) };
        let typed = self.time.iter().fold(date.clone(), |typed, time| format!("{typed} {time}"));
        parse_day_or_time(&typed).with_context(|| format!("`{typed}`")).map(Some)
    }

    fn ask_when(&self, plan: &EditTarget, world: &mut World<'_>) -> anyhow::Result<DayOrTime> {
        if !can_ask(world) {
            bail!("say for which day, as in `cpa book {} 2027-02-11T14:00`", self.edit.typed_plan());
        }
        let today = world.today;
        let due = review(&plan.file, today).day;
        let due = due.map(|day| format!("; due by {}", day_in_words(day))).unwrap_or_default();
        ask(world, &format!("For which day? (like 2027-02-11 or 2027-02-11 14:00{due})"), |answer| {
            let when = parse_day_or_time(answer)?;
            check_upcoming(when, today).map(|()| when)
        })
    }

    fn booking(&self, when: DayOrTime, plan: &EditTarget, world: &mut World<'_>) -> anyhow::Result<Booking> {
        let (place, invite, because) = (self.place.clone(), self.invite.clone(), self.because.clone());
        let mut booking = Booking { when, place, invite, because };
        if !can_ask(world) {
            return Ok(booking);
        }
        if booking.place.is_none() {
            booking.place = ask(world, "Where? (Enter: not known yet)", optional(check_one_line))?;
        }
        if booking.invite.is_empty() {
            let expected = expected_attendees(&plan.file, when.day);
            let question = format!("Who is invited? (Enter: {}; or others, or nobody)", expected.join(", "));
            booking.invite = ask(world, &question, |answer| {
                let invite = match answer {
                    "" => expected.clone(),
                    "nobody" => Vec::new(),
                    typed => parse_handles(typed),
                };
                check_invitable(&plan.file, &invite, when.day).map(|()| invite)
            })?;
        }
        Ok(booking)
    }
}
