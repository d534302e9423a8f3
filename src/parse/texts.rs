//! All free text of a plan in the order of the format: each with its key, part and place, and the labels of its tables.

use crate::parse::access_labels::AccessLabels;
use crate::parse::plan_part::PlanPart;
use crate::parse::source::Span;
use crate::parse::value_type::Key;

/// All free text of a plan: no handles, dates, numbers or choices.
#[derive(Debug)]
pub struct Texts<'a> {
    all: Vec<Text<'a>>,
    tables: Vec<InTable<'a>>,
    at: Cursor<'a>,
}

/// One text.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// The text.
    pub text: &'a str,
    /// Its place, with its quotes. In a table whose keys the writer chooses, the place of its key.
    pub span: &'a Span,
    /// Its declared key.
    pub key: &'static Key,
    /// The top-level key above it.
    pub top: &'static str,
    /// The part that it belongs to.
    pub part: PlanPart,
    /// Whether it identifies someone.
    pub sensitive: bool,
    /// Whether a table above it has `withhold`, `told_by` or `in_confidence`.
    pub is_labelled: bool,
    table: usize,
}

/// A table that contains texts.
#[derive(Debug)]
struct InTable<'a> {
    span: &'a Span,
    labels: AccessLabels<'a>,
    is_labelled: bool,
    above: Option<usize>,
}

/// The position of the walk.
#[derive(Debug, Clone, Copy)]
struct Cursor<'a> {
    key: Option<&'static Key>,
    top: &'static str,
    part: PlanPart,
    sensitive: bool,
    span: Option<&'a Span>,
    table: Option<usize>,
}

impl<'a> Texts<'a> {
    /// Returns the texts that `walk` adds.
    pub(crate) fn collect(walk: impl FnOnce(&mut Self)) -> Self {
        let at = Cursor {
            key: None,
            top: "",
            part: PlanPart::Internal,
            sensitive: false,
            span: None,
            table: None,
        };
        let mut texts = Texts { all: Vec::with_capacity(256), tables: Vec::with_capacity(64), at };
        walk(&mut texts);
        texts
    }

    /// Returns each text.
    pub fn iter(&self) -> impl Iterator<Item = &Text<'a>> {
        self.all.iter()
    }

    /// Returns the labels of the tables above a text, the innermost first.
    pub fn labels(&self, text: &Text<'_>) -> impl Iterator<Item = &AccessLabels<'a>> {
        self.tables_of(text).map(|table| &table.labels)
    }

    /// Returns the headers of the tables above a text, the innermost first.
    pub fn headers(&self, text: &Text<'_>) -> impl Iterator<Item = &'a Span> {
        self.tables_of(text).map(|table| table.span)
    }

    fn tables_of(&self, text: &Text<'_>) -> impl Iterator<Item = &InTable<'a>> {
        let table = |at: usize| self.tables.get(at);
        std::iter::successors(table(text.table), move |inner| inner.above.and_then(table))
    }

    /// Adds a text at the position of the walk.
    pub(crate) fn add(&mut self, text: &'a str) {
        let Cursor { key: Some(key), span: Some(span), table: Some(table), top, part, sensitive } = self.at
        else {
            return;
        };
        let is_labelled = self.tables[table].is_labelled;
        self.all.push(Text { text, span, key, top, part, sensitive, is_labelled, table });
    }

    /// Walks the value of a declared key.
    pub(crate) fn behind(&mut self, key: &'static Key, span: &'a Span, walk: impl FnOnce(&mut Self)) {
        let before = self.at;
        self.at.part = key.part.unwrap_or(before.part);
        self.at.sensitive |= key.sensitive;
        if before.top.is_empty() {
            self.at.top = key.name;
        }
        self.at.key = Some(key);
        self.at.span = Some(span);
        walk(self);
        self.at = before;
    }

    /// Walks one of several values of a key.
    pub(crate) fn one_of(&mut self, span: &'a Span, walk: impl FnOnce(&mut Self)) {
        let before = self.at.span.replace(span);
        walk(self);
        self.at.span = before;
    }

    /// Walks a table.
    pub fn within(&mut self, span: &'a Span, labels: AccessLabels<'a>, walk: impl FnOnce(&mut Self)) {
        let before = self.at.table;
        let own = labels.withhold.is_some() || labels.told_by.is_some() || labels.in_confidence.is_some();
        let is_labelled = own || before.is_some_and(|above| self.tables[above].is_labelled);
        self.tables.push(InTable { span, labels, is_labelled, above: before });
        self.at.table = Some(self.tables.len() - 1);
        walk(self);
        self.at.table = before;
    }
}
