//! The settings and the colleagues that apply to the plans of a folder.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::parse::{
    Decoder, Diagnostic, FromToml, Item, Key, Parsed, Reference, Source, TomlTable, Value, parse,
};
use crate::plan::{Colleagues, Settings, Someone};
use crate::workspace::bytes::{self, Bytes};
use crate::workspace::overlay::Overlay;
use crate::workspace::reserved_handles::reserved_handles;
use crate::workspace::root::{PEOPLE, SETTINGS, nearest_root, outermost_root, relative};
use crate::workspace::settings::read_settings;

/// A `cpa.toml`.
#[derive(Debug)]
pub struct SettingsFile {
    /// The settings. Those that could not be read are faulty.
    pub settings: Settings,
    /// The result of reading the file.
    pub read: FileRead,
}

/// A `people.toml`.
#[derive(Debug)]
pub struct PeopleFile {
    /// The people that could be read.
    pub people: Colleagues,
    /// The result of reading the file.
    pub read: FileRead,
}

/// The result of reading a `cpa.toml` or `people.toml`.
#[derive(Debug)]
pub struct FileRead {
    /// The text; empty if the file could not be read.
    pub source: Arc<Source>,
    /// What is wrong with the file.
    pub faults: Vec<Diagnostic>,
    /// The handles that the file names.
    pub references: Vec<Reference>,
    /// Whether no syntax error can hide a key.
    pub is_complete: bool,
    /// Whether the bytes of the file could be read.
    pub was_read: bool,
}

/// The settings and colleagues that apply to the plans of one folder.
#[derive(Debug, Clone, Default)]
pub struct FolderContext {
    /// The nearest `cpa.toml` at or above the folder.
    pub settings: Option<Arc<SettingsFile>>,
    /// Each `people.toml` from the folder up to the outermost folder that contains a `cpa.toml`.
    pub people: Vec<Arc<PeopleFile>>,
}

impl FolderContext {
    /// Returns the settings, if there is a `cpa.toml`.
    pub fn settings(&self) -> Option<&Settings> {
        self.settings.as_deref().map(|file| &file.settings)
    }

    /// Returns whether every list of colleagues was read completely. Only then is a handle in none of them unknown.
    pub fn people_are_known(&self) -> bool {
        self.people.iter().all(|file| file.read.is_complete && file.people.unread.is_none())
    }
}

/// Reads each `cpa.toml` and `people.toml` once.
#[derive(Debug)]
pub(crate) struct ContextCache {
    here: PathBuf,
    /// The folder that is searched, and its path as it was typed.
    searched: (PathBuf, PathBuf),
    as_at: NaiveDate,
    pub(crate) overlay: Overlay,
    settings: HashMap<PathBuf, Arc<SettingsFile>>,
    people: HashMap<PathBuf, Arc<PeopleFile>>,
    contexts: HashMap<PathBuf, FolderContext>,
}

impl ContextCache {
    /// Returns an empty cache. Messages show paths relative to the folder `here`.
    pub(crate) fn new(here: &Path, as_at: NaiveDate, overlay: Overlay) -> Self {
        ContextCache {
            here: here.to_owned(),
            searched: (here.to_owned(), PathBuf::from(".")),
            as_at,
            overlay,
            settings: HashMap::new(),
            people: HashMap::new(),
            contexts: HashMap::new(),
        }
    }

    /// Sets the folder that is searched. Messages show paths below it as `typed`.
    pub(crate) fn search(&mut self, folder: &Path, typed: &Path) {
        self.searched = (folder.to_owned(), typed.to_owned());
    }

    /// Returns the path of a file as messages show it: below the searched folder as that was typed, elsewhere relative
    /// to the current folder, or absolute if the searched folder was typed so.
    pub(crate) fn display_path(&self, path: &Path) -> PathBuf {
        let (folder, typed) = &self.searched;
        match path.strip_prefix(folder) {
            Ok(below) if typed.as_os_str().is_empty() || typed == Path::new(".") => below.to_owned(),
            Ok(below) => typed.join(below),
            Err(_) if typed.is_absolute() => path.to_owned(),
            Err(_) => relative(path, &self.here),
        }
    }

