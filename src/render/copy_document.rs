//! What every document is: a sheet of paper with a heading, what must be known first, sections, and a foot.

use crate::document;
use crate::render::block::Section;
use crate::render::line::Line;

document! {
    /// A document, made from what its reader may see.
    CopyDocument {
        /// The word that names the document, as in the names of its templates: `care-plan`.
        pub(crate) document: &'static str;
        /// The language that its own words are in: `en-GB`.
        pub(crate) lang: &'static str;
        /// The title of the page, for the window and for screen readers.
        pub(crate) title: String;
        /// The heading: "My care plan".
        pub(crate) heading: Line;
        /// Whether it is a draft, which every page in print says.
        pub(crate) draft: bool;
        /// Whether it is in large print.
        pub(crate) large: bool;
        /// Which plan this is of, for whom, as at which day.
        pub(crate) copy_for: Line;
        /// What must be known before anything else is read: that it is a draft, that it has ended; mostly nothing.
        pub(crate) banner: Vec<Line>;
        /// What else stands above the first section: when the next review is.
        pub(crate) first: Vec<Line>;
        /// The sections, in order.
        pub(crate) sections: Vec<Section>;
        /// The foot of each page in print: what it is, for whom, of which plan and day, what to do if it is found.
        pub(crate) footer: Line;
    }
}
