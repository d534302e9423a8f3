//! One declaration a structure of a document: [`document!`](crate::document), which makes the struct that a template
//! gets, and the description of it that `cpa templates describe` prints.

use super::line::Line;

/// What stands behind a name.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sort {
    /// Words; templates escape them.
    Text,
    /// A whole number.
    Number,
    /// True or false.
    YesNo,
    /// There or not.
    Maybe(&'static Sort),
    /// Any number of them, in order.
    List(&'static Sort),
    /// Names with something behind each.
    Names(fn() -> &'static Described),
    /// One of some words.
    Word(&'static [(&'static str, &'static str)]),
}

/// A structure as a template sees it.
#[derive(Debug)]
pub(super) struct Described {
    /// What it is called.
    pub(super) name: &'static str,
    /// What it is.
    pub(super) doc: &'static str,
    /// Its names; where it has several forms, those that each form has.
    pub(super) forms: &'static [Form],
}

/// One form of a structure; most structures have one.
#[derive(Debug)]
pub(super) struct Form {
    /// The word behind `is` that tells it from the others, and what it is; nothing, where there is one form.
    pub(super) is: Option<(&'static str, &'static str)>,
    /// Its names.
    pub(super) names: &'static [Named],
}

/// A name in a structure.
#[derive(Debug)]
pub(super) struct Named {
    /// The name, as a template writes it.
    pub(super) name: &'static str,
    /// What stands behind it.
    pub(super) sort: Sort,
    /// What it is for.
    pub(super) doc: &'static str,
}

/// Something that a template can be given.
pub(super) trait Given {
    /// How it looks from there.
    const SORT: Sort;
}

impl Given for Line {
    const SORT: Sort = Sort::Text;
}

impl Given for String {
    const SORT: Sort = Sort::Text;
}

impl Given for &'static str {
    const SORT: Sort = Sort::Text;
}

impl Given for i32 {
    const SORT: Sort = Sort::Number;
}

impl Given for bool {
    const SORT: Sort = Sort::YesNo;
}

impl<T: Given> Given for Option<T> {
    const SORT: Sort = Sort::Maybe(&T::SORT);
}

impl<T: Given> Given for Vec<T> {
    const SORT: Sort = Sort::List(&T::SORT);
}

impl Sort {
    /// The structure behind it, also behind each item of a list.
    pub(super) fn described(&self) -> Option<&'static Described> {
        match self {
            Sort::Maybe(inner) | Sort::List(inner) => inner.described(),
            Sort::Names(described) => Some(described()),
            Sort::Text | Sort::Number | Sort::YesNo | Sort::Word(_) => None,
        }
    }
}

impl Described {
    /// Every name of every form, each once.
    pub(super) fn names(&self) -> Vec<&'static str> {
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
    pub(super) fn all(&'static self) -> Vec<&'static Described> {
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
        $crate::copies::document::Sort::Names(|| {
            static DESCRIBED: $crate::copies::document::Described = $described;
            &DESCRIBED
        })
    };
    (@named $field:ident, $type:ty, $($doc:literal)+) => {
        $crate::copies::document::Named {
            name: stringify!($field),
            sort: <$type as $crate::copies::document::Given>::SORT,
            doc: concat!($($doc),+),
        }
    };
    (
        $(#[doc = $list_doc:literal])+
        $list:ident: word { $( $(#[doc = $doc:literal])+ $choice:ident = $word:literal; )+ }
    ) => {
        $(#[doc = $list_doc])+
        #[derive(Debug, Clone, Copy, serde::Serialize)]
        pub(super) enum $list { $( $(#[doc = $doc])+ #[serde(rename = $word)] $choice ),+ }

        impl $crate::copies::document::Given for $list {
            const SORT: $crate::copies::document::Sort =
                $crate::copies::document::Sort::Word(&[$(($word, concat!($($doc),+))),+]);
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
        pub(super) enum $enum {
            $(
                $(#[doc = $form_doc])+
                #[serde(rename = $word)]
                $form { $( $(#[doc = $doc])+ $field: $type, )+ },
            )+
        }

        impl $crate::copies::document::Given for $enum {
            const SORT: $crate::copies::document::Sort =
                $crate::document!(@sort $crate::copies::document::Described {
                    name: stringify!($enum),
                    doc: concat!($($enum_doc),+),
                    forms: &[$($crate::copies::document::Form {
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
        pub(super) struct $struct { $( $(#[doc = $doc])+ $vis $field: $type, )+ }

        impl $crate::copies::document::Given for $struct {
            const SORT: $crate::copies::document::Sort =
                $crate::document!(@sort $crate::copies::document::Described {
                    name: stringify!($struct),
                    doc: concat!($($struct_doc),+),
                    forms: &[$crate::copies::document::Form {
                        is: None,
                        names: &[$($crate::document!(@named $field, $type, $($doc)+)),+],
                    }],
                });
        }
    };
}