    /// Returns what applies to the plans in `folder`. Without a `cpa.toml`, colleagues are searched up to `root`.
    pub(crate) fn for_folder(&mut self, folder: &Path, root: &Path) -> FolderContext {
        if let Some(context) = self.contexts.get(folder) {
            return context.clone();
        }
        let settings = nearest_root(folder, &self.overlay).map(|at| self.settings_at(&at.join(SETTINGS)));
        let top = outermost_root(folder, &self.overlay).unwrap_or(root).to_owned();
        let folders = folder.ancestors().take_while(|at| at.starts_with(&top));
        let mut people = Vec::new();
        for path in folders.map(|at| at.join(PEOPLE)) {
            if self.overlay.exists(&path) {
                people.push(self.people_at(&path));
            }
        }
        let context = FolderContext { settings, people };
        self.contexts.insert(folder.to_owned(), context.clone());
        context
    }

    /// Returns the `cpa.toml` at `path`.
    pub(crate) fn settings_at(&mut self, path: &Path) -> Arc<SettingsFile> {
        if let Some(file) = self.settings.get(path) {
            return Arc::clone(file);
        }
        let (settings, read) = self.read(path, Settings::KEYS, read_settings);
        let file = Arc::new(SettingsFile { settings: settings.unwrap_or_default(), read });
        self.settings.insert(path.to_owned(), Arc::clone(&file));
        file
    }

    /// Returns the `people.toml` at `path`.
    pub(crate) fn people_at(&mut self, path: &Path) -> Arc<PeopleFile> {
        if let Some(file) = self.people.get(path) {
            return Arc::clone(file);
        }
        let (people, mut read) = self.read(path, Someone::KEYS, Colleagues::read);
        let people = people.unwrap_or_default();
        read.faults.extend(reserved_handles(&people, &read.source));
        read.faults.sort_by_key(|fault| fault.span.start);
        let file = Arc::new(PeopleFile { people, read });
        self.people.insert(path.to_owned(), Arc::clone(&file));
        file
    }

    /// Returns every file that was read, with its path.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&PathBuf, &FileRead)> {
        let settings = self.settings.iter().map(|(path, file)| (path, &file.read));
        settings.chain(self.people.iter().map(|(path, file)| (path, &file.read)))
    }

    fn read<T>(
        &self,
        path: &Path,
        keys: &'static [Key],
        read: impl Fn(Item<'_>, &mut Decoder<'_>) -> Option<T>,
    ) -> (Option<T>, FileRead) {
        let display_path = self.display_path(path).display().to_string();
        let (fault, was_read) =
            match bytes::read(path, self.overlay.content(path).as_deref(), &display_path, bytes::MAX_SIZE) {
                Bytes::Text(source) => return decode(source, keys, self.as_at, read),
                Bytes::NotText(fault) => (fault, true),
                Bytes::Unreadable(fault) => (fault, false),
            };
        let source = Arc::clone(&fault.source);
        let (faults, references) = (vec![fault], Vec::new());
        (None, FileRead { source, faults, references, is_complete: false, was_read })
    }
}

fn decode<T>(
    source: Arc<Source>,
    keys: &'static [Key],
    as_at: NaiveDate,
    read: impl Fn(Item<'_>, &mut Decoder<'_>) -> Option<T>,
) -> (Option<T>, FileRead) {
    let parsed = parse(&source, keys);
    let is_complete = parsed.whole;
    let mut decoder = Decoder::new(&source, keys, as_at, is_complete);
    let item = Item { span: parsed.root.span.clone(), value: Value::Table(parsed.root) };
    let value = read(item, &mut decoder);
    source.hide(decoder.take_hidden());
    let faults = Parsed::faults_with(parsed.faults, std::mem::take(&mut decoder.found));
    let references = std::mem::take(&mut decoder.named);
    (value, FileRead { source, faults, references, is_complete, was_read: true })
}
