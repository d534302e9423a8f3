//! One declaration a structure of a document: [`document!`](crate::document), which makes the struct that a template
//! gets, and the description of it that `cpa templates describe` prints.

use crate::render::line::Line;

/// What stands behind a name.
#[derive(Debug, Clone, Copy)]
pub(crate) enum FieldType {
    /// Words; templates escape them.
    Text,
    /// A whole number.
    Number,
    /// True or false.
    YesNo,
    /// There or not.
    Maybe(&'static FieldType),
    /// Any number of them, in order.
    List(&'static FieldType),
    /// Names with something behind each.
    Names(fn() -> &'static Described),
    /// One of some words.
    Word(&'static [(&'static str, &'static str)]),
}

/// A structure as a template sees it.
#[derive(Debug)]
pub(crate) struct Described {
    /// What it is called.
    pub(crate) name: &'static str,
    /// What it is.
    pub(crate) doc: &'static str,
    /// Its names; where it has several forms, those that each form has.
    pub(crate) forms: &'static [Form],
}

/// One form of a structure; most structures have one.
#[derive(Debug)]
pub(crate) struct Form {
    /// The word behind `is` that tells it from the others, and what it is; nothing, where there is one form.
    pub(crate) is: Option<(&'static str, &'static str)>,
    /// Its names.
    pub(crate) names: &'static [NamedStruct],
}

/// A name in a structure.
#[derive(Debug)]
pub(crate) struct NamedStruct {
    /// The name, as a template writes it.
    pub(crate) name: &'static str,
    /// What stands behind it.
    pub(crate) sort: FieldType,
    /// What it is for.
    pub(crate) doc: &'static str,
}

/// Something that a template can be given.
pub(crate) trait Given {
    /// How it looks from there.
    const SORT: FieldType;
}

impl Given for Line {
    const SORT: FieldType = FieldType::Text;
}

impl Given for String {
    const SORT: FieldType = FieldType::Text;
}

impl Given for &'static str {
    const SORT: FieldType = FieldType::Text;
}

impl Given for i32 {
    const SORT: FieldType = FieldType::Number;
}

impl Given for bool {
    const SORT: FieldType = FieldType::YesNo;
}

impl<T: Given> Given for Option<T> {
    const SORT: FieldType = FieldType::Maybe(&T::SORT);
}

impl<T: Given> Given for Vec<T> {
    const SORT: FieldType = FieldType::List(&T::SORT);
}

impl FieldType {
    /// The structure behind it, also behind each item of a list.
    pub(crate) fn described(&self) -> Option<&'static Described> {
        match self {
            FieldType::Maybe(inner) | FieldType::List(inner) => inner.described(),
            FieldType::Names(described) => Some(described()),
            FieldType::Text | FieldType::Number | FieldType::YesNo | FieldType::Word(_) => None,
        }
    }
}

impl Described {
    /// Every name of every form, each once.
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

    /// This structure and every one below it, in the order in which they are met.
    pub(crate) fn all(&'static self) -> Vec<&'static Described> {
        let mut met = vec![self];
        let mut at = 0;
        while let Some(described) = met.get(at) {
            let below = described.forms.iter().flat_map(|form| form.names);
            for below in below.filter_map(|named| named.sort.described()).collect::<Vec<_>>() {
                if !met.iter().any(|one| std::ptr::eq(*one, below)) {
                    met.push(below);
                }
            }
            at += 1;
        }
        met
    }
}

/// Declares a structure that templates get: a struct; a list of words, `Name: word { … }`; or, `Name by is { … }`, an
/// enum whose forms are told apart by their word behind `is`.
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
