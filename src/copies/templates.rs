//! The templates, built into the program, and how a document goes through them.

use std::borrow::Cow;

use anyhow::anyhow;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};
use serde::Serialize;

use super::{Format, escape};

/// Every template, by its name.
const TEMPLATES: &[(&str, &str)] = &[
    ("care-plan.html.jinja", include_str!("../../templates/care-plan.html.jinja")),
    ("care-plan.md.jinja", include_str!("../../templates/care-plan.md.jinja")),
    ("parts/blocks.html.jinja", include_str!("../../templates/parts/blocks.html.jinja")),
    ("parts/blocks.md.jinja", include_str!("../../templates/parts/blocks.md.jinja")),
    ("parts/phones.html.jinja", include_str!("../../templates/parts/phones.html.jinja")),
    ("parts/copy.css", include_str!("../../templates/parts/copy.css")),
];

/// How much work a template may do: some hundred times what the longest plan needs.
const FUEL: u64 = 10_000_000;

/// A document made from what one reader may see.
pub(super) trait Document: Serialize {
    /// The name of its templates, without their endings.
    const NAME: &'static str;
}

/// The text of a document in one format.
///
/// # Errors
/// A template that is broken, with its name and line. The values are never part of the message.
pub(super) fn text<D: Document>(document: &D, format: Format) -> anyhow::Result<String> {
    let name = format!("{}.{}.jinja", D::NAME, format.word());
    let text = environment(TEMPLATES, FUEL).and_then(|environment| fill(&environment, &name, document));
    text.map(|text| tidy(&text)).map_err(|error| without_values(&error))
}

fn fill(environment: &Environment<'_>, name: &str, values: &impl Serialize) -> Result<String, Error> {
    environment.get_template(name)?.render(Value::from(Serde(values)))
}

fn environment(templates: &[(&'static str, &'static str)], fuel: u64) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_debug(false);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(fuel));
    environment.set_recursion_limit(50);
    environment.set_syntax(
        minijinja::syntax::SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?,
    );
    environment.set_auto_escape_callback(escaping);
    environment.set_formatter(write);
    for (name, text) in templates {
        environment.add_template(name, text)?;
    }
    Ok(environment)
}

/// How the values in a template are escaped. Its name says so; one that says nothing gets HTML's.
fn escaping(name: &str) -> AutoEscape {
    let ends = |ending: &str| name.trim_end_matches(".jinja").ends_with(ending);
    match () {
        () if ends(".css") => AutoEscape::None,
        () if ends(".md") => AutoEscape::Custom(Cow::Borrowed("md")),
        () => AutoEscape::Html,
    }
}

fn write(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_undefined() || value.is_none() {
        return Err(Error::new(ErrorKind::UndefinedError, "nothing stands under this name"));
    }
    let text = value.as_str().map_or_else(|| Cow::Owned(value.to_string()), Cow::Borrowed);
    let text = match state.auto_escape() {
        AutoEscape::Custom(_) => escape::markdown(&text),
        _ => escape::html(&text),
    };
    out.write_str(&text).map_err(Error::from)
}

/// What is wrong with a template, without the values that it was given: they are somebody's care plan.
fn without_values(error: &Error) -> anyhow::Error {
    let place = match (error.name(), error.line()) {
        (Some(name), Some(line)) => format!("line {line} of the template {name}"),
        _ => "a template".to_owned(),
    };
    anyhow!("{place} cannot be filled: {}", error.kind())
}

/// Without spaces at the ends of lines, more than one empty line together, or any at the beginning or the end.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = true;
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && empty) {
            out.push_str(line);
            out.push('\n');
        }
        empty = line.is_empty();
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use super::*;

    #[test]
    fn every_template_in_the_folder_is_in_the_program() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let files =
            walkdir::WalkDir::new(&folder).into_iter().map(|entry| entry.expect("a file of templates"));
        let files = files.filter(|entry| entry.file_type().is_file()).map(|entry| {
            let path = entry.path().strip_prefix(&folder).expect("it is below");
            path.to_string_lossy().into_owned()
        });
        let listed: BTreeSet<String> = TEMPLATES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(files.collect::<BTreeSet<_>>(), listed);
    }

    /// What is said of a template that is called `name` and given somebody's NHS number.
    fn fault(name: &'static str, template: &'static str) -> String {
        let values = BTreeMap::from([("number", "999 000 0042")]);
        let text = environment(&[(name, template)], 10_000)
            .and_then(|environment| fill(&environment, name, &values));
        format!("{:#}", without_values(&text.expect_err("the template is broken")))
    }

    #[test]
    fn a_broken_template_is_told_by_its_name_and_line_and_tells_no_values() {
        let said = "line 2 of the template x.md.jinja cannot be filled: ";
        assert_eq!(fault("x.md.jinja", "{{ number }}\n{{ nmuber }}"), format!("{said}undefined value"));
        assert_eq!(fault("x.md.jinja", "{{ number }}\n{{ number / 0 }}"), format!("{said}invalid operation"));
        assert_eq!(fault("x.md.jinja", "\n{% if number %}"), format!("{said}syntax error"));
    }

    #[test]
    fn a_template_that_never_ends_is_stopped() {
        let template =
            "{% for a in range(9999) %}{% for b in range(9999) %}{{ number }}{% endfor %}{% endfor %}";
        assert!(fault("x.html.jinja", template).ends_with("engine ran out of fuel"));
    }

    #[test]
    fn a_template_whose_name_says_no_format_is_escaped_as_html() {
        let values = BTreeMap::from([("name", "<b>")]);
        let environment = environment(&[("x", "{{ name }}")], FUEL).expect("it is no broken template");
        assert_eq!(fill(&environment, "x", &values).expect("it is filled"), "&lt;b&gt;");
    }
}
