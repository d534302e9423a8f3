//! The README and the examples against the program: every output that is shown is what the program says, and every
//! table of keys and rules is printed from their declarations. `UPDATE_EXPECT=1` writes them anew.

use std::fmt::Write;

use cpa::parse::{FromToml, Key, TomlTable, ValueType};
use cpa::plan::{Colleagues, Plan, Settings};
use expect_test::expect_file;

use crate::harness::{Output, checkout, cpa_at};

fn readme() -> String {
    std::fs::read_to_string(checkout("README.md")).expect("a README")
}

/// Compares the README with what it should be, or writes it so.
#[track_caller]
fn is_up_to_date(should_be: &str) {
    expect_file!["../README.md"].assert_eq(should_be);
}

/// What a command of the README prints, at a terminal of 80 columns in the checkout.
fn printed(command: &str) -> String {
    let (command, lines) = match command.split_once(" | head -n ") {
        Some((command, lines)) => (command, lines.parse().expect("a number of lines")),
        None => (command, usize::MAX),
    };
    let words = words(command);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    assert_eq!(words.first(), Some(&"cpa"), "a command of the program: {command}");
    let Output { out, err, .. } = cpa_at(&words[1..], 80);
    let said = format!("{out}{err}");
    said.lines().take(lines).fold(String::new(), |text, line| text + line.trim_end() + "\n")
}

/// The words of a command: what stands in quotes is one.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("one was begun").push(c),
        }
    }
    words
}

#[test]
fn every_output_in_the_readme_is_what_the_program_prints() {
    let mut should_be = String::new();
    let mut in_console = false;
    let mut in_output = false;
    for line in readme().lines() {
        if line.starts_with("```") {
            in_console = line == "```console";
            in_output = false;
        }
        if in_console && line.starts_with("$ ") {
            in_output = true;
            writeln!(should_be, "{line}").expect("a string takes it");
            should_be.push_str(&printed(&line[2..]));
        } else if !in_output {
            writeln!(should_be, "{line}").expect("a string takes it");
        }
    }
    is_up_to_date(&should_be);
}

/// The README with the text between two marks replaced.
fn with_block(readme: &str, name: &str, block: &str) -> String {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let (before, rest) = readme.split_once(&begin).expect("the beginning of the block");
    let (_, after) = rest.split_once(&end).expect("the end of the block");
    format!("{before}{begin}\n{}\n\n{end}{after}", block.trim())
}

#[test]
fn the_list_of_rules_is_printed_from_the_rules() {
    let table = crate::harness::cpa_plain(&["rules", "--format", "md"]).out;
    is_up_to_date(&with_block(&readme(), "rules", &table));
}

#[test]
fn the_list_of_dates_is_printed_from_their_declarations() {
    let mut table = "| `--what` | what it is | when it is due |\n|---|---|---|\n".to_owned();
    for kind in cpa::due::kinds::ALL {
        writeln!(table, "| `{}` | {} | {} |", kind.name, kind.words, kind.rule.replace('|', "\\|"))
            .expect("a string takes it");
    }
    is_up_to_date(&with_block(&readme(), "dates", &table));
}

/// The tables of a format, each as a Markdown table under its header.
fn page(name: &str, keys: &[Key], text: &mut String) {
    writeln!(text, "\n{name}\n\n| key | what stands there | what it is for | part |\n|---|---|---|---|")
        .expect("a string takes it");
    for key in keys {
        let part = key.part.map_or("", |part| part.word());
        let required = if key.required { " **required**" } else { "" };
        let what = key.value_type.words().replace('|', "\\|");
        writeln!(text, "| `{}` | {what}{required} | {} | {part} |", key.name, key.doc())
            .expect("a string takes it");
    }
}

/// Every table below these keys, each once, by the path under which it is met first.
fn pages(path: &str, keys: &'static [Key], met: &mut Vec<*const Key>, text: &mut String) {
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
        if met.contains(&below.as_ptr()) {
            continue;
        }
        met.push(below.as_ptr());
        page(&format!("**`{header}`** {}", key.doc()), below, text);
        pages(&path, below, met, text);
    }
}

