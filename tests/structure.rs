//! The structure of the source: the order of the modules, no import cycles, and what no file may do.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::harness::checkout;

/// The modules from the lowest to the highest: each imports only itself and those before it.
const ORDER: [&str; 11] =
    ["escape", "parse", "plan", "workspace", "access", "due", "validate", "schema", "render", "edit", "cli"];

/// Modules beside each other: neither imports the other.
const BESIDE: [(&str, &str); 4] =
    [("render", "validate"), ("edit", "validate"), ("edit", "render"), ("render", "schema")];

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

/// The source files by their module paths: `["parse", "recovery"]` is `src/parse/recovery/mod.rs`.
struct Sources(BTreeMap<Vec<String>, String>);

impl Sources {
    fn read() -> Self {
        let entry = |path: PathBuf| {
            let code: Vec<String> = text(&path)
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .map(str::to_owned)
                .collect();
            let below = path.strip_prefix(checkout("src")).expect("a file of the source").with_extension("");
            let mut module: Vec<String> =
                below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            if module.last().is_some_and(|last| last == "mod") {
                module.pop();
            }
            (module, code.join("\n"))
        };
        let all = files("src", "rs").into_iter().map(entry);
        Sources(all.filter(|(module, _)| !matches!(module[0].as_str(), "lib" | "main")).collect())
    }

    /// The modules that a module's file imports. A name that a module re-exports counts as an import of the file that
    /// declares it.
    fn imports(&self, module: &[String]) -> BTreeSet<Vec<String>> {
        let code = &self.0[module];
        let (code, tests) = code.split_once("#[cfg(test)]").unwrap_or((code, ""));
        let mut paths = paths_after(code, "crate::");
        paths.extend(paths_after(tests, "crate::"));
        for path in paths_after(code, "super::") {
            let above = module.len() - 1 - path.iter().take_while(|step| *step == "super").count();
            let rest = path.iter().skip_while(|step| *step == "super");
            paths.push(module[..above].iter().chain(rest).cloned().collect());
        }
        let found = paths.iter().filter_map(|path| self.declared_in(path));
        found.filter(|found| found != module).collect()
    }

    /// The module whose file declares what a path names.
    fn declared_in(&self, path: &[String]) -> Option<Vec<String>> {
        let length = (1..=path.len()).rev().find(|length| self.0.contains_key(&path[..*length]))?;
        let (module, rest) = path.split_at(length);
        let Some(name) = rest.first() else { return Some(module.to_vec()) };
        for re_export in self.0[module].split("pub use ").skip(1) {
            let end = re_export.find(';').unwrap_or(0);
            for target in expand(&re_export[..end]) {
                if target.last() == Some(name) {
                    let target = target
                        .strip_prefix(&["crate".to_owned()][..])
                        .map_or_else(|| module.iter().chain(&target).cloned().collect(), <[String]>::to_vec);
                    return self.declared_in(&target);
                }
            }
        }
        Some(module.to_vec())
    }
}

/// Every path in `code` that begins with `start`, with groups in braces written out, without a leading `crate`.
fn paths_after(code: &str, start: &str) -> Vec<Vec<String>> {
    let starts = code
        .match_indices(start)
        .filter(|(at, _)| !code[..*at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':')));
    let paths = starts.flat_map(|(at, _)| {
        let path = &code[at..];
        let plain =
            path.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':')).unwrap_or(path.len());
        let is_group = path[..plain].ends_with("::") && path[plain..].starts_with('{');
        expand(if is_group { &path[..=closing_brace(path, plain)] } else { &path[..plain] })
    });
    paths.map(|path| path.into_iter().filter(|step| step != "crate").collect()).collect()
}

/// Where the group that opens at `open` closes.
fn closing_brace(text: &str, open: usize) -> usize {
    let mut depth = 0;
    for (at, c) in text[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return open + at,
            '}' => depth -= 1,
            _ => {}
        }
    }
    text.len() - 1
}

/// The paths of an import: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn expand(tree: &str) -> Vec<Vec<String>> {
    let steps = |path: &str| -> Vec<String> {
        path.split("::").map(str::trim).filter(|step| !step.is_empty()).map(str::to_owned).collect()
    };
    let Some(open) = tree.find('{') else {
        return vec![steps(tree.split(" as ").next().unwrap_or_default())];
    };
    let inside = &tree[open + 1..closing_brace(tree, open)];
    let (mut depth, mut items) = (0, vec![String::new()]);
    for c in inside.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        match c {
            ',' if depth == 0 => items.push(String::new()),
            c => items.last_mut().expect("one was begun").push(c),
        }
    }
    let items = items.iter().filter(|item| !item.trim().is_empty()).flat_map(|item| expand(item));
    items.map(|item| [steps(&tree[..open]), item].concat()).collect()
}

