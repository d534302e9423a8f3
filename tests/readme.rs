//! README.md and the examples show what the program prints. `UPDATE_EXPECT=1` writes them again.

use std::fmt::Write;

use clap::ValueEnum;
use cpa::due::DueFormat;
use cpa::parse::{FromToml, Key, TomlTable, ValueType};
use cpa::plan::{Colleagues, Plan, Settings};
use cpa::validate::output::ReportFormat;
use expect_test::expect_file;

use crate::harness::{Output, checkout, cpa, cpa_at, cpa_plain};

fn readme() -> String {
    std::fs::read_to_string(checkout("README.md")).expect("a README")
}

/// One test for all of README.md: several tests that update one file would overwrite each other's updates.
#[test]
fn readme_is_up_to_date() {
    let mut expected = with_outputs(&readme());
    for (name, text) in [
        ("rules", cpa_plain(&["rules", "--format", "md"]).out),
        ("dates", dates_table()),
        ("format", format_tables()),
    ] {
        expected = with_block(&expected, name, &text);
    }
    expect_file!["../README.md"].assert_eq(&expected);
}

/// Replaces the output after each command in a `console` block.
fn with_outputs(readme: &str) -> String {
    let mut text = String::new();
    let mut in_console = false;
    let mut in_output = false;
    for line in readme.lines() {
        if line.starts_with("```") {
            in_console = line == "```console";
            in_output = false;
        }
        if let Some(command) = line.strip_prefix("$ ").filter(|_| in_console) {
            in_output = true;
            writeln!(text, "{line}").expect("a string");
            text.push_str(&printed(command));
        } else if !in_output {
            writeln!(text, "{line}").expect("a string");
        }
    }
    text
}

/// Returns what a command of the README prints on a terminal of 80 columns.
fn printed(command: &str) -> String {
    let (command, lines) = match command.split_once(" | head -n ") {
        Some((command, lines)) => (command, lines.parse().expect("a number of lines")),
        None => (command, usize::MAX),
    };
    let words = split_words(command);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    assert_eq!(words.first(), Some(&"cpa"), "a command of the program: {command}");
    let Output { out, err, .. } = cpa_at(&words[1..], 80);
    let printed = format!("{out}{err}");
    printed.lines().take(lines).fold(String::new(), |text, line| text + line.trim_end() + "\n")
}

/// Splits a command at spaces, except between double quotes.
fn split_words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("a word").push(c),
        }
    }
    words
}

/// Replaces the text between the comments `<!-- name -->` and `<!-- end of name -->`.
fn with_block(readme: &str, name: &str, text: &str) -> String {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let (before, rest) = readme.split_once(&begin).expect("the beginning of the block");
    let (_, after) = rest.split_once(&end).expect("the end of the block");
    format!("{before}{begin}\n{}\n\n{end}{after}", text.trim())
}

/// Returns a table of the kinds of dates.
fn dates_table() -> String {
    let mut table = "| `--what` | what it is | when it is due |\n|---|---|---|\n".to_owned();
    for kind in cpa::due::kinds::ALL {
        writeln!(table, "| `{}` | {} | {} |", kind.name, kind.words, kind.rule.replace('|', "\\|"))
            .expect("a string");
    }
    table
}

/// Appends a table of keys under a title.
fn key_table(title: &str, keys: &[Key], text: &mut String) {
    writeln!(text, "\n{title}\n\n| key | what stands there | what it is for | part |\n|---|---|---|---|")
        .expect("a string");
    for key in keys {
        let part = key.part.map_or("", |part| part.word());
        let required = if key.required { " **required**" } else { "" };
        let what = key.value_type.words().replace('|', "\\|");
        writeln!(text, "| `{}` | {what}{required} | {} | {part} |", key.name, key.doc()).expect("a string");
    }
}

