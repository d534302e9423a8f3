//! Each rule's page: its wrong example raises exactly that rule, its right one nothing at all.

pub(crate) mod across_plans;
pub(crate) mod care;
pub(crate) mod consent;
pub(crate) mod crisis;
pub(crate) mod health;
pub(crate) mod legal;
pub(crate) mod needs;
pub(crate) mod people;
pub(crate) mod reviews;
pub(crate) mod words;

use cpa::validate::rules::{ALL, Group};
use expect_test::expect_file;

use crate::harness::{Command, checkout, cpa};

pub(crate) const COMPLETE: &str = include_str!("../../cases/complete/CP-0001.toml");
pub(crate) const SECOND: &str = include_str!("../../cases/complete/CP-0002.toml");
pub(crate) const PEOPLE: &str = include_str!("../../cases/complete/people.toml");
pub(crate) const SETTINGS: &str = include_str!("../../cases/complete/cpa.toml");

/// The fenced examples of a page with this word after the language.
pub(crate) fn examples(page: &str, word: &str) -> Vec<String> {
    let fence = format!("```toml {word}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

/// Splits a text into blocks: the lines above all headers, then each header with its lines.
pub(crate) fn blocks(text: &str) -> Vec<Vec<&str>> {
    let mut blocks = vec![Vec::new()];
    for line in text.lines() {
        if line.trim_start().starts_with('[') {
            blocks.push(Vec::new());
        }
        blocks.last_mut().expect("a block").push(line);
    }
    blocks
}

/// The table that a block belongs to: its first name, but of the people each one's own entry.
pub(crate) fn root(block: &[&str]) -> String {
    let header = block.first().copied().unwrap_or_default();
    let name = header.trim().trim_start_matches('[').split(']').next().unwrap_or_default();
    let names: Vec<&str> = name.split('.').collect();
    let own = if names.first() == Some(&"people") { 2 } else { 1 };
    names[..own.min(names.len())].join(".")
}

pub(crate) fn key(line: &str) -> Option<&str> {
    line.split_once('=').map(|(key, _)| key.trim()).filter(|key| !key.starts_with('#'))
}

/// A fragment laid over a complete file: its keys and tables take the place of those of the same name (of the people,
/// only those with the same handle), and a remark "… is left out" above all tables takes a key or a table away.
pub(crate) fn laid_over(fragment: &str, complete: &str) -> String {
    let fragment = blocks(fragment);
    let left_out: Vec<&str> =
        fragment[0].iter().filter_map(|line| line.strip_prefix("# ")?.strip_suffix(" is left out")).collect();
    let keys: Vec<&str> = fragment[0].iter().copied().filter_map(key).collect();
    let roots: Vec<String> = fragment[1..].iter().map(|block| root(block)).collect();
    let complete = blocks(complete);
    let kept = complete[0].iter().filter(|line| {
        let key = key(line).unwrap_or_default();
        !left_out.contains(&key) && !keys.contains(&key)
    });
    let mut lines: Vec<&str> = kept.copied().collect();
    lines.extend(fragment[0].iter().filter(|line| key(line).is_some()));
    let kept =
        |block: &&Vec<&str>| !roots.contains(&root(block)) && !left_out.contains(&root(block).as_str());
    for block in complete[1..].iter().filter(kept) {
        lines.extend(block);
    }
    lines.extend(fragment[1..].iter().flatten());
    lines.join("\n") + "\n"
}

/// Returns the command that validates an example. Lines after `# in cpa.toml:` or `# in people.toml:` are laid over that
/// file. Lines after `# in CP-0002.toml:` are laid over a second complete plan, which is then checked too. A line
/// `# the file is called …` names the file of the first plan.
pub(crate) fn validate(example: &str, format: &str) -> Command {
    let (mut plan, mut people, mut settings) = (String::new(), String::new(), String::new());
    let mut second = None;
    let called = example.lines().find_map(|line| line.strip_prefix("# the file is called "));
    let mut into = &mut plan;
    for line in example.lines() {
        match line.strip_prefix("# in ").and_then(|rest| rest.strip_suffix(':')) {
            Some("cpa.toml") => into = &mut settings,
            Some("people.toml") => into = &mut people,
            Some("CP-0002.toml") => into = second.insert(String::new()),
            Some(other) => panic!("no file is called {other}"),
            None => into.extend([line, "\n"]),
        }
    }
    let mut command = cpa(["validate", "--format", format])
        .file(called.unwrap_or("CP-0001.toml"), laid_over(&plan, COMPLETE))
        .file("people.toml", laid_over(&people, PEOPLE))
        .file("cpa.toml", laid_over(&settings, SETTINGS));
    if let Some(second) = second {
        command = command.file("CP-0002.toml", laid_over(&second, SECOND));
    }
    command
}

/// Returns the names of the rules that have a finding in an example, in the order of the lines.
pub(crate) fn rules_with_findings(example: &str) -> Vec<String> {
    let name = |line: &str| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned());
    validate(example, "concise").run().out.lines().filter_map(name).collect()
}

/// Returns the findings of the rules of `groups`, and of the parser, in an example: one line each, of severity, rule and
/// message.
pub fn said(example: &str, groups: &[Group], as_at: &str) -> String {
    said_by(example, &typed(groups), as_at)
}

/// Returns the findings of the rules or groups that `--select` takes.
pub fn said_by(example: &str, select: &str, as_at: &str) -> String {
    let out = validate(example, "concise").args(&["--select", select]).as_at(as_at).run().out;
    out.lines().filter_map(|line| Some(line.splitn(4, ':').nth(3)?.trim_start().to_owned() + "\n")).collect()
}

pub(crate) fn typed(groups: &[Group]) -> String {
    groups.iter().map(|group| group.typed()).collect::<Vec<_>>().join(",")
}

/// Returns the output of each rule of `groups` for its own wrong examples. Only that rule runs.
pub fn findings_of_pages(groups: &[Group]) -> String {
    let rules = ALL.iter().filter(|rule| groups.contains(&rule.group));
    let run = |example: String, rule: &str| validate(&example, "text").args(&["--select", rule]).run().out;
    rules
        .flat_map(|rule| examples(rule.page, "wrong").into_iter().map(|wrong| run(wrong, rule.name)))
        .collect()
}

#[test]
pub(crate) fn nothing_is_found_in_the_complete_plan() {
    assert_eq!(rules_with_findings(""), Vec::<String>::new());
    assert_eq!(rules_with_findings("# in CP-0002.toml:"), Vec::<String>::new());
}

#[test]
pub(crate) fn wrong_example_raises_its_rule_and_right_one_none() {
    let mut otherwise = Vec::new();
    for rule in ALL.iter() {
        let (wrong, right) = (examples(rule.page, "wrong"), examples(rule.page, "right"));
        assert!(!wrong.is_empty() && !right.is_empty(), "{} has both examples", rule.name);
        let wrong = wrong.iter().map(|example| (example, "wrong", vec![rule.name]));
        for (example, word, should) in wrong.chain(right.iter().map(|example| (example, "right", vec![]))) {
            let said = rules_with_findings(example);
            if said != should {
                otherwise.push(format!("the {word} example of {} raises {said:?}", rule.name));
            }
        }
    }
    assert!(otherwise.is_empty(), "{}", otherwise.join("\n"));
}

#[test]
pub(crate) fn every_page_names_its_rule_and_says_why() {
    for rule in ALL.iter() {
        let mut lines = rule.page.lines();
        assert_eq!(lines.next(), Some(format!("# {}", rule.name).as_str()));
        let why: String = lines.take_while(|line| !line.starts_with("Wrong")).collect();
        assert!(why.len() > 100, "the page of {} says why", rule.name);
    }
}

#[test]
pub(crate) fn every_rule_file_is_in_the_list() {
    let mut files: Vec<String> = walkdir::WalkDir::new(checkout("src/validate/rules"))
        .into_iter()
        .map(|entry| entry.expect("a file"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name != "mod.rs")
        .collect();
    files.sort();
    let mut listed: Vec<String> = ALL
        .iter()
        .map(|rule| rule.name.replace('-', "_"))
        .flat_map(|name| [format!("{name}.md"), format!("{name}.rs")])
        .collect();
    listed.sort();
    assert_eq!(files, listed);
}

#[test]
pub(crate) fn findings_of_wrong_examples_match_the_snapshots() {
    expect_file!["../../snapshots/rules-crisis.txt"].assert_eq(&findings_of_pages(&[Group::Crisis]));
    expect_file!["../../snapshots/rules-reviews.txt"].assert_eq(&findings_of_pages(&[Group::Reviews]));
    expect_file!["../../snapshots/rules-consent.txt"].assert_eq(&findings_of_pages(&[Group::Consent]));
    expect_file!["../../snapshots/rules-legal.txt"].assert_eq(&findings_of_pages(&[Group::Legal]));
    expect_file!["../../snapshots/rules-words.txt"].assert_eq(&findings_of_pages(&[Group::Words]));
}
