//! What each kind of reader has, key by key; and that no document says anything else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use cpa::access::{Reader, ReaderKind, explain_each};
use cpa::parse::{Key, TomlTable, ValueType};
use cpa::plan::Plan;
use cpa::workspace::{FileKind, PlanFile, find};
use expect_test::expect_file;
use rayon::prelude::*;

use crate::access::made_up::{Fill, MadeUp, OWN, made_up};
use crate::harness::{Command, cpa, day};

fn command(made: &MadeUp, args: &[&str]) -> Command {
    cpa([]).args(args).file("P-1.toml", &made.text).file("people.toml", &made.people)
}

fn read(made: &MadeUp) -> PlanFile {
    let folder = command(made, &[]);
    let found = find(folder.path(), &["P-1.toml".into()], day("2026-11-22"), "render").expect("the plan");
    let plan = found.files.iter().find(|file| matches!(file.kind, FileKind::Plan)).expect("the plan");
    let file = PlanFile::read(plan, day("2026-11-22"));
    let faults: Vec<String> =
        file.faults.iter().map(|fault| format!("{} {}", fault.rule, fault.message)).collect();
    assert!(faults.is_empty(), "{faults:?}\n{}", made.text);
    file
}

/// Returns the readers of a plan, or the words for those who get no copy. They are of every kind.
fn readers(file: &PlanFile) -> Vec<Result<Reader, String>> {
    Reader::everyone(file).into_iter().map(|reader| reader.map_err(|refusal| refusal.reader)).collect()
}

/// Returns a path without the numbers of items and the names that a writer chooses: `people.*.phones.*`.
fn key_of(path: &str) -> String {
    let without_numbers: String =
        path.split('[').map(|piece| piece.split_once(']').map_or(piece, |(_, rest)| rest)).collect();
    let chosen = ["people.", "withheld.", "phones.", "look_after."];
    let mut key = without_numbers;
    for table in chosen {
        if let Some(at) = key.find(table).map(|at| at + table.len()) {
            let end = key[at..].find('.').map_or(key.len(), |dot| at + dot);
            key.replace_range(at..end, "*");
        }
    }
    key
}

/// Returns why a reader has a value, in a word; "-" if they do not have it.
fn right(shown: bool, why: &str) -> &'static str {
    match () {
        () if !shown => "-",
        () if why.contains("is down for it") => "own",
        () if why.contains("the person agreed") => "agreed",
        () => "always",
    }
}

#[test]
fn each_kind_of_reader_has_the_listed_keys() {
    let file = read(&made_up(Fill::Everything));
    let readers: Vec<Reader> = readers(&file).into_iter().flatten().collect();
    let mut rows: Vec<(String, Vec<BTreeSet<&str>>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (column, kind) in ReaderKind::ALL.iter().enumerate() {
        let reader = readers.iter().find(|reader| reader.kind() == *kind);
        let reader = reader.unwrap_or_else(|| panic!("the made-up plan lacks a reader of the kind {kind:?}"));
        for value in explain_each(&file, reader) {
            let key = key_of(&value.path);
            let row = *places.entry(key.clone()).or_insert_with(|| {
                rows.push((key, vec![BTreeSet::new(); ReaderKind::ALL.len()]));
                rows.len() - 1
            });
            rows[row].1[column].insert(right(value.shown, &value.why));
        }
    }
    let mut page = String::from(
        "What each kind of reader has of each key, if the person agreed that family and agencies may have everything,\n\
         and nothing is withheld. A person reviews this page; a new key is a new line here.\n\
         - always: without anybody's leave; agreed: if the person agreed to its part; own: what they are down for, or said;\n\
         - a dash: never. Of people: those whom the copy mentions; sam is family, dr the GP, housing an agency.\n\n",
    );
    let labels: Vec<String> = ReaderKind::ALL.iter().map(|kind| format!("{:<14}", kind.label())).collect();
    let labels = labels.concat();
    let _ = writeln!(page, "{:<45}{labels}", "");
    for (key, cells) in &rows {
        let cells = cells.iter().map(|cell| cell.iter().copied().collect::<Vec<_>>().join("/"));
        let cells = cells.map(|cell| format!("{cell:<14}")).collect::<Vec<_>>().concat();
        let _ = writeln!(page, "{key:<45}{}", cells.trim_end());
    }
    expect_file!["../snapshots/who-has-what.txt"].assert_eq(&page);
    let mut missing = every_key(Plan::KEYS, "");
    missing.retain(|key| !rows.iter().any(|(listed, _)| listed == key));
    assert_eq!(missing, Vec::<String>::new(), "keys that the made-up plan lacks");
}

/// What an item says about who can see it, which the stories test.
const LABELS: [&str; 3] = ["withhold", "told_by", "in_confidence"];

/// Returns the path of every key of the format that has a value.
fn every_key(keys: &[Key], above: &str) -> Vec<String> {
    let keys = keys.iter().filter(|key| !LABELS.contains(&key.name));
    let paths = keys.flat_map(|key| {
        let path = if above.is_empty() { key.name.to_owned() } else { format!("{above}.{}", key.name) };
        match key.value_type {
            ValueType::Table(keys) | ValueType::Tables(keys) => every_key(keys, &path),
            ValueType::Open(ValueType::Table(keys)) => every_key(keys, &format!("{path}.*")),
            ValueType::Open(_) => vec![format!("{path}.*")],
            _ => vec![path],
        }
    });
    paths.collect()
}

/// Returns the words of `made` that are in `text`.
fn words_in<'m>(made: &'m MadeUp, text: &str) -> BTreeSet<&'m str> {
    let text = text.to_lowercase();
    made.words.values().flatten().map(String::as_str).filter(|word| text.contains(*word)).collect()
}

