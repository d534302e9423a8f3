//! Values as they are written in TOML.

use std::fmt::Write;

use chrono::NaiveDate;

use crate::escape::is_harmful;
use crate::parse::DayOrTime;

/// A value to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewValue {
    /// A date.
    Day(NaiveDate),
    /// A date, with a time if one is agreed.
    DayOrTime(DayOrTime),
    /// A string.
    Text(String),
    /// A list of strings.
    List(Vec<String>),
}

impl NewValue {
    /// Returns the value in TOML.
    pub fn to_toml(&self) -> String {
        match self {
            NewValue::Day(day) | NewValue::DayOrTime(DayOrTime { day, time: None }) => day.to_string(),
            NewValue::DayOrTime(DayOrTime { day, time: Some(time) }) => {
                format!("{day} {}", time.format("%H:%M:%S"))
            }
            NewValue::Text(text) => quoted(text),
            NewValue::List(texts) => {
                let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
                format!("[{}]", texts.join(", "))
            }
        }
    }
}

/// Returns the text in quotes. Invisible characters and those that change the display of a line are escaped, so that a
/// reader of the plan sees them.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\t' => quoted.push_str("\\t"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            c if is_harmful(c) && u32::from(c) <= 0xffff => {
                write!(quoted, "\\u{:04x}", u32::from(c)).expect("a string accepts all text");
            }
            c if is_harmful(c) => {
                write!(quoted, "\\U{:08x}", u32::from(c)).expect("a string accepts all text");
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
