//! The state while one file is decoded, and the errors about values.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::message;
use crate::parse::convert::{as_boolean, as_day, as_day_and_time, says_none};
use crate::parse::diagnostic::{Diagnostic, FixedRule};
use crate::parse::message::{Message, MessagePart, figure, name, value};
use crate::parse::recovery::suggest::suggest;
use crate::parse::recovery::typed::typed;
use crate::parse::source::{Source, Span};
use crate::parse::tree::{Item, Table, Value};
use crate::parse::value_type::{Key, ScalarType, ValueType, ticked};

/// A name in a file, to be looked up when the whole file is decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it names.
    pub as_what: ReferenceKind,
    /// The name.
    pub name: String,
    /// Its place.
    pub span: Span,
}

/// What a name refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReferenceKind {
    /// A person or service: a handle, or "person".
    Somebody,
    /// The decision that an item names with `withhold`.
    Decision,
    /// A reader in the `from` of a decision: a handle, or a kind of reader.
    Reader,
}

/// A key on the path to the value that is decoded.
#[derive(Debug)]
pub(crate) struct PathStep {
    /// The key: borrowed if the format declares it, owned if the writer chose it.
    pub(crate) name: Cow<'static, str>,
    pub(crate) value_type: ValueType,
    /// Whether its value identifies someone.
    pub(crate) sensitive: bool,
}

/// The state while one file is decoded.
#[derive(Debug)]
pub struct Decoder<'s> {
    pub(crate) source: &'s Arc<Source>,
    as_at: NaiveDate,
    pub(crate) format: &'static [Key],
    pub(crate) whole: bool,
    pub(crate) steps: Vec<PathStep>,
    hidden: Vec<Span>,
    /// The keys for which unknown keys were probably meant.
    pub(crate) meant: Vec<&'static str>,
    /// The diagnostics so far.
    pub found: Vec<Diagnostic>,
    /// The people and decisions that the file names.
    pub named: Vec<Reference>,
    /// The keys in a wrong table: the path where each belongs, its place, and the header of the table that it is in.
    pub misplaced: Vec<(Vec<&'static str>, Span, Span)>,
}

impl<'s> Decoder<'s> {
    /// Returns a decoder for `source`, whose top level has the keys `format`. If the text has syntax errors, it is not
    /// `whole`, and missing or unknown keys are not reported: they may be in the lines that could not be read.
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

    /// Returns the date that counts as today.
    pub fn as_at(&self) -> NaiveDate {
        self.as_at
    }

    /// Returns the places that only a terminal can show, and forgets them.
    pub fn take_hidden(&mut self) -> Vec<Span> {
        std::mem::take(&mut self.hidden)
    }

    /// Reports an error at `span`.
    pub fn error(&mut self, rule: FixedRule, span: &Span, message: impl Into<Message>) -> &mut Diagnostic {
        self.found.push(Diagnostic::error(rule, self.source, span, message));
        self.found.last_mut().expect("one was pushed")
    }

    /// Hides a sensitive value, and the rest of its line.
    pub(crate) fn hide(&mut self, span: &Span) {
        self.hidden.push(span.start..self.source.line_at(span.end).end.max(span.end));
    }

    pub(crate) fn enter(&mut self, name: Cow<'static, str>, value_type: ValueType, sensitive: bool) {
        self.steps.push(PathStep { name, value_type, sensitive });
    }

    pub(crate) fn leave(&mut self) {
        self.steps.pop();
    }

    /// Returns the key that is decoded.
    pub(crate) fn key_name(&self) -> &str {
        self.steps.last().map_or("the file", |step| &step.name)
    }

    /// Returns the key that is decoded, as a part of a message.
    pub(crate) fn key(&self) -> MessagePart {
        self.steps.last().map_or(MessagePart::Text("the file"), |step| self.part(step))
    }

    fn part(&self, step: &PathStep) -> MessagePart {
        match &step.name {
            Cow::Borrowed(key) => MessagePart::Text(key),
            Cow::Owned(chosen) => name(chosen, &*self.steps[0].name),
        }
    }

    pub(crate) fn name(&mut self, as_what: ReferenceKind, name: &str, span: &Span) {
        self.named.push(Reference { as_what, name: name.to_owned(), span: span.clone() });
    }

    /// Returns the keys that lead to the value, joined by dots.
    pub(crate) fn path(&self) -> String {
        self.steps.iter().map(|step| &*step.name).collect::<Vec<_>>().join(".")
    }

