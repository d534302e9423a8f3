//! What a rule or a key is for, as a page of Markdown.

use anyhow::bail;

use crate::escape::sanitize;
use crate::parse::{PlanPart, ValueType, suggest};
use crate::plan::{KeyAt, keys, keys_named};
use crate::validate::parse_rules::ReadingFault;
use crate::validate::rules::Rule;
use crate::validate::{parse_rules, rules};
use crate::workspace::SettingsFile;

/// The page about everything that has this name: a rule of care, a fault of reading, a key. `settings` are those that
/// hold here, for how much a rule matters.
///
/// # Errors
/// Nothing has it: the message says which may have been meant.
pub fn explain(name: &str, settings: Option<&SettingsFile>) -> anyhow::Result<String> {
    let name = name.trim();
    let rule = rules::named(name).map(|rule| of_rule(rule, settings));
    let fault = parse_rules::named(name).map(of_fault);
    let keys = keys_named(name);
    let keys = (!keys.is_empty()).then(|| of_keys(&keys));
    let pages: Vec<String> = [rule, fault, keys].into_iter().flatten().collect();
    if pages.is_empty() {
        return unknown(name);
    }
    Ok(pages.join("\n"))
}

fn unknown(name: &str) -> anyhow::Result<String> {
    let shown = sanitize(name);
    let rules = rules::ALL.iter().map(|rule| rule.name);
    let faults = parse_rules::ALL.iter().map(|fault| fault.rule.name());
    let keys = keys();
    let names = rules.chain(faults).chain(keys.iter().map(|at| at.key.name));
    let last = name.trim_matches(['[', ']']).rsplit('.').next().unwrap_or_default();
    match suggest(last, names) {
        Some(meant) => bail!("no rule and no key is called `{shown}`: did you mean `{meant}`?"),
        None => bail!(
            "no rule and no key is called `{shown}`: `cpa rules` lists the rules, and the README's page of the format the keys"
        ),
    }
}

/// A page with lines put in below its heading.
fn with_facts(page: &str, facts: &[String]) -> String {
    let (heading, rest) = page.split_once('\n').unwrap_or((page, ""));
    format!("{heading}\n\n{}\n{}", list(facts), rest.trim_start())
}

fn list(facts: &[String]) -> String {
    facts.iter().fold(String::new(), |list, fact| list + "- " + fact + "\n")
}

fn of_rule(rule: &Rule, settings: Option<&SettingsFile>) -> String {
    let word = rule.severity.word();
    let set = settings.and_then(|file| {
        let level = file.settings.rules.value()?.get(rule.name)?;
        Some(format!("Severity: {}, as `{}` sets it; else {word}", level.word(), file.read.source.path()))
    });
    let group = rule.group;
    with_facts(
        rule.page,
        &[
            format!("A rule of care: {}", rule.summary),
            set.unwrap_or_else(|| format!("Severity: {word}")),
            format!("Group: {} (`--select {}`)", group.word(), group.typed()),
        ],
    )
}

fn of_fault(fault: &ReadingFault) -> String {
    with_facts(
        &format!("# {}\n\n{}\n", fault.rule.name(), fault.page),
        &[
            format!("A fault of reading: {}", fault.summary),
            format!("Severity: {}, always: it cannot be set", fault.severity.word()),
        ],
    )
}

/// The page about keys of one name. Where they mean the same in several tables it is said once.
fn of_keys(found: &[KeyAt]) -> String {
    let mut alike: Vec<Vec<&KeyAt>> = Vec::new();
    for at in found {
        let same = |other: &KeyAt| {
            other.key.doc == at.key.doc && other.key.value_type.words() == at.key.value_type.words()
        };
        match alike.iter_mut().find(|group| same(group[0])) {
            Some(group) => group.push(at),
            None => alike.push(vec![at]),
        }
    }
    let pages: Vec<String> = alike.iter().map(|group| of_key(group)).collect();
    format!("# {}\n\n{}", found[0].key.name, pages.join("\n"))
}

/// What a key is for that means the same wherever it stands here.
fn of_key(places: &[&KeyAt]) -> String {
    let first = places[0];
    let key = first.key;
    let mut facts = Vec::new();
    if places.len() > 1 {
        let others: Vec<String> = places[1..].iter().map(|at| at.place()).collect();
        facts.push(format!("Also {}", others.join(", ")));
    }
    facts.push(format!("What stands there: {}", key.value_type.words()));
    if key.required {
        facts.push("It must be there".to_owned());
    }
    if let Some(below) = key.value_type.keys() {
        let names: Vec<String> = below.iter().map(|key| format!("`{}`", key.name)).collect();
        facts.push(format!("Its keys: {}", names.join(", ")));
    } else if let ValueType::Open(of) = key.value_type {
        facts.push(format!("Each under a name that you choose: {}", of.words()));
    }
    facts.extend(parts(places));
    if key.sensitive {
        facts.push("It tells who somebody is: no finding shows it anywhere but on a terminal".to_owned());
    }
    let place = capital(&first.place());
    let facts = list(&facts);
    format!("## {place}\n\n{}\n\n{facts}\nExample:\n\n```toml\n{}\n```\n", key.doc(), first.example())
}

/// To which parts of a plan a key belongs, and who may see those.
fn parts(places: &[&KeyAt]) -> Option<String> {
    let mut parts: Vec<PlanPart> = places.iter().filter_map(|at| at.part).collect();
    parts.sort();
    parts.dedup();
    let sees = |part: &PlanPart| match part {
        PlanPart::Public => "every reader of a copy gets it",
        PlanPart::Names => "every copy that mentions them has it",
        PlanPart::Places => "the person and the team see it; of family the team alone",
        PlanPart::Private => "the team sees it, and nobody else",
        PlanPart::Identity => {
            "the person, the team and the GP see it, and no consent opens it to anybody else"
        }
        PlanPart::Internal => "the person and the team see it, and no consent opens it to anybody else",
        _ => "it stands in the copies of whoever may have this part",
    };
    let said = |part: &PlanPart| format!("{}: {}", part.word(), sees(part));
    match parts.as_slice() {
        [] => None,
        [part] => Some(format!("Part: {}; {}", part.word(), sees(part))),
        [first, rest @ ..] if rest.iter().all(|part| sees(part) == sees(first)) => {
            let words: Vec<&str> = parts.iter().map(|part| part.word()).collect();
            let words = words.join(", ");
            Some(format!("Part: that of the table that it stands in ({words}); {}", sees(first)))
        }
        _ => Some(format!("Part: {}", parts.iter().map(said).collect::<Vec<_>>().join("; "))),
    }
}

fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
