//! The single values: text, numbers, yes and no, and the names of people and decisions.

use crate::escape::sanitize::is_invisible;
use crate::parse::access_labels::{AccessLabels, AccessPolicy, PlanPart};
use crate::parse::decoder::{Decoder, ReferenceKind};
use crate::parse::record::FromToml;
use crate::parse::source::Spanned;
use crate::parse::texts::Texts;
use crate::parse::tree::{Item, Value};
use crate::parse::value_type::{ScalarType, ValueType};

impl FromToml for String {
    const SHAPE: ValueType = ValueType::One(ScalarType::Text);

    fn read(item: Item<'_>, reading: &mut Decoder<'_>) -> Option<Self> {
        reading.text(item)
    }

    fn seen(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        // A text of which nothing can be seen is no value: what stands for a missing one stands here.
        (policy.allows(part) && !is_invisible(self)).then(|| self.clone())
    }

    fn texts<'a>(&'a self, texts: &mut Texts<'a>) {
        texts.add(self);
    }
}

impl FromToml for u32 {
    const SHAPE: ValueType = ValueType::One(ScalarType::Whole);

    fn read(item: Item<'_>, reading: &mut Decoder<'_>) -> Option<Self> {
        match item.value {
            Value::Whole(number) if u32::try_from(number).is_ok() => u32::try_from(number).ok(),
            _ => {
                reading.wrong_type(&item);
                None
            }
        }
    }
}

impl FromToml for bool {
    const SHAPE: ValueType = ValueType::One(ScalarType::Truth);

    fn read(item: Item<'_>, reading: &mut Decoder<'_>) -> Option<Self> {
        match item.value {
            Value::Truth(truth) => Some(truth),
            _ => {
                reading.wrong_type(&item);
                None
            }
        }
    }
}

/// A list of single values. One that cannot be read makes the list faulty: it must not be taken for a shorter one.
impl<T: FromToml> FromToml for Vec<Spanned<T>> {
    const SHAPE: ValueType = ValueType::List(&T::SHAPE);

    fn read(item: Item<'_>, reading: &mut Decoder<'_>) -> Option<Self> {
        match item.value {
            Value::List(items) => read_all(items, reading),
            _ => {
                reading.wrong_type(&item);
                None
            }
        }
    }

    fn seen(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        see_all(self, part, policy)
    }

    fn texts<'a>(&'a self, texts: &mut Texts<'a>) {
        for one in self {
            texts.one_of(&one.span, |texts| one.value.texts(texts));
        }
    }
}

fn read_all<T: FromToml>(items: Vec<Item<'_>>, reading: &mut Decoder<'_>) -> Option<Vec<Spanned<T>>> {
    let count = items.len();
    let values: Vec<_> = items
        .into_iter()
        .filter_map(|item| {
            let span = item.span.clone();
            Some(Spanned { value: T::read(item, reading)?, span })
        })
        .collect();
    (values.len() == count).then_some(values)
}

fn see_all<T: FromToml>(
    all: &[Spanned<T>],
    part: PlanPart,
    policy: &dyn AccessPolicy,
) -> Option<Vec<Spanned<T>>> {
    let left: Vec<_> = all
        .iter()
        .filter_map(|one| Some(Spanned { value: one.value.seen(part, policy)?, span: one.span.clone() }))
        .collect();
    // Empty because it was typed so: "asked, and there is none". Empty because of the wall: nothing.
    (policy.allows(part) && left.is_empty() == all.is_empty()).then_some(left)
}

/// The handle of somebody, or "person" for the person whose plan it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(pub String);

impl Handle {
    /// The handle of the person whose plan it is.
    pub const PERSON: &'static str = "person";

    /// Whether it is the person whose plan it is.
    pub fn is_person(&self) -> bool {
        self.0 == Self::PERSON
    }
}

impl FromToml for Handle {
    const SHAPE: ValueType = ValueType::One(ScalarType::Handle);

    fn read(item: Item<'_>, reading: &mut Decoder<'_>) -> Option<Self> {
        let span = item.span.clone();
        let text = reading.text(item)?;
        reading.name(ReferenceKind::Somebody, &text, &span);
        Some(Handle(text))
    }

