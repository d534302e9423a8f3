//! The declared keys and their types as data, for messages, the schema and the reference page.

use crate::parse::convert::as_day;
use crate::parse::plan_part::PlanPart;
use crate::parse::recovery::suggest::suggest;
use crate::parse::tree::Value;

/// A key of a format.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The key as it is typed.
    pub name: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// The type of its value.
    pub value_type: ValueType,
    /// The part of the plan that it belongs to. Without one, that of the key above.
    pub part: Option<PlanPart>,
    /// Whether it is an error to omit it.
    pub required: bool,
    /// Whether its value identifies someone: only a terminal shows it.
    pub sensitive: bool,
    /// Whether the people to whom the item is assigned, or who said it, can read it without consent.
    pub own: bool,
}

impl Key {
    /// Returns whether its value, or any below it, identifies someone.
    pub(crate) fn is_sensitive(&self) -> bool {
        self.sensitive || self.value_type.keys().is_some_and(|keys| keys.iter().any(Key::is_sensitive))
    }

    /// Returns what it is for, as one line.
    pub fn doc(&self) -> String {
        self.doc.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The type of a value.
#[derive(Debug, Clone, Copy)]
pub enum ValueType {
    /// A scalar.
    One(ScalarType),
    /// One of a closed list of words.
    Choice(&'static [&'static str]),
    /// A list in brackets.
    List(&'static ValueType),
    /// One value, or a list of them.
    OneOrMore(&'static ValueType),
    /// A table with declared keys.
    Table(&'static [Key]),
    /// Tables with declared keys, each under `[[…]]`.
    Tables(&'static [Key]),
    /// A table whose keys the writer chooses.
    Open(&'static ValueType),
}

/// The types of scalars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarType {
    /// Free text.
    Text,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A day.
    Day,
    /// A day, or a year and month, or a year.
    PartialDate,
    /// A day, or a day and a time.
    DayOrTime,
    /// A day, a day and a time, or words.
    When,
    /// A length of time in words.
    Period,
    /// The handle of a person or service.
    Handle,
    /// The name of a decision in `[withheld]`.
    WithheldName,
}

impl ValueType {
    /// Returns whether it is a scalar or a list of scalars, not a table.
    pub(crate) const fn is_value(&self) -> bool {
        matches!(
            self,
            ValueType::One(_) | ValueType::Choice(_) | ValueType::List(_) | ValueType::OneOrMore(_)
        )
    }

    /// Returns whether `value` may have been meant as such a value: a date for a date, text for a text.
    pub(crate) fn may_hold(&self, value: &Value<'_>) -> bool {
        match (self, value) {
            (ValueType::List(of) | ValueType::OneOrMore(of), Value::List(items)) => {
                items.iter().all(|item| of.may_hold(&item.value))
            }
            (ValueType::List(of) | ValueType::OneOrMore(of), value) => of.may_hold(value),
            (ValueType::One(scalar), value) => scalar.may_hold(value),
            (ValueType::Choice(words), Value::Text(text)) => suggest(text, words.iter().copied()).is_some(),
            (ValueType::Choice(_), value) => matches!(value, Value::Boolean(_) | Value::Broken),
            (ValueType::Table(_) | ValueType::Tables(_) | ValueType::Open(_), value) => {
                !matches!(value, Value::Day(_) | Value::DayAndTime(..))
            }
        }
    }

    /// Returns whether it takes `value`: a table for a table, no text with spaces for a handle, nowhere a phone number.
    pub(crate) fn takes(&self, value: &Value<'_>) -> bool {
        match (self, value) {
            (ValueType::Table(_) | ValueType::Tables(_) | ValueType::Open(_), value) => {
                matches!(value, Value::Table(_) | Value::List(_))
            }
            (_, Value::Text(text)) if is_phone(text) => false,
            (ValueType::One(ScalarType::Handle), Value::Text(text)) => !text.contains(' '),
            _ => self.may_hold(value),
        }
    }

    /// Returns what the value should be, in words that can follow "should be".
    pub fn words(&self) -> String {
        match self {
            ValueType::One(scalar) => scalar.words().to_owned(),
            ValueType::Choice(words) => format!("one of {}", ticked(words)),
            ValueType::List(of) => format!("a list in square brackets, each {}", of.words()),
            ValueType::OneOrMore(of) => format!("{}, or a list of them in square brackets", of.words()),
            ValueType::Table(_) | ValueType::Open(_) => "a table".to_owned(),
            ValueType::Tables(_) => "a table of its own under double brackets".to_owned(),
        }
    }

    /// Returns an example as it is typed.
    pub fn example(&self) -> String {
        match self {
            ValueType::One(scalar) => scalar.example().to_owned(),
            ValueType::Choice(words) => format!("\"{}\"", words.first().unwrap_or(&"")),
            ValueType::List(of) => format!("[{}]", of.example()),
            ValueType::OneOrMore(of) => of.example(),
            ValueType::Table(_) | ValueType::Tables(_) | ValueType::Open(_) => "{ … }".to_owned(),
        }
    }

    /// Returns the declared keys below it, if it is a table or a list of tables.
    pub fn keys(&self) -> Option<&'static [Key]> {
        match self {
            ValueType::Table(keys) | ValueType::Tables(keys) => Some(keys),
            ValueType::Open(of) | ValueType::List(of) | ValueType::OneOrMore(of) => of.keys(),
            ValueType::One(_) | ValueType::Choice(_) => None,
        }
    }
}

impl ScalarType {
    /// Returns whether it can be a date.
    pub(crate) fn takes_day(self) -> bool {
        matches!(self, ScalarType::Day | ScalarType::PartialDate | ScalarType::DayOrTime | ScalarType::When)
    }

    fn may_hold(self, value: &Value<'_>) -> bool {
        match value {
            Value::Day(_) | Value::DayAndTime(..) => self.takes_day(),
            // Dates and numbers are often typed in quotes.
            Value::Text(text) => match self {
                ScalarType::Day | ScalarType::DayOrTime | ScalarType::Integer => {
                    text.contains(|c: char| c.is_ascii_digit())
                }
                _ => true,
            },
            Value::Integer(_) => self != ScalarType::Boolean,
            Value::List(_) | Value::Table(_) => false,
            _ => true,
        }
    }

    /// Returns what the value should be, in words that can follow "should be".
    pub fn words(self) -> &'static str {
        match self {
            ScalarType::Text => "text in quotes",
            ScalarType::Integer => "a whole number, without quotes",
            ScalarType::Boolean => "true or false, without quotes",
            ScalarType::Day => "a date like 2026-03-31, without quotes",
            ScalarType::PartialDate => {
                "a date like 2026-03-31 without quotes, or a month or year like \"2019-03\" or \"2019\""
            }
            ScalarType::DayOrTime => {
                "a date like 2026-03-31 or a date and time like 2026-03-31 14:00:00, without quotes"
            }
            ScalarType::When => {
                "a date like 2026-03-31 or a date and time like 2026-03-31 14:00:00 without quotes, or words in quotes"
            }
            ScalarType::Period => "a length of time in quotes, like \"6 months\"",
            ScalarType::Handle => "a handle in quotes, like \"jo\"",
            ScalarType::WithheldName => "the name of a decision in [withheld], in quotes",
        }
    }

    fn example(self) -> &'static str {
        match self {
            ScalarType::Text => "\"…\"",
            ScalarType::Integer => "2",
            ScalarType::Boolean => "true",
            ScalarType::Day | ScalarType::PartialDate | ScalarType::DayOrTime | ScalarType::When => {
                "2026-03-31"
            }
            ScalarType::Period => "\"6 months\"",
            ScalarType::Handle => "\"jo\"",
            ScalarType::WithheldName => "\"threats\"",
        }
    }
}

/// Returns whether a text is a phone number and nothing else.
fn is_phone(text: &str) -> bool {
    let dials = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '+' | '(' | ')' | '-');
    text.chars().all(dials) && as_day(text).is_none()
}

/// Returns the words as "`a`, `b` or `c`".
pub(crate) fn ticked(words: &[&str]) -> String {
    let ticked: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match ticked.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => ticked.concat(),
    }
}
