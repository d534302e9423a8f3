//! What a declaration says about a table, as data: for messages, for the page of the format, for whatever lists keys.

use crate::parse::access_labels::Part;
use crate::parse::convert::as_day;
use crate::parse::recovery::suggest::nearest;
use crate::parse::tree::Value;

/// One key of the format.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The key as it is typed.
    pub name: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// What may stand behind it.
    pub shape: Shape,
    /// The part that it belongs to; without one, that of the key above.
    pub part: Option<Part>,
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
        self.sensitive || self.shape.keys().is_some_and(|keys| keys.iter().any(Key::is_sensitive))
    }

    /// What it is for, as one line.
    pub fn doc(&self) -> String {
        self.doc.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// What may stand behind a key.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// One value.
    One(Sort),
    /// One of a closed list of words.
    Choice(&'static [&'static str]),
    /// A list in brackets.
    List(&'static Shape),
    /// One value, or a list of them.
    OneOrMore(&'static Shape),
    /// A table with declared keys.
    Table(&'static [Key]),
    /// Tables with declared keys, each under `[[…]]`.
    Tables(&'static [Key]),
    /// A table whose keys anybody may choose.
    Open(&'static Shape),
}

/// The sorts of single values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Words in quotes.
    Text,
    /// A whole number.
    Whole,
    /// `true` or `false`.
    Truth,
    /// A day.
    Day,
    /// A day, or a year and month, or a year.
    LongAgo,
    /// A day, or a day and a time.
    DayOrTime,
    /// A day, a day and a time, or words.
    When,
    /// A length of time in words.
    Every,
    /// The handle of somebody.
    Handle,
    /// The name of a decision in `[withheld]`.
    Withheld,
}

impl Shape {
    /// Whether a value stands there, or a list of values: no table.
    pub(crate) const fn is_value(&self) -> bool {
        matches!(self, Shape::One(_) | Shape::Choice(_) | Shape::List(_) | Shape::OneOrMore(_))
    }

    /// Whether this value may have been meant to stand there: a day where days stand, and words where they do.
    pub(crate) fn may_hold(&self, value: &Value<'_>) -> bool {
        match (self, value) {
            (Shape::List(of) | Shape::OneOrMore(of), Value::List(items)) => {
                items.iter().all(|item| of.may_hold(&item.value))
            }
            (Shape::List(of) | Shape::OneOrMore(of), value) => of.may_hold(value),
            (Shape::One(sort), value) => sort.may_hold(value),
            (Shape::Choice(words), Value::Text(text)) => nearest(text, words.iter().copied()).is_some(),
            (Shape::Choice(_), value) => matches!(value, Value::Truth(_) | Value::Broken),
            (Shape::Table(_) | Shape::Tables(_) | Shape::Open(_), value) => {
                !matches!(value, Value::Day(_) | Value::DayAndTime(..))
            }
        }
    }

    /// Whether it takes such a value: a table where tables stand, where somebody is named no words with spaces, and
    /// nowhere a number to phone.
    pub(crate) fn takes(&self, value: &Value<'_>) -> bool {
        match (self, value) {
            (Shape::Table(_) | Shape::Tables(_) | Shape::Open(_), value) => {
                matches!(value, Value::Table(_) | Value::List(_))
            }
            (_, Value::Text(text)) if is_phone(text) => false,
            (Shape::One(Sort::Handle), Value::Text(text)) => !text.contains(' '),
            _ => self.may_hold(value),
        }
    }

    /// What should stand there, in words that can follow "should be".
    pub fn words(&self) -> String {
        match self {
            Shape::One(sort) => sort.words().to_owned(),
            Shape::Choice(words) => format!("one of {}", ticked(words)),
            Shape::List(of) => format!("a list in square brackets, each {}", of.words()),
            Shape::OneOrMore(of) => format!("{}, or a list of them in square brackets", of.words()),
            Shape::Table(_) | Shape::Open(_) => "a table".to_owned(),
            Shape::Tables(_) => "a table of its own under double brackets".to_owned(),
        }
    }

    /// An example of a value, as it is typed.
    pub fn example(&self) -> String {
        match self {
            Shape::One(sort) => sort.example().to_owned(),
            Shape::Choice(words) => format!("\"{}\"", words.first().unwrap_or(&"")),
            Shape::List(of) => format!("[{}]", of.example()),
            Shape::OneOrMore(of) => of.example(),
            Shape::Table(_) | Shape::Tables(_) | Shape::Open(_) => "{ … }".to_owned(),
        }
    }

    /// The declared keys below it, if it is a table or a list of tables.
    pub fn keys(&self) -> Option<&'static [Key]> {
        match self {
            Shape::Table(keys) | Shape::Tables(keys) => Some(keys),
            Shape::Open(of) | Shape::List(of) | Shape::OneOrMore(of) => of.keys(),
            Shape::One(_) | Shape::Choice(_) => None,
        }
    }
}

impl Sort {
    fn may_hold(self, value: &Value<'_>) -> bool {
        match value {
            Value::Day(_) | Value::DayAndTime(..) => self.takes_day(),
            // Days and numbers are often typed in quotes.
            Value::Text(text) => match self {
                Sort::Day | Sort::DayOrTime | Sort::Whole => text.contains(|c: char| c.is_ascii_digit()),
                _ => true,
            },
            Value::Whole(_) => self != Sort::Truth,
            Value::List(_) | Value::Table(_) => false,
            _ => true,
        }
    }

    /// What should stand there, in words that can follow "should be".
    pub fn words(self) -> &'static str {
        match self {
            Sort::Text => "text in quotes",
            Sort::Whole => "a whole number, without quotes",
            Sort::Truth => "true or false, without quotes",
            Sort::Day => "a date like 2026-03-31, without quotes",
            Sort::LongAgo => {
                "a date like 2026-03-31 without quotes, or a month or year like \"2019-03\" or \"2019\""
            }
            Sort::DayOrTime => {
                "a date like 2026-03-31 or a date and time like 2026-03-31 14:00:00, without quotes"
            }
            Sort::When => {
                "a date like 2026-03-31 or a date and time like 2026-03-31 14:00:00 without quotes, or words in quotes"
            }
            Sort::Every => "a length of time in quotes, like \"6 months\"",
            Sort::Handle => "a handle in quotes, like \"jo\"",
            Sort::Withheld => "the name of a decision in [withheld], in quotes",
        }
    }

    fn example(self) -> &'static str {
        match self {
            Sort::Text => "\"…\"",
            Sort::Whole => "2",
            Sort::Truth => "true",
            Sort::Day | Sort::LongAgo | Sort::DayOrTime | Sort::When => "2026-03-31",
            Sort::Every => "\"6 months\"",
            Sort::Handle => "\"jo\"",
            Sort::Withheld => "\"threats\"",
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