#[test]
fn modules_import_only_those_below_them() {
    let sources = Sources::read();
    let rank = |module: &[String]| {
        ORDER.iter().position(|name| *name == module[0]).unwrap_or_else(|| panic!("{module:?} has no place"))
    };
    for module in sources.0.keys() {
        for import in sources.imports(module) {
            assert!(rank(&import) <= rank(module), "{} imports {}", module.join("::"), import.join("::"));
            let beside = BESIDE.contains(&(module[0].as_str(), import[0].as_str()));
            assert!(!beside, "{} imports {}", module.join("::"), import.join("::"));
        }
    }
}

#[test]
fn files_do_not_import_each_other_in_a_circle() {
    let sources = Sources::read();
    // A file may use what its parent module declares, and a parent re-exports its children.
    let siblings = |module: &Vec<String>| -> BTreeSet<Vec<String>> {
        sources.imports(module).into_iter().filter(|import| !module.starts_with(import)).collect()
    };
    let imports: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> =
        sources.0.keys().map(|module| (module.clone(), siblings(module))).collect();
    let reached = |from: &Vec<String>| -> BTreeSet<Vec<String>> {
        let (mut reached, mut next) = (BTreeSet::new(), vec![from.clone()]);
        while let Some(module) = next.pop() {
            next.extend(imports[&module].iter().filter(|import| reached.insert((*import).clone())).cloned());
        }
        reached
    };
    let in_cycle: BTreeSet<&Vec<String>> =
        imports.keys().filter(|module| reached(module).contains(*module)).collect();
    let cycles: Vec<String> = in_cycle
        .iter()
        .map(|module| {
            let back = imports[*module].iter().filter(|import| reached(import).contains(*module));
            format!(
                "{} -> {}",
                module.join("::"),
                back.map(|path| path.join("::")).collect::<Vec<_>>().join(", ")
            )
        })
        .collect();
    assert!(cycles.is_empty(), "files in a cycle:\n{}", cycles.join("\n"));
}

/// The files of the source with a line of code in which a word begins with `start`.
fn naming(start: &str) -> Vec<String> {
    let names_it = |line: &str| {
        let mut words = line.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':'));
        !line.trim_start().starts_with("//") && words.any(|word| word.starts_with(start))
    };
    let naming = files("src", "rs").into_iter().filter(|path| text(path).lines().any(names_it));
    let below =
        |path: PathBuf| path.strip_prefix(checkout("src")).expect("a source file").display().to_string();
    naming.map(below).collect()
}

#[test]
fn one_file_names_each_toml_crate() {
    assert_eq!(naming("toml::"), ["parse/engine.rs"]);
    assert_eq!(naming("toml_parser::"), ["parse/layout.rs"]);
}

#[test]
fn only_access_matches_on_kinds_of_reader() {
    let outside = naming("ReaderKind").into_iter().filter(|path| !path.starts_with("access/"));
    assert_eq!(outside.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn only_cli_names_clap() {
    for path in files("src", "rs").iter().filter(|path| !path.starts_with(checkout("src/cli"))) {
        for line in text(path).lines().filter(|line| line.contains("clap::")) {
            assert_eq!(line.trim(), "use clap::ValueEnum;", "{}", path.display());
        }
    }
}

#[test]
fn documents_are_not_made_from_a_whole_plan() {
    for path in files("src/render", "rs") {
        let names_it = |line: &str| {
            let code: String = line.split('"').step_by(2).collect();
            let mut words = code.split(|c: char| !c.is_alphanumeric() && c != '_');
            !line.trim_start().starts_with("//") && words.any(|word| word == "Plan")
        };
        assert!(!text(&path).lines().any(names_it), "{} names the plan itself", path.display());
    }
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    for path in files("src", "rs") {
        let text = text(&path);
        let lines = text.lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
        // A rule has a summary and a page.
        let is_rule = path.with_extension("md").exists();
        assert!(is_rule || text.starts_with("//! "), "{} does not say what it is for", path.display());
    }
}

#[test]
fn nothing_is_left_unfinished() {
    for path in files("src", "rs").into_iter().chain(files("templates", "jinja")) {
        for word in ["TODO", "FIXME", "XXX", "unimplemented!", "dbg!"] {
            assert!(!text(&path).contains(word), "{} says {word}", path.display());
        }
    }
}

#[test]
fn paths_in_the_guide_for_contributors_exist() {
    let guide = text(&checkout("src/README.md"));
    let is_path = |word: &str| {
        word.ends_with('/')
            || Path::new(word).extension().is_some_and(|ending| ending == "rs" || ending == "txt")
    };
    let paths: Vec<&str> = guide.split('`').skip(1).step_by(2).filter(|word| is_path(word)).collect();
    assert!(paths.len() > 30, "the guide names {} paths", paths.len());
    for path in paths {
        let is_there = ["", "src/"].iter().any(|folder| checkout(&format!("{folder}{path}")).exists());
        assert!(is_there, "src/README.md names `{path}`, which does not exist");
    }
}
