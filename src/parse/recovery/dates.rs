//! What is wrong with a date that the parser could not read.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::message;
use crate::parse::convert::{as_day, as_day_and_time, looks_like_day};
use crate::parse::diagnostic::{Diagnostic, FixedRule};
use crate::parse::message::{Message, figure};
use crate::parse::recovery::faulty_line::FaultyLine;
use crate::parse::recovery::known_keys::KnownKeys;
use crate::parse::source::Source;
use crate::parse::value_type::{ScalarType, ValueType};

/// Returns what is wrong with the value of a key that takes a date, or `None` for words where words are allowed too.
pub(crate) fn bad_day(source: &Arc<Source>, line: &FaultyLine<'_>, known: &KnownKeys) -> Option<Diagnostic> {
    let value = line.value;
    let error = |message: &'static str| Diagnostic::error(FixedRule::Syntax, source, &line.span(), message);
    if let Some(day) = as_day(value) {
        let help = write(line, &day.to_string(), "1984-03-02");
        return Some(error("dates are written in numbers, year first").help(help));
    }
    if let Some(time) = as_day_and_time(value) {
        let help = write(line, &time, "2026-03-31 14:00:00");
        return Some(error("times are written behind the date like 14:00:00").help(help));
    }
    if looks_like_day(value.split([' ', 'T']).next().unwrap_or(value)) || looks_like_day(value) {
        return Some(impossible(source, line));
    }
    let takes_words = known.takes(line.key, |of| matches!(of, ValueType::One(ScalarType::When)));
    (!takes_words).then(|| error("this is no date").help(as_in(line)))
}

/// Returns the help with the corrected date, or with an example where the date identifies someone.
fn write(line: &FaultyLine<'_>, date: &str, example: &'static str) -> Message {
    if line.is_public { line.write(figure(date)) } else { line.write_as_in(example) }
}

fn as_in(line: &FaultyLine<'_>) -> Message {
    message!("{}: year, month, day", line.write_as_in("2026-03-31"))
}

/// Returns what is wrong with a date that does not exist.
fn impossible(source: &Arc<Source>, line: &FaultyLine<'_>) -> Diagnostic {
    let error = |message: Message| {
        Diagnostic::error(FixedRule::ImpossibleDate, source, &line.span(), message).help(as_in(line))
    };
    let date = line.value.split([' ', 'T']).next().unwrap_or(line.value);
    let parts: Vec<u32> = date.split(['-', '/', '.']).map_while(|part| part.parse().ok()).collect();
    let (year, month, day) = match parts.as_slice() {
        [year @ (1000..), month, day] | [day, month, year @ (1000..)] => (*year, *month, *day),
        [_, _, _] => return error("this date has no year of four digits".into()),
        _ => return error("this date cannot be read".into()),
    };
    let days = (28..=31).rev().find_map(|day| NaiveDate::from_ymd_opt(year.cast_signed(), month, day));
    match days {
        None => error("there is no such month".into()),
        Some(last) if day == 0 || NaiveDate::from_ymd_opt(year.cast_signed(), month, day).is_none() => {
            if !line.is_public {
                return error("this month has no such day".into());
            }
            let days = figure(last.format("%-d"));
            error(message!("{} has {} days", figure(last.format("%B %Y")), days))
                .help(message!("{}, or the day that was meant", line.write(figure(last))))
        }
        Some(_) if date.len() == line.value.len() => error("this date cannot be read".into()),
        Some(_) => error("this time cannot be read".into()).help(line.write_as_in("2026-03-31 14:00:00")),
    }
}
