//! Error messages for templates: the line, the problem and what there is instead. They never show a value, because values
//! come from a care plan.

use std::error::Error as _;

use anyhow::anyhow;
use minijinja::{Error, ErrorKind};

use crate::render::copy_document::CopyDocument;
use crate::render::document::{Described, Given};
use crate::render::templates::{MAX_COPY_SIZE, NO_VALUE, NOT_TEXT, Templates, check};

/// Describes an error of the template engine.
pub(crate) fn describe(error: &Error, templates: &Templates) -> anyhow::Error {
    let mut error = error;
    while let Some(inner) = error.source().and_then(|source| source.downcast_ref::<Error>()) {
        error = inner;
    }
    let location = match (error.name(), error.line()) {
        (Some(name), Some(line)) => format!("{}:{line}", templates.location(name)),
        (Some(name), None) => templates.location(name),
        _ => "a template".to_owned(),
    };
    anyhow!("{location}: {}", problem(error, templates))
}

fn problem(error: &Error, templates: &Templates) -> String {
    let detail = error.detail().unwrap_or_default();
    match error.kind() {
        ErrorKind::UndefinedError => missing(&expression(error, templates), detail == NO_VALUE),
        ErrorKind::InvalidOperation if detail == NOT_TEXT => {
            "this is a list, or has names of its own, and cannot be written as it is".to_owned()
        }
        ErrorKind::InvalidOperation if detail.starts_with("recursion limit") => {
            "templates include one another without end".to_owned()
        }
        ErrorKind::InvalidOperation if detail.starts_with("cycle in template inheritance") => {
            "templates extend one another without end".to_owned()
        }
        // Syntax errors show the template's own text only.
        ErrorKind::SyntaxError if !detail.is_empty() => format!("this cannot be read: {detail}"),
        ErrorKind::OutOfFuel => "the template does not come to an end".to_owned(),
        ErrorKind::WriteFailure => {
            format!("the template writes more than {} MB, which no copy needs", MAX_COPY_SIZE / 1_000_000)
        }
        kind => format!("the template cannot be filled here: {kind}"),
    }
}

/// Returns the names of the expression whose value is missing: `["section", "headnig"]`.
fn expression(error: &Error, templates: &Templates) -> Vec<String> {
    let text = error.name().and_then(|name| templates.text(name)).unwrap_or_default();
    let marked = error.range().and_then(|range| text.get(range)).unwrap_or_default();
    let is_in_path = |c: char| c == '_' || c == '.' || c.is_alphanumeric();
    let path = marked.split(|c| !is_in_path(c)).next().unwrap_or_default();
    path.split('.').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Says that a value is missing: misspelt, or not there for every plan.
fn missing(names: &[String], is_none: bool) -> String {
    let Some((last, before)) = names.split_last() else {
        return "a name with nothing behind it".to_owned();
    };
    let path = names.join(".");
    let all = <CopyDocument as Given>::SORT.described().map(Described::all).unwrap_or_default();
    let known: Vec<&str> = match before.last() {
        None => all.first().map(|document| document.names()).unwrap_or_default(),
        Some(owner) => structure_of(owner, &all).map_or_else(
            || all.iter().skip(1).flat_map(|described| described.names()).collect(),
            Described::names,
        ),
    };
    if is_none || known.contains(&last.as_str()) {
        let condition = if is_none || before.is_empty() { path.clone() } else { before.join(".") };
        return format!("`{path}` is not always there: ask first, as in `{{% if {condition} %}}`");
    }
    let mut unique: Vec<&str> = Vec::new();
    for name in known {
        if !unique.contains(&name) {
            unique.push(name);
        }
    }
    check::unknown("name here", last, &unique)
}

/// Guesses the structure that a variable has: the structure with its name, otherwise that of a field with its name.
fn structure_of(variable: &str, all: &[&'static Described]) -> Option<&'static Described> {
    let same_name = all.iter().copied().find(|described| described.name.eq_ignore_ascii_case(variable));
    same_name.or_else(|| {
        let fields = all.iter().flat_map(|described| described.forms).flat_map(|form| form.names);
        fields.filter(|field| field.name == variable).find_map(|field| field.sort.described())
    })
}
