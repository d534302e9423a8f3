//! How the house is built: which way the arrows point, and what no file may do.

use std::path::{Path, PathBuf};

use crate::cpa::checkout;

/// Every file below a folder of the checkout with this ending.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = walkdir::WalkDir::new(checkout(folder))
        .into_iter()
        .map(|entry| entry.expect("a readable checkout").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == ending))
        .collect();
    found.sort();
    found
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a readable file")
}

/// The room that a file of the program belongs to.
fn room(path: &Path) -> String {
    let below = path.strip_prefix(checkout("src")).expect("a file of the program");
    below.components().next().expect("a name").as_os_str().to_string_lossy().into_owned()
}

#[test]
fn arrows_point_one_way() {
    let may: &[(&str, &[&str])] = &[
        ("reading", &["reading"]),
        ("plan", &["reading", "plan"]),
        ("folder", &["reading", "plan", "folder"]),
        ("due", &["reading", "plan", "folder", "due"]),
        ("validate", &["reading", "plan", "folder", "due", "validate"]),
        ("schema", &["reading", "plan", "validate", "schema"]),
        ("copies", &["reading", "plan", "folder", "due", "copies"]),
        ("writing", &["reading", "plan", "folder", "due", "writing"]),
        ("history", &["reading", "history"]),
        (
            "cli",
            &[
                "reading", "plan", "folder", "due", "validate", "schema", "copies", "writing", "history",
                "cli",
            ],
        ),
    ];
    for path in files("src", "rs") {
        let room = room(&path);
        let Some((_, allowed)) = may.iter().find(|(name, _)| *name == room) else { continue };
        for line in text(&path).lines().filter(|line| !line.trim_start().starts_with("//")) {
            for after in line.split("crate::").skip(1) {
                let named: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let is_room = may.iter().any(|(name, _)| *name == named);
                assert!(
                    !is_room || allowed.contains(&named.as_str()),
                    "{} reaches into {named}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn only_one_file_names_each_parser_below() {
    let naming = |parser: &str| -> Vec<String> {
        let names_it = |line: &str| {
            let mut words = line.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':'));
            !line.trim_start().starts_with("//") && words.any(|word| word.starts_with(parser))
        };
        let naming = files("src", "rs").into_iter().filter(|path| text(path).lines().any(names_it));
        naming
            .map(|path| {
                path.strip_prefix(checkout("src")).expect("a file of the program").display().to_string()
            })
            .collect()
    };
    assert_eq!(naming("toml::"), ["reading/syntax.rs"]);
    assert_eq!(naming("toml_parser::"), ["reading/layout.rs"]);
}

#[test]
fn only_the_doors_know_how_a_command_is_typed() {
    for path in files("src", "rs").iter().filter(|path| room(path) != "cli") {
        for line in text(path).lines().filter(|line| line.contains("clap::")) {
            assert_eq!(line.trim(), "use clap::ValueEnum;", "{}", path.display());
        }
    }
}

#[test]
fn only_the_wall_sees_a_whole_plan() {
    for path in files("src/copies", "rs").iter().filter(|path| !path.ends_with("see.rs")) {
        let names_it = |line: &str| {
            let code: String = line.split('"').step_by(2).collect();
            let mut words = code.split(|c: char| !c.is_alphanumeric() && c != '_');
            !line.trim_start().starts_with("//") && words.any(|word| word == "Plan")
        };
        assert!(!text(path).lines().any(names_it), "{} names the plan itself", path.display());
    }
}

#[test]
fn no_file_is_too_long_and_every_file_says_what_it_is_for() {
    for path in files("src", "rs") {
        let text = text(&path);
        let lines = text.lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
        assert!(text.starts_with("//! "), "{} does not say what it is for", path.display());
    }
}

#[test]
fn nothing_is_left_for_later_in_the_program() {
    for path in files("src", "rs").into_iter().chain(files("templates", "jinja")) {
        for word in ["TODO", "FIXME", "XXX", "unimplemented!", "dbg!"] {
            assert!(!text(&path).contains(word), "{} says {word}", path.display());
        }
    }
}
