//! What stands beside plans: the settings and the colleagues that hold for a folder.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::parse::{
    Decoder, Diagnostic, FromToml, Item, Key, Parsed, Reference, Source, TomlTable, Value, parse,
};
use crate::plan::{Colleagues, Settings, Someone};
use crate::workspace::bytes::Bytes;
use crate::workspace::reserved_handles::reserved_handles;
use crate::workspace::root::{PEOPLE, SETTINGS, outermost, relative, root_at_or_above};
use crate::workspace::settings::settings_of;
use crate::workspace::{Overlay, bytes};

/// A `cpa.toml` as it was read.
#[derive(Debug)]
pub struct SettingsFile {
    /// The settings; those that could not be read are faulty.
    pub settings: Settings,
    /// What became of the file.
    pub read: FileRead,
}

/// A `people.toml` as it was read.
#[derive(Debug)]
pub struct PeopleFile {
    /// The people in it, as far as they could be read.
    pub people: Colleagues,
    /// What became of the file.
    pub read: FileRead,
}

/// What became of a file that stands beside plans.
#[derive(Debug)]
pub struct FileRead {
    /// Its text, under the path that is shown; empty if the bytes could not be had.
    pub source: Arc<Source>,
    /// What is wrong with it.
    pub faults: Vec<Diagnostic>,
    /// Whom it names.
    pub named: Vec<Reference>,
    /// Whether its syntax has no fault that may hide a key.
    pub whole: bool,
    /// Whether its bytes could be had.
    pub had: bool,
}

/// What holds for the plans of one folder.
#[derive(Debug, Clone, Default)]
pub struct FolderContext {
    /// The nearest `cpa.toml` at or above the folder.
    pub settings: Option<Arc<SettingsFile>>,
    /// Each `people.toml` from the folder upwards, as far as the outermost folder that holds a `cpa.toml`.
    pub people: Vec<Arc<PeopleFile>>,
}

impl FolderContext {
    /// The settings, if a `cpa.toml` holds.
    pub fn settings(&self) -> Option<&Settings> {
        self.settings.as_deref().map(|file| &file.settings)
    }

    /// Whether every list of colleagues could be read, so that a handle that is in none of them is unknown.
    pub fn people_are_known(&self) -> bool {
        self.people.iter().all(|file| file.read.whole && file.people.unread.is_none())
    }
}

/// The shelves of the folders that were asked for, each file read once.
#[derive(Debug)]
pub(crate) struct ContextCache {
    here: PathBuf,
    /// The folder that was typed last, and how it was typed.
    typed: (PathBuf, PathBuf),
    as_at: NaiveDate,
    /// What files hold in place of what the disk holds.
    pub(crate) overlay: Overlay,
    settings: HashMap<PathBuf, Arc<SettingsFile>>,
    people: HashMap<PathBuf, Arc<PeopleFile>>,
    of_folders: HashMap<PathBuf, FolderContext>,
}

impl ContextCache {
    /// Shelves whose files are shown as seen from the folder `here`, until another is typed.
    pub(crate) fn new(here: &Path, as_at: NaiveDate, overlay: Overlay) -> Self {
        ContextCache {
            here: here.to_owned(),
            typed: (here.to_owned(), PathBuf::from(".")),
            as_at,
            overlay,
            settings: HashMap::new(),
            people: HashMap::new(),
            of_folders: HashMap::new(),
        }
    }

    /// From now on files are shown in the manner in which `folder` was typed.
    pub(crate) fn typed(&mut self, folder: &Path, shown: &Path) {
        self.typed = (folder.to_owned(), shown.to_owned());
    }

    /// The path of a file as messages show it: below the folder that was typed, as it was typed; elsewhere whole if
    /// that was whole, else as seen from here.
    pub(crate) fn shown(&self, path: &Path) -> PathBuf {
        let (folder, typed) = &self.typed;
        match path.strip_prefix(folder) {
            Ok(below) if typed.as_os_str().is_empty() || typed == Path::new(".") => below.to_owned(),
            Ok(below) => typed.join(below),
            Err(_) if typed.is_absolute() => path.to_owned(),
            Err(_) => relative(path, &self.here),
        }
    }

    /// What holds for the plans in `folder`; `root` bounds the search for colleagues where there is no `cpa.toml`.
    pub(crate) fn for_folder(&mut self, folder: &Path, root: &Path) -> FolderContext {
        if let Some(context) = self.of_folders.get(folder) {
            return context.clone();
        }
        let settings = root_at_or_above(folder, &self.overlay).map(|at| self.settings_at(&at.join(SETTINGS)));
        let top = outermost(folder, &self.overlay).unwrap_or(root).to_owned();
        let people = folder
            .ancestors()
            .take_while(|at| at.starts_with(&top))
            .map(|at| at.join(PEOPLE))
            .filter(|path| self.overlay.is_there(path))
            .collect::<Vec<_>>()
            .iter()
            .map(|path| self.people_at(path))
            .collect();
        let context = FolderContext { settings, people };
        self.of_folders.insert(folder.to_owned(), context.clone());
        context
    }

    /// The `cpa.toml` at `path`.
    pub(crate) fn settings_at(&mut self, path: &Path) -> Arc<SettingsFile> {
        if let Some(file) = self.settings.get(path) {
            return Arc::clone(file);
        }
        let (settings, read) = self.read(path, Settings::KEYS, settings_of);
        let file = Arc::new(SettingsFile { settings: settings.unwrap_or_default(), read });
        self.settings.insert(path.to_owned(), Arc::clone(&file));
        file
    }

    /// The `people.toml` at `path`.
    pub(crate) fn people_at(&mut self, path: &Path) -> Arc<PeopleFile> {
        if let Some(file) = self.people.get(path) {
            return Arc::clone(file);
        }
        let (people, mut read) = self.read(path, Someone::KEYS, Colleagues::read);
        let reserved = people.iter().flat_map(|people| reserved_handles(people, &read.source));
        let reserved: Vec<Diagnostic> = reserved.collect();
        read.faults.extend(reserved);
        read.faults.sort_by_key(|fault| fault.span.start);
        let file = Arc::new(PeopleFile { people: people.unwrap_or_default(), read });
        self.people.insert(path.to_owned(), Arc::clone(&file));
        file
    }

    /// Every file that was read, by its path.
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
        let shown = self.shown(path).display().to_string();
        match bytes::read(path, self.overlay.instead(path).as_deref(), &shown, bytes::LARGEST) {
            Bytes::Text(source) => {
                let parsed = parse(&source, keys);
                let whole = parsed.whole;
                let mut reading = Decoder::new(&source, keys, self.as_at, parsed.whole);
                let item = Item { span: parsed.root.span.clone(), value: Value::Table(parsed.root) };
                let value = read(item, &mut reading);
                source.hide(reading.take_hidden());
                let faults = Parsed::faults_with(parsed.faults, std::mem::take(&mut reading.found));
                let named = std::mem::take(&mut reading.named);
                (value, FileRead { source, faults, named, whole, had: true })
            }
            Bytes::NotText(fault) => (None, FileRead::without_text(fault, true)),
            Bytes::None(fault) => (None, FileRead::without_text(fault, false)),
        }
    }
}

impl FileRead {
    fn without_text(fault: Diagnostic, had: bool) -> Self {
        FileRead {
            source: Arc::clone(&fault.source),
            faults: vec![fault],
            named: Vec::new(),
            whole: false,
            had,
        }
    }
}
