//! What every document is: a sheet of paper with a heading, what must be known first, sections, and a foot.

use super::block::Section;
use super::line::Line;
use crate::document;

document! {
    /// A document, made from what its reader may see.
    Paper {
        /// The word that names the document, as in the names of its templates: `care-plan`.
        pub(super) document: &'static str;
        /// The language that its own words are in: `en-GB`.
        pub(super) lang: &'static str;
        /// The title of the page, for the window and for screen readers.
        pub(super) title: String;
        /// The heading: "My care plan".
        pub(super) heading: Line;
        /// Whether it is a draft, which every page in print says.
        pub(super) draft: bool;
        /// Whether it is in large print.
        pub(super) large: bool;
        /// Which plan this is of, for whom, as at which day.
        pub(super) copy_for: Line;
        /// What must be known before anything else is read: that it is a draft, that it has ended; mostly nothing.
        pub(super) banner: Vec<Line>;
        /// What else stands above the first section: when the next review is.
        pub(super) first: Vec<Line>;
        /// The sections, in order.
        pub(super) sections: Vec<Section>;
        /// The foot of each page in print: what it is, for whom, of which plan and day, what to do if it is found.
        pub(super) footer: Line;
    }
}
