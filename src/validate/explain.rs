//! The pages of `cpa explain`, in Markdown: a rule or a key.

use anyhow::bail;

use crate::escape::sanitize;
use crate::parse::{PlanPart, ValueType, suggest};
use crate::plan::{KeyAt, keys, keys_named};
use crate::validate::fixed_rules::FixedRulePage;
use crate::validate::rules::Rule;
use crate::validate::{fixed_rules, rules};
use crate::workspace::SettingsFile;

/// Returns the pages about each rule and key with this name. `settings` is the nearest `cpa.toml`, which may set the
/// severity of a rule.
///
/// # Errors
/// No rule and no key has the name.
pub fn explain(name: &str, settings: Option<&SettingsFile>) -> anyhow::Result<String> {
    let name = name.trim();
    let rule = rules::named(name).map(|rule| rule_page(rule, settings));
    let fixed = fixed_rules::named(name).map(fixed_rule_page);
    let keys = keys_named(name);
    let keys = (!keys.is_empty()).then(|| keys_page(&keys));
    let pages: Vec<String> = [rule, fixed, keys].into_iter().flatten().collect();
    if pages.is_empty() {
        return unknown(name);
    }
    Ok(pages.join("\n"))
}

fn unknown(name: &str) -> anyhow::Result<String> {
    let shown = sanitize(name);
    let rules = rules::ALL.iter().map(|rule| rule.name);
    let fixed = fixed_rules::ALL.iter().map(|page| page.rule.name());
    let keys = keys();
    let names = rules.chain(fixed).chain(keys.iter().map(|at| at.key.name));
    let last = name.trim_matches(['[', ']']).rsplit('.').next().unwrap_or_default();
    match suggest(last, names) {
        Some(meant) => bail!("no rule and no key is called `{shown}`: did you mean `{meant}`?"),
        None => bail!(
            "no rule and no key is called `{shown}`: `cpa rules` lists the rules, and the README's page of the format the keys"
        ),
    }
}

/// Returns a page with a list of facts below its heading.
fn with_facts(page: &str, facts: &[String]) -> String {
    let (heading, rest) = page.split_once('\n').unwrap_or((page, ""));
    format!("{heading}\n\n{}\n{}", list(facts), rest.trim_start())
}

fn list(facts: &[String]) -> String {
    facts.iter().fold(String::new(), |list, fact| list + "- " + fact + "\n")
}

fn rule_page(rule: &Rule, settings: Option<&SettingsFile>) -> String {
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

fn fixed_rule_page(page: &FixedRulePage) -> String {
    with_facts(
        &format!("# {}\n\n{}\n", page.rule.name(), page.page),
        &[
            format!("A fault of reading: {}", page.summary),
            format!("Severity: {}, always: it cannot be set", page.severity.word()),
        ],
    )
}

/// Returns the page about keys of one name: one section for those that have the same meaning.
fn keys_page(found: &[KeyAt]) -> String {
    let mut groups: Vec<Vec<&KeyAt>> = Vec::new();
    for at in found {
        let is_same = |other: &KeyAt| {
            other.key.doc == at.key.doc && other.key.value_type.words() == at.key.value_type.words()
        };
        match groups.iter_mut().find(|group| is_same(group[0])) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    let sections: Vec<String> = groups.iter().map(|group| key_section(group)).collect();
    format!("# {}\n\n{}", found[0].key.name, sections.join("\n"))
}

fn key_section(places: &[&KeyAt]) -> String {
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
    let mut place = first.place();
    place[..1].make_ascii_uppercase();
    let facts = list(&facts);
    format!("## {place}\n\n{}\n\n{facts}\nExample:\n\n```toml\n{}\n```\n", key.doc(), first.example())
}

/// Returns the parts of a plan to which a key belongs, and who may read them.
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
