//! Every value that the policy leaves is in the care plan of its reader, in both formats; no other value is.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use cpa::access::{Reader, RedactedPlan, redact};
use cpa::parse::{AccessLabels, AccessPolicy, FromToml, PlanPart, Step};
use cpa::render::{CopyOptions, Document, Markup, PrintSize, Templates, copy};
use cpa::workspace::{PlanFile, find};

use crate::access::leaves::{
    CopyWords, Leaf, Sources, leaves, not_in, own_words, own_words_of_the_person, sources, words,
    words_of_html, words_of_markdown,
};
use crate::harness::{checkout, cpa, day};
use crate::render::samples;

/// What copies for others say instead of a value, where the person's own says something else. `{}` is the person.
const OTHERS: &[(&str, &str, &str)] = &[
    ("people.is", "team", "the team may read all of {}'s plan"),
    ("is", "parental responsibility", "parental responsibility for {}"),
    ("gp", "none", "{} has no gp at the moment"),
    ("people.communication.interpreter", "none", "interpreter: none needed"),
    ("interpreter", "none", "interpreter: none needed"),
    ("risks.kind", "to self", "a risk to {}"),
    ("outcome", "transfer", "to transfer {}'s care to another team"),
    ("section_117", "true", "yes, {} has a right to it"),
    ("withheld.from", "family", "{}'s family"),
    ("withheld.from", "gp", "{}'s gp"),
    ("ground", "the person asked", "{} asked for this"),
    ("ended.reason", "moved to another team", "{} moved to another team"),
    ("ended.reason", "the person chose to leave", "{} chose to leave"),
    ("invite", "true", "is invited to reviews: yes"),
    ("invite", "false", "is invited to reviews: no"),
    ("copy", "about me", "about {}"),
];

/// A relative who has every part that a relative can have.
const PROOF: &str = r#"
[people.proof]
name = "Proof Reader"
relationship = "cousin"
consent = { asked = 2026-01-05, copy = ["contacts", "crisis", "about me", "needs", "services", "diagnosis", "medicines", "physical health", "risks", "legal", "reviews"] }
"#;

/// A policy that allows everything, and collects where the values begin.
#[derive(Default)]
struct PlaceCollector {
    starts: RefCell<Vec<Option<usize>>>,
    places: RefCell<BTreeSet<usize>>,
}

impl AccessPolicy for PlaceCollector {
    fn allows(&self, _part: PlanPart) -> bool {
        true
    }

    fn is_withheld(&self, _labels: &AccessLabels<'_>) -> bool {
        false
    }

    fn names(&self, _handle: &str) -> bool {
        true
    }

    fn enter(&self, step: Step<'_>) {
        let start = match step {
            Step::Key(_, span) | Step::Chosen(_, span) => Some(span.start),
            Step::Item(_) => None,
        };
        self.starts.borrow_mut().push(start);
    }

    fn leave(&self) {
        self.starts.borrow_mut().pop();
    }

    fn value(&self, _part: PlanPart) {
        let place = self.starts.borrow().iter().rev().find_map(|start| *start);
        self.places.borrow_mut().extend(place);
    }
}

/// Returns whether a value is left for a reader; `places` are those of the plan itself.
fn is_left(leaf: &Leaf, left: &RedactedPlan, places: &BTreeSet<usize>) -> bool {
    match (leaf.file, &leaf.handle) {
        ("cpa.toml", _) => true,
        ("people.toml", Some(handle)) => {
            let listed = PlaceCollector::default();
            // The plan's own entry comes first, and has places of its own.
            let skip = RefCell::new(left.people.value().is_some_and(|people| people.get(handle).is_some()));
            if let Some(entry) = left.find(handle) {
                entry.any(|someone| {
                    if !skip.replace(false) {
                        let _ = someone.redacted(PlanPart::Internal, &listed);
                    }
                    false
                });
            }
            listed.places.borrow().contains(&leaf.place)
        }
        (_, handle) => {
            let is_named = |handle: &String| handle == "person" || left.find(handle).is_some();
            places.contains(&leaf.place) && handle.as_ref().is_none_or(is_named)
        }
    }
}

fn copy_words(reader: &Reader, left: &RedactedPlan) -> CopyWords {
    let person = left.name().expect("a name").to_owned();
    let called = person.clone();
    let is_team = reader.kind().is_team();
    let own_words = move |path: &str, typed: &str| {
        if path == "people.is" && typed == "team" && !is_team {
            // Only the person and the team can see who reads whole plans.
            return Some(String::new());
        }
        let words = own_words(OTHERS, path, typed).or_else(|| own_words_of_the_person(path, typed));
        words.map(|words| words.replace("{}", &called))
    };
    CopyWords {
        own_words: Box::new(own_words),
        left_out: &[],
        person: vec![person],
        you: reader.handle().map(str::to_owned),
        secret: |_| Vec::new(),
    }
}

