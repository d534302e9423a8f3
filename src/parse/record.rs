//! One declaration a table: [`record!`](crate::record) and [`choice!`](crate::choice), and what they make.
//!
//! This is the one clever thing in the house. A declaration makes the struct, the reading of it, the list of its
//! keys with their descriptions, and what is left of it behind a [`AccessPolicy`]; nothing else in the program lists keys.

use crate::parse::access_labels::{AccessLabels, AccessPolicy, PlanPart, Step};
use crate::parse::decoder::Decoder;
use crate::parse::field::Field;
use crate::parse::source::{Span, Spanned};
use crate::parse::texts::Texts;
use crate::parse::tree::{Item, Table, TableEntry, Value};
use crate::parse::value_type::{Key, ValueType};

/// Something that can stand behind a key.
pub trait FromToml: Sized + Clone {
    /// What it looks like.
    const VALUE_TYPE: ValueType;

    /// Reads it, or says what is wrong with it and returns nothing.
    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self>;

    /// What is left of it behind `policy`; `part` is the part of the plan that it stands in.
    fn redacted(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        policy.allows(part).then(|| self.clone())
    }

    /// Adds what this value says about who may see the item that it is a key of.
    fn add_labels<'a>(&'a self, _marks: &mut AccessLabels<'a>) {}

    /// Adds the texts that it holds.
    fn texts<'a>(&'a self, _texts: &mut Texts<'a>) {}

    /// Marks as faulty the key at `path`, which was typed in another place (`at`).
    fn fault(&mut self, _path: &[&str], _at: &Span) {}
}

/// A table with declared keys.
pub trait TomlTable: FromToml + Default {
    /// Its keys, in the order of their declaration.
    const KEYS: &'static [Key];
    /// What the table is for.
    const DOC: &'static str;
    /// The part that its keys belong to where they say no other; without one, that of the key above.
    const PART: Option<PlanPart>;

    /// Reads the table. It is always returned, whatever is wrong in it.
    fn from_table(table: Table<'_>, decoder: &mut Decoder<'_>) -> Self;

    /// What its keys say about who may see it.
    fn labels(&self) -> AccessLabels<'_>;
}

/// What a table says of the keys in it.
#[derive(Debug, Clone, Copy)]
pub struct HeaderForm {
    /// The part that they belong to, where they say no other.
    pub part: PlanPart,
    /// Whether it is the reader's own.
    pub own: bool,
}

/// A key as it is typed: an identifier of Rust without its `r#`.
pub const fn plain(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

impl<T: FromToml> Field<T> {
    /// Reads the value of `entry`, whose declaration is `key`.
    pub fn read(entry: TableEntry<'_>, key: &'static Key, decoder: &mut Decoder<'_>) -> Self {
        let span = entry.value.span.clone();
        if key.sensitive {
            decoder.hide(&span);
        }
        decoder.enter(key.name.into(), key.value_type, key.sensitive);
        let value = T::read(entry.value, decoder);
        decoder.leave();
        match value {
            Some(value) => Field::Known(Spanned { value, span }),
            None => Field::Faulty(span),
        }
    }

    /// What is left of it behind `policy`; `key` is its declaration, and `stands` what its table says.
    #[must_use]
    pub fn redacted(&self, key: &'static Key, stands: HeaderForm, policy: &dyn AccessPolicy) -> Self {
        let Field::Known(known) = self else { return Field::Absent };
        let part = if stands.own && key.own { PlanPart::Assigned } else { key.part.unwrap_or(stands.part) };
        policy.enter(Step::Key(key.name, &known.span));
        if T::VALUE_TYPE.is_value() {
            policy.value(part);
        }
        let value = known.value.redacted(part, policy);
        policy.leave();
        value.map_or(Field::Absent, |value| Field::Known(Spanned { value, span: known.span.clone() }))
    }

    /// Adds the texts that it holds; `key` is its declaration.
    pub fn texts<'a>(&'a self, key: &'static Key, texts: &mut Texts<'a>) {
        if let Field::Known(known) = self {
            texts.behind(key, &known.span, |texts| known.value.texts(texts));
        }
    }

    /// Marks this key, or the key at `path` below it, as typed in another place.
    pub fn fault(&mut self, path: &[&str], at: &Span) {
        match self {
            Field::Known(known) if !path.is_empty() => known.value.fault(path, at),
            Field::Known(known) if matches!(T::VALUE_TYPE, ValueType::Open(_)) => known.value.fault(path, at),
            // One table of a list went astray, or the header of a table that only those below it still name; or a line
            // stands here and in another place, and nobody knows which of the two holds.
            Field::Absent | Field::Known(_) => *self = Field::Faulty(at.clone()),
            Field::Faulty(_) => {}
        }
    }
}

