//! The next 12 months as a drawing.

use crate::parse::time_in_words;
use crate::render::block::{Block, said};
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;
use crate::render::pictures::{Mark, Moment, Timeline};
use crate::render::sections::months::{How, KnownDay};

impl CopyContext<'_> {
    /// The days to come as a drawing, if there are any.
    pub(crate) fn timeline(&self, days: &[KnownDay]) -> Option<Block> {
        let moments: Vec<Moment> = days.iter().map(moment).collect();
        let all = moments.iter().map(|moment| moment.day.clone().with(": ").with(moment.said.clone()));
        let desc = Line::from("A line that begins today, with a tick for each month. On it: ");
        let timeline = Timeline {
            title: self.say("My next 12 months, day by day", "The next 12 months for {}, day by day"),
            desc: desc.with(Line::row(all)?).stop(),
            today: Line::from("Today, ").with(said(self.as_at)),
            from: self.as_at,
            moments,
        };
        timeline.picture().map(|picture| Block::Picture { picture })
    }
}

pub(crate) fn moment(known: &KnownDay) -> Moment {
    let day = said(known.at.day);
    let (mark, day) = match (known.how, known.at.time) {
        (How::By, _) => (Mark::Due, Line::from("By ").with(day)),
        (How::Booked, Some(time)) => (Mark::Booked, day.with(" at ").with(Line::made(time_in_words(time)))),
        (How::Booked, None) => (Mark::Booked, day),
        (How::On, _) => (Mark::Turn, day),
    };
    Moment { on: known.at.day, day, said: known.said.clone(), mark }
}
