//! Dates, times and lengths of time: how they are typed, and how they are written in words.

use chrono::{Months, NaiveDate, NaiveTime, Timelike};

use crate::escape::sanitize::is_invisible;
use crate::message;
use crate::parse::access_labels::AccessPolicy;
use crate::parse::convert::{as_day, as_day_and_time, is_likely, looks_like_day};
use crate::parse::decoder::Decoder;
use crate::parse::diagnostic::FixedRule;
use crate::parse::message::figure;
use crate::parse::plan_part::PlanPart;
use crate::parse::record::FromToml;
use crate::parse::source::Span;
use crate::parse::texts::Texts;
use crate::parse::tree::{Item, Value};
use crate::parse::value_type::{ScalarType, ValueType};

impl FromToml for NaiveDate {
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::Day);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match item.value {
            Value::Day(day) => likely(day, &item.span, decoder),
            _ => decoder.wrong_type(&item),
        }
    }
}

/// Returns the date, or reports a year that must be a slip.
fn likely(day: NaiveDate, span: &Span, decoder: &mut Decoder<'_>) -> Option<NaiveDate> {
    if is_likely(day) {
        return Some(day);
    }
    let help = message!("look at the year, and write it as in `{} = 2026-03-31`", decoder.key());
    decoder.error(FixedRule::ImpossibleDate, span, "this year cannot be meant").set_help(help);
    None
}

/// A date of which only the month or the year may be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartialDate {
    /// A date.
    Day(NaiveDate),
    /// A month, as its first day.
    Month(NaiveDate),
    /// A year, as its first day.
    Year(NaiveDate),
}

impl PartialDate {
    /// Returns the earliest date that it can mean.
    pub fn first_day(self) -> NaiveDate {
        match self {
            PartialDate::Day(day) | PartialDate::Month(day) | PartialDate::Year(day) => day,
        }
    }

    /// Returns the latest date that it can mean.
    pub fn last_day(self) -> NaiveDate {
        let months = match self {
            PartialDate::Day(day) => return day,
            PartialDate::Month(_) => 1,
            PartialDate::Year(_) => 12,
        };
        let next = self.first_day().checked_add_months(Months::new(months));
        next.and_then(|day| day.pred_opt()).unwrap_or(NaiveDate::MAX)
    }

    /// Returns it in words: "3 June 2024", "March 2019", "2019".
    pub fn in_words(self) -> String {
        match self {
            PartialDate::Day(day) => day_in_words(day),
            PartialDate::Month(day) => day.format("%B %Y").to_string(),
            PartialDate::Year(day) => day.format("%Y").to_string(),
        }
    }

    fn from_text(text: &str) -> Option<Self> {
        let number = |text: &str, digits| -> Option<u32> {
            let fits = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse().ok().filter(|_| fits)
        };
        let first = |year, month| NaiveDate::from_ymd_opt(number(year, 4)?.cast_signed(), month, 1);
        match text.split_once('-') {
            None => first(text, 1).map(PartialDate::Year),
            Some((year, month)) => first(year, number(month, 2)?).map(PartialDate::Month),
        }
    }
}

impl FromToml for PartialDate {
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::PartialDate);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let date = match &item.value {
            Value::Day(day) => return likely(*day, &item.span, decoder).map(PartialDate::Day),
            Value::Text(text) => PartialDate::from_text(text),
            _ => None,
        };
        date.or_else(|| decoder.wrong_type(&item))
    }
}

/// A date of something that happened. A date in the future is an error.
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
    let help = match decoder.key_name() {
        "held" => "write the day on which it was held; for a review to come write `booked` instead",
        "given" => "write the day on which it was given; until then leave the line out",
        "done" => "write the day on which it was done; until then leave the line out",
        "born" => "look at the year, and write it as in `born = 1984-03-02`",
        _ => "write the day on which it happened; until then leave the line out",
    };
    let message = message!("`{}` lies in the future", decoder.key());
    let diagnostic = decoder.error(FixedRule::DateInFuture, span, message);
    diagnostic.set_label(message!("today is {}", figure(day_in_words(today))));
    diagnostic.set_help(help);
    false
}

/// A date, with a time if one is agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayOrTime {
    /// The date.
    pub day: NaiveDate,
    /// The local time.
    pub time: Option<NaiveTime>,
}

impl DayOrTime {
    /// Returns it in words: "Monday 11 May 2026 at 2pm".
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
        let (day, time) = match item.value {
            Value::Day(day) => (day, None),
            Value::DayAndTime(day, time) => (day, Some(time)),
            _ => return decoder.wrong_type(&item),
        };
        Some(DayOrTime { day: likely(day, &item.span, decoder)?, time })
    }
}

