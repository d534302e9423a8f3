//! The list as a calendar: an event a row, for a calendar of its own that is made anew and not added to. It is written by
//! hand: the libraries that were tried let lines of 76 octets through.

use std::collections::HashMap;
use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};
use sha1::{Digest, Sha1};

use crate::due::ShownNames;
use crate::due::list::DueList;
use crate::due::reason::{capital, unglued};
use crate::due::row::{DueRow, RowState};
use crate::escape::sanitize;
use crate::parse::{day_in_words, time_in_words};

/// Writes one calendar (RFC 5545). Every event takes a whole day, and the time of a booked review stands in its title: so
/// no calendar moves it by an hour. What is late, or has no date, stands on the day as at which the list holds, for
/// nobody looks back in a calendar; and so does that nothing is late.
pub(crate) fn write(list: &DueList, names: ShownNames, out: &mut dyn Write) -> io::Result<()> {
    let name = if list.of_reviews { "CPA reviews" } else { "CPA dates" };
    let mut calendar = Calendar { out };
    calendar.line("BEGIN", "VCALENDAR")?;
    calendar.line("VERSION", "2.0")?;
    calendar.line("PRODID", "-//cpa//care plans//EN")?;
    calendar.line("CALSCALE", "GREGORIAN")?;
    // Without it Outlook imports one event of all; PUBLISH asks nobody to come.
    calendar.line("METHOD", "PUBLISH")?;
    calendar.text("X-WR-CALNAME", name)?;
    let mut met = HashMap::new();
    let mut events: Vec<CalendarEvent> = list.rows.iter().flat_map(|row| events(row, list, names)).collect();
    if events.is_empty() {
        // A calendar without any event is none (RFC 5545, section 3.6).
        events.push(CalendarEvent {
            day: list.as_at,
            title: format!("{name}: nothing to be done"),
            key: String::new(),
        });
    }
    for event in events {
        let number = met.entry(event.key.clone()).and_modify(|number| *number += 1).or_insert(0_usize);
        calendar.event(&event, &uid(&event.key, *number), list.as_at)?;
    }
    calendar.line("END", "VCALENDAR")
}

/// One event: its day, its title, and what tells it from all others.
struct CalendarEvent {
    day: NaiveDate,
    title: String,
    key: String,
}

/// The events of a row. A review that is booked has one on the day of the booking; if that is too late, another one.
fn events(row: &DueRow, list: &DueList, names: ShownNames) -> Vec<CalendarEvent> {
    let who = row.called(names);
    let what = capital(row.kind.map_or("plan", |kind| kind.words));
    let key = |of| {
        let began = row.began.map(|day| day.to_string()).unwrap_or_default();
        let who = row.who.as_deref().unwrap_or_default();
        let text = row.text.as_deref().unwrap_or_default();
        // Out of a hash of an NHS number the number could be found again.
        let id = row.called(ShownNames::Hidden);
        [&id, row.what(), of, who, text, &began].join("\n")
    };
    let mut events = Vec::new();
    let in_time =
        |booked: NaiveDate| row.due.is_some_and(|due| booked <= due) && row.state != RowState::Overdue;
    if !row.booked.is_some_and(|booked| in_time(booked.day)) {
        let day = row.due.map_or(list.as_at, |due| due.max(list.as_at));
        events.push(CalendarEvent {
            day,
            title: format!("{what} {}: {who}", stands(row, list)),
            key: key("due"),
        });
    }
    if let Some(booked) = row.booked {
        let time = booked.time.map(|time| format!("{} ", time_in_words(time))).unwrap_or_default();
        events.push(CalendarEvent {
            day: booked.day,
            title: format!("{time}{what}: {who}"),
            key: key("booked"),
        });
    }
    events
}

/// How a row stands, for the title of an event on its day.
fn stands(row: &DueRow, list: &DueList) -> String {
    let late = row.kind.map_or(crate::due::Late::Due, |kind| kind.late);
    match (row.state, row.due) {
        (RowState::Unreadable, _) => "could not be told".to_owned(),
        (RowState::Overdue, Some(due)) => {
            format!("{} ({})", late.in_words(due, list.as_at), day_in_words(due))
        }
        (_, None) => row.kind.map_or("without a date", |kind| kind.without_date).to_owned(),
        (RowState::NoDate, Some(_)) => "by today, and nobody has agreed a date".to_owned(),
        (_, Some(_)) => match late {
            crate::due::Late::Due => "due by today".to_owned(),
            crate::due::Late::Ends => "ends today".to_owned(),
            crate::due::Late::Wanted => "wanted by today".to_owned(),
        },
    }
}

/// A number that stays the same from one calendar to the next, and tells nobody who is meant.
fn uid(key: &str, number: usize) -> String {
    let hash = Sha1::digest(format!("{key}\n{number}"));
    let hex = hash.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    format!("{hex}@cpa.invalid")
}

/// A calendar while it is written.
struct Calendar<'o> {
    out: &'o mut dyn Write,
}

impl Calendar<'_> {
    fn event(&mut self, event: &CalendarEvent, uid: &str, as_at: NaiveDate) -> io::Result<()> {
        let day = |day: NaiveDate| day.format("%Y%m%d").to_string();
        self.line("BEGIN", "VEVENT")?;
        self.line("UID", uid)?;
        self.line("DTSTAMP", &format!("{}T000000Z", day(as_at)))?;
        self.line("DTSTART;VALUE=DATE", &day(event.day))?;
        self.text("SUMMARY", &unglued(&event.title))?;
        self.line("CLASS", "PRIVATE")?;
        // A deadline takes nobody's time away.
        self.line("TRANSP", "TRANSPARENT")?;
        // The later list counts, wherever both are added to one calendar.
        self.line("SEQUENCE", &as_at.num_days_from_ce().to_string())?;
        self.line("END", "VEVENT")
    }

    /// A property with a text (RFC 5545, section 3.3.11).
    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        let escaped = sanitize(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
        self.line(name, &escaped)
    }

    /// A line, folded so that none is longer than 75 octets and no letter is cut (RFC 5545, section 3.1).
    fn line(&mut self, name: &str, value: &str) -> io::Result<()> {
        let line = format!("{name}:{value}");
        let mut rest = line.as_str();
        let mut room = 75;
        while rest.len() > room {
            let (first, others) = rest.split_at(fold(rest, room));
            write!(self.out, "{first}\r\n ")?;
            rest = others;
            // The space that folds a line is one of its octets.
            room = 74;
        }
        write!(self.out, "{rest}\r\n")
    }
}

/// Where a line is folded that may have so many octets: between letters, and, for there are readers that take every space
/// at an end of a line for the fold, not beside a space.
fn fold(line: &str, room: usize) -> usize {
    let last = line.floor_char_boundary(room);
    let between = |at: &usize| {
        line.is_char_boundary(*at) && !line[*at..].starts_with(' ') && !line[..*at].ends_with(' ')
    };
    (1..=last).rev().find(between).unwrap_or(last)
}
