//! The proof of the wall: what each kind of reader has, key by key; and that no document has anything else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use cpa::access::{Reader, explain_each};
use cpa::parse::{Key, TomlTable, ValueType};
use cpa::plan::Plan;
use cpa::workspace::{FileKind, PlanFile, find};
use expect_test::expect_file;
use rayon::prelude::*;

use crate::access::made_up::{Fill, MadeUp, READERS, made_up};
use crate::harness::{Command, cpa, day};

fn in_a_folder(made: &MadeUp, args: &[&str]) -> Command {
    cpa([]).args(args).file("P-1.toml", &made.text).file("people.toml", &made.people)
}

/// What `cpa` makes of a plan made up.
fn read(made: &MadeUp) -> PlanFile {
    let folder = in_a_folder(made, &[]);
    let found = find(folder.path(), &["P-1.toml".into()], day("2026-11-22"), "render").expect("the plan");
    let plan = found.files.iter().find(|file| matches!(file.kind, FileKind::Plan)).expect("the plan");
    let file = PlanFile::read(plan, day("2026-11-22"));
    let faults: Vec<String> =
        file.faults.iter().map(|fault| format!("{} {}", fault.rule, fault.message)).collect();
    assert!(faults.is_empty(), "{faults:?}\n{}", made.text);
    file
}

/// A path without the numbers of items, and without the names that somebody chose: "people.*.phones.*".
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

/// In a word, by which right a reader has a value; "-" if they do not have it.
fn right(shown: bool, why: &str) -> &'static str {
    match () {
        () if !shown => "-",
        () if why.contains("is down for it") => "own",
        () if why.contains("the person agreed") => "agreed",
        () => "always",
    }
}

#[test]
fn what_each_kind_of_reader_has_of_a_full_plan_stands_on_a_page() {
    let file = read(&made_up(Fill::Everything));
    let readers = ["person", "team", "gp", "sam", "housing"];
    let mut rows: Vec<(String, Vec<BTreeSet<&str>>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (column, word) in readers.iter().enumerate() {
        let reader = Reader::parse(&file, word).expect("they may have a copy");
        for told in explain_each(&file, &reader) {
            let key = key_of(&told.path);
            let row = *places.entry(key.clone()).or_insert_with(|| {
                rows.push((key, vec![BTreeSet::new(); readers.len()]));
                rows.len() - 1
            });
            rows[row].1[column].insert(right(told.shown, &told.why));
        }
    }
    let mut page = String::from(
        "What each kind of reader has of each key, if the person agreed that family and agencies may have everything,\n\
         and nothing is withheld. A person reviews this page; a new key is a new line here.\n\
         - always: without anybody's leave; agreed: if the person agreed to its part; own: what they are down for, or said;\n\
         - a dash: never. Of people: those whom the copy mentions; sam is family, dr the GP, housing an agency.\n\n",
    );
    let _ = writeln!(
        page,
        "{:<45}{:<14}{:<14}{:<14}{:<14}{:<14}",
        "", "person", "team", "GP", "family", "agency"
    );
    for (key, cells) in &rows {
        let cells: Vec<String> = cells
            .iter()
            .map(|cell| format!("{:<14}", cell.iter().copied().collect::<Vec<_>>().join("/")))
            .collect();
        let cells = cells.concat();
        let _ = writeln!(page, "{key:<45}{}", cells.trim_end());
    }
    expect_file!["../snapshots/who-has-what.txt"].assert_eq(&page);
    let listed: BTreeSet<&str> = rows.iter().map(|(key, _)| key.as_str()).collect();
    let missing: Vec<String> =
        every_key(Plan::KEYS, "").into_iter().filter(|key| !listed.contains(key.as_str())).collect();
    assert_eq!(missing, Vec::<String>::new(), "keys that the plan made up does not have");
}

/// What an item says of who may see it: the wall's own, which the stories test.
const MARKS: [&str; 3] = ["withhold", "told_by", "in_confidence"];

/// The path of every key of the format that a value stands behind.
fn every_key(keys: &[Key], above: &str) -> Vec<String> {
    let keys = keys.iter().filter(|key| !MARKS.contains(&key.name));
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

/// The words of `made` that stand in `text`.
fn words_in<'m>(made: &'m MadeUp, text: &str) -> BTreeSet<&'m str> {
    let text = text.to_lowercase();
    made.words.values().flatten().map(String::as_str).filter(|word| text.contains(*word)).collect()
}

