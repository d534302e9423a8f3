//! [`document!`](crate::document) declares a structure of a document once: it makes the struct that a template gets, and
//! the description that `cpa templates describe` prints.

use crate::render::line::Line;

/// The type of a field.
#[derive(Debug, Clone, Copy)]
pub(crate) enum FieldType {
    /// Text, which templates escape.
    Text,
    /// A whole number.
    Number,
    /// True or false.
    YesNo,
    /// A value that may be missing.
    Maybe(&'static FieldType),
    /// A list, in order.
    List(&'static FieldType),
    /// A structure with fields.
    Names(fn() -> &'static Described),
    /// One of a few words, each with its meaning.
    Word(&'static [(&'static str, &'static str)]),
}

/// A structure as a template sees it.
#[derive(Debug)]
pub(crate) struct Described {
    pub(crate) name: &'static str,
    pub(crate) doc: &'static str,
    /// Its forms; most structures have one.
    pub(crate) forms: &'static [Form],
}

/// One form of a structure.
#[derive(Debug)]
pub(crate) struct Form {
    /// The value of `is` in this form, and its meaning; `None` if there is only one form.
    pub(crate) is: Option<(&'static str, &'static str)>,
    pub(crate) names: &'static [NamedStruct],
}

/// A field of a structure.
#[derive(Debug)]
pub(crate) struct NamedStruct {
    pub(crate) name: &'static str,
    pub(crate) sort: FieldType,
    pub(crate) doc: &'static str,
}

/// A type that templates can get.
pub(crate) trait Given {
    const SORT: FieldType;
}

macro_rules! given {
    ($($type:ty: $field_type:ident),+) => {
        $(impl Given for $type {
            const SORT: FieldType = FieldType::$field_type;
        })+
    };
}

given! { Line: Text, String: Text, &'static str: Text, i32: Number, bool: YesNo }

impl<T: Given> Given for Option<T> {
    const SORT: FieldType = FieldType::Maybe(&T::SORT);
}

impl<T: Given> Given for Vec<T> {
    const SORT: FieldType = FieldType::List(&T::SORT);
}

impl FieldType {
    /// Returns the structure, also that of each item of a list.
    pub(crate) fn described(&self) -> Option<&'static Described> {
        match self {
            FieldType::Maybe(inner) | FieldType::List(inner) => inner.described(),
            FieldType::Names(described) => Some(described()),
            FieldType::Text | FieldType::Number | FieldType::YesNo | FieldType::Word(_) => None,
        }
    }
}

impl Described {
    /// Returns the names of the fields of all forms, each once.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        let several = self.forms.iter().any(|form| form.is.is_some()).then_some("is");
        let mut names: Vec<&str> = several.into_iter().collect();
        for named in self.forms.iter().flat_map(|form| form.names) {
            if !names.contains(&named.name) {
                names.push(named.name);
            }
        }
        names
    }

    /// Returns this structure and all below it, in order.
    pub(crate) fn all(&'static self) -> Vec<&'static Described> {
        let mut all = vec![self];
        let mut at = 0;
        while let Some(described) = all.get(at) {
            let fields = described.forms.iter().flat_map(|form| form.names);
            for below in fields.filter_map(|field| field.sort.described()).collect::<Vec<_>>() {
                if !all.iter().any(|known| std::ptr::eq(*known, below)) {
                    all.push(below);
                }
            }
            at += 1;
        }
        all
    }
}

/// Declares a structure that templates get: a struct; with `Name: word { … }`, one of a few words; with
/// `Name by is { … }`, an enum whose field `is` says which form it has.
#[macro_export]
macro_rules! document {
    (@sort $described:expr) => {
        $crate::render::document::FieldType::Names(|| {
            static DESCRIBED: $crate::render::document::Described = $described;
            &DESCRIBED
        })
    };
    (@named $field:ident, $type:ty, $($doc:literal)+) => {
        $crate::render::document::NamedStruct {
            name: stringify!($field),
            sort: <$type as $crate::render::document::Given>::SORT,
            doc: concat!($($doc),+),
        }
    };
    (
        $(#[doc = $list_doc:literal])+
        $list:ident: word { $( $(#[doc = $doc:literal])+ $choice:ident = $word:literal; )+ }
    ) => {
        $(#[doc = $list_doc])+
        #[derive(Debug, Clone, Copy, serde::Serialize)]
        pub(crate) enum $list { $( $(#[doc = $doc])+ #[serde(rename = $word)] $choice ),+ }

        impl $crate::render::document::Given for $list {
            const SORT: $crate::render::document::FieldType =
                $crate::render::document::FieldType::Word(&[$(($word, concat!($($doc),+))),+]);
        }
    };
    (
        $(#[doc = $enum_doc:literal])+
        $enum:ident by is {
            $(
                $(#[doc = $form_doc:literal])+
                $form:ident = $word:literal {
                    $( $(#[doc = $doc:literal])+ $field:ident: $type:ty; )+
                }
            )+
        }
    ) => {
        $(#[doc = $enum_doc])+
        #[derive(Debug, Clone, serde::Serialize)]
        #[serde(tag = "is")]
        pub(crate) enum $enum {
            $(
                $(#[doc = $form_doc])+
                #[serde(rename = $word)]
                $form { $( $(#[doc = $doc])+ $field: $type, )+ },
            )+
        }

        impl $crate::render::document::Given for $enum {
            const SORT: $crate::render::document::FieldType =
                $crate::document!(@sort $crate::render::document::Described {
                    name: stringify!($enum),
                    doc: concat!($($enum_doc),+),
                    forms: &[$($crate::render::document::Form {
                        is: Some(($word, concat!($($form_doc),+))),
                        names: &[$($crate::document!(@named $field, $type, $($doc)+)),+],
                    }),+],
                });
        }
    };
    (
        $(#[doc = $struct_doc:literal])+
        $struct:ident {
            $( $(#[doc = $doc:literal])+ $vis:vis $field:ident: $type:ty; )+
        }
    ) => {
        $(#[doc = $struct_doc])+
        #[derive(Debug, Clone, serde::Serialize)]
        pub(crate) struct $struct { $( $(#[doc = $doc])+ $vis $field: $type, )+ }

        impl $crate::render::document::Given for $struct {
            const SORT: $crate::render::document::FieldType =
                $crate::document!(@sort $crate::render::document::Described {
                    name: stringify!($struct),
                    doc: concat!($($struct_doc),+),
                    forms: &[$crate::render::document::Form {
                        is: None,
                        names: &[$($crate::document!(@named $field, $type, $($doc)+)),+],
                    }],
                });
        }
    };
}
