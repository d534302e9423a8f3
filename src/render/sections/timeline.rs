//! The next 12 months as a drawing.

use crate::parse::time_in_words;
use crate::phrase;
use crate::render::block::Block;
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;
use crate::render::pictures::{Mark, Moment, Timeline};
use crate::render::sections::months::{DatedEvent, EventKind};

impl CopyContext<'_> {
    /// The events to come as a drawing, if there are any.
    pub(crate) fn timeline(&self, events: &[DatedEvent]) -> Option<Block> {
        let moments: Vec<Moment> = events.iter().map(moment).collect();
        let all = moments.iter().map(|moment| phrase!("{}: {}", moment.day.clone(), moment.text.clone()));
        let all = Line::semicolon_list(all)?;
        let timeline = Timeline {
            title: self.say("My next 12 months, day by day", "The next 12 months for {}, day by day"),
            desc: phrase!("A line that begins today, with a tick for each month. On it: {}", all).stop(),
            today: phrase!("Today, {}", self.as_at),
            from: self.as_at,
            moments,
        };
        timeline.picture().map(|picture| Block::Picture { picture })
    }
}

fn moment(event: &DatedEvent) -> Moment {
    let at = event.at;
    let (mark, day) = match (event.kind, at.time) {
        (EventKind::Deadline, _) => (Mark::Due, phrase!("By {}", at.day)),
        (EventKind::Booked, Some(time)) => {
            (Mark::Booked, phrase!("{} at {}", at.day, Line::computed(time_in_words(time))))
        }
        (EventKind::Booked, None) => (Mark::Booked, at.day.into()),
        (EventKind::Happens, _) => (Mark::Turn, at.day.into()),
    };
    Moment { on: at.day, day, text: event.what.clone(), mark }
}
