//! The macros [`record!`](crate::record) and [`choice!`](crate::choice), which declare the tables of a format.
//!
//! A declaration generates the struct, its decoding, the list of its keys with their descriptions, and its redaction by
//! an [`AccessPolicy`]. Nothing else in the program lists keys.

use crate::parse::access_labels::{AccessLabels, AccessPolicy, Step};
use crate::parse::decoder::Decoder;
use crate::parse::field::Field;
use crate::parse::plan_part::PlanPart;
use crate::parse::source::{Span, Spanned};
use crate::parse::texts::Texts;
use crate::parse::tree::{Item, Table, TableEntry, Value};
use crate::parse::value_type::{Key, ValueType};

/// A type that can be the value of a key.
pub trait FromToml: Sized + Clone {
    /// Its type, for messages and the schema.
    const VALUE_TYPE: ValueType;

    /// Decodes a value, or reports what is wrong with it and returns `None`.
    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self>;

    /// Returns what `policy` leaves of it. `part` is the part of the plan that it is in.
    fn redacted(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        policy.allows(part).then(|| self.clone())
    }

    /// Adds what this value says about who can read the item that it is a key of.
    fn add_labels<'a>(&'a self, _marks: &mut AccessLabels<'a>) {}

    /// Adds the texts in it.
    fn texts<'a>(&'a self, _texts: &mut Texts<'a>) {}

    /// Makes the key at `path` faulty, because it was typed in another place, `at`.
    fn fault(&mut self, _path: &[&str], _at: &Span) {}
}

/// A table with declared keys.
pub trait TomlTable: FromToml + Default {
    /// Its keys, in the order of their declaration.
    const KEYS: &'static [Key];
    /// What the table is for, as declared.
    const DOC: &'static str;
    /// The part of its keys that declare no other. Without one, that of the key above.
    const PART: Option<PlanPart>;

    /// Decodes the table. Keys that cannot be read become faulty.
    fn from_table(table: Table<'_>, decoder: &mut Decoder<'_>) -> Self;

    /// Returns what its keys say about who can read it.
    fn labels(&self) -> AccessLabels<'_>;
}

/// What holds for the keys of a table in a redaction.
#[derive(Debug, Clone, Copy)]
pub struct TableAccess {
    /// Their part, where they declare no other.
    pub part: PlanPart,
    /// Whether the item is assigned to the reader, or was said by them.
    pub own: bool,
}

/// Returns a key as it is typed: an identifier without `r#`.
pub const fn plain(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

impl<T: FromToml> Field<T> {
    /// Decodes the value of `entry`, which `key` declares.
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

    /// Returns what `policy` leaves of it. `key` declares it, and `table` holds for its table.
    #[must_use]
    pub fn redacted(&self, key: &'static Key, table: TableAccess, policy: &dyn AccessPolicy) -> Self {
        let Field::Known(known) = self else { return Field::Absent };
        let part = if table.own && key.own { PlanPart::Assigned } else { key.part.unwrap_or(table.part) };
        policy.enter(Step::Key(key.name, &known.span));
        if T::VALUE_TYPE.is_value() {
            policy.value(part);
        }
        let value = known.value.redacted(part, policy);
        policy.leave();
        value.map_or(Field::Absent, |value| Field::Known(Spanned { value, span: known.span.clone() }))
    }

    /// Adds the texts in it. `key` declares it.
    pub fn texts<'a>(&'a self, key: &'static Key, texts: &mut Texts<'a>) {
        if let Field::Known(known) = self {
            texts.behind(key, &known.span, |texts| known.value.texts(texts));
        }
    }

    /// Makes this key, or the key at `path` below it, faulty, because it was typed in another place.
    pub fn fault(&mut self, path: &[&str], at: &Span) {
        match self {
            Field::Known(known) if !path.is_empty() => known.value.fault(path, at),
            Field::Known(known) if matches!(T::VALUE_TYPE, ValueType::Open(_)) => known.value.fault(path, at),
            // A misplaced table of a list, or a key that is both here and in another place: which one holds is unknown.
            Field::Absent | Field::Known(_) => *self = Field::Faulty(at.clone()),
            Field::Faulty(_) => {}
        }
    }
}

impl<'a> Texts<'a> {
    /// Returns the texts of a plan.
    pub fn new(plan: &'a impl TomlTable) -> Self {
        Texts::collect(|texts| plan.texts(texts))
    }
}

impl<T: TomlTable> FromToml for Vec<T> {
    const VALUE_TYPE: ValueType = ValueType::Tables(T::KEYS);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::List(items) = item.value else {
            return decoder.wrong_type(&item);
        };
        let mut tables = Vec::with_capacity(items.len());
        for item in items {
            match item.value {
                Value::Table(table) => tables.push(T::from_table(table, decoder)),
                _ => {
                    decoder.wrong_type::<T>(&item)?;
                }
            }
        }
        Some(tables)
    }

    fn redacted(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        if self.is_empty() {
            // Typed empty, it means "asked, and there is none". Emptied by a redaction, it means nothing.
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

/// Declares a table of a format.
///
/// A key is `name: Type`, then in brackets any of `required`, `sensitive` (it identifies someone) and `own` (the people
/// to whom the item is assigned can read it), then `=> PlanPart` if its part is not that of the table. `=> PlanPart`
/// after the name of the table is the part of its keys.
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
            /// The place of its header.
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
                let access = $crate::parse::TableAccess {
                    part: policy.part_of_item(above, &labels),
                    own: policy.is_own(&labels),
                };
                let mut keys = <Self as $crate::parse::TomlTable>::KEYS.iter();
                let mut key = || keys.next().expect("a declared key for each field");
                let redacted = Self {
                    span: self.span.clone(),
                    $( $field: self.$field.redacted(key(), access, policy), )*
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

/// Declares a closed list of words. `labels name` makes the word an access label of its item.
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

            /// Returns the word as it is typed.
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