    fn path_parts(&self) -> Message {
        let mut parts = Vec::new();
        for step in &self.steps {
            if !parts.is_empty() {
                parts.push(MessagePart::Text("."));
            }
            parts.push(self.part(step));
        }
        Message::new(parts)
    }

    /// Returns a key or header of this file, as it was typed, for a message.
    pub(crate) fn typed(&self, text: &str) -> Message {
        typed(text, self.format)
    }

    /// Reports that `item` has the wrong type, unless the parser has reported it. Returns `None` as its value.
    pub fn wrong_type<T>(&mut self, item: &Item<'_>) -> Option<T> {
        let step = self.steps.last()?;
        let value_type = step.value_type;
        let is_table = value_type.keys().is_some();
        // Where lines are missing, a header may be another table's.
        if matches!(item.value, Value::Broken) || (is_table && !self.whole) {
            return None;
        }
        if is_table && !self.source.at(&item.span).starts_with('[') {
            self.hidden.push(item.span.start..self.source.line_at(item.span.end).end);
        }
        let expects_list = matches!(value_type, ValueType::Tables(_));
        if expects_list && matches!(item.value, Value::Table(_)) && self.is_implied(&item.span) {
            self.header_is_missing(&item.span);
            return None;
        }
        let key = self.key();
        let expected = value_type.words();
        let found = match &item.value {
            Value::Table(_) if expects_list => "single brackets".into(),
            Value::List(_) if is_table => "double brackets".into(),
            Value::Text(text) if expected.contains("quotes") => {
                message!("\"{}\"", value(short(text), self.key_name()))
            }
            other => other.kind().into(),
        };
        let help = self.line_instead(&value_type, item);
        let message = message!("`{}` should be {}, found {}", key, figure(expected), found);
        self.error(FixedRule::WrongType, &item.span, message).set_help(help);
        None
    }

    /// Returns the line to write instead of one with a wrong value. It repeats what was typed where that helps.
    fn line_instead(&self, value_type: &ValueType, item: &Item<'_>) -> Message {
        let (key, path) = (self.key(), self.path_parts());
        let is_sensitive = self.steps.iter().any(|step| step.sensitive);
        match (value_type, &item.value) {
            (ValueType::Tables(_), Value::Table(_)) => {
                message!("write its header with double brackets: `[[{}]]`", path)
            }
            (ValueType::Tables(_), _) => message!("write a table under `[[{}]]`", path),
            (ValueType::Open(of), Value::List(_)) if of.keys().is_some() => {
                message!("write a header for each, with a handle: `[{}.sam]`", path)
            }
            (ValueType::Open(of), _) if of.keys().is_none() => {
                let kind = if self.key_name() == "phones" { "mobile" } else { "home" };
                message!("write it as in `{} = { {} = \"…\" }`", key, kind)
            }
            (ValueType::Table(_) | ValueType::Open(_), Value::List(_)) => {
                message!("write its header with single brackets: `[{}]`", path)
            }
            (ValueType::Table(_) | ValueType::Open(_), _) => message!("write a table under `[{}]`", path),
            (ValueType::List(_), Value::Text(text)) if says_none(text) => {
                message!("write `{} = []` if there is none; left out means that nobody has asked", key)
            }
            (ValueType::List(_) | ValueType::OneOrMore(_), Value::Text(text)) => {
                message!("write `{} = [\"{}\"]`", key, value(short(text), self.key_name()))
            }
            (value_type, item) => match repaired(value_type, item).filter(|_| !is_sensitive) {
                Some(repaired) => message!("write `{} = {}`", key, figure(repaired)),
                None => message!("write it as in `{} = {}`", key, figure(value_type.example())),
            },
        }
    }

    /// Returns whether a table has no header of its own, only headers of tables below it.
    fn is_implied(&self, table: &Span) -> bool {
        let line = self.source.line_at(table.start);
        let text = self.source.at(&line).trim_start();
        !self.source.at(table).starts_with(['[', '{']) && text.starts_with('[')
    }

