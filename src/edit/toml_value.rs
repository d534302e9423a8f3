//! Values as they are written into a text.

use std::fmt::Write;

use chrono::NaiveDate;

use crate::escape::is_harmful;
use crate::parse::DayOrTime;

/// A value to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put {
    /// A day.
    Day(NaiveDate),
    /// A day, with its time if one is agreed.
    DayOrTime(DayOrTime),
    /// Words.
    Text(String),
    /// A list of words.
    List(Vec<String>),
}

impl Put {
    /// As it is typed in a plan.
    pub fn typed(&self) -> String {
        match self {
            Put::Day(day) | Put::DayOrTime(DayOrTime { day, time: None }) => day.to_string(),
            Put::DayOrTime(DayOrTime { day, time: Some(time) }) => {
                format!("{day} {}", time.format("%H:%M:%S"))
            }
            Put::Text(text) => quoted(text),
            Put::List(texts) => {
                let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
                format!("[{}]", texts.join(", "))
            }
        }
    }
}

/// The text in quotes. What could move a terminal, turn a line round or hide in it is written as its number, so that
/// whoever looks at the plan sees that it is there.
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
                write!(quoted, "\\u{:04x}", u32::from(c)).expect("a string takes it");
            }
            c if is_harmful(c) => write!(quoted, "\\U{:08x}", u32::from(c)).expect("a string takes it"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
