//! What a declaration says about a table, as data: for messages, for the page of the format, for whatever lists keys.

use crate::parse::access_labels::PlanPart;
use crate::parse::convert::as_day;
use crate::parse::recovery::suggest::suggest;
use crate::parse::tree::Value;

/// One key of the format.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The key as it is typed.
    pub name: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// What may stand behind it.
    pub value_type: ValueType,
    /// The part that it belongs to; without one, that of the key above.
    pub part: Option<PlanPart>,
    /// Whether a table without it is at fault.
    pub required: bool,
    /// Whether its value tells who the person is: it is blotted out wherever it is not on a terminal.
    pub sensitive: bool,
    /// Whether whoever is down for the item, or said it, has this of it without anybody's leave.
    pub own: bool,
}

impl Key {
    /// Whether its value, or any below it, tells who somebody is.
    pub(crate) fn is_sensitive(&self) -> bool {
        self.sensitive || self.value_type.keys().is_some_and(|keys| keys.iter().any(Key::is_sensitive))
    }

    /// What it is for, as one line.
    pub fn doc(&self) -> String {
        self.doc.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// What may stand behind a key.
#[derive(Debug, Clone, Copy)]
pub enum ValueType {
    /// One value.
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
    /// A table whose keys anybody may choose.
    Open(&'static ValueType),
}

/// The sorts of single values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarType {
    /// Words in quotes.
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
    /// The handle of somebody.
    Handle,
    /// The name of a decision in `[withheld]`.
    WithheldName,
}

impl ValueType {
    /// Whether a value stands there, or a list of values: no table.
    pub(crate) const fn is_value(&self) -> bool {
        matches!(
            self,
            ValueType::One(_) | ValueType::Choice(_) | ValueType::List(_) | ValueType::OneOrMore(_)
        )
    }

    /// Whether this value may have been meant to stand there: a day where days stand, and words where they do.
    pub(crate) fn may_hold(&self, value: &Value<'_>) -> bool {
        match (self, value) {
            (ValueType::List(of) | ValueType::OneOrMore(of), Value::List(items)) => {
                items.iter().all(|item| of.may_hold(&item.value))
            }
            (ValueType::List(of) | ValueType::OneOrMore(of), value) => of.may_hold(value),
            (ValueType::One(sort), value) => sort.may_hold(value),
            (ValueType::Choice(words), Value::Text(text)) => suggest(text, words.iter().copied()).is_some(),
            (ValueType::Choice(_), value) => matches!(value, Value::Boolean(_) | Value::Broken),
            (ValueType::Table(_) | ValueType::Tables(_) | ValueType::Open(_), value) => {
                !matches!(value, Value::Day(_) | Value::DayAndTime(..))
            }
        }
    }

    /// Whether it takes such a value: a table where tables stand, where somebody is named no words with spaces, and
    /// nowhere a number to phone.
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

    /// What should stand there, in words that can follow "should be".
    pub fn words(&self) -> String {
        match self {
            ValueType::One(sort) => sort.words().to_owned(),
            ValueType::Choice(words) => format!("one of {}", ticked(words)),
            ValueType::List(of) => format!("a list in square brackets, each {}", of.words()),
            ValueType::OneOrMore(of) => format!("{}, or a list of them in square brackets", of.words()),
            ValueType::Table(_) | ValueType::Open(_) => "a table".to_owned(),
            ValueType::Tables(_) => "a table of its own under double brackets".to_owned(),
        }
    }

    /// An example of a value, as it is typed.
    pub fn example(&self) -> String {
        match self {
            ValueType::One(sort) => sort.example().to_owned(),
            ValueType::Choice(words) => format!("\"{}\"", words.first().unwrap_or(&"")),
            ValueType::List(of) => format!("[{}]", of.example()),
            ValueType::OneOrMore(of) => of.example(),
            ValueType::Table(_) | ValueType::Tables(_) | ValueType::Open(_) => "{ … }".to_owned(),
        }
    }

    /// The declared keys below it, if it is a table or a list of tables.
    pub fn keys(&self) -> Option<&'static [Key]> {
        match self {
            ValueType::Table(keys) | ValueType::Tables(keys) => Some(keys),
            ValueType::Open(of) | ValueType::List(of) | ValueType::OneOrMore(of) => of.keys(),
            ValueType::One(_) | ValueType::Choice(_) => None,
        }
    }
}

impl ScalarType {
    fn may_hold(self, value: &Value<'_>) -> bool {
        match value {
            Value::Day(_) | Value::DayAndTime(..) => self.takes_day(),
            // Days and numbers are often typed in quotes.
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

    /// What should stand there, in words that can follow "should be".
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

/// Whether this is nothing but a number that can be phoned.
fn is_phone(text: &str) -> bool {
    let dials = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '+' | '(' | ')' | '-');
    text.chars().all(dials) && as_day(text).is_none()
}

/// `a`, `b` or `c`, each in backticks.
pub(crate) fn ticked(words: &[&str]) -> String {
    let ticked: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match ticked.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => ticked.concat(),
    }
}