fn options(format: Markup) -> CopyOptions<'static> {
    static BUILT_IN: LazyLock<Templates> = LazyLock::new(Templates::default);
    CopyOptions {
        document: Document::CarePlan,
        format,
        print: PrintSize::Standard,
        templates: &BUILT_IN,
        as_at: day("2026-11-22"),
    }
}

/// Returns what is wrong with the copies of one plan for one reader, and how many values were looked for.
fn faults(file: &PlanFile, reader: &Reader, sources: &Sources) -> (Vec<String>, usize) {
    let left = redact(file, reader);
    let places = PlaceCollector::default();
    let _ = left.redacted(PlanPart::Internal, &places);
    let leaves = leaves(sources, &copy_words(reader, &left));
    let (mut there, gone): (Vec<Leaf>, Vec<Leaf>) =
        leaves.into_iter().partition(|leaf| is_left(leaf, &left, &places.places.borrow()));
    for leaf in &mut there {
        // What is about people is said as often as the copy speaks of them.
        leaf.once |= leaf.handle.is_some() || leaf.file != "plan" || leaf.path.starts_with("people.");
    }
    let is_said =
        |text: &str| there.iter().flat_map(|leaf| &leaf.said).any(|said| words(said).contains(text));
    let mut faults = Vec::new();
    let formats = [(Markup::Md, words_of_markdown as fn(&str) -> String), (Markup::Html, words_of_html)];
    for (format, words_of) in formats {
        let shown = words_of(&copy(file, reader, options(format)).expect("a copy"));
        faults.extend(not_in(&shown, &there));
        for leaf in gone.iter().filter(|leaf| leaf.is_text && leaf.path != "people.consent.copy") {
            let text = words(&leaf.said[0]);
            // A short text, or one that is also in a value that is left, shows nothing.
            if text.len() > 11 && !is_said(&text) && shown.contains(&text) {
                faults.push(format!("{} = {text:?} is there, and was not left", leaf.path));
            }
        }
    }
    (faults.into_iter().map(|fault| format!("for {}: {fault}", reader.word())).collect(), there.len())
}

/// Checks a plan for everyone who has a copy but the person, and for a relative who has everything.
fn check(name: &str, sources: &Sources) -> (Vec<String>, usize) {
    let sources = Sources { plan: format!("{}{PROOF}", sources.plan), ..sources.clone() };
    let folder = cpa([])
        .file("P.toml", &sources.plan)
        .file("cpa.toml", &sources.settings)
        .file("people.toml", &sources.people);
    let found = find(folder.path(), &["P.toml".into()], day("2026-11-22"), "render").expect("a folder");
    let plan = found.files.iter().find(|file| file.display_path == "P.toml").expect("the plan");
    let file = PlanFile::read(plan, day("2026-11-22"));
    let readers = Reader::everyone(&file).into_iter().flatten();
    let readers: Vec<Reader> = readers.filter(|reader| !reader.kind().is_person()).collect();
    assert!(readers.iter().any(|reader| reader.word() == "proof"), "{name}");
    let checked: Vec<_> = readers.iter().map(|reader| faults(&file, reader, &sources)).collect();
    let count = checked.iter().map(|(_, count)| count).sum();
    let faults = checked.into_iter().flat_map(|(faults, _)| faults);
    (faults.map(|fault| format!("{name} {fault}")).collect(), count)
}

#[test]
fn copies_have_every_value_that_is_left_and_no_other() {
    let mut plans: Vec<(String, Sources)> =
        samples().into_iter().map(|(folder, name, text)| (name, sources(&folder, &text))).collect();
    let read =
        |name: &str| std::fs::read_to_string(checkout("tests/cases/complete").join(name)).expect("a file");
    for name in ["CP-0001.toml", "CP-0002.toml"] {
        let sources = Sources { plan: read(name), settings: read("cpa.toml"), people: read("people.toml") };
        plans.push((name.to_owned(), sources));
    }
    let (faults, counts): (Vec<_>, Vec<_>) = plans.iter().map(|(name, sources)| check(name, sources)).unzip();
    let (faults, count) = (faults.concat(), counts.into_iter().sum::<usize>());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count > 8000, "only {count} values were looked for");
}