/// Every file that can be made of a plan for a reader, its name and its text, in every document and format.
fn every_document(made: &MadeUp, reader: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for document in ["care-plan", "crisis-plan", "gp-letter"] {
        let args = ["render", "P-1.toml", "--for", reader, "--document", document, "--output", "copies"];
        let command = in_a_folder(made, &args);
        let ended = command.run();
        // A refusal says to the office what is recorded; beside it, nothing is said of the plan.
        assert!(
            ended.err.contains("error[no-copy]") || words_in(made, &ended.err).is_empty(),
            "{}",
            ended.err
        );
        for entry in walkdir::WalkDir::new(command.path().join("copies")).into_iter().flatten() {
            if entry.file_type().is_file() {
                let name = entry.file_name().to_string_lossy().into_owned();
                files.push((name, std::fs::read_to_string(entry.path()).expect("a copy")));
            }
        }
    }
    files
}

/// The words that the wall leaves of the plan for this reader, and those of colleagues; nothing if they may have none.
fn left<'m>(made: &'m MadeUp, file: &PlanFile, reader: &str) -> Option<BTreeSet<&'m str>> {
    let reader = Reader::parse(file, reader).ok()?;
    let mut left = BTreeSet::new();
    for told in explain_each(file, &reader).iter().filter(|told| told.shown) {
        left.extend(made.words.get(&told.path).into_iter().flatten().map(String::as_str));
    }
    Some(left)
}

/// What a care plan may leave out of what the wall left: the ends of keys, with the reason.
const NOT_SAID: [&str; 1] = [
    // A code for computers.
    ".ods_code",
];

/// The paths of the values whose words the wall left, and that a care plan does not say.
fn missing<'m>(made: &'m MadeUp, left: &BTreeSet<&str>, text: &str) -> Vec<&'m String> {
    let text = text.to_lowercase();
    let lacks =
        |words: &Vec<String>| words.iter().any(|word| left.contains(word.as_str()) && !text.contains(word));
    let said = |path: &&String| !NOT_SAID.iter().any(|end| path.ends_with(end));
    made.words.iter().filter(|(_, words)| lacks(words)).map(|(path, _)| path).filter(said).collect()
}

#[test]
fn no_document_has_a_word_that_the_wall_did_not_leave_and_the_care_plan_has_every_other() {
    let fills: Vec<Fill> = (1..=24).map(Fill::ByChance).chain([Fill::Everything]).collect();
    let made: usize = fills
        .par_iter()
        .map(|fill| {
            let made = made_up(*fill);
            let file = read(&made);
            let mut count = 0;
            for reader in READERS {
                let left = left(&made, &file, reader);
                let files = every_document(&made, reader);
                assert!(left.is_some() || files.is_empty(), "{reader} may have no copy: {files:?}");
                for (name, text) in files {
                    let allowed = left.as_ref().expect("there is a copy");
                    let colleagues = |word: &&str| {
                        made.words.iter().any(|(path, words)| {
                            path.starts_with("colleagues.") && words.iter().any(|one| one == word)
                        })
                    };
                    let extra: Vec<&str> = words_in(&made, &text)
                        .difference(allowed)
                        .copied()
                        .filter(|word| !colleagues(word))
                        .collect();
                    assert!(extra.is_empty(), "{name} for {reader} of {fill:?} says {extra:?}");
                    let is_care_plan = !name.contains("crisis-plan") && !name.contains("letter");
                    // Everything at once says both that a need is one, and that it is none.
                    if is_care_plan && *fill != Fill::Everything {
                        let missing: Vec<&String> = missing(&made, allowed, &text);
                        assert!(missing.is_empty(), "{name} for {reader} of {fill:?} lacks {missing:?}");
                    }
                    assert_eq!(words_in(&made, &name), BTreeSet::new());
                    assert!(!READERS[3..].iter().any(|handle| name.contains(handle)), "{name}");
                    count += 1;
                }
            }
            count
        })
        .sum();
    assert!(made > 400, "only {made} copies were looked at");
}
