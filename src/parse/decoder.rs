//! The reading of one file: what it found, what it met, and what it says about keys that are wrong.

use crate::parse::diagnostic::FixedRule;
use crate::parse::message::Message;
use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::parse::convert::{as_day, as_day_and_time, as_truth, says_none};
use crate::parse::diagnostic::Diagnostic;
use crate::parse::recovery::suggest::suggest;
use crate::parse::source::{Source, Span};
use crate::parse::tree::{Item, Table, Value};
use crate::parse::value_type::{Key, ScalarType, ValueType, ticked};

/// A name that was met, to be looked up when the whole plan is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// How it was named.
    pub as_what: ReferenceKind,
    /// The name.
    pub name: String,
    /// Where.
    pub span: Span,
}

/// How somebody or something was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReferenceKind {
    /// As somebody: a handle, or "person".
    Somebody,
    /// As the decision that an item names with `withhold`.
    Decision,
    /// As somebody whom a decision keeps something from: a handle, or a kind of reader.
    Reader,
}

/// A key on the way to what is being read.
#[derive(Debug)]
pub(crate) struct PathStep {
    /// The key as it was typed.
    pub(crate) name: Cow<'static, str>,
    /// What may stand behind it.
    pub(crate) value_type: ValueType,
    /// Whether its value tells who somebody is.
    pub(crate) sensitive: bool,
}

/// What is known while one file is read.
#[derive(Debug)]
pub struct Decoder<'s> {
    pub(crate) source: &'s Arc<Source>,
    as_at: NaiveDate,
    pub(crate) format: &'static [Key],
    pub(crate) whole: bool,
    pub(crate) steps: Vec<PathStep>,
    hidden: Vec<Span>,
    /// The keys that were meant by others.
    pub(crate) meant: Vec<&'static str>,
    /// What is wrong with it.
    pub found: Vec<Diagnostic>,
    /// Who and what it names.
    pub named: Vec<Reference>,
    /// The keys that stand in a wrong table: where each belongs, where it was typed, and in which table.
    pub misplaced: Vec<(Vec<&'static str>, Span, Span)>,
}

impl<'s> Decoder<'s> {
    /// Begins to read `source`, whose top level has the keys `format`. A text that is not `whole` has faults of
    /// syntax: what is missing or unknown in it is then not told, for it may stand in what could not be read.
    pub fn new(source: &'s Arc<Source>, format: &'static [Key], as_at: NaiveDate, whole: bool) -> Self {
        Decoder {
            source,
            as_at,
            format,
            whole,
            steps: Vec::new(),
            hidden: Vec::new(),
            meant: Vec::new(),
            found: Vec::new(),
            named: Vec::new(),
            misplaced: Vec::new(),
        }
    }

    /// The day as at which the file is read.
    pub fn as_at(&self) -> NaiveDate {
        self.as_at
    }

    /// The places that must not be shown outside a terminal.
    pub fn take_hidden(&mut self) -> Vec<Span> {
        std::mem::take(&mut self.hidden)
    }

    /// Adds an error at `span`.
    pub fn error(&mut self, rule: FixedRule, span: &Span, message: impl Into<Message>) -> &mut Diagnostic {
        self.found.push(Diagnostic::error(rule, self.source, span, message));
        self.found.last_mut().expect("one was pushed")
    }

    /// Hides a value that tells who somebody is, and what stands behind it on its line.
    pub(crate) fn hide(&mut self, span: &Span) {
        self.hidden.push(span.start..self.source.line_at(span.end).end.max(span.end));
    }

    pub(crate) fn enter(&mut self, name: Cow<'static, str>, value_type: ValueType, sensitive: bool) {
        self.steps.push(PathStep { name, value_type, sensitive });
    }

    pub(crate) fn leave(&mut self) {
        self.steps.pop();
    }

    /// The name of the key that is being read.
    pub(crate) fn key_name(&self) -> &str {
        self.steps.last().map_or("the file", |step| &step.name)
    }

    pub(crate) fn name(&mut self, as_what: ReferenceKind, name: &str, span: &Span) {
        self.named.push(Reference { as_what, name: name.to_owned(), span: span.clone() });
    }

    /// Whether the value being read tells who somebody is, so that no message may repeat it.
    pub(crate) fn is_sensitive(&self) -> bool {
        self.steps.iter().any(|step| step.sensitive)
    }

