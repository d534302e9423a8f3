//! The list as a calendar (RFC 5545) that is replaced as a whole. It is written by hand because the libraries that were
//! tried write lines of 76 octets.

use std::collections::HashMap;
use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};
use sha1::{Digest, Sha1};

use crate::due::kind::Late;
use crate::due::list::DueList;
use crate::due::output::{ShownNames, WriteOptions};
use crate::due::reason::{capital, unglued};
use crate::due::row::{DueRow, ListStatus};
use crate::escape::sanitize;
use crate::parse::{day_in_words, time_in_words};

/// Events take whole days, so that time zones cannot move them; the time of a booked review is in its title. Overdue
/// items, and items without a date, are on the day of the list, because people do not look back in a calendar.
pub(crate) fn write(list: &DueList, options: &WriteOptions<'_>, out: &mut dyn Write) -> io::Result<()> {
    let name = if list.of_reviews { "CPA reviews" } else { "CPA dates" };
    let mut calendar = Calendar { out };
    calendar.line("BEGIN", "VCALENDAR")?;
    calendar.line("VERSION", "2.0")?;
    calendar.line("PRODID", "-//cpa//care plans//EN")?;
    calendar.line("CALSCALE", "GREGORIAN")?;
    // Without METHOD, Outlook imports only the first event. PUBLISH invites no one.
    calendar.line("METHOD", "PUBLISH")?;
    calendar.text("X-WR-CALNAME", name)?;
    let mut events: Vec<CalendarEvent> =
        list.rows.iter().flat_map(|row| events(row, list, options.names)).collect();
    if events.is_empty() {
        // A calendar must have an event (RFC 5545, section 3.6).
        let title = format!("{name}: nothing to be done");
        events.push(CalendarEvent { day: list.as_at, title, key: String::new() });
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for event in events {
        let number = seen.entry(event.key.clone()).and_modify(|number| *number += 1).or_default();
        calendar.event(&event, &uid(&event.key, *number), list.as_at)?;
    }
    calendar.line("END", "VCALENDAR")
}

/// An event. Its key is the same in the next calendar.
struct CalendarEvent {
    day: NaiveDate,
    title: String,
    key: String,
}

/// Returns the events of a row: one on the day of the booking, and one on the due date unless the booking is in time.
fn events(row: &DueRow, list: &DueList, names: ShownNames) -> Vec<CalendarEvent> {
    let who = row.label(names);
    let what = capital(row.kind.map_or("plan", |kind| kind.words));
    let key = |event| {
        let began = row.item.began.map(|day| day.to_string()).unwrap_or_default();
        let who = row.details.who.as_deref().unwrap_or_default();
        let text = row.item.text.as_deref().unwrap_or_default();
        // Without an NHS number, which could be recovered from its hash.
        let id = row.label(ShownNames::Hidden);
        [&id, row.what(), event, who, text, &began].join("\n")
    };
    let mut events = Vec::new();
    let (due, booked) = (row.item.day, row.item.booked());
    let is_in_time =
        booked.zip(due).is_some_and(|(booked, due)| booked.day <= due && row.status != ListStatus::Overdue);
    if !is_in_time {
        let day = due.map_or(list.as_at, |due| due.max(list.as_at));
        let title = format!("{what} {}: {who}", status_in_words(row, list));
        events.push(CalendarEvent { day, title, key: key("due") });
    }
    if let Some(booked) = booked {
        let time = booked.time.map(|time| format!("{} ", time_in_words(time))).unwrap_or_default();
        let title = format!("{time}{what}: {who}");
        events.push(CalendarEvent { day: booked.day, title, key: key("booked") });
    }
    events
}

fn status_in_words(row: &DueRow, list: &DueList) -> String {
    match (row.status, row.item.day) {
        (ListStatus::Unreadable, _) => "could not be told".to_owned(),
        (ListStatus::Overdue, Some(due)) => {
            format!("{} ({})", row.late().in_words(due, list.as_at), day_in_words(due))
        }
        (_, None) => row.kind.map_or("without a date", |kind| kind.without_date).to_owned(),
        (ListStatus::NoDate, Some(_)) => "by today, and nobody has agreed a date".to_owned(),
        (_, Some(_)) => match row.late() {
            Late::Due => "due by today".to_owned(),
            Late::Ends => "ends today".to_owned(),
            Late::Wanted => "wanted by today".to_owned(),
        },
    }
}

/// Returns an identifier that is the same in the next calendar and does not identify a person.
fn uid(key: &str, number: usize) -> String {
    let hash = Sha1::digest(format!("{key}\n{number}"));
    let hex = hash.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    format!("{hex}@cpa.invalid")
}

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
        // A deadline does not make anyone busy.
        self.line("TRANSP", "TRANSPARENT")?;
        // Of two lists in one calendar, the later one applies.
        self.line("SEQUENCE", &as_at.num_days_from_ce().to_string())?;
        self.line("END", "VEVENT")
    }

    /// Writes a property with text (RFC 5545, section 3.3.11).
    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        let escaped = sanitize(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
        self.line(name, &escaped)
    }

    /// Writes a line, folded at 75 octets (RFC 5545, section 3.1).
    fn line(&mut self, name: &str, value: &str) -> io::Result<()> {
        let line = format!("{name}:{value}");
        let mut rest = line.as_str();
        let mut limit = 75;
        while rest.len() > limit {
            let (first, others) = rest.split_at(fold(rest, limit));
            write!(self.out, "{first}\r\n ")?;
            rest = others;
            // The space of the fold counts too.
            limit = 74;
        }
        write!(self.out, "{rest}\r\n")
    }
}

/// Returns where to fold a line: between letters, and not beside a space, because some readers remove every space at a
/// fold.
fn fold(line: &str, limit: usize) -> usize {
    let last = line.floor_char_boundary(limit);
    let fits = |at: &usize| {
        line.is_char_boundary(*at) && !line[*at..].starts_with(' ') && !line[..*at].ends_with(' ')
    };
    (1..=last).rev().find(fits).unwrap_or(last)
}
