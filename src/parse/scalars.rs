//! The scalar types: text, numbers, booleans, and the names of people and decisions.

use crate::escape::sanitize::is_invisible;
use crate::parse::access_labels::{AccessLabels, AccessPolicy};
use crate::parse::decoder::{Decoder, ReferenceKind};
use crate::parse::handle::{Handle, Lead, Names};
use crate::parse::plan_part::PlanPart;
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
        // A text of invisible characters counts as missing.
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
            _ => decoder.wrong_type(&item),
        }
    }
}

impl FromToml for bool {
    const VALUE_TYPE: ValueType = ValueType::One(ScalarType::Boolean);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match item.value {
            Value::Boolean(truth) => Some(truth),
            _ => decoder.wrong_type(&item),
        }
    }
}

/// A list of scalars. If one cannot be read, the list is faulty: it must not pass for a shorter one.
impl<T: FromToml> FromToml for Vec<Spanned<T>> {
    const VALUE_TYPE: ValueType = ValueType::List(&T::VALUE_TYPE);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match item.value {
            Value::List(items) => decode_all(items, decoder),
            _ => decoder.wrong_type(&item),
        }
    }

    fn redacted(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        redact_all(self, part, policy)
    }

    fn texts<'a>(&'a self, texts: &mut Texts<'a>) {
        for item in self {
            texts.one_of(&item.span, |texts| item.value.texts(texts));
        }
    }
}

fn decode_all<T: FromToml>(items: Vec<Item<'_>>, decoder: &mut Decoder<'_>) -> Option<Vec<Spanned<T>>> {
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

fn redact_all<T: FromToml>(
    all: &[Spanned<T>],
    part: PlanPart,
    policy: &dyn AccessPolicy,
) -> Option<Vec<Spanned<T>>> {
    let left: Vec<_> = all
        .iter()
        .filter_map(|item| {
            Some(Spanned { value: item.value.redacted(part, policy)?, span: item.span.clone() })
        })
        .collect();
    // Typed empty, it means "asked, and there is none". Emptied by a redaction, it means nothing.
    (policy.allows(part) && left.is_empty() == all.is_empty()).then_some(left)
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

impl FromToml for Names {
    const VALUE_TYPE: ValueType = ValueType::OneOrMore(&Handle::VALUE_TYPE);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let items = match item.value {
            Value::List(items) => items,
            Value::Text(_) => vec![item],
            _ => return decoder.wrong_type(&item),
        };
        decode_all(items, decoder).map(|names| Names(names, Lead::First))
    }

    fn redacted(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        let left = redact_all(&self.0, part, policy)?;
        let same = self.0.first().map(|first| &first.span) == left.first().map(|first| &first.span);
        Some(Names(left, if same { self.1 } else { Lead::Redacted }))
    }

    fn add_labels<'a>(&'a self, labels: &mut AccessLabels<'a>) {
        labels.who = Some(self);
    }
}

/// A handle, or "none" where that is an answer: I have no GP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// There is none.
    None,
    /// A person or service.
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

/// A reader from whom a decision withholds something: a kind of reader, or a handle.
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

/// The name of a decision in `[withheld]`. The item is withheld from the readers whom the decision names.
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

/// Who said something, if the person did not.
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