/// Returns the name and text of each copy for a reader, in every document and format.
fn every_document(made: &MadeUp, reader: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for document in ["care-plan", "crisis-plan", "gp-letter"] {
        let args = ["render", "P-1.toml", "--for", reader, "--document", document, "--output", "copies"];
        let command = command(made, &args);
        let errors = command.run().err;
        // A refusal quotes the plan for the office. Nothing else does.
        assert!(errors.contains("error[no-copy]") || words_in(made, &errors).is_empty(), "{errors}");
        for entry in walkdir::WalkDir::new(command.path().join("copies")).into_iter().flatten() {
            if entry.file_type().is_file() {
                let name = entry.file_name().to_string_lossy().into_owned();
                files.push((name, std::fs::read_to_string(entry.path()).expect("a copy")));
            }
        }
    }
    files
}

/// Returns the words of the plan that this reader is shown.
fn shown_words<'m>(made: &'m MadeUp, file: &PlanFile, reader: &Reader) -> BTreeSet<&'m str> {
    let shown = explain_each(file, reader).into_iter().filter(|value| value.shown);
    shown.filter_map(|value| made.words.get(&value.path)).flatten().map(String::as_str).collect()
}

/// Checks every copy of a plan for one reader, and returns how many there are.
fn check_copies(fill: Fill, made: &MadeUp, file: &PlanFile, reader: &Reader) -> usize {
    let mut allowed = shown_words(made, file, reader);
    let care_plan = allowed.clone();
    let colleagues = made.words.iter().filter(|(path, _)| path.starts_with("colleagues."));
    allowed.extend(colleagues.flat_map(|(_, words)| words).map(String::as_str));
    let files = every_document(made, reader.word());
    for (name, text) in &files {
        let said = words_in(made, text);
        let extra: Vec<&&str> = said.difference(&allowed).collect();
        assert!(extra.is_empty(), "{name} for {} of {fill:?} says {extra:?}", reader.word());
        // With every key, a need is one and is not needed.
        if !name.contains("crisis-plan") && !name.contains("letter") && fill != Fill::Everything {
            let missing = |words: &Vec<String>| {
                words.iter().any(|word| care_plan.contains(&**word) && !said.contains(&**word))
            };
            // `ods_code` is a code for computers.
            let missing =
                made.words.iter().filter(|(path, words)| missing(words) && !path.ends_with(".ods_code"));
            let missing: Vec<&String> = missing.map(|(path, _)| path).collect();
            assert!(missing.is_empty(), "{name} for {} of {fill:?} lacks {missing:?}", reader.word());
        }
        assert_eq!(words_in(made, name), BTreeSet::new());
        assert!(!OWN.iter().any(|handle| name.contains(handle)), "{name}");
    }
    files.len()
}

fn fills() -> Vec<Fill> {
    (1..=24).map(Fill::ByChance).chain([Fill::Everything]).collect()
}

#[test]
fn copies_say_what_the_policy_leaves_and_nothing_else() {
    let count: usize = fills()
        .par_iter()
        .map(|fill| {
            let made = made_up(*fill);
            let file = read(&made);
            let copies = readers(&file).into_iter().map(|reader| match reader {
                Ok(reader) => check_copies(*fill, &made, &file, &reader),
                Err(word) => {
                    assert_eq!(every_document(&made, &word), Vec::new(), "{word} gets no copy");
                    0
                }
            });
            copies.sum::<usize>()
        })
        .sum();
    assert!(count > 400, "only {count} copies were checked");
}

#[test]
fn rules_on_wording_quote_nothing_withheld() {
    let count: usize = fills()
        .par_iter()
        .map(|fill| {
            let made = made_up(*fill);
            let file = read(&made);
            let person = Reader::parse(&file, "person").expect("the person has a copy");
            let all = explain_each(&file, &person).into_iter();
            let withheld =
                all.filter(|value| value.why.starts_with("withheld:") || value.why.contains("confidence"));
            let withheld: BTreeSet<&String> =
                withheld.filter_map(|value| made.words.get(&value.path)).flatten().collect();
            let long = format!("xw{}\"", " and so on".repeat(12));
            let long = MadeUp { text: made.text.replace("xw\"", &long), ..made.clone() };
            let output = command(&long, &["validate", "--select", "sentence-too-long", "P-1.toml"]).run().out;
            let quoted = words_in(&made, &output);
            let leaked: Vec<&&String> =
                withheld.iter().filter(|word| quoted.contains(word.as_str())).collect();
            assert!(leaked.is_empty(), "{fill:?} quotes {leaked:?}\n{output}");
            quoted.len()
        })
        .sum();
    assert!(count > 200, "only {count} texts were quoted");
}
