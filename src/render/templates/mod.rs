//! Fills documents into templates: those built into the program, and those of a service.

mod built_in;
mod check;
mod describe;
mod error;
mod list;
mod load;
mod tokens;

pub use describe::describe;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, OnceLock};

use minijinja::value::{Serde, ValueKind};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value, filters, tests,
};

use crate::parse::suggest;
use crate::render::copy_document::CopyDocument;
use crate::render::{Markup, escape};

/// The work that a template may do, in steps of the template engine: about 100 times that of the longest plan.
const FUEL: u64 = 3_000_000;
/// The size limit of a copy in bytes: about 40 times the longest plan.
const MAX_COPY_SIZE: usize = 8_000_000;
/// The prefix that names a built-in template even where a service has one with the same name.
const BUILT_IN: &str = "built-in/";

/// The templates for copies: those of a service first, then the built-in ones.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    custom: Arc<BTreeMap<String, CustomTemplate>>,
    environments: Arc<Environments>,
}

/// The template engine for each format, created for the first copy.
#[derive(Debug, Default)]
struct Environments {
    html: OnceLock<Environment<'static>>,
    md: OnceLock<Environment<'static>>,
}

/// A template of a service.
#[derive(Debug)]
struct CustomTemplate {
    text: String,
    /// The path that messages show.
    shown: String,
}

impl Templates {
    fn environment(&self, format: Markup) -> &Environment<'static> {
        let environment = match format {
            Markup::Html => &self.environments.html,
            Markup::Md => &self.environments.md,
        };
        environment.get_or_init(|| new_environment(self, format))
    }

    fn text(&self, name: &str) -> Option<&str> {
        let built_in = |name| built_in::find(name).map(|template| template.text);
        match name.strip_prefix(BUILT_IN) {
            Some(name) => built_in(name),
            None => self.custom.get(name).map(|custom| custom.text.as_str()).or_else(|| built_in(name)),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.text(name).is_some()
    }

    /// Returns the path of a template, for messages.
    fn location(&self, name: &str) -> String {
        match self.custom.get(name) {
            Some(custom) => custom.shown.clone(),
            None => format!("{BUILT_IN}{}", name.trim_start_matches(BUILT_IN)),
        }
    }

    /// Says that no template is called `name`, and which may be meant.
    fn no_template(&self, name: &str) -> String {
        let built_in = built_in::TEMPLATES.iter().map(|template| template.name);
        match suggest(name, built_in.chain(self.custom.keys().map(String::as_str))) {
            Some(meant) => format!("no template is called `{name}`: did you mean `{meant}`?"),
            None => format!("no template is called `{name}`: `cpa templates list` shows the names"),
        }
    }

    /// Returns the names of the blocks in a template and in those that it extends.
    fn blocks(&self, name: &str) -> Vec<String> {
        let mut blocks: Vec<String> = Vec::new();
        let mut names = vec![name.to_owned()];
        let mut next = 0;
        while let Some(text) = names.get(next).and_then(|name| self.text(name)) {
            for block in check::used("block", text) {
                if !blocks.contains(&block) {
                    blocks.push(block);
                }
            }
            let extended = check::used("extends", text).into_iter().next();
            names.extend(extended.filter(|name| !names.contains(name)));
            next += 1;
        }
        blocks
    }
}

/// Returns the text of a copy.
///
/// # Errors
/// A template is broken. The message has its name and line, and no value of the plan.
pub(crate) fn text(document: &CopyDocument, format: Markup, templates: &Templates) -> anyhow::Result<String> {
    let name = format!("{}.{}.jinja", document.document, format.word());
    let fill = || {
        let mut copy = LimitedBuffer(Vec::new());
        let template = templates.environment(format).get_template(&name)?;
        template.render_captured_to(Value::from(Serde(document)), &mut copy)?;
        Ok(String::from_utf8(copy.0).expect("a template writes UTF-8"))
    };
    let text: Result<String, Error> = fill();
    text.map(|text| tidy(&text)).map_err(|error| error::describe(&error, templates))
}

