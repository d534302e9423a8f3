//! Days, times and lengths of time: as they are typed, and as they are said.

use crate::parse::FixedRule;
use chrono::{Months, NaiveDate, NaiveTime, Timelike};

use crate::escape::sanitize::is_invisible;
use crate::parse::access_labels::{AccessPolicy, PlanPart};
use crate::parse::convert::{as_day, as_day_and_time, is_likely, looks_like_day};
use crate::parse::decoder::Decoder;
use crate::parse::record::FromToml;
use crate::parse::source::Span;
use crate::parse::texts::Texts;
use crate::parse::tree::{Item, Value};
use crate::parse::value_type::{ScalarType, ValueType};

impl ScalarType {
    /// Whether a day can stand there.
    pub(crate) fn takes_day(self) -> bool {
        matches!(self, ScalarType::Day | ScalarType::PartialDate | ScalarType::DayOrTime | ScalarType::When)
    }
}

impl FromToml for NaiveDate {
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::Day);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match item.value {
            Value::Day(day) => likely(day, &item.span, decoder),
            _ => {
                decoder.wrong_type(&item);
                None
            }
        }
    }
}

/// The day, unless its year is a slip.
fn likely(day: NaiveDate, span: &Span, decoder: &mut Decoder<'_>) -> Option<NaiveDate> {
    if !is_likely(day) {
        let name = decoder.key_name().to_owned();
        decoder
            .error(FixedRule::ImpossibleDate, span, "this year cannot be meant")
            .set_help(format!("look at the year, and write it as in `{name} = 2026-03-31`"));
        return None;
    }
    Some(day)
}

/// A day that may be known only by its month or its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartialDate {
    /// The day.
    Day(NaiveDate),
    /// A month: its first day.
    Month(NaiveDate),
    /// A year: its first day.
    Year(NaiveDate),
}

impl PartialDate {
    /// The first day that it can mean.
    pub fn first_day(self) -> NaiveDate {
        match self {
            PartialDate::Day(day) | PartialDate::Month(day) | PartialDate::Year(day) => day,
        }
    }

    /// The last day that it can mean.
    pub fn last_day(self) -> NaiveDate {
        let months = match self {
            PartialDate::Day(day) => return day,
            PartialDate::Month(_) => 1,
            PartialDate::Year(_) => 12,
        };
        let next = self.first_day().checked_add_months(Months::new(months));
        next.and_then(|day| day.pred_opt()).unwrap_or(NaiveDate::MAX)
    }

    /// As it is said: "3 June 2024", "March 2019", "2019".
    pub fn in_words(self) -> String {
        match self {
            PartialDate::Day(day) => day_in_words(day),
            PartialDate::Month(day) => day.format("%B %Y").to_string(),
            PartialDate::Year(day) => day.format("%Y").to_string(),
        }
    }

    fn from_text(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-').map_or((text, None), |(year, month)| (year, Some(month)));
        let digits =
            |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
        let year = digits(year, 4).then(|| year.parse().ok()).flatten()?;
        match month {
            None => NaiveDate::from_ymd_opt(year, 1, 1).map(PartialDate::Year),
            Some(month) if digits(month, 2) => {
                NaiveDate::from_ymd_opt(year, month.parse().ok()?, 1).map(PartialDate::Month)
            }
            Some(_) => None,
        }
    }
}

impl FromToml for PartialDate {
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::PartialDate);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let read = match &item.value {
            Value::Day(day) => return likely(*day, &item.span, decoder).map(PartialDate::Day),
            Value::Text(text) => PartialDate::from_text(text),
            _ => None,
        };
        if read.is_none() {
            decoder.wrong_type(&item);
        }
        read
    }
}

/// A day on which something happened, so that it cannot lie in the future.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past<T>(pub T);

impl FromToml for Past<NaiveDate> {
    const VALUE_TYPE: ValueType = NaiveDate::VALUE_TYPE;

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let span = item.span.clone();
        let day = NaiveDate::read(item, decoder)?;
        not_in_the_future(day, &span, decoder).then_some(Past(day))
    }
}

impl FromToml for Past<PartialDate> {
    const VALUE_TYPE: ValueType = PartialDate::VALUE_TYPE;

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let span = item.span.clone();
        let day = PartialDate::read(item, decoder)?;
        not_in_the_future(day.first_day(), &span, decoder).then_some(Past(day))
    }
}

fn not_in_the_future(day: NaiveDate, span: &Span, decoder: &mut Decoder<'_>) -> bool {
    let today = decoder.as_at();
    if day <= today {
        return true;
    }
    let name = decoder.key_name().to_owned();
    let help = match name.as_str() {
        "held" => "write the day on which it was held; for a review to come write `booked` instead",
        "given" => "write the day on which it was given; until then leave the line out",
        "done" => "write the day on which it was done; until then leave the line out",
        "born" => "look at the year, and write it as in `born = 1984-03-02`",
        _ => "write the day on which it happened; until then leave the line out",
    };
    let today = day_in_words(today);
    let fault = decoder.error(FixedRule::DateInFuture, span, format!("`{name}` lies in the future"));
    fault.set_label(format!("today is {today}"));
    fault.set_help(help);
    false
}

/// A day, with a time if one is agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayOrTime {
    /// The day.
    pub day: NaiveDate,
    /// The time of the day, as clocks in the place show it.
    pub time: Option<NaiveTime>,
}

