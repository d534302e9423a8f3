//! Parsers of the example files for cron, systemd and GitHub.

use crate::cron::{Variables, example};

/// A job of a crontab.
pub struct Job {
    pub user: String,
    pub command: String,
}

/// Returns the variables and the jobs of a crontab in the form of /etc/cron.d.
pub fn crontab(text: &str) -> (Variables, Vec<Job>) {
    assert!(text.ends_with('\n'), "cron reads no line without its end");
    let (mut variables, mut jobs) = (Vec::new(), Vec::new());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(variable) = variable(line) {
            assert!(jobs.is_empty(), "variables stand at the top: {line}");
            variables.push(variable);
            continue;
        }
        let word = |rest: &mut &str| -> String {
            let (word, others) = rest.split_once([' ', '\t']).expect("a time, a user and a command");
            *rest = others.trim_start();
            word.to_owned()
        };
        let mut rest = line;
        for _ in 0..5 {
            let time = word(&mut rest);
            assert!(time.chars().all(|c| c.is_ascii_digit() || "*/,-".contains(c)), "a time: {line}");
        }
        let user = word(&mut rest);
        let command = rest.replace("\\%", "\0");
        assert!(!command.contains('%'), "a `%` ends a command of cron: {line}");
        jobs.push(Job { user, command: command.replace('\0', "%") });
    }
    (variables, jobs)
}

fn variable(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once('=')?;
    let is_name = |c: char| c.is_ascii_uppercase() || c == '_';
    name.chars().all(is_name).then(|| (name.to_owned(), value.to_owned()))
}

/// The settings of a systemd unit, in their order.
pub fn unit(name: &str) -> Variables {
    let text = example(&format!("systemd/{name}"));
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '[']));
    lines
        .map(|line| {
            assert!(!line.ends_with('\\'), "a setting is one line: {line}");
            let (key, value) = line.split_once('=').expect("a setting");
            (key.to_owned(), value.to_owned())
        })
        .collect()
}

/// Returns the values of a key.
pub fn values<'u>(unit: &'u Variables, key: &str) -> Vec<&'u str> {
    unit.iter().filter(|(name, _)| name == key).map(|(_, value)| value.as_str()).collect()
}

/// Returns the commands and the environment of an instance of a service.
pub struct Service {
    pub variables: Variables,
    /// The words of each command.
    pub commands: Vec<Vec<String>>,
}

pub fn service(name: &str, instance: &str) -> Service {
    let unit = unit(name);
    // The default path of systemd.
    let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    let mut variables = vec![("PATH".to_owned(), path.to_owned())];
    for value in values(&unit, "Environment") {
        assert!(!value.contains([' ', '"', '\'', '%', '$']), "a plain variable: {value}");
        variables.push(variable(value).expect("a variable"));
    }
    let runs = unit.iter().filter(|(key, _)| key.starts_with("Exec"));
    let commands = runs.map(|(_, value)| words(&value.replace("%i", instance))).collect();
    Service { variables, commands }
}

/// Splits a systemd command, which has quotes but is not run by a shell.
fn words(command: &str) -> Vec<String> {
    assert!(!command.contains(['\\', '%']), "nothing that stands for something else: {command}");
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    for c in command.chars() {
        match quote {
            None if c == ' ' => words.push(std::mem::take(&mut word)),
            None if matches!(c, '\'' | '"') && word.is_empty() => quote = Some(c),
            Some(open) if open == c => quote = None,
            _ => word.push(c),
        }
    }
    words.push(word);
    let plain = |word: String| {
        let plain = word.replace("$$", "\0");
        assert!(!plain.contains('$'), "a variable is for the shell: {word}");
        plain.replace('\0', "$")
    };
    words.into_iter().map(plain).collect()
}

/// A step of a workflow.
#[derive(Debug)]
pub struct Step {
    pub name: String,
    /// The command; or an action, if it begins with `uses `.
    pub runs: String,
}

/// Returns the variables and the steps of a workflow. It parses only the YAML that ours uses.
pub fn workflow(text: &str) -> (Variables, Vec<Step>) {
    let plain = |value: &str| value.split(" #").next().expect("a value").trim().trim_matches('"').to_owned();
    let env = text.split_once("\nenv:\n").expect("variables").1.split("\n\n").next().expect("an end");
    let env = env.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    let variables = env
        .map(|line| {
            let (name, value) = line.split_once(": ").expect("a variable");
            (name.to_owned(), plain(value))
        })
        .collect();
    let (_, steps) = text.split_once("    steps:\n").expect("steps");
    let mut read: Vec<Step> = Vec::new();
    for step in steps.split("      - ").skip(1) {
        let mut name = "unnamed".to_owned();
        let mut runs = None;
        for line in step.lines().map(str::trim) {
            match line.split_once(": ") {
                Some(("name", value)) => name = plain(value),
                Some(("uses", value)) => runs = Some(format!("uses {}", plain(value))),
                Some(("run", value)) => {
                    assert!(!value.starts_with(['|', '>']), "a command is one line: {line}");
                    runs = Some(value.to_owned());
                }
                _ => {}
            }
        }
        read.push(Step { runs: runs.unwrap_or_else(|| panic!("{name} runs nothing")), name });
    }
    (variables, read)
}