    /// Reports a table whose parent, an item of a list, has no header above it.
    fn header_is_missing(&mut self, table: &Span) {
        let path = self.path();
        let is_misplaced = |home: &[&'static str]| home.len() > 1 && home[..home.len() - 1].join(".") == path;
        if self.misplaced.iter().any(|(home, ..)| is_misplaced(home))
            || self.meant.iter().any(|meant| self.key_name() == *meant)
        {
            return;
        }
        let line = self.source.line_at(table.start);
        let start = line.end - self.source.at(&line).trim_start().len();
        let header = self.source.at(&line).split('#').next().unwrap_or_default().trim();
        let last = header.trim_matches(['[', ']']).rsplit('.').next().unwrap_or_default();
        let (span, header, last) = (start..start + header.len(), self.typed(header), self.typed(last));
        let above = message!("[[{}]]", self.path_parts());
        let help = message!(
            "write `{}` and what belongs to it above this line; or, below another table, its own name before `.{}`",
            above.clone(),
            last
        );
        let message = message!("`{}` stands here without `{}` above it", header, above);
        self.error(FixedRule::WrongType, &span, message).set_help(help);
    }

    /// Returns the table of a key that takes one.
    pub fn table<'t>(&mut self, item: Item<'t>) -> Option<Table<'t>> {
        match item.value {
            Value::Table(table) => Some(table),
            _ => self.wrong_type(&item),
        }
    }

    /// Returns the text of a key that takes text. An empty text is an error.
    pub fn text(&mut self, item: Item<'_>) -> Option<String> {
        match item.value {
            Value::Text(text) if text.trim().is_empty() => {
                let message = message!("`{}` is empty", self.key());
                self.error(FixedRule::EmptyText, &item.span, message)
                    .set_help("write something, or leave the line out: left out means that nobody has asked");
                None
            }
            Value::Text(text) => Some(text.into_owned()),
            _ => self.wrong_type(&item),
        }
    }

    /// Returns which of `words` was typed, as an index.
    pub fn choice(&mut self, item: Item<'_>, words: &'static [&'static str]) -> Option<usize> {
        let span = item.span.clone();
        let text = self.text(item)?;
        let at = words.iter().position(|word| *word == text);
        if at.is_none() {
            let list = figure(ticked(words));
            let help = match words.iter().find(|word| suggest(&text, words.iter().copied()) == Some(word)) {
                Some(meant) => message!("did you mean \"{}\"? It is one of {}", *meant, list),
                None => message!("write one of {}", list),
            };
            let message = message!("`{}` cannot be \"{}\"", self.key(), value(short(&text), self.key_name()));
            self.error(FixedRule::UnknownChoice, &span, message).set_help(help);
        }
        at
    }

    /// Reports that a required key is missing from the table whose header is `table`.
    pub fn absent_key(&mut self, name: &'static str, keys: &'static [Key], table: &Span) {
        let required = keys.iter().find(|key| key.name == name).filter(|key| key.required);
        // If a key of it is misplaced, that was reported.
        let is_reported =
            self.misplaced.iter().any(|(path, ..)| path.len() > 1 && path.first() == Some(&name));
        let Some(key) = required.filter(|_| self.whole && !is_reported) else { return };
        let example = figure(key.value_type.example());
        let help = match (self.steps.is_empty(), key.value_type.keys()) {
            (true, Some(_)) => message!("add `[{}]` and its `name`", name),
            (true, None) => message!("add `{} = {}` as the first line", name, example),
            (false, _) => message!("add `{} = {}` to it", name, example),
        };
        let header = self.source.at(table).trim();
        let owner = match (self.steps.is_empty(), header.starts_with('[')) {
            (true, _) => "the file".into(),
            (false, true) => self.typed(header),
            (false, false) => "this table".into(),
        };
        self.error(FixedRule::MissingKey, table, message!("{} has no `{}`", owner, name)).set_help(help);
    }
}

/// Returns the beginning of a text for a message: at most 60 characters of its first line.
fn short(text: &str) -> String {
    let mut short: String = text.lines().next().unwrap_or_default().chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Returns the value that was meant by a text in quotes that should have none: a date, a number, `true` or `false`.
fn repaired(value_type: &ValueType, value: &Value<'_>) -> Option<String> {
    let (ValueType::One(scalar), Value::Text(text)) = (value_type, value) else { return None };
    let text = text.trim();
    match scalar {
        ScalarType::Boolean => as_boolean(text).map(str::to_owned),
        ScalarType::Integer => text.parse::<u32>().ok().map(|number| number.to_string()),
        ScalarType::Day | ScalarType::PartialDate => as_day(text).map(|day| day.to_string()),
        ScalarType::DayOrTime | ScalarType::When => {
            as_day(text).map(|day| day.to_string()).or_else(|| as_day_and_time(text))
        }
        ScalarType::Text | ScalarType::Period | ScalarType::Handle | ScalarType::WithheldName => None,
    }
}
