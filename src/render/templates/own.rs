//! The templates of a service: read once from one folder, none of them from outside it, and looked at before any copy
//! is made.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail};
use walkdir::WalkDir;

use crate::parse::suggest;
use crate::render::Markup;
use crate::render::templates::built_in::TEMPLATES;
use crate::render::templates::{Own, Templates, check, fault};

/// The largest template that is read, in bytes: a page with a small picture in it.
const LARGEST: u64 = 500_000;
/// How many files are looked at, and how deep.
const MOST: usize = 200;
const DEEPEST: usize = 8;

impl Templates {
    /// The templates in the folder at `path`, shown as `shown`: each takes the place of the built-in one that has its
    /// name.
    ///
    /// # Errors
    /// There is no such folder; a file in it leads outside, cannot be read, has the name of no template, or does what
    /// no template may do: the message names the file, and its line.
    pub fn from_folder(path: &Path, shown: &Path) -> anyhow::Result<Self> {
        let folder = path.canonicalize().with_context(|| format!("cannot open `{}`", shown.display()))?;
        if !folder.is_dir() {
            bail!("`{}` is a file: name the folder of the templates", shown.display());
        }
        let mut own = BTreeMap::new();
        let files = WalkDir::new(&folder).max_depth(DEEPEST).sort_by_file_name().into_iter();
        let visible = files.filter_entry(|entry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        });
        for (count, entry) in visible.enumerate() {
            if count > MOST {
                bail!("`{}` holds more than {MOST} files: is it a folder of templates?", shown.display());
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
            own.insert(name, Own { text, shown });
        }
        let templates = Templates::with(own);
        templates.look()?;
        Ok(templates)
    }

    /// Looks at each of them before any is used.
    fn look(&self) -> anyhow::Result<()> {
        let used: Vec<String> = self.own.values().flat_map(|own| check::used(&own.text)).collect();
        for (name, own) in self.own.iter() {
            let known = TEMPLATES.iter().any(|template| template.name == name) || used.contains(name);
            let meant = suggest(name, TEMPLATES.iter().map(|template| template.name));
            let jinja = Path::new(name).extension().is_some_and(|ending| ending == "jinja");
            match meant {
                _ if known => {}
                Some(meant) => bail!(
                    "{}: `{name}` is the name of no template, and no template here includes it: did you mean `{meant}`?",
                    own.shown
                ),
                None if jinja => bail!(
                    "{}: `{name}` is the name of no template, and no template here includes it: \
                     `cpa templates list` shows the names",
                    own.shown
                ),
                // A note, a picture: nobody asked for it to be a template.
                None => continue,
            }
            if let Some(slip) = check::slip(name, &own.text, self) {
                bail!("{}:{}: {}", own.shown, slip.line, slip.says);
            }
            let looked = self.environment(Markup::Html).get_template(name).map(drop);
            looked.map_err(|error| fault::told(&error, self))?;
        }
        Ok(())
    }
}

/// The text of the file at `path`, if it is a small text that stands below `folder`.
fn text(path: &Path, folder: &Path) -> anyhow::Result<String> {
    if !path.canonicalize()?.starts_with(folder) {
        bail!("it is a link that leads outside the folder of templates");
    }
    // Asked before opening: to open a pipe is to wait for somebody to write into it.
    if !fs::metadata(path)?.is_file() {
        bail!("it is no file");
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        bail!("it is larger than {} kB", LARGEST / 1000);
    }
    String::from_utf8(bytes).ok().context("it is not saved as UTF-8")
}
