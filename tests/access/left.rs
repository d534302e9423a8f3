//! Every value that the wall left is in the care plan of its reader, in both formats; what it did not leave is not.

use std::cell::RefCell;
use std::collections::BTreeSet;

use cpa::access::{Reader, ReaderKind, RedactedPlan, redact};
use cpa::parse::{AccessLabels, AccessPolicy, FromToml, PlanPart, Step};
use cpa::render::{CopyOptions, Document, Markup, PrintSize, Templates, copy};
use cpa::workspace::{PlanFile, find};

use crate::access::leaves::{
    Beside, Copied, Leaf, beside, leaves, not_in, own_words, own_words_of_the_person, words, words_of_html,
    words_of_markdown,
};
use crate::harness::{checkout, day};
use crate::render::samples;

/// What copies for others than the person say in their own words, where the person's own says something else. `{}` is
/// what the person is called.
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

/// Somebody who may have everything that a relative can have.
const PROOF: &str = r#"
[people.proof]
name = "Proof Reader"
relationship = "cousin"
consent = { asked = 2026-01-05, copy = ["contacts", "crisis", "about me", "needs", "services", "diagnosis", "medicines", "physical health", "risks", "legal", "reviews"] }
"#;

/// Which values are left: where they begin.
#[derive(Default)]
struct OwnWordsLeft {
    way: RefCell<Vec<Option<usize>>>,
    places: RefCell<BTreeSet<usize>>,
}

impl AccessPolicy for OwnWordsLeft {
    fn allows(&self, _part: PlanPart) -> bool {
        true
    }

    fn is_withheld(&self, _marks: &AccessLabels<'_>) -> bool {
        false
    }

    fn names(&self, _handle: &str) -> bool {
        true
    }

    fn enter(&self, step: Step<'_>) {
        let place = match step {
            Step::Key(_, span) | Step::Chosen(_, span) => Some(span.start),
            Step::Item(_) => None,
        };
        self.way.borrow_mut().push(place);
    }

    fn leave(&self) {
        self.way.borrow_mut().pop();
    }

    fn value(&self, _part: PlanPart) {
        let place = self.way.borrow().iter().rev().find_map(|place| *place);
        self.places.borrow_mut().extend(place);
    }
}

/// Whether a value is left in what a reader sees.
fn is_left(leaf: &Leaf, seen: &RedactedPlan, plan: &OwnWordsLeft) -> bool {
    match (leaf.file, &leaf.handle) {
        ("cpa.toml", _) => true,
        ("people.toml", Some(handle)) => {
            let listed = OwnWordsLeft::default();
            // The plan's own entry comes first, and has places of its own.
            let skip = RefCell::new(seen.people.value().is_some_and(|people| people.get(handle).is_some()));
            if let Some(entry) = seen.find(handle) {
                entry.all(|someone| {
                    if !skip.replace(false) {
                        let _ = someone.redacted(PlanPart::Internal, &listed);
                    }
                    &someone.name
                });
            }
            listed.places.borrow().contains(&leaf.place)
        }
        (_, handle) => {
            let named = |handle: &String| handle == "person" || seen.find(handle).is_some();
            plan.places.borrow().contains(&leaf.place) && handle.as_ref().is_none_or(named)
        }
    }
}

/// How copies for a reader speak.
fn copied(reader: &Reader, seen: &RedactedPlan) -> Copied {
    let person = seen.name().expect("a name").to_owned();
    let called = person.clone();
    let is_team = reader.kind() == ReaderKind::Team;
    let own = move |path: &str, typed: &str| {
        if path == "people.is" && typed == "team" && !is_team {
            // Nobody else is told who reads whole plans.
            return Some(String::new());
        }
        let words = own_words(OTHERS, path, typed).or_else(|| own_words_of_the_person(path, typed));
        words.map(|words| words.replace("{}", &called))
    };
    Copied {
        own_words: Box::new(own),
        left_out: &[],
        person: vec![person],
        you: reader.handle().map(str::to_owned),
        secret: |_| Vec::new(),
    }
}

