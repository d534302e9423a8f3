//! What is wrong with a date, in words for somebody who is no programmer.

use crate::message;
use crate::parse::FixedRule;
use crate::parse::message::figure;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::parse::convert::{as_day, as_day_and_time, looks_like_day};
use crate::parse::diagnostic::Diagnostic;
use crate::parse::recovery::known_keys::KnownKeys;
use crate::parse::recovery::values::FaultyLine;
use crate::parse::source::Source;
use crate::parse::value_type::{ScalarType, ValueType};

/// What is wrong with the value of a key that takes a day; nothing, if it is words where words may stand.
pub(crate) fn bad_day(source: &Arc<Source>, line: &FaultyLine<'_>, known: &KnownKeys) -> Option<Diagnostic> {
    let value = line.value;
    let error = |rule, message: &'static str| Diagnostic::error(rule, source, &line.span(), message);
    if let Some(day) = as_day(value) {
        let help = line.write(&day.to_string(), "1984-03-02");
        return Some(error(FixedRule::Syntax, "dates are written in numbers, year first").help(help));
    }
    if let Some(moment) = as_day_and_time(value) {
        let help = line.write(&moment, "2026-03-31 14:00:00");
        return Some(error(FixedRule::Syntax, "times are written behind the date like 14:00:00").help(help));
    }
    let begins_like_day = value.split([' ', 'T']).next().is_some_and(looks_like_day);
    if looks_like_day(value) || begins_like_day {
        return Some(impossible(source, line));
    }
    let words = known.takes(line.key, |value_type| matches!(value_type, ValueType::One(ScalarType::When)));
    (!words).then(|| {
        let help = format!("write it as in `{} = 2026-03-31`: year, month, day", line.key);
        error(FixedRule::Syntax, "this is no date").help(help)
    })
}

/// Numbers like those of a date, that no calendar has.
fn impossible(source: &Arc<Source>, line: &FaultyLine<'_>) -> Diagnostic {
    let error =
        |message: &'static str| Diagnostic::error(FixedRule::ImpossibleDate, source, &line.span(), message);
    let as_in = format!("write it as in `{} = 2026-03-31`: year, month, day", line.key);
    let date = line.value.split([' ', 'T']).next().unwrap_or(line.value);
    let parts: Vec<u32> = date.split(['-', '/', '.']).map_while(|part| part.parse().ok()).collect();
    let (year, month, day) = match parts.as_slice() {
        [year @ (1000..), month, day] | [day, month, year @ (1000..)] => (*year, *month, *day),
        [_, _, _] => return error("this date has no year of four digits").help(as_in),
        _ => return error("this date cannot be read").help(as_in),
    };
    if !(1..=12).contains(&month) {
        return error("there is no such month").help(as_in);
    }
    let last = last_day(year.cast_signed(), month);
    match last.filter(|last| day > last.day() || day == 0) {
        Some(last) if line.shown => {
            let message = message!("{} has {} days", figure(last.format("%B %Y")), last.day());
            Diagnostic::error(FixedRule::ImpossibleDate, source, &line.span(), message)
        }
        .help(line.write(&last.to_string(), "1984-03-02") + ", or the day that was meant"),
        Some(_) => error("this month has no such day")
            .help(format!("write a day that the month has, as in `{} = 1984-03-02`", line.key)),
        None if date.len() < line.value.len() => error("this time cannot be read")
            .help(format!("write the time as in `{} = 2026-03-31 14:00:00`", line.key)),
        None => error("this date cannot be read").help(as_in),
    }
}

fn last_day(year: i32, month: u32) -> Option<NaiveDate> {
    let next = if month == 12 {
        NaiveDate::from_ymd_opt(year + 1, 1, 1)
    } else {
        NaiveDate::from_ymd_opt(year, month + 1, 1)
    };
    next.and_then(|day| day.pred_opt())
}
