//! Every text of a plan in the order of the format, each with its key, its part, its place, and who may not have it.

use crate::parse::access_labels::{AccessLabels, PlanPart};
use crate::parse::record::TomlTable;
use crate::parse::source::Span;
use crate::parse::value_type::Key;

/// Every text of a plan: what somebody typed in words. Handles, days, numbers and words of closed lists are none.
#[derive(Debug)]
pub struct Texts<'a> {
    all: Vec<Text<'a>>,
    tables: Vec<InTable<'a>>,
    at: Cursor<'a>,
}

/// One text.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// The words.
    pub text: &'a str,
    /// Its place, with its quotes. Under keys that anybody may choose: that of its key.
    pub span: &'a Span,
    /// The declared key that it stands behind.
    pub key: &'static Key,
    /// The top-level key that it stands under.
    pub top: &'static str,
    /// The part that it belongs to.
    pub part: PlanPart,
    /// Whether it tells who somebody is.
    pub sensitive: bool,
    /// Whether a table that it stands in says something about who may see it.
    pub is_labelled: bool,
    table: usize,
}

/// A table that texts stand in.
#[derive(Debug)]
struct InTable<'a> {
    span: &'a Span,
    labels: AccessLabels<'a>,
    is_labelled: bool,
    above: Option<usize>,
}

/// Where the walk is.
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
    /// The texts of a plan.
    pub fn new(plan: &'a impl TomlTable) -> Self {
        let at = Cursor {
            key: None,
            top: "",
            part: PlanPart::Internal,
            sensitive: false,
            span: None,
            table: None,
        };
        let mut texts = Texts { all: Vec::with_capacity(256), tables: Vec::with_capacity(64), at };
        plan.texts(&mut texts);
        texts
    }

    /// Each text, in the order of the format.
    pub fn iter(&self) -> impl Iterator<Item = &Text<'a>> {
        self.all.iter()
    }

    /// What the tables that a text stands in say about who may see it, the innermost first.
    pub fn labels(&self, text: &Text<'_>) -> impl Iterator<Item = &AccessLabels<'a>> {
        self.tables_of(text).map(|table| &table.labels)
    }

    /// The headers of the tables that a text stands in, the innermost first.
    pub fn headers(&self, text: &Text<'_>) -> impl Iterator<Item = &'a Span> {
        self.tables_of(text).map(|table| table.span)
    }

    fn tables_of(&self, text: &Text<'_>) -> impl Iterator<Item = &InTable<'a>> {
        let table = |at: usize| self.tables.get(at);
        std::iter::successors(table(text.table), move |inner| inner.above.and_then(table))
    }

    /// Adds a text that stands where the walk is.
    pub(crate) fn add(&mut self, text: &'a str) {
        let Cursor { key: Some(key), span: Some(span), table: Some(table), top, part, sensitive } = self.at
        else {
            return;
        };
        let is_labelled = self.tables[table].is_labelled;
        self.all.push(Text { text, span, key, top, part, sensitive, is_labelled, table });
    }

    /// Walks what stands behind a declared key.
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

    /// Walks one value of several behind a key.
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