#[test]
fn the_page_of_the_format_is_printed_from_the_declarations() {
    let mut text = String::new();
    page("**A plan**, at the top of the file", Plan::KEYS, &mut text);
    pages("", Plan::KEYS, &mut Vec::new(), &mut text);
    page("**`cpa.toml`**", Settings::KEYS, &mut text);
    pages("", Settings::KEYS, &mut Vec::new(), &mut text);
    assert!(matches!(Colleagues::VALUE_TYPE, ValueType::Open(_)));
    text.push_str(
        "\n**`people.toml`** holds tables like those of `[people.…]`, each under its handle: `[jo]`.\n",
    );
    is_up_to_date(&with_block(&readme(), "format", &text));
}

#[test]
fn the_example_of_a_first_plan_is_one() {
    let readme = readme();
    let mut fenced = readme.split("```toml\n").filter_map(|rest| rest.split("```").next());
    let plan = fenced.find(|text| text.contains("[person]")).expect("a plan");
    let ended = crate::harness::cpa(["validate", "--format", "concise"])
        .file("cpa.toml", "")
        .file("NS-0101.toml", plan)
        .file("people.toml", include_str!("../plans/people.toml"))
        .run();
    assert!(!ended.out.contains("error["), "{}", ended.out);
}

/// Compares an example byte by byte, for its lines end as its format says.
#[track_caller]
fn is_the_example(name: &str, should_be: &str) {
    let path = checkout("examples").join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, should_be).expect("an example can be written");
    }
    let is = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(is == should_be, "{name} is not what the program says; UPDATE_EXPECT=1 writes it:\n{should_be}");
    assert_eq!(is.matches("\r\n").count(), is.matches('\n').count(), "{name}: lines end with CRLF");
}

#[test]
fn the_examples_are_what_the_program_says_of_the_plans_in_the_tree() {
    let plain = |args: &[&str]| {
        let ended = crate::harness::cpa_plain(args);
        ended.out
    };
    let at = ["--as-at", "2026-11-22"];
    let run = |args: &[&str]| plain(&[args, &at].concat());
    expect_file!["../examples/validate.txt"].assert_eq(&run(&["validate", "plans", "--format", "concise"]));
    expect_file!["../examples/validate.md"].assert_eq(&run(&["validate", "plans", "--format", "md"]));
    expect_file!["../examples/due.txt"].assert_eq(&run(&["due", "plans", "--within"]));
    expect_file!["../examples/due.json"].assert_eq(&run(&["due", "plans", "--within", "--format", "json"]));
    expect_file!["../examples/due.md"].assert_eq(&run(&["due", "plans", "--within", "--format", "md"]));
    let to = ["--format", "email", "--to", "manager@northside.example"];
    expect_file!["../examples/due.eml"].assert_eq(&run(&[&["due", "plans", "--within"], &to[..]].concat()));
    for format in ["csv", "ics"] {
        let list = run(&["due", "plans", "--within", "--format", format]);
        is_the_example(&format!("due.{format}"), &list);
    }
    let plan = "plans/northside/NS-0042.toml";
    expect_file!["../examples/NS-0042-person.md"].assert_eq(&run(&["render", plan]));
    expect_file!["../examples/NS-0042-person.html"].assert_eq(&run(&["render", plan, "--format", "html"]));
    let copies = [
        ("NS-0042-family.md", &["--for", "sam"][..]),
        ("NS-0042-crisis-plan.html", &["--document", "crisis-plan", "--format", "html"]),
        ("NS-0042-gp-letter.html", &["--document", "gp-letter", "--format", "html"]),
    ];
    for (name, args) in copies {
        let args = [&["render", plan], args].concat();
        expect_file![checkout("examples").join(name)].assert_eq(&run(&args));
    }
    let sheet = run(&["render", "plans", "--document", "general-sheet"]);
    expect_file!["../examples/general-sheet.md"].assert_eq(&sheet);
}