/// What is wrong with the copies of one plan for one reader, and how many values were looked for.
fn faults(file: &PlanFile, reader: &Reader, plan: &Beside) -> (Vec<String>, usize) {
    let seen = redact(file, reader);
    let left = OwnWordsLeft::default();
    let _ = seen.redacted(PlanPart::Internal, &left);
    let leaves = leaves(plan, &copied(reader, &seen));
    let (mut there, gone): (Vec<Leaf>, Vec<Leaf>) =
        leaves.into_iter().partition(|leaf| is_left(leaf, &seen, &left));
    for leaf in &mut there {
        // Who and what people are is said as often as their copy speaks of them.
        leaf.once |= leaf.handle.is_some() || leaf.file != "plan" || leaf.path.starts_with("people.");
    }
    let said = |text: &str| there.iter().flat_map(|leaf| &leaf.said).any(|said| words(said).contains(text));
    let mut faults = Vec::new();
    for (format, words_of) in
        [(Markup::Md, words_of_markdown as fn(&str) -> String), (Markup::Html, words_of_html)]
    {
        let copy = copy(file, reader, edition(format)).expect("a copy");
        let shown = words_of(&copy);
        faults.extend(not_in(&shown, &there));
        for leaf in gone.iter().filter(|leaf| leaf.is_text && leaf.path != "people.consent.copy") {
            // What is short, or said by something that the reader has, is no trace.
            let text = words(&leaf.said[0]);
            if text.len() > 11 && !said(&text) && shown.contains(&text) {
                faults.push(format!("{} = {text:?} is there, and was not left", leaf.path));
            }
        }
    }
    (faults.into_iter().map(|fault| format!("for {}: {fault}", reader.word())).collect(), there.len())
}

/// Checks a plan for the team, the GP, a relative who may have everything, and all who may have something.
fn check(path: &str, plan: &Beside) -> (Vec<String>, usize) {
    let command = crate::harness::cpa([])
        .file("P.toml", format!("{}{PROOF}", plan.text))
        .file("cpa.toml", &plan.settings)
        .file("people.toml", &plan.people);
    let folder = find(command.path(), &["P.toml".into()], day("2026-11-22"), "render").expect("a folder");
    let found = folder.files.iter().find(|file| file.display_path == "P.toml").expect("the plan");
    let file = PlanFile::read(found, day("2026-11-22"));
    let plan = Beside { text: format!("{}{PROOF}", plan.text), ..beside_again(plan) };
    let readers: Vec<Reader> = Reader::everyone(&file)
        .into_iter()
        .flatten()
        .filter(|reader| reader.kind() != ReaderKind::Person)
        .collect();
    assert!(readers.iter().any(|reader| reader.word() == "proof"), "{path}");
    let checked: Vec<_> = readers.iter().map(|reader| faults(&file, reader, &plan)).collect();
    let count = checked.iter().map(|(_, count)| count).sum();
    let faults = checked.into_iter().flat_map(|(faults, _)| faults);
    (faults.map(|fault| format!("{path} {fault}")).collect(), count)
}

fn beside_again(plan: &Beside) -> Beside {
    Beside { text: String::new(), settings: plan.settings.clone(), people: plan.people.clone() }
}

#[test]
fn every_value_that_the_wall_left_is_in_the_copy_of_its_reader_and_no_other() {
    let mut plans: Vec<(String, Beside)> =
        samples().into_iter().map(|(folder, name, text)| (name, beside(&folder, &text))).collect();
    let case =
        |name: &str| std::fs::read_to_string(checkout("tests/cases/complete").join(name)).expect("a file");
    for name in ["CP-0001.toml", "CP-0002.toml"] {
        let plan = Beside { text: case(name), settings: case("cpa.toml"), people: case("people.toml") };
        plans.push((name.to_owned(), plan));
    }
    let (mut missing, mut count) = (Vec::new(), 0);
    for (name, plan) in &plans {
        let (faults, checked) = check(name, plan);
        missing.extend(faults);
        count += checked;
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(count > 8000, "only {count} values were looked for");
}

/// A copy as the program makes it where nothing else is asked.
fn edition(format: Markup) -> CopyOptions<'static> {
    static BUILT_IN: std::sync::LazyLock<Templates> = std::sync::LazyLock::new(Templates::default);
    let document = Document::CarePlan;
    CopyOptions {
        document,
        format,
        print: PrintSize::Standard,
        templates: &BUILT_IN,
        as_at: day("2026-11-22"),
    }
}
