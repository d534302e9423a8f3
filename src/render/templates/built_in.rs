//! The built-in templates.

/// A template that is built into the program.
#[derive(Debug)]
pub(crate) struct BuiltInTemplate {
    /// The path below `templates/`.
    pub(crate) name: &'static str,
    pub(crate) purpose: &'static str,
    pub(crate) text: &'static str,
}

macro_rules! built_in {
    ($($name:literal, $purpose:literal;)+) => {
        /// The built-in templates: documents first, then what they extend and include.
        pub(crate) static TEMPLATES: &[BuiltInTemplate] = &[$(BuiltInTemplate {
            name: $name,
            purpose: $purpose,
            text: include_str!(concat!("../../../templates/", $name)),
        }),+];
    };
}

built_in! {
    "care-plan.html.jinja", "the care plan as HTML: the page, with links to its sections";
    "care-plan.md.jinja", "the care plan as Markdown";
    "crisis-plan.html.jinja", "the crisis plan on one side of paper, as HTML";
    "crisis-plan.md.jinja", "the crisis plan as Markdown";
    "general-sheet.html.jinja", "the sheet that anyone may have, as HTML";
    "general-sheet.md.jinja", "the sheet that anyone may have, as Markdown";
    "gp-letter.html.jinja", "the letter to the GP, as HTML";
    "gp-letter.md.jinja", "the letter to the GP, as Markdown";
    "page.html.jinja", "the page of every document as HTML: extend it by its blocks";
    "page.md.jinja", "the page of every document as Markdown";
    "parts/blocks.html.jinja", "what stands in a section, as HTML";
    "parts/blocks.md.jinja", "what stands in a section, as Markdown";
    "parts/copy.css", "how a page looks, on a screen and on paper";
    "parts/large.css", "what is different in large print";
    "parts/one-side.css", "what is different on one side of paper";
    "parts/phones.html.jinja", "somebody's numbers and e-mail address, as HTML";
    "parts/picture.html.jinja", "a drawing, as SVG";
    "parts/print.css.jinja", "the sheet of paper: its size, and the foot of each page";
}

pub(crate) fn find(name: &str) -> Option<&'static BuiltInTemplate> {
    TEMPLATES.iter().find(|template| template.name == name)
}