/// Appends each table below these keys once, under its first path.
fn nested_tables(path: &str, keys: &'static [Key], seen: &mut Vec<*const Key>, text: &mut String) {
    for key in keys {
        let Some(below) = key.value_type.keys() else { continue };
        let handle = if matches!(key.value_type, ValueType::Open(_)) { ".…" } else { "" };
        let path = if path.is_empty() {
            format!("{}{handle}", key.name)
        } else {
            format!("{path}.{}{handle}", key.name)
        };
        let header = if matches!(key.value_type, ValueType::Tables(_)) {
            format!("[[{path}]]")
        } else {
            format!("[{path}]")
        };
        if seen.contains(&below.as_ptr()) {
            continue;
        }
        seen.push(below.as_ptr());
        key_table(&format!("**`{header}`** {}", key.doc()), below, text);
        nested_tables(&path, below, seen, text);
    }
}

/// Returns the tables of all keys of the format.
fn format_tables() -> String {
    let mut text = String::new();
    key_table("**A plan**, at the top of the file", Plan::KEYS, &mut text);
    nested_tables("", Plan::KEYS, &mut Vec::new(), &mut text);
    key_table("**`cpa.toml`**", Settings::KEYS, &mut text);
    nested_tables("", Settings::KEYS, &mut Vec::new(), &mut text);
    assert!(matches!(Colleagues::VALUE_TYPE, ValueType::Open(_)));
    text.push_str(
        "\n**`people.toml`** holds tables like those of `[people.…]`, each under its handle: `[jo]`.\n",
    );
    text
}

#[test]
fn first_plan_in_readme_is_valid() {
    let readme = readme();
    let mut fenced = readme.split("```toml\n").filter_map(|rest| rest.split("```").next());
    let plan = fenced.find(|text| text.contains("[person]")).expect("a plan");
    let output = cpa(["validate", "--format", "concise"])
        .file("cpa.toml", "")
        .file("NS-0101.toml", plan)
        .file("people.toml", include_str!("../plans/people.toml"))
        .run();
    assert!(!output.out.contains("error["), "{}", output.out);
}

/// Compares an example byte by byte, because some formats end their lines with CRLF.
#[track_caller]
fn assert_example(name: &str, expected: &str) {
    let path = checkout("examples").join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, expected).expect("an example can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "examples/{name} is out of date; UPDATE_EXPECT=1 writes it:\n{expected}");
}

fn run(args: &[&str]) -> String {
    cpa_plain(&[args, &["--as-at", "2026-11-22"]].concat()).out
}

/// Returns the word of a format on the command line.
fn word(format: impl ValueEnum) -> String {
    format.to_possible_value().expect("a visible format").get_name().to_owned()
}

#[test]
fn examples_of_validate_are_up_to_date() {
    for (format, ending) in [(ReportFormat::Concise, "txt"), (ReportFormat::Md, "md")] {
        let report = run(&["validate", "plans", "--format", &word(format)]);
        assert_example(&format!("validate.{ending}"), &report);
    }
}

#[test]
fn examples_of_due_are_up_to_date() {
    for format in DueFormat::value_variants() {
        let word = word(*format);
        let (ending, args) = match format {
            DueFormat::Table => ("txt", &[][..]),
            DueFormat::Email => ("eml", &["--to", "manager@northside.example"][..]),
            _ => (word.as_str(), &[][..]),
        };
        let list = run(&[&["due", "plans", "--within", "--format", &word], args].concat());
        assert_example(&format!("due.{ending}"), &list);
        let has_crlf = matches!(format, DueFormat::Csv | DueFormat::Ics);
        let lines = list.matches('\n').count();
        assert_eq!(list.matches("\r\n").count(), if has_crlf { lines } else { 0 }, "line ends of {word}");
    }
}

#[test]
fn example_copies_are_up_to_date() {
    let plan = "plans/northside/NS-0042.toml";
    for (name, args) in [
        ("NS-0042-person.md", &[plan][..]),
        ("NS-0042-person.html", &[plan, "--format", "html"]),
        ("NS-0042-family.md", &[plan, "--for", "sam"]),
        ("NS-0042-crisis-plan.html", &[plan, "--document", "crisis-plan", "--format", "html"]),
        ("NS-0042-gp-letter.html", &[plan, "--document", "gp-letter", "--format", "html"]),
        ("general-sheet.md", &["plans", "--document", "general-sheet"]),
    ] {
        assert_example(name, &run(&[&["render"], args].concat()));
    }
}
