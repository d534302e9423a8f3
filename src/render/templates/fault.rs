//! What is wrong with a template: where, and what there is instead; never a value that it was given, for those are
//! somebody's care plan.

use std::error::Error as _;

use anyhow::anyhow;
use minijinja::{Error, ErrorKind};

use crate::render::copy_document::CopyDocument;
use crate::render::document::{Described, Given};
use crate::render::templates::words::{Is, TemplateWord, pieces};
use crate::render::templates::{LARGEST, NO_TEXT, NOTHING, Templates, check};

/// The error as it is told.
pub(crate) fn told(error: &Error, templates: &Templates) -> anyhow::Error {
    let mut error = error;
    while let Some(inner) = error.source().and_then(|source| source.downcast_ref::<Error>()) {
        error = inner;
    }
    let place = match (error.name(), error.line()) {
        (Some(name), Some(line)) => format!("{}:{line}", templates.place(name)),
        (Some(name), None) => templates.place(name),
        _ => "a template".to_owned(),
    };
    anyhow!("{place}: {}", says(error, templates))
}

fn says(error: &Error, templates: &Templates) -> String {
    let detail = error.detail().unwrap_or_default();
    match error.kind() {
        ErrorKind::UndefinedError => undefined(&expression(error, templates), detail == NOTHING),
        ErrorKind::InvalidOperation if detail == NO_TEXT => {
            "this is a list, or has names of its own, and cannot be written as it is".to_owned()
        }
        ErrorKind::InvalidOperation if detail.starts_with("recursion limit") => {
            "templates include one another without end".to_owned()
        }
        ErrorKind::InvalidOperation if detail.starts_with("cycle in template inheritance") => {
            "templates extend one another without end".to_owned()
        }
        // What it says of a template's own text, it says before any value is there.
        ErrorKind::SyntaxError if !detail.is_empty() => format!("this cannot be read: {detail}"),
        ErrorKind::OutOfFuel => "the template does not come to an end".to_owned(),
        ErrorKind::WriteFailure => {
            format!("the template writes more than {} MB, which no copy needs", LARGEST / 1_000_000)
        }
        kind => format!("the template cannot be filled here: {kind}"),
    }
}

/// The names of the expression in which something is missing: `["section", "headnig"]`.
fn expression(error: &Error, templates: &Templates) -> Vec<String> {
    let text = error.name().and_then(|name| templates.text(name)).unwrap_or_default();
    let marked = error.range().and_then(|range| text.get(range)).unwrap_or_default();
    let tag = format!("{{{{ {marked} }}}}");
    let mut names: Vec<String> = Vec::new();
    let mut dotted = false;
    for piece in pieces(&tag) {
        let Is::Value(words) = piece.is else { continue };
        for word in words {
            match word {
                TemplateWord::Name(name) if dotted || names.is_empty() => names.push(name.to_owned()),
                TemplateWord::Sign(".") => {
                    dotted = true;
                    continue;
                }
                _ => return names,
            }
            dotted = false;
        }
    }
    names
}

/// What is said of a name with nothing behind it.
fn undefined(names: &[String], is_none: bool) -> String {
    let Some((last, before)) = names.split_last() else {
        return "a name with nothing behind it".to_owned();
    };
    let whole = names.join(".");
    let all = <CopyDocument as Given>::SORT.described().map(Described::all).unwrap_or_default();
    let there: Vec<&str> = match before.last() {
        None => all.first().map(|paper| paper.names()).unwrap_or_default(),
        Some(base) => behind(base, &all).map_or_else(
            || all.iter().skip(1).flat_map(|described| described.names()).collect(),
            Described::names,
        ),
    };
    if is_none || there.contains(&last.as_str()) {
        let ask = if is_none || before.is_empty() { whole.clone() } else { before.join(".") };
        return format!("`{whole}` is not always there: ask first, as in `{{% if {ask} %}}`");
    }
    let mut once: Vec<&str> = Vec::new();
    for name in there {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    check::no("name here", last, &once)
}

/// The structure that stands behind a name, as far as the name tells: that of the name itself, else that which has a
/// name of its own so.
fn behind(base: &str, all: &[&'static Described]) -> Option<&'static Described> {
    let called = all.iter().copied().find(|described| described.name.eq_ignore_ascii_case(base));
    called.or_else(|| {
        let names = all.iter().flat_map(|described| described.forms).flat_map(|form| form.names);
        names.filter(|named| named.name == base).find_map(|named| named.sort.described())
    })
}