impl<T: TomlTable> FromToml for Vec<T> {
    const VALUE_TYPE: ValueType = ValueType::Tables(T::KEYS);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::List(items) = item.value else {
            decoder.wrong_type(&item);
            return None;
        };
        let mut tables = Vec::with_capacity(items.len());
        let mut whole = true;
        for item in items {
            match item.value {
                Value::Table(table) => tables.push(T::from_table(table, decoder)),
                _ => {
                    decoder.wrong_type(&item);
                    whole = false;
                }
            }
        }
        whole.then_some(tables)
    }

    fn redacted(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        if self.is_empty() {
            // Typed so: "asked, and there is none". A list that the wall emptied says nothing.
            policy.value(part);
            return policy.allows(part).then(Vec::new);
        }
        let items = self.iter().enumerate();
        let left: Vec<T> = items
            .filter_map(|(at, record)| {
                policy.enter(Step::Item(at));
                let left = record.redacted(part, policy);
                policy.leave();
                left
            })
            .collect();
        (!left.is_empty()).then_some(left)
    }

    fn texts<'a>(&'a self, texts: &mut Texts<'a>) {
        for record in self {
            record.texts(texts);
        }
    }

    fn fault(&mut self, path: &[&str], at: &Span) {
        if let Some(last) = self.last_mut() {
            last.fault(path, at);
        }
    }
}