/// When something is to happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// A date is a deadline; a date and time is an appointment.
    At(DayOrTime),
    /// "every week", or what triggers it.
    Words(String),
}

impl FromToml for When {
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::When);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match &item.value {
            Value::Text(text)
                if as_day(text).is_some() || as_day_and_time(text).is_some() || looks_like_day(text) =>
            {
                decoder.wrong_type(&item)
            }
            Value::Text(_) => decoder.text(item).map(When::Words),
            _ => DayOrTime::read(item, decoder).map(When::At),
        }
    }

    fn redacted(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        let is_empty = matches!(self, When::Words(words) if is_invisible(words));
        (policy.allows(part) && !is_empty).then(|| self.clone())
    }

    fn texts<'a>(&'a self, texts: &mut Texts<'a>) {
        if let When::Words(words) = self {
            texts.add(words);
        }
    }
}

/// The unit of a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Hours.
    Hours,
    /// Calendar days.
    Days,
    /// Weeks.
    Weeks,
    /// Calendar months; a day that the month lacks becomes its last day.
    Months,
    /// Years of twelve calendar months.
    Years,
}

impl Unit {
    const ALL: [Unit; 5] = [Unit::Hours, Unit::Days, Unit::Weeks, Unit::Months, Unit::Years];

    /// Returns the unit in the singular. Its first letter is the short form.
    fn word(self) -> &'static str {
        match self {
            Unit::Hours => "hour",
            Unit::Days => "day",
            Unit::Weeks => "week",
            Unit::Months => "month",
            Unit::Years => "year",
        }
    }
}

/// A length of time, such as "6 months".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// How many units, from 1 to 9999.
    pub count: u32,
    /// The unit.
    pub unit: Unit,
}

impl Period {
    /// Parses "6 months", "1 week", "72 hours", or short "6m", "2w", "10d".
    pub fn from_text(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (count, typed) = text.split_at(digits);
        let count = count.parse().ok().filter(|count| (1..=9999).contains(count))?;
        let typed = typed.trim();
        let is_it = |unit: &Unit| {
            let word = unit.word();
            typed == &word[..1] || typed == word || typed.strip_suffix('s') == Some(word)
        };
        Unit::ALL.into_iter().find(is_it).map(|unit| Period { count, unit })
    }

    /// Returns the short form as it is typed: "6m".
    pub fn typed(self) -> String {
        format!("{}{}", self.count, &self.unit.word()[..1])
    }

    /// Returns it in words: "6 months".
    pub fn in_words(self) -> String {
        format!("{} {}{}", self.count, self.unit.word(), if self.count == 1 { "" } else { "s" })
    }
}

impl FromToml for Period {
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::Period);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let period = match &item.value {
            Value::Text(text) => Period::from_text(text),
            _ => None,
        };
        period.or_else(|| decoder.wrong_type(&item))
    }
}

/// Returns "11 May 2026", as the NHS writes dates.
pub fn day_in_words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// Returns "Monday 11 May 2026".
pub fn day_with_weekday(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

/// Returns "2pm", "2:30pm", "midday", "midnight", as the NHS writes times.
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
    fn days_and_times_are_written_as_the_nhs_does() {
        let day = NaiveDate::from_ymd_opt(2026, 5, 11).unwrap();
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        assert_eq!(DayOrTime { day, time: Some(at(14, 0)) }.in_words(), "Monday 11 May 2026 at 2pm");
        assert_eq!(time_in_words(at(17, 30)), "5:30pm");
        assert_eq!(time_in_words(at(0, 15)), "12:15am");
        assert_eq!(time_in_words(at(12, 0)), "midday");
        assert_eq!(time_in_words(at(0, 0)), "midnight");
    }

    #[test]
    fn a_partial_date_has_a_last_day() {
        let last = |text| PartialDate::from_text(text).map(|day| day.last_day().to_string());
        assert_eq!(last("2024-02").as_deref(), Some("2024-02-29"));
        assert_eq!(last("2019-12").as_deref(), Some("2019-12-31"));
        assert_eq!(last("2019").as_deref(), Some("2019-12-31"));
    }

    #[test]
    fn periods_are_parsed_long_and_short() {
        assert_eq!(Period::from_text("6 months"), Some(Period { count: 6, unit: Unit::Months }));
        assert_eq!(Period::from_text("6w"), Some(Period { count: 6, unit: Unit::Weeks }));
        assert_eq!(Period::from_text("1 Year").map(Period::in_words), Some("1 year".to_owned()));
        for bad in ["", "months", "0 days", "-1 days", "6 moons", "six months", "99999999999 days"] {
            assert_eq!(Period::from_text(bad), None, "{bad}");
        }
    }
}