    fn seen(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        (policy.allows(part) && policy.names(&self.0)).then(|| self.clone())
    }
}

/// One handle, or a list of them; the first leads, unless the wall took the one that did.
#[derive(Debug, Clone, Default)]
pub struct Names(pub Vec<Spanned<Handle>>, pub Lead);

/// Whether the first of a list of names is the one that leads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lead {
    /// It is.
    #[default]
    First,
    /// Whoever leads is not named here.
    Redacted,
}

impl FromToml for Names {
    const SHAPE: ValueType = ValueType::OneOrMore(&Handle::SHAPE);

    fn read(item: Item<'_>, reading: &mut Decoder<'_>) -> Option<Self> {
        let items = match item.value {
            Value::List(items) => items,
            Value::Text(_) => vec![item],
            _ => {
                reading.wrong_type(&item);
                return None;
            }
        };
        read_all(items, reading).map(|names| Names(names, Lead::First))
    }

    fn seen(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        let left = see_all(&self.0, part, policy)?;
        let same = self.0.first().map(|first| &first.span) == left.first().map(|first| &first.span);
        Some(Names(left, if same { self.1 } else { Lead::Redacted }))
    }

    fn mark<'a>(&'a self, marks: &mut AccessLabels<'a>) {
        marks.who = Some(self);
    }
}

/// A handle, or "none" where that is an answer: I have no GP, I need no interpreter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// There is none.
    None,
    /// Somebody.
    Somebody(Handle),
}

impl FromToml for Name {
    const SHAPE: ValueType = ValueType::One(ScalarType::Handle);

    fn read(item: Item<'_>, reading: &mut Decoder<'_>) -> Option<Self> {
        if matches!(&item.value, Value::Text(text) if text == "none") {
            return Some(Name::None);
        }
        Handle::read(item, reading).map(Name::Somebody)
    }

    fn seen(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        match self {
            Name::None => policy.allows(part).then_some(Name::None),
            Name::Somebody(handle) => handle.seen(part, policy).map(Name::Somebody),
        }
    }
}

/// Whom a decision keeps something from: a kind of reader, or a handle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderName(pub String);

impl FromToml for ReaderName {
    const SHAPE: ValueType = ValueType::One(ScalarType::Handle);

    fn read(item: Item<'_>, reading: &mut Decoder<'_>) -> Option<Self> {
        let span = item.span.clone();
        let text = reading.text(item)?;
        reading.name(ReferenceKind::Reader, &text, &span);
        Some(ReaderName(text))
    }

    fn seen(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        (policy.allows(part) && policy.names(&self.0)).then(|| self.clone())
    }
}

/// The name of a decision in `[withheld]`: the item that has it is kept from the readers whom that decision names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithheldName(pub String);

impl FromToml for WithheldName {
    const SHAPE: ValueType = ValueType::One(ScalarType::Withheld);

    fn read(item: Item<'_>, reading: &mut Decoder<'_>) -> Option<Self> {
        let span = item.span.clone();
        let text = reading.text(item)?;
        reading.name(ReferenceKind::Decision, &text, &span);
        Some(WithheldName(text))
    }

    fn mark<'a>(&'a self, marks: &mut AccessLabels<'a>) {
        marks.withhold = Some(&self.0);
    }
}

/// Who said something, when it was not the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Informant(pub Handle);

impl FromToml for Informant {
    const SHAPE: ValueType = Handle::SHAPE;

    fn read(item: Item<'_>, reading: &mut Decoder<'_>) -> Option<Self> {
        Handle::read(item, reading).map(Informant)
    }

    fn seen(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        self.0.seen(part, policy).map(Informant)
    }

    fn mark<'a>(&'a self, marks: &mut AccessLabels<'a>) {
        marks.told_by = Some(&self.0.0);
    }
}

/// Whether something was said in confidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InConfidence(pub bool);

impl FromToml for InConfidence {
    const SHAPE: ValueType = ValueType::One(ScalarType::Truth);

    fn read(item: Item<'_>, reading: &mut Decoder<'_>) -> Option<Self> {
        bool::read(item, reading).map(InConfidence)
    }

    fn mark<'a>(&'a self, marks: &mut AccessLabels<'a>) {
        marks.in_confidence = Some(self.0);
    }
}