/// Declares a table of the format: the struct, its decoder, its keys, its wall.
///
/// A key is `name: Type`, then in brackets what holds of it (`required`, `sensitive`, `own`), then `=> PlanPart` where the
/// part is not that of the key above. `=> PlanPart` behind the name of the table is the part of all of it.
#[macro_export]
macro_rules! record {
    (@part) => { None };
    (@part $part:ident) => { Some($crate::parse::PlanPart::$part) };
    (@is required required) => { true };
    (@is required $other:ident) => { false };
    (@is sensitive sensitive) => { true };
    (@is sensitive $other:ident) => { false };
    (@is own own) => { true };
    (@is own $other:ident) => { false };
    (
        $(#[doc = $table_doc:literal])+
        $table:ident $(=> $table_part:ident)? {
            $(
                $(#[doc = $doc:literal])+
                $field:ident: $type:ty $([$($word:ident)+])? $(=> $part:ident)?;
            )*
        }
    ) => {
        $(#[doc = $table_doc])+
        #[derive(Debug, Clone, Default)]
        pub struct $table {
            /// The place of the table's header.
            pub span: $crate::parse::Span,
            $( $(#[doc = $doc])+ pub $field: $crate::parse::Field<$type>, )*
        }

        impl $crate::parse::TomlTable for $table {
            const DOC: &'static str = concat!($($table_doc),+);
            const PART: Option<$crate::parse::PlanPart> = $crate::record!(@part $($table_part)?);
            const KEYS: &'static [$crate::parse::Key] = &[$(
                $crate::parse::Key {
                    name: $crate::parse::plain(stringify!($field)),
                    doc: concat!($($doc),+),
                    value_type: <$type as $crate::parse::FromToml>::VALUE_TYPE,
                    part: match $crate::record!(@part $($part)?) {
                        None => Self::PART,
                        own => own,
                    },
                    required: false $($( || $crate::record!(@is required $word) )+)?,
                    sensitive: false $($( || $crate::record!(@is sensitive $word) )+)?,
                    own: false $($( || $crate::record!(@is own $word) )+)?,
                }
            ),*];

            fn from_table(
                table: $crate::parse::Table<'_>,
                decoder: &mut $crate::parse::Decoder<'_>,
            ) -> Self {
                let mut record = Self { span: table.span, ..Self::default() };
                let mut meant_elsewhere = Vec::new();
                let mut entries = table.entries.into_iter();
                while let Some(entry) = entries.next() {
                    let mut keys = Self::KEYS.iter();
                    $(
                        let key = keys.next().expect("a declared key for each field");
                        if entry.key.value == key.name {
                            record.$field = $crate::parse::Field::read(entry, key, decoder);
                            continue;
                        }
                    )*
                    let _ = keys;
                    let mut there: Vec<&str> = entries.as_slice().iter().map(|entry| &*entry.key.value).collect();
                    $( if !record.$field.is_absent() {
                        there.push($crate::parse::plain(stringify!($field)));
                    } )*
                    let at = entry.key.span.clone();
                    let meant = decoder.unknown_key(&entry, Self::KEYS, &there, &record.span);
                    meant_elsewhere.extend(meant.map(|meant| (meant, at)));
                }
                for (meant, at) in meant_elsewhere {
                    $crate::parse::FromToml::fault(&mut record, &[meant], &at);
                }
                $( $($(
                    if $crate::record!(@is required $word) && record.$field.is_absent() {
                        decoder.absent_key($crate::parse::plain(stringify!($field)), Self::KEYS, &record.span);
                    }
                )+)? )*
                record
            }

            fn labels(&self) -> $crate::parse::AccessLabels<'_> {
                let mut labels = $crate::parse::AccessLabels::default();
                $( if let Some(value) = self.$field.value() {
                    $crate::parse::FromToml::add_labels(value, &mut labels);
                } )*
                labels
            }
        }

        impl $crate::parse::FromToml for $table {
            const VALUE_TYPE: $crate::parse::ValueType =
                $crate::parse::ValueType::Table(<Self as $crate::parse::TomlTable>::KEYS);

            fn read(
                item: $crate::parse::Item<'_>,
                decoder: &mut $crate::parse::Decoder<'_>,
            ) -> Option<Self> {
                let table = decoder.table(item)?;
                Some(<Self as $crate::parse::TomlTable>::from_table(table, decoder))
            }

            fn redacted(
                &self,
                above: $crate::parse::PlanPart,
                policy: &dyn $crate::parse::AccessPolicy,
            ) -> Option<Self> {
                let labels = $crate::parse::TomlTable::labels(self);
                if policy.is_withheld(&labels) {
                    return None;
                }
                let stands = $crate::parse::HeaderForm {
                    part: policy.part_of_item(above, &labels),
                    own: policy.is_own(&labels),
                };
                let mut keys = <Self as $crate::parse::TomlTable>::KEYS.iter();
                let mut key = || keys.next().expect("a declared key for each field");
                let redacted = Self {
                    span: self.span.clone(),
                    $( $field: self.$field.redacted(key(), stands, policy), )*
                };
                let empty = true $( && redacted.$field.is_absent() )*;
                (!empty).then_some(redacted)
            }

            fn texts<'a>(&'a self, texts: &mut $crate::parse::Texts<'a>) {
                texts.within(&self.span, $crate::parse::TomlTable::labels(self), |texts| {
                    let mut keys = <Self as $crate::parse::TomlTable>::KEYS.iter();
                    $( self.$field.texts(keys.next().expect("a declared key for each field"), texts); )*
                });
            }

            fn fault(&mut self, path: &[&str], at: &$crate::parse::Span) {
                let Some((first, rest)) = path.split_first() else { return };
                $( if *first == $crate::parse::plain(stringify!($field)) {
                    self.$field.fault(rest, at);
                } )*
            }
        }
    };
}

/// Declares a closed list of words of the format; `labels` names what its word says of the item that it stands in.
#[macro_export]
macro_rules! choice {
    (
        $(#[doc = $list_doc:literal])+
        $list:ident $(labels $label:ident)? { $( $(#[doc = $doc:literal])* $choice:ident = $word:literal ),+ $(,)? }
    ) => {
        $(#[doc = $list_doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $list { $( #[doc = $word] $(#[doc = $doc])* $choice ),+ }

        impl $list {
            /// Every choice, in the order of the format.
            pub const ALL: &'static [$list] = &[$($list::$choice),+];

            /// The word as it is typed.
            pub fn word(self) -> &'static str {
                match self { $($list::$choice => $word),+ }
            }
        }

        impl $crate::parse::FromToml for $list {
            const VALUE_TYPE: $crate::parse::ValueType = $crate::parse::ValueType::Choice(&[$($word),+]);

            fn read(
                item: $crate::parse::Item<'_>,
                decoder: &mut $crate::parse::Decoder<'_>,
            ) -> Option<Self> {
                let at = decoder.choice(item, &[$($word),+])?;
                Self::ALL.get(at).copied()
            }

            $( fn add_labels<'a>(&'a self, labels: &mut $crate::parse::AccessLabels<'a>) {
                labels.$label = Some(self.word());
            } )?
        }
    };
}
