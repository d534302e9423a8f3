//! The macro for enums whose variants each have one word.

/// Declares an enum and the method that returns the word of each variant.
macro_rules! words {
    (
        $(#[doc = $type_doc:literal])+
        $name:ident, $(#[doc = $method_doc:literal])+ $method:ident {
            $( $(#[doc = $doc:literal])+ $variant:ident = $word:literal, )+
        }
    ) => {
        $(#[doc = $type_doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[doc = $doc])+ $variant, )+ }

        impl $name {
            $(#[doc = $method_doc])+
            pub fn $method(self) -> &'static str {
                match self { $( $name::$variant => $word, )+ }
            }
        }
    };
}
