//! One declaration a table: [`record!`](crate::record) and [`choice!`](crate::choice), and what they make.
//!
//! This is the one clever thing in the house. A declaration makes the struct, the reading of it, the list of its
//! keys with their descriptions, and what is left of it behind a [`Wall`]; nothing else in the program lists keys.

use crate::parse::access_labels::{Marks, Part, Step, Wall};
use crate::parse::decoder::Reading;
use crate::parse::field::Field;
use crate::parse::source::{Span, Spanned};
use crate::parse::texts::Texts;
use crate::parse::tree::{Entry, Item, Table, Value};
use crate::parse::value_type::{Key, Shape};

/// Something that can stand behind a key.
pub trait Readable: Sized + Clone {
    /// What it looks like.
    const SHAPE: Shape;

    /// Reads it, or says what is wrong with it and returns nothing.
    fn read(item: Item<'_>, reading: &mut Reading<'_>) -> Option<Self>;

    /// What is left of it behind `wall`; `part` is the part of the plan that it stands in.
    fn seen(&self, part: Part, wall: &dyn Wall) -> Option<Self> {
        wall.opens(part).then(|| self.clone())
    }

    /// Adds what this value says about who may see the item that it is a key of.
    fn mark<'a>(&'a self, _marks: &mut Marks<'a>) {}

    /// Adds the texts that it holds.
    fn texts<'a>(&'a self, _texts: &mut Texts<'a>) {}

    /// Marks as faulty the key at `path`, which was typed in another place (`at`).
    fn fault(&mut self, _path: &[&str], _at: &Span) {}
}

/// A table with declared keys.
pub trait Record: Readable + Default {
    /// Its keys, in the order of their declaration.
    const KEYS: &'static [Key];
    /// What the table is for.
    const DOC: &'static str;
    /// The part that its keys belong to where they say no other; without one, that of the key above.
    const PART: Option<Part>;

    /// Reads the table. It is always returned, whatever is wrong in it.
    fn from_table(table: Table<'_>, reading: &mut Reading<'_>) -> Self;

    /// What its keys say about who may see it.
    fn marks(&self) -> Marks<'_>;
}

/// What a table says of the keys in it.
#[derive(Debug, Clone, Copy)]
pub struct Stands {
    /// The part that they belong to, where they say no other.
    pub part: Part,
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

impl<T: Readable> Field<T> {
    /// Reads the value of `entry`, whose declaration is `key`.
    pub fn read(entry: Entry<'_>, key: &'static Key, reading: &mut Reading<'_>) -> Self {
        let span = entry.value.span.clone();
        if key.sensitive {
            reading.hide(&span);
        }
        reading.enter(key.name.into(), key.shape, key.sensitive);
        let value = T::read(entry.value, reading);
        reading.leave();
        match value {
            Some(value) => Field::Known(Spanned { value, span }),
            None => Field::Faulty(span),
        }
    }

    /// What is left of it behind `wall`; `key` is its declaration, and `stands` what its table says.
    #[must_use]
    pub fn seen(&self, key: &'static Key, stands: Stands, wall: &dyn Wall) -> Self {
        let Field::Known(known) = self else { return Field::Absent };
        let part = if stands.own && key.own { Part::Own } else { key.part.unwrap_or(stands.part) };
        wall.enter(Step::Key(key.name, &known.span));
        if T::SHAPE.is_value() {
            wall.value(part);
        }
        let value = known.value.seen(part, wall);
        wall.leave();
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
            Field::Known(known) if matches!(T::SHAPE, Shape::Open(_)) => known.value.fault(path, at),
            // One table of a list went astray, or the header of a table that only those below it still name; or a line
            // stands here and in another place, and nobody knows which of the two holds.
            Field::Absent | Field::Known(_) => *self = Field::Faulty(at.clone()),
            Field::Faulty(_) => {}
        }
    }
}

impl<T: Record> Readable for Vec<T> {
    const SHAPE: Shape = Shape::Tables(T::KEYS);

    fn read(item: Item<'_>, reading: &mut Reading<'_>) -> Option<Self> {
        let Value::List(items) = item.value else {
            reading.wrong_type(&item);
            return None;
        };
        let mut tables = Vec::with_capacity(items.len());
        let mut whole = true;
        for item in items {
            match item.value {
                Value::Table(table) => tables.push(T::from_table(table, reading)),
                _ => {
                    reading.wrong_type(&item);
                    whole = false;
                }
            }
        }
        whole.then_some(tables)
    }