    /// Says that `item` is not what its key takes, unless the parser has said so already.
    pub fn wrong_type(&mut self, item: &Item<'_>) {
        let Some(step) = self.steps.last() else { return };
        // Where lines were lost, a header may stand for another.
        let unsure = !self.whole && step.value_type.keys().is_some();
        if matches!(item.value, Value::Broken) || unsure {
            return;
        }
        let (name, should) = (step.name.clone(), step.value_type.words());
        if step.value_type.keys().is_some() && !self.source.at(&item.span).starts_with('[') {
            self.hidden.push(item.span.start..self.source.line_at(item.span.end).end);
        }
        if matches!(step.value_type, ValueType::Tables(_))
            && matches!(item.value, Value::Table(_))
            && self.is_implied(&item.span)
        {
            self.header_is_missing(&item.span);
            return;
        }
        let found = match &item.value {
            Value::Table(_) if matches!(step.value_type, ValueType::Tables(_)) => {
                "single brackets".to_owned()
            }
            Value::List(_) if step.value_type.keys().is_some() => "double brackets".to_owned(),
            Value::Text(text) if should.contains("quotes") && !self.is_sensitive() => {
                format!("\"{}\"", short(text))
            }
            other => other.sort().to_owned(),
        };
        let help = self.line_instead(&name, &step.value_type, item);
        self.error(FixedRule::WrongType, &item.span, format!("`{name}` should be {should}, found {found}"))
            .set_help(help);
    }

    /// The line to write instead of one with a wrong value. It keeps what was typed where that is safe and useful.
    fn line_instead(&self, name: &str, value_type: &ValueType, item: &Item<'_>) -> String {
        match (value_type, &item.value) {
            (ValueType::Tables(_), Value::Table(_)) => {
                format!("write its header with double brackets: `[[{}]]`", self.path())
            }
            (ValueType::Tables(_), _) => format!("write a table under `[[{}]]`", self.path()),
            (ValueType::Open(of), Value::List(_)) if of.keys().is_some() => {
                format!("write a header for each, with a handle: `[{}.sam]`", self.path())
            }
            (ValueType::Open(of), _) if of.keys().is_none() => {
                format!("write it as in `{name} = {{ {} = \"…\" }}`", kind_of(name))
            }
            (ValueType::Table(_) | ValueType::Open(_), Value::List(_)) => {
                format!("write its header with single brackets: `[{}]`", self.path())
            }
            (ValueType::Table(_) | ValueType::Open(_), _) => {
                format!("write a table under `[{}]`", self.path())
            }
            (ValueType::List(_), Value::Text(text)) if says_none(text) => {
                format!("write `{name} = []` if there is none; left out means that nobody has asked")
            }
            (ValueType::List(_) | ValueType::OneOrMore(_), Value::Text(text)) if !self.is_sensitive() => {
                format!("write `{name} = [\"{}\"]`", short(text))
            }
            (value_type, _) if self.is_sensitive() => {
                format!("write it as in `{name} = {}`", value_type.example())
            }
            (value_type, Value::Text(text)) => match repaired(value_type, text) {
                Some(line) => format!("write `{name} = {line}`"),
                None => format!("write it as in `{name} = {}`", value_type.example()),
            },
            (value_type, _) => format!("write it as in `{name} = {}`", value_type.example()),
        }
    }

    /// Whether a table has no header of its own, only tables below it have.
    fn is_implied(&self, table: &Span) -> bool {
        let line = self.source.line_at(table.start);
        let text = self.source.at(&line).trim_start();
        !self.source.at(table).starts_with(['[', '{']) && text.starts_with('[')
    }

    /// Says that a table below a list stands there without the table that it belongs to.
    fn header_is_missing(&mut self, table: &Span) {
        let path = self.path();
        let moved = self
            .misplaced
            .iter()
            .any(|(home, ..)| home.len() > 1 && home[..home.len() - 1].join(".") == path);
        if moved || self.meant.iter().any(|meant| self.key_name() == *meant) {
            return;
        }
        let line = self.source.line_at(table.start);
        let header = self.source.at(&line).split('#').next().unwrap_or_default().trim().to_owned();
        let above = format!("[[{}]]", self.path());
        let start = line.end - self.source.at(&line).trim_start().len();
        let last = header.trim_matches(['[', ']']).rsplit('.').next().unwrap_or_default().to_owned();
        let help = format!(
            "write `{above}` and what belongs to it above this line; or, below another table, its own name before `.{last}`"
        );
        self.error(
            FixedRule::WrongType,
            &(start..start + header.len()),
            format!("`{header}` stands here without `{above}` above it"),
        )
        .set_help(help);
    }

