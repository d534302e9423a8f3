//! Reads and checks the templates of a service, all from one folder.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use walkdir::WalkDir;

use crate::parse::suggest;
use crate::render::Markup;
use crate::render::templates::built_in::TEMPLATES;
use crate::render::templates::{CustomTemplate, Templates, check, error};

/// The size limit of a template in bytes: enough for a page with a small picture.
const MAX_SIZE: u64 = 500_000;
const MAX_FILES: usize = 200;
const MAX_DEPTH: usize = 8;

impl Templates {
    /// Reads the templates in the folder at `path`. Each replaces the built-in template with its name.
    ///
    /// # Errors
    /// The folder does not exist, or a file in it cannot be read, is a link to a file outside, is not the name of a
    /// template, or has a problem. The message has the path, starting with `shown`, and the line.
    pub fn from_folder(path: &Path, shown: &Path) -> anyhow::Result<Self> {
        let folder = path.canonicalize().with_context(|| format!("cannot open `{}`", shown.display()))?;
        if !folder.is_dir() {
            bail!("`{}` is a file: name the folder of the templates", shown.display());
        }
        let mut custom = BTreeMap::new();
        let files = WalkDir::new(&folder).max_depth(MAX_DEPTH).sort_by_file_name().into_iter();
        let visible = files.filter_entry(|entry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        });
        for (count, entry) in visible.enumerate() {
            if count > MAX_FILES {
                bail!(
                    "`{}` holds more than {MAX_FILES} files: is it a folder of templates?",
                    shown.display()
                );
            }
            let entry = entry.with_context(|| format!("cannot look through `{}`", shown.display()))?;
            let below = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
            if entry.file_type().is_dir() {
                continue;
            }
            let name = below
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .collect::<Vec<_>>()
                .join("/");
            let shown = shown.join(below).display().to_string();
            let text = text(entry.path(), &folder).with_context(|| format!("cannot read `{shown}`"))?;
            custom.insert(name, CustomTemplate { text, shown });
        }
        let templates = Templates { custom: Arc::new(custom), environments: Arc::default() };
        templates.check()?;
        Ok(templates)
    }

    fn check(&self) -> anyhow::Result<()> {
        let used =
            |statement| self.custom.values().flat_map(move |custom| check::used(statement, &custom.text));
        let used: Vec<String> = used("include").chain(used("extends")).collect();
        for (name, CustomTemplate { text, shown }) in self.custom.iter() {
            if !TEMPLATES.iter().any(|template| template.name == name) && !used.contains(name) {
                let unused =
                    format!("{shown}: `{name}` is the name of no template, and no template here includes it");
                match suggest(name, TEMPLATES.iter().map(|template| template.name)) {
                    Some(meant) => bail!("{unused}: did you mean `{meant}`?"),
                    None if Path::new(name).extension().is_some_and(|ending| ending == "jinja") => {
                        bail!("{unused}: `cpa templates list` shows the names")
                    }
                    // Another kind of file, such as a note or a picture.
                    None => continue,
                }
            }
            if let Some(problem) = check::problem(name, text, self) {
                bail!("{shown}:{}: {}", problem.line, problem.message);
            }
            let compiled = self.environment(Markup::Html).get_template(name);
            compiled.map_err(|error| error::describe(&error, self))?;
        }
        Ok(())
    }
}

/// Reads the file at `path`, which must be a small text file inside `folder`.
fn text(path: &Path, folder: &Path) -> anyhow::Result<String> {
    if !path.canonicalize()?.starts_with(folder) {
        bail!("it is a link that leads outside the folder of templates");
    }
    // Before opening: opening a named pipe waits for a writer.
    if !fs::metadata(path)?.is_file() {
        bail!("it is no file");
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_SIZE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_SIZE {
        bail!("it is larger than {} kB", MAX_SIZE / 1000);
    }
    String::from_utf8(bytes).ok().context("it is not saved as UTF-8")
}