    fn seen(&self, part: Part, wall: &dyn Wall) -> Option<Self> {
        if self.is_empty() {
            // Typed so: "asked, and there is none". A list that the wall emptied says nothing.
            wall.value(part);
            return wall.opens(part).then(Vec::new);
        }
        let items = self.iter().enumerate();
        let left: Vec<T> = items
            .filter_map(|(at, record)| {
                wall.enter(Step::Item(at));
                let left = record.seen(part, wall);
                wall.leave();
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

/// Declares a table of the format: the struct, its reading, its keys, its wall.
///
/// A key is `name: Type`, then in brackets what holds of it (`required`, `sensitive`, `own`), then `=> Part` where the
/// part is not that of the key above. `=> Part` behind the name of the table is the part of all of it.
#[macro_export]
macro_rules! record {
    (@part) => { None };
    (@part $part:ident) => { Some($crate::parse::Part::$part) };
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

        impl $crate::parse::Record for $table {
            const DOC: &'static str = concat!($($table_doc),+);
            const PART: Option<$crate::parse::Part> = $crate::record!(@part $($table_part)?);
            const KEYS: &'static [$crate::parse::Key] = &[$(
                $crate::parse::Key {
                    name: $crate::parse::plain(stringify!($field)),
                    doc: concat!($($doc),+),
                    shape: <$type as $crate::parse::Readable>::SHAPE,
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
                reading: &mut $crate::parse::Reading<'_>,
            ) -> Self {
                let mut record = Self { span: table.span, ..Self::default() };
                let mut meant_elsewhere = Vec::new();
                let mut entries = table.entries.into_iter();
                while let Some(entry) = entries.next() {
                    let mut keys = Self::KEYS.iter();
                    $(
                        let key = keys.next().expect("a declared key for each field");
                        if entry.key.value == key.name {
                            record.$field = $crate::parse::Field::read(entry, key, reading);
                            continue;
                        }
                    )*
                    let _ = keys;
                    let mut there: Vec<&str> = entries.as_slice().iter().map(|entry| &*entry.key.value).collect();
                    $( if !record.$field.is_absent() {
                        there.push($crate::parse::plain(stringify!($field)));
                    } )*
                    let at = entry.key.span.clone();
                    let meant = reading.unknown_key(&entry, Self::KEYS, &there, &record.span);
                    meant_elsewhere.extend(meant.map(|meant| (meant, at)));
                }
                for (meant, at) in meant_elsewhere {
                    $crate::parse::Readable::fault(&mut record, &[meant], &at);
                }
                $( $($(
                    if $crate::record!(@is required $word) && record.$field.is_absent() {
                        reading.absent_key($crate::parse::plain(stringify!($field)), Self::KEYS, &record.span);
                    }
                )+)? )*
                record
            }

            fn marks(&self) -> $crate::parse::Marks<'_> {
                let mut marks = $crate::parse::Marks::default();
                $( if let Some(value) = self.$field.value() {
                    $crate::parse::Readable::mark(value, &mut marks);
                } )*
                marks
            }
        }

        impl $crate::parse::Readable for $table {
            const SHAPE: $crate::parse::Shape =
                $crate::parse::Shape::Table(<Self as $crate::parse::Record>::KEYS);

            fn read(
                item: $crate::parse::Item<'_>,
                reading: &mut $crate::parse::Reading<'_>,
            ) -> Option<Self> {
                let table = reading.table(item)?;
                Some(<Self as $crate::parse::Record>::from_table(table, reading))
            }

            fn seen(
                &self,
                above: $crate::parse::Part,
                wall: &dyn $crate::parse::Wall,
            ) -> Option<Self> {
                let marks = $crate::parse::Record::marks(self);
                if wall.keeps_back(&marks) {
                    return None;
                }
                let stands = $crate::parse::Stands {
                    part: wall.part_of_item(above, &marks),
                    own: wall.is_own(&marks),
                };
                let mut keys = <Self as $crate::parse::Record>::KEYS.iter();
                let mut key = || keys.next().expect("a declared key for each field");
                let seen = Self {
                    span: self.span.clone(),
                    $( $field: self.$field.seen(key(), stands, wall), )*
                };
                let empty = true $( && seen.$field.is_absent() )*;
                (!empty).then_some(seen)
            }

            fn texts<'a>(&'a self, texts: &mut $crate::parse::Texts<'a>) {
                texts.within(&self.span, $crate::parse::Record::marks(self), |texts| {
                    let mut keys = <Self as $crate::parse::Record>::KEYS.iter();
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

/// Declares a closed list of words of the format; `marks` names what its word says of the item that it stands in.
#[macro_export]
macro_rules! choice {
    (
        $(#[doc = $list_doc:literal])+
        $list:ident $(marks $mark:ident)? { $( $(#[doc = $doc:literal])* $choice:ident = $word:literal ),+ $(,)? }
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

        impl $crate::parse::Readable for $list {
            const SHAPE: $crate::parse::Shape = $crate::parse::Shape::Choice(&[$($word),+]);

            fn read(
                item: $crate::parse::Item<'_>,
                reading: &mut $crate::parse::Reading<'_>,
            ) -> Option<Self> {
                let at = reading.choice(item, &[$($word),+])?;
                Self::ALL.get(at).copied()
            }

            $( fn mark<'a>(&'a self, marks: &mut $crate::parse::Marks<'a>) {
                marks.$mark = Some(self.word());
            } )?
        }
    };
}