    /// The keys that lead to what is being read, joined by dots.
    pub(crate) fn path(&self) -> String {
        self.steps.iter().map(|step| &*step.name).collect::<Vec<_>>().join(".")
    }

    /// The table behind a key that takes one.
    pub fn table<'t>(&mut self, item: Item<'t>) -> Option<Table<'t>> {
        match item.value {
            Value::Table(table) => Some(table),
            _ => {
                self.wrong_type(&item);
                None
            }
        }
    }

    /// The text behind a key that takes text, which is not empty.
    pub fn text(&mut self, item: Item<'_>) -> Option<String> {
        match item.value {
            Value::Text(text) if text.trim().is_empty() => {
                let name = self.key_name().to_owned();
                self.error(FixedRule::EmptyText, &item.span, format!("`{name}` is empty"))
                    .set_help("write something, or leave the line out: left out means that nobody has asked");
                None
            }
            Value::Text(text) => Some(text.into_owned()),
            _ => {
                self.wrong_type(&item);
                None
            }
        }
    }

    /// Which of `words` stands behind a key that takes one of them.
    pub fn choice(&mut self, item: Item<'_>, words: &'static [&'static str]) -> Option<usize> {
        let span = item.span.clone();
        let text = self.text(item)?;
        let at = words.iter().position(|word| *word == text);
        if at.is_none() {
            let name = self.key_name().to_owned();
            let meant = suggest(&text, words.iter().copied());
            let help = match meant {
                Some(meant) => format!("did you mean \"{meant}\"? It is one of {}", ticked(words)),
                None => format!("write one of {}", ticked(words)),
            };
            self.error(FixedRule::UnknownChoice, &span, format!("`{name}` cannot be \"{}\"", short(&text)))
                .set_help(help);
        }
        at
    }

    /// Says that a required key is missing from the table whose header is `table`.
    pub fn absent_key(&mut self, name: &'static str, keys: &'static [Key], table: &Span) {
        let required = keys.iter().find(|key| key.name == name).filter(|key| key.required);
        // A key of it that stands elsewhere says already that it was lost.
        let told = self.misplaced.iter().any(|(path, ..)| path.len() > 1 && path.first() == Some(&name));
        let Some(key) = required.filter(|_| self.whole && !told) else { return };
        let place = match (self.steps.is_empty(), key.value_type.keys()) {
            (true, Some(_)) => format!("add `[{name}]` and its `name`"),
            (true, None) => format!("add `{name} = {}` as the first line", key.value_type.example()),
            (false, _) => format!("add `{name} = {}` to it", key.value_type.example()),
        };
        let header = self.source.at(table).trim();
        let whose = match (self.steps.is_empty(), header.starts_with('[')) {
            (true, _) => "the file".to_owned(),
            (false, true) => header.to_owned(),
            (false, false) => "this table".to_owned(),
        };
        self.error(FixedRule::MissingKey, table, format!("{whose} has no `{name}`")).set_help(place);
    }
}

/// A text as it is repeated in a message: its beginning, on one line.
fn short(text: &str) -> String {
    let mut short: String = text.lines().next().unwrap_or_default().chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// A kind that the entries of an open table can have, for an example.
fn kind_of(name: &str) -> &'static str {
    if name == "phones" { "mobile" } else { "home" }
}

/// A value in quotes that would be right without them.
fn repaired(value_type: &ValueType, text: &str) -> Option<String> {
    let ValueType::One(sort) = value_type else { return None };
    let text = text.trim();
    let moment = as_day_and_time(text).filter(|_| matches!(sort, ScalarType::When | ScalarType::DayOrTime));
    as_day(text)
        .filter(|_| sort.takes_day())
        .map(|day| day.to_string())
        .or(moment)
        .or_else(|| as_truth(text).filter(|_| *sort == ScalarType::Boolean).map(str::to_owned))
        .or_else(|| text.parse::<u32>().ok().filter(|_| *sort == ScalarType::Integer).map(|n| n.to_string()))
}
