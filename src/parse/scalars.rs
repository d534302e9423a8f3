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
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::Text);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decoder.text(item)
    }

    fn redacted(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        // A text of which nothing can be redacted is no value: what stands for a missing one stands here.
        (policy.allows(part) && !is_invisible(self)).then(|| self.clone())
    }

    fn texts<'a>(&'a self, texts: &mut Texts<'a>) {
        texts.add(self);
    }
}

impl FromToml for u32 {
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::Integer);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match item.value {
            Value::Integer(number) if u32::try_from(number).is_ok() => u32::try_from(number).ok(),
            _ => {
                decoder.wrong_type(&item);
                None
            }
        }
    }
}

impl FromToml for bool {
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::Boolean);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match item.value {
            Value::Boolean(truth) => Some(truth),
            _ => {
                decoder.wrong_type(&item);
                None
            }
        }
    }
}

/// A list of single values. One that cannot be read makes the list faulty: it must not be taken for a shorter one.
impl<T: FromToml> FromToml for Vec<Spanned<T>> {
    const VALUE_TYPE: ValueType = ValueType::List(&T::VALUE_TYPE);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match item.value {
            Value::List(items) => read_all(items, decoder),
            _ => {
                decoder.wrong_type(&item);
                None
            }
        }
    }

    fn redacted(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        see_all(self, part, policy)
    }

    fn texts<'a>(&'a self, texts: &mut Texts<'a>) {
        for one in self {
            texts.one_of(&one.span, |texts| one.value.texts(texts));
        }
    }
}

fn read_all<T: FromToml>(items: Vec<Item<'_>>, decoder: &mut Decoder<'_>) -> Option<Vec<Spanned<T>>> {
    let count = items.len();
    let values: Vec<_> = items
        .into_iter()
        .filter_map(|item| {
            let span = item.span.clone();
            Some(Spanned { value: T::read(item, decoder)?, span })
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
        .filter_map(|one| Some(Spanned { value: one.value.redacted(part, policy)?, span: one.span.clone() }))
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
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::Handle);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let span = item.span.clone();
        let text = decoder.text(item)?;
        decoder.name(ReferenceKind::Somebody, &text, &span);
        Some(Handle(text))
    }

    fn redacted(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
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
    const VALUE_TYPE: ValueType = ValueType::OneOrMore(&Handle::VALUE_TYPE);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let items = match item.value {
            Value::List(items) => items,
            Value::Text(_) => vec![item],
            _ => {
                decoder.wrong_type(&item);
                return None;
            }
        };
        read_all(items, decoder).map(|names| Names(names, Lead::First))
    }

    fn redacted(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        let left = see_all(&self.0, part, policy)?;
        let same = self.0.first().map(|first| &first.span) == left.first().map(|first| &first.span);
        Some(Names(left, if same { self.1 } else { Lead::Redacted }))
    }

    fn add_labels<'a>(&'a self, labels: &mut AccessLabels<'a>) {
        labels.who = Some(self);
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
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::Handle);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if matches!(&item.value, Value::Text(text) if text == "none") {
            return Some(Name::None);
        }
        Handle::read(item, decoder).map(Name::Somebody)
    }

    fn redacted(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        match self {
            Name::None => policy.allows(part).then_some(Name::None),
            Name::Somebody(handle) => handle.redacted(part, policy).map(Name::Somebody),
        }
    }
}

/// Whom a decision keeps something from: a kind of reader, or a handle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderName(pub String);

impl FromToml for ReaderName {
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::Handle);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let span = item.span.clone();
        let text = decoder.text(item)?;
        decoder.name(ReferenceKind::Reader, &text, &span);
        Some(ReaderName(text))
    }

    fn redacted(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        (policy.allows(part) && policy.names(&self.0)).then(|| self.clone())
    }
}

/// The name of a decision in `[withheld]`: the item that has it is kept from the readers whom that decision names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithheldName(pub String);

impl FromToml for WithheldName {
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::WithheldName);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let span = item.span.clone();
        let text = decoder.text(item)?;
        decoder.name(ReferenceKind::Decision, &text, &span);
        Some(WithheldName(text))
    }

    fn add_labels<'a>(&'a self, labels: &mut AccessLabels<'a>) {
        labels.withhold = Some(&self.0);
    }
}

/// Who said something, when it was not the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Informant(pub Handle);

impl FromToml for Informant {
    const VALUE_TYPE: ValueType = Handle::VALUE_TYPE;

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        Handle::read(item, decoder).map(Informant)
    }

    fn redacted(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        self.0.redacted(part, policy).map(Informant)
    }

    fn add_labels<'a>(&'a self, labels: &mut AccessLabels<'a>) {
        labels.told_by = Some(&self.0.0);
    }
}

/// Whether something was said in confidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InConfidence(pub bool);

impl FromToml for InConfidence {
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::Boolean);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        bool::read(item, decoder).map(InConfidence)
    }

    fn add_labels<'a>(&'a self, labels: &mut AccessLabels<'a>) {
        labels.in_confidence = Some(self.0);
    }
}