/// A buffer that refuses more than [`MAX_COPY_SIZE`] bytes.
struct LimitedBuffer(Vec<u8>);

impl io::Write for LimitedBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_COPY_SIZE {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Creates a template engine that knows only these templates, filters and tests, and reads no files.
fn new_environment(templates: &Templates, format: Markup) -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_debug(false);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(50);
    environment.set_syntax(
        minijinja::syntax::SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build()
            .expect("the delimiters are the default ones"),
    );
    environment.add_filter("upper", filters::upper);
    environment.add_filter("lower", filters::lower);
    environment.add_filter("capitalize", filters::capitalize);
    environment.add_filter("trim", filters::trim);
    environment.add_filter("first", filters::first);
    environment.add_filter("last", filters::last);
    environment.add_filter("length", filters::length);
    environment.add_filter("default", filters::default);
    environment.add_test("defined", tests::is_defined);
    environment.add_test("none", tests::is_none);
    environment.add_test("odd", tests::is_odd);
    environment.add_test("even", tests::is_even);
    environment.set_auto_escape_callback(|name| {
        if check::is_style_sheet(name) { AutoEscape::Custom(Cow::Borrowed("css")) } else { AutoEscape::Html }
    });
    environment.set_formatter(match format {
        Markup::Html => |out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value| {
            let css = matches!(state.auto_escape(), AutoEscape::Custom(_));
            write(out, value, if css { escape::css } else { escape::html })
        },
        Markup::Md => {
            |out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value| write(out, value, escape::markdown)
        }
    });
    // Without the environments, which would contain themselves.
    let templates = Templates { custom: Arc::clone(&templates.custom), environments: Arc::default() };
    environment.set_loader(move |name| Ok(templates.text(name).map(str::to_owned)));
    environment
}

/// The details of errors by which [`error::describe`] recognises a value that is missing, and one that is a list or a
/// structure.
const NO_VALUE: &str = "no value";
const NOT_TEXT: &str = "not text";

/// Writes a value. Escapes every value, even one that a template has escaped before.
fn write(out: &mut Output<'_>, value: &Value, escape: fn(&str) -> String) -> Result<(), Error> {
    let text = match value.kind() {
        ValueKind::Undefined | ValueKind::None => {
            return Err(Error::new(ErrorKind::UndefinedError, NO_VALUE));
        }
        ValueKind::String | ValueKind::Number | ValueKind::Bool => value.to_string(),
        _ => return Err(Error::new(ErrorKind::InvalidOperation, NOT_TEXT)),
    };
    out.write_str(&escape(&text)).map_err(Error::from)
}

/// Removes spaces at the ends of lines, repeated empty lines, and empty lines at the beginning and the end.
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
mod unit_tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_template_file_is_built_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let files =
            walkdir::WalkDir::new(&folder).into_iter().map(|entry| entry.expect("a file of templates"));
        let files = files.filter(|entry| entry.file_type().is_file()).map(|entry| {
            let path = entry.path().strip_prefix(&folder).expect("it is below");
            path.to_string_lossy().into_owned()
        });
        let listed: BTreeSet<String> =
            built_in::TEMPLATES.iter().map(|template| template.name.to_owned()).collect();
        assert_eq!(files.collect::<BTreeSet<_>>(), listed);
    }

    #[test]
    fn allowed_filters_and_tests_exist() {
        let environment = new_environment(&Templates::default(), Markup::Html);
        for filter in check::FILTERS {
            let found = environment.compile_expression_owned(format!("'1'|{filter}"));
            found.and_then(|found| found.eval(())).expect("the filter is there");
        }
        for test in check::TESTS {
            let found = environment.compile_expression_owned(format!("1 is {test}"));
            found.and_then(|found| found.eval(())).expect("the test is there");
        }
    }
}
