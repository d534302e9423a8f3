//! The list as a calendar: an event a row, for a calendar of its own that is made anew and not added to.

use std::collections::HashMap;
use std::io::{self, Write};

use chrono::{Datelike, NaiveDate, NaiveTime};
use icalendar::{Calendar, Class, Component, Event, EventLike};
use sha1::{Digest, Sha1};

use super::Names;
use super::interval::in_words;
use super::list::List;
use super::row::{Row, RowState};
use super::why::{capital, unglued};
use crate::reading::{day_in_words, harmless, time_in_words};

/// Writes one calendar (RFC 5545). Every event takes a whole day, and the time of a booked review stands in its title: so
/// no calendar moves it by an hour. What is late, or has no date, stands on the day as at which the list holds, for
/// nobody looks back in a calendar.
pub(super) fn write(list: &List, names: Names, out: &mut dyn Write) -> io::Result<()> {
    let mut calendar = Calendar::empty();
    let name = if list.of_reviews { "CPA reviews" } else { "CPA dates" };
    // Without METHOD Outlook imports one event of all; PUBLISH asks nobody to come.
    let of_all = [
        ("VERSION", "2.0"),
        ("PRODID", "-//cpa//care plans//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", name),
    ];
    for property in of_all {
        calendar.append_property(property);
    }
    let mut met = HashMap::new();
    for row in &list.rows {
        for (day, title, key) in events(row, list, names) {
            let number = met.entry(key.clone()).and_modify(|number| *number += 1).or_insert(0_usize);
            calendar.push(event(day, &title, &uid(&key, *number), list.as_at));
        }
    }
    write!(out, "{calendar}")
}

/// The events of a row: its day, its title, and what tells it from all others. A review that is booked has one on the day
/// of the booking; if that is too late, another one.
fn events(row: &Row, list: &List, names: Names) -> Vec<(NaiveDate, String, String)> {
    let who = match (names, &row.of.name) {
        (Names::Shown, Some(name)) => format!("{name} ({})", row.of.id),
        _ => row.of.id.clone(),
    };
    let what = capital(row.kind.map_or("plan", |kind| kind.words));
    let key = |of| {
        let began = row.began.map(|day| day.to_string()).unwrap_or_default();
        let who = row.who.as_deref().unwrap_or_default();
        let text = row.text.as_deref().unwrap_or_default();
        [&row.of.id, row.what(), of, who, text, &began].join("\n")
    };
    let mut events = Vec::new();
    let in_time =
        |booked: NaiveDate| row.due.is_some_and(|due| booked <= due) && row.state != RowState::Overdue;
    if !row.booked.is_some_and(|booked| in_time(booked.day)) {
        let day = row.due.map_or(list.as_at, |due| due.max(list.as_at));
        events.push((day, format!("{what} {}: {who}", stands(row, list)), key("due")));
    }
    if let Some(booked) = row.booked {
        let time = booked.time.map(|time| format!("{} ", time_in_words(time))).unwrap_or_default();
        events.push((booked.day, format!("{time}{what}: {who}"), key("booked")));
    }
    events
}

/// How a row stands, for the title of an event on its day.
fn stands(row: &Row, list: &List) -> String {
    match (row.state, row.due) {
        (RowState::Unreadable, _) => "could not be told".to_owned(),
        (RowState::Overdue, Some(due)) => {
            format!("{} (due by {})", in_words(due, list.as_at), day_in_words(due))
        }
        (_, None) => "without a date".to_owned(),
        (RowState::NoDate, Some(_)) => "by today, and nobody has agreed a date".to_owned(),
        (_, Some(_)) => "due by today".to_owned(),
    }
}

/// A number that stays the same from one calendar to the next, and tells nobody who is meant.
fn uid(key: &str, number: usize) -> String {
    let hash = Sha1::digest(format!("{key}\n{number}"));
    let hex = hash.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    format!("{hex}@cpa.invalid")
}

fn event(day: NaiveDate, title: &str, uid: &str, as_at: NaiveDate) -> Event {
    let mut event = Event::new();
    event
        .uid(uid)
        .starts(day)
        .summary(&harmless(&unglued(title)))
        .class(Class::Private)
        // A deadline takes nobody's time away.
        .add_property("TRANSP", "TRANSPARENT")
        // The later list counts, wherever both are added to one calendar.
        .sequence(u32::try_from(as_at.num_days_from_ce()).unwrap_or_default())
        .timestamp(as_at.and_time(NaiveTime::MIN).and_utc());
    event.done()
}
