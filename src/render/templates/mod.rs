//! The templates, built into the program or a service's own, and how a document goes through them.

mod built_in;
mod check;
mod describe;
mod fault;
mod listed;
mod own;
mod words;

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

/// How much work a template may do: some hundred times what the longest plan needs.
const FUEL: u64 = 3_000_000;
/// The largest copy that is made, in bytes: some forty times the longest plan's.
const LARGEST: usize = 8_000_000;
/// What stands before the name of a built-in template, to say that it is meant and not the one in its place.
const BUILT_IN: &str = "built-in/";

/// The templates that copies are made with: those of a service, and for every other name the built-in ones.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    own: Arc<BTreeMap<String, Own>>,
    ready: Arc<Ready>,
}

/// Where copies are filled, for each format: made when the first copy asks, and then the same for all.
#[derive(Debug, Default)]
struct Ready {
    html: OnceLock<Environment<'static>>,
    md: OnceLock<Environment<'static>>,
}

/// A template of a service.
#[derive(Debug)]
struct Own {
    text: String,
    /// The path that messages show.
    shown: String,
}

impl Templates {
    /// Those of a service, by their names; nothing is looked at.
    fn with(own: BTreeMap<String, Own>) -> Self {
        Templates { own: Arc::new(own), ready: Arc::default() }
    }

    /// Where copies in a format are filled.
    fn environment(&self, format: Markup) -> &Environment<'static> {
        let ready = match format {
            Markup::Html => &self.ready.html,
            Markup::Md => &self.ready.md,
        };
        ready.get_or_init(|| environment(self, format))
    }

    /// The text under a name.
    fn text(&self, name: &str) -> Option<&str> {
        let built_in = |name| built_in::find(name).map(|template| template.text);
        match name.strip_prefix(BUILT_IN) {
            Some(name) => built_in(name),
            None => self.own.get(name).map(|own| own.text.as_str()).or_else(|| built_in(name)),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.text(name).is_some()
    }

    /// Where the template of a name stands, for a message.
    fn place(&self, name: &str) -> String {
        match self.own.get(name) {
            Some(own) => own.shown.clone(),
            None => format!("{BUILT_IN}{}", name.trim_start_matches(BUILT_IN)),
        }
    }

    /// That no template is called so, and which may have been meant.
    fn no_template(&self, name: &str) -> String {
        let built_in = built_in::TEMPLATES.iter().map(|template| template.name);
        match suggest(name, built_in.chain(self.own.keys().map(String::as_str))) {
            Some(meant) => format!("no template is called `{name}`: did you mean `{meant}`?"),
            None => format!("no template is called `{name}`: `cpa templates list` shows the names"),
        }
    }

    /// The blocks of a template, and of those that it extends.
    fn blocks(&self, name: &str) -> Vec<String> {
        let mut blocks = Vec::new();
        let mut names = vec![name.to_owned()];
        let mut at = 0;
        while let Some(text) = names.get(at).and_then(|name| self.text(name)) {
            blocks.extend(check::blocks(text));
            let extended = check::extended(text).filter(|name| !names.contains(name));
            names.extend(extended);
            at += 1;
        }
        let mut once: Vec<String> = Vec::new();
        for block in blocks {
            if !once.contains(&block) {
                once.push(block);
            }
        }
        once
    }
}

/// The text of a document in one format.
///
/// # Errors
/// A template that is broken, with its name and line. The values are never part of the message.
pub(crate) fn text(paper: &CopyDocument, format: Markup, templates: &Templates) -> anyhow::Result<String> {
    let name = format!("{}.{}.jinja", paper.document, format.word());
    let fill = || {
        let mut copy = Copy(Vec::new());
        let template = templates.environment(format).get_template(&name)?;
        template.render_captured_to(Value::from(Serde(paper)), &mut copy)?;
        Ok(String::from_utf8(copy.0).expect("a template writes texts"))
    };
    let text: Result<String, Error> = fill();
    text.map(|text| tidy(&text)).map_err(|error| fault::told(&error, templates))
}

/// A copy being written, as long as it is no larger than any copy can be.
struct Copy(Vec<u8>);

impl io::Write for Copy {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LARGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where copies in a format are filled: it knows these templates, and reads no files.
fn environment(templates: &Templates, format: Markup) -> Environment<'static> {
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
            .expect("the signs are those of the language"),
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
    // Its own list of them: it must not hold itself.
    let templates = Templates { own: Arc::clone(&templates.own), ready: Arc::default() };
    environment.set_loader(move |name| Ok(templates.text(name).map(str::to_owned)));
    environment
}

/// What is wrong with a value that cannot be written: it is not there.
const NOTHING: &str = "nothing stands under this name";
/// It is a list, or has names of its own.
const NO_TEXT: &str = "this is no text";

/// Writes a value, escaped whatever a template did to it before.
fn write(out: &mut Output<'_>, value: &Value, escape: fn(&str) -> String) -> Result<(), Error> {
    let text = match value.kind() {
        ValueKind::Undefined | ValueKind::None => return Err(Error::new(ErrorKind::UndefinedError, NOTHING)),
        ValueKind::String | ValueKind::Number | ValueKind::Bool => value.to_string(),
        _ => return Err(Error::new(ErrorKind::InvalidOperation, NO_TEXT)),
    };
    out.write_str(&escape(&text)).map_err(Error::from)
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
mod unit {
    use std::collections::BTreeSet;
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
        let listed: BTreeSet<String> =
            built_in::TEMPLATES.iter().map(|template| template.name.to_owned()).collect();
        assert_eq!(files.collect::<BTreeSet<_>>(), listed);
    }

    #[test]
    fn the_filters_and_tests_that_may_be_used_are_there() {
        let environment = environment(&Templates::default(), Markup::Html);
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