impl DayOrTime {
    /// As it is said: "Monday 11 May 2026 at 2pm".
    pub fn in_words(self) -> String {
        match self.time {
            Some(time) => format!("{} at {}", day_with_weekday(self.day), time_in_words(time)),
            None => day_with_weekday(self.day),
        }
    }
}

impl FromToml for DayOrTime {
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::DayOrTime);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match item.value {
            Value::Day(day) => Some(DayOrTime { day: likely(day, &item.span, decoder)?, time: None }),
            Value::DayAndTime(day, time) => {
                Some(DayOrTime { day: likely(day, &item.span, decoder)?, time: Some(time) })
            }
            _ => {
                decoder.wrong_type(&item);
                None
            }
        }
    }
}

/// When something is to happen: by a day, at a time, or in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// A day is "by then"; a day and time is an appointment.
    At(DayOrTime),
    /// "every week", or what sets it off.
    Words(String),
}

impl FromToml for When {
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::When);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match &item.value {
            Value::Text(text)
                if as_day(text).is_some() || as_day_and_time(text).is_some() || looks_like_day(text) =>
            {
                decoder.wrong_type(&item);
                None
            }
            Value::Text(_) => decoder.text(item).map(When::Words),
            _ => DayOrTime::read(item, decoder).map(When::At),
        }
    }

    fn redacted(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        let is_said = !matches!(self, When::Words(words) if is_invisible(words));
        (policy.allows(part) && is_said).then(|| self.clone())
    }

    fn texts<'a>(&'a self, texts: &mut Texts<'a>) {
        if let When::Words(words) = self {
            texts.add(words);
        }
    }
}

/// The units of a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Sixty minutes.
    Hours,
    /// Calendar days.
    Days,
    /// Seven days.
    Weeks,
    /// Calendar months, clamped at the end of a month.
    Months,
    /// Twelve calendar months.
    Years,
}

/// A length of time, as in "6 months".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

impl Period {
    /// Reads "6 months", "1 week", "72 hours", or short "6m", "2w", "10d".
    pub fn from_text(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (count, unit) = text.split_at(digits);
        let count: u32 = count.parse().ok().filter(|count| (1..=9999).contains(count))?;
        let unit = match unit.trim() {
            "hour" | "hours" | "h" => Unit::Hours,
            "day" | "days" | "d" => Unit::Days,
            "week" | "weeks" | "w" => Unit::Weeks,
            "month" | "months" | "m" => Unit::Months,
            "year" | "years" | "y" => Unit::Years,
            _ => return None,
        };
        Some(Period { count, unit })
    }

    /// As it is typed, short: "6m".
    pub fn typed(self) -> String {
        let unit = match self.unit {
            Unit::Hours => "h",
            Unit::Days => "d",
            Unit::Weeks => "w",
            Unit::Months => "m",
            Unit::Years => "y",
        };
        format!("{}{unit}", self.count)
    }

    /// As it is said: "6 months".
    pub fn in_words(self) -> String {
        let unit = match self.unit {
            Unit::Hours => "hour",
            Unit::Days => "day",
            Unit::Weeks => "week",
            Unit::Months => "month",
            Unit::Years => "year",
        };
        let plural = if self.count == 1 { "" } else { "s" };
        format!("{} {unit}{plural}", self.count)
    }
}

impl FromToml for Period {
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::Period);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let read = match &item.value {
            Value::Text(text) => Period::from_text(text),
            _ => None,
        };
        if read.is_none() {
            decoder.wrong_type(&item);
        }
        read
    }
}

/// "11 May 2026", as the NHS writes days.
pub fn day_in_words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// "Monday 11 May 2026". The weekday is computed, never typed.
pub fn day_with_weekday(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

/// "2pm", "2:30pm", "midday", "midnight", as the NHS writes times.
pub fn time_in_words(time: NaiveTime) -> String {
    match (time.hour(), time.minute()) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (hour, minute) => {
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
            if minute == 0 { format!("{hour}{half}") } else { format!("{hour}:{minute:02}{half}") }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_said_as_the_nhs_says_them() {
        let day = NaiveDate::from_ymd_opt(2026, 5, 11).unwrap();
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        assert_eq!(DayOrTime { day, time: Some(at(14, 0)) }.in_words(), "Monday 11 May 2026 at 2pm");
        assert_eq!(time_in_words(at(17, 30)), "5:30pm");
        assert_eq!(time_in_words(at(0, 15)), "12:15am");
        assert_eq!(time_in_words(at(12, 0)), "midday");
        assert_eq!(time_in_words(at(0, 0)), "midnight");
    }

    #[test]
    fn a_month_or_a_year_long_ago_has_a_last_day() {
        let last = |text| PartialDate::from_text(text).map(|day| day.last_day().to_string());
        assert_eq!(last("2024-02").as_deref(), Some("2024-02-29"));
        assert_eq!(last("2019-12").as_deref(), Some("2019-12-31"));
        assert_eq!(last("2019").as_deref(), Some("2019-12-31"));
    }

    #[test]
    fn lengths_of_time_are_read_long_and_short() {
        assert_eq!(Period::from_text("6 months"), Some(Period { count: 6, unit: Unit::Months }));
        assert_eq!(Period::from_text("6w"), Some(Period { count: 6, unit: Unit::Weeks }));
        assert_eq!(Period::from_text("1 Year").map(Period::in_words), Some("1 year".to_owned()));
        for bad in ["", "months", "0 days", "-1 days", "6 moons", "six months", "99999999999 days"] {
            assert_eq!(Period::from_text(bad), None, "{bad}");
        }
    }
}
