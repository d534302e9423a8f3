//! `cpa templates describe`: the fields that a template gets, from their declarations.

use std::fmt::Write;

use crate::render::Document;
use crate::render::copy_document::CopyDocument;
use crate::render::document::{Described, FieldType, Given, NamedStruct};
use crate::render::templates::{BUILT_IN, Markup, check};

/// Describes the fields that the templates of `document` get, as a page in Markdown.
pub fn describe(document: Document) -> String {
    let word = document.word();
    let names = [Markup::Html, Markup::Md].map(|format| format!("`{word}.{}.jinja`", format.word()));
    let mut page = format!(
        "# {word}\n\n{} get the names of the first list. Everything is made from what the reader of the copy may \
         see; nothing else of the plan is there.\n",
        names.join(" and ")
    );
    for described in <CopyDocument as Given>::SORT.described().map(Described::all).unwrap_or_default() {
        let heading = if described.name == "CopyDocument" { "The document" } else { described.name };
        section(&mut page, heading, described);
    }
    let list = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let more = format!(
        "\n## What a template may do\n\nFilters: {}. Tests: {}. `{BUILT_IN}` before the name of a template means the one \
         that is built in. A template shows what it is given, and computes nothing.\n",
        list(&check::FILTERS),
        list(&check::TESTS)
    );
    page + &more
}

fn section(page: &mut String, heading: &str, described: &Described) {
    write!(page, "\n## {heading}\n\n{}\n", described.doc.trim()).expect("a string takes it");
    for form in described.forms {
        if let Some((word, doc)) = form.is {
            write!(page, "\nWhere `is` is `{word}`: {}\n", doc.trim()).expect("a string takes it");
        }
        page.push('\n');
        for named in form.names {
            let NamedStruct { name, sort, doc } = named;
            writeln!(page, "- `{name}`: {}. {}", in_words(sort), doc.trim()).expect("a string takes it");
        }
    }
}

fn in_words(sort: &FieldType) -> String {
    match sort {
        FieldType::Text => "text".to_owned(),
        FieldType::Number => "a whole number".to_owned(),
        FieldType::YesNo => "true or false".to_owned(),
        FieldType::Maybe(inner) => format!("{}, or nothing", in_words(inner)),
        FieldType::List(inner) => format!("list of {}", in_words(inner)),
        FieldType::Names(described) => described().name.to_owned(),
        FieldType::Word(words) => {
            let words = words.iter().map(|(word, doc)| {
                let doc = doc.trim().trim_end_matches('.');
                format!("`{word}` ({}{})", doc[..1].to_lowercase(), &doc[1..])
            });
            format!("one of {}", words.collect::<Vec<_>>().join(", "))
        }
    }
}
