//! Checks plans for errors and gaps: the format errors that parsing found, and the rules.
//!
//! `run` walks the files of a folder, `engine` runs the rules on each, `output` writes the findings.

mod engine;
pub mod explain;
pub mod fixed_rules;
pub mod output;
pub mod rule_list;
pub mod rules;
mod run;
mod seen_values;
mod select;
mod suppress;
mod text;
mod totals;
mod unused_handles;

use std::cell::OnceCell;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;

pub use run::{check_file, validate};
pub use seen_values::Fingerprint;
pub use select::RuleSelection;
pub use totals::{Totals, closing, counted, numbered};

use rules::Rule;
use text::Passage;

use crate::due::{DueItem, DueKind};
use crate::message;
use crate::parse::message::name;
use crate::parse::{Diagnostic, Field, Message, RuleId, Severity, Source, Span, Texts};
use crate::plan::{Plan, Settings, Terms};
use crate::workspace::{FolderContext, People, PeopleFile, PersonEntry, PlanFile};

/// What one run checks.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// Today, or the date of `--as-at`.
    pub as_at: NaiveDate,
    /// The rules that run.
    pub selection: RuleSelection,
}

impl RunOptions {
    /// Returns a run of these rules on a date.
    pub fn new(as_at: NaiveDate, selection: RuleSelection) -> Self {
        RunOptions { as_at, selection }
    }

    /// Returns a run of every rule on a date.
    pub fn all(as_at: NaiveDate) -> Self {
        RunOptions::new(as_at, RuleSelection::default())
    }
}

/// The settings where there is no `cpa.toml`.
static NOTHING_SET: LazyLock<Settings> = LazyLock::new(Settings::default);

fn settings_of(context: &FolderContext) -> &Settings {
    context.settings().unwrap_or(&NOTHING_SET)
}

/// Whether a run covers a folder: some rules compare its plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunScope {
    /// Single files.
    SingleFiles,
    /// A folder with every plan in it.
    Folder,
}

/// A people.toml, as a rule sees it.
#[derive(Debug)]
pub struct ColleagueList<'a> {
    /// The file.
    pub file: &'a PeopleFile,
    /// Those of the folders above it, the nearest first. Their entries apply too.
    pub above: &'a [Arc<PeopleFile>],
}

/// A plan, as a rule sees it.
#[derive(Debug)]
pub struct Context<'a> {
    /// The file of the plan.
    pub file: &'a PlanFile,
    /// The plan.
    pub plan: &'a Plan,
    /// Today, or the date of `--as-at`.
    pub as_at: NaiveDate,
    settings: &'a Settings,
    options: &'a RunOptions,
    texts: OnceCell<Texts<'a>>,
    passages: OnceCell<Vec<Passage<'a>>>,
}

impl<'a> Context<'a> {
    /// Returns the context for the plan in a file.
    pub fn new(file: &'a PlanFile, options: &'a RunOptions) -> Self {
        Context {
            file,
            plan: &file.plan,
            as_at: options.as_at,
            settings: settings_of(&file.context),
            options,
            texts: OnceCell::new(),
            passages: OnceCell::new(),
        }
    }

    /// Returns the settings of the nearest `cpa.toml`.
    pub fn settings(&self) -> &'a Settings {
        self.settings
    }

    /// Returns what the scheme requires, and the words it uses.
    pub fn terms(&self) -> &'static Terms {
        self.settings.terms()
    }

    /// Returns what the scheme calls the care coordinator.
    pub fn coordinator(&self) -> &'static str {
        self.terms().coordinator
    }

    fn selection(&self) -> &'a RuleSelection {
        &self.options.selection
    }

    /// Returns everyone whom the plan can name: its own entries and those of each people.toml.
    pub fn people(&self) -> People<'a> {
        self.file.people()
    }

    /// Returns the entry of a handle. If there is none, `unknown-handle` reports it.
    pub fn who(&self, handle: &str) -> Option<PersonEntry<'a>> {
        self.people().find(handle)
    }

    /// Returns what is due in this plan, of one kind.
    pub fn dates(&self, kind: &DueKind) -> Vec<DueItem> {
        kind.due_items(self.file, self.as_at).items
    }

    /// Returns every text of the plan.
    pub fn texts(&self) -> &Texts<'a> {
        self.texts.get_or_init(|| Texts::new(self.plan))
    }

    /// Returns whether a handle has an entry without a phone.
    pub fn has_no_phone(&self, handle: &str) -> bool {
        let has_none =
            |entry: PersonEntry<'_>| entry.phones().is_empty() && !entry.is_faulty(|person| &person.phones);
        self.who(handle).is_some_and(has_none)
    }

    /// Returns the header of a handle's entry, with its file if that is not the plan: `[jo]` in people.toml.
    pub fn entry_header(&self, handle: &str) -> Message {
        let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if !handle.chars().all(is_bare) {
            // A name that was typed as a handle is not repeated.
            "their entry".into()
        } else if self.people().has_own_entry(handle) {
            message!("`[people.{}]`", name(handle, "people"))
        } else {
            message!("`[{}]` in people.toml", name(handle, "people"))
        }
    }

    /// Returns where to add a key to the table at `span`, to follow "add …".
    pub fn where_to_add(&self, span: &Span) -> &'static str {
        let in_braces = self.file.source.at(span).starts_with('{');
        if in_braces { "inside the braces" } else { "below this header" }
    }

    /// Returns the place of a finding about the plan as a whole: its id.
    pub fn top(&self) -> Span {
        self.plan.id.span().cloned().unwrap_or(0..0)
    }

    /// Returns the place of a finding about something that a table `lacks`: the table, or the top of a plan without the
    /// table. `None` if nothing is missing or the table cannot be read.
    pub fn lacks<T>(&self, table: &Field<T>, lacks: impl Fn(&T) -> bool) -> Option<Span> {
        match table {
            Field::Absent => Some(self.top()),
            Field::Known(known) if lacks(&known.value) => Some(known.span.clone()),
            Field::Known(_) | Field::Faulty(_) => None,
        }
    }
}

/// The findings of one rule in one file.
#[derive(Debug)]
pub struct Findings<'a> {
    rule: &'a Rule,
    severity: Severity,
    source: &'a Arc<Source>,
    list: &'a mut Vec<Diagnostic>,
}

impl Findings<'_> {
    /// Adds a finding at `span`.
    pub fn at(&mut self, span: &Span, message: impl Into<Message>) -> Finding<'_> {
        let mut diagnostic = Diagnostic::error(RuleId::Care(self.rule.name), self.source, span, message);
        diagnostic.severity = self.severity;
        self.list.push(diagnostic);
        Finding { diagnostic: self.list.last_mut().expect("one was pushed") }
    }
}

/// A finding that was just added. It ends with [`help`](Finding::help).
#[derive(Debug)]
pub struct Finding<'a> {
    diagnostic: &'a mut Diagnostic,
}

impl Finding<'_> {
    /// Marks one more place in the same file.
    #[must_use = "every finding has help"]
    pub fn also(self, span: &Span, label: impl Into<Message>) -> Self {
        let span = self.diagnostic.source.clamp(span);
        self.diagnostic.also.push((span, label.into()));
        self
    }

    /// Puts a few words on the marked text.
    #[must_use = "every finding has help"]
    pub fn label(self, label: impl Into<Message>) -> Self {
        self.diagnostic.label = Some(label.into());
        self
    }

    /// Says what to do. It begins with a verb and shows the line to type.
    pub fn help(self, help: impl Into<Message>) {
        self.diagnostic.help = Some(help.into());
    }
}
