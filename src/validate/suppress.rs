//! `# cpa: allow rule-name because …`: a finding that somebody has looked at, and decided about in the file itself.

use crate::parse::{FixedRule, Message, RuleId};
use std::collections::HashSet;
use std::sync::Arc;

use crate::parse::{Diagnostic, Remark, Severity, Source, Span, remarks, suggest};
use crate::validate::rules::Rule;
use crate::validate::{parse_rules, rules};

/// What the remarks of one file allow.
#[derive(Debug, Default)]
pub(crate) struct Allows {
    said: Vec<Allow>,
}

#[derive(Debug)]
struct Allow {
    rule: &'static Rule,
    at: Span,
    lines: Vec<usize>,
    used: bool,
}

impl Allows {
    /// The remarks in a text. What is wrong with them is added to `found`; a remark about a rule that does not look
    /// at this file can neither quiet anything nor be of no use, and is passed over.
    pub(crate) fn parse(
        source: &Arc<Source>,
        looks: impl Fn(&Rule) -> bool,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut said = Vec::new();
        for remark in remarks(source) {
            let Some(request) = Request::parse(&remark.said) else { continue };
            if request.verb == Verb::Unclear || request.names.is_empty() {
                found.push(unclear(source, &remark));
                continue;
            }
            for name in request.names {
                match rules::named(&name) {
                    None => found.push(unknown(source, &remark, &name)),
                    Some(rule) if !request.has_reason => found.push(without_reason(source, &remark, rule)),
                    Some(rule) if looks(rule) => {
                        let (at, lines) = (remark.span.clone(), remark.lines.clone());
                        said.push(Allow { rule, at, lines, used: false });
                    }
                    Some(_) => {}
                }
            }
        }
        Allows { said }
    }

    /// Takes out the findings that are allowed where they stand.
    pub(crate) fn quiet(&mut self, source: &Source, found: &mut Vec<Diagnostic>) {
        if self.said.is_empty() {
            return;
        }
        let places = self
            .said
            .iter()
            .flat_map(|allow| allow.lines.iter().map(|line| (RuleId::Care(allow.rule.name), *line)));
        let places: HashSet<_> = places.collect();
        let mut quieted = HashSet::new();
        found.retain(|told| {
            let place = (told.rule, source.line_at(told.span.start).start);
            let allowed = places.contains(&place);
            if allowed {
                quieted.insert(place);
            }
            !allowed
        });
        for allow in &mut self.said {
            allow.used |=
                allow.lines.iter().any(|line| quieted.contains(&(RuleId::Care(allow.rule.name), *line)));
        }
    }

    /// Those that quieted nothing. It is asked when everything has been said about the file.
    pub(crate) fn unused(self, source: &Arc<Source>) -> Vec<Diagnostic> {
        let unused = self.said.into_iter().filter(|allow| !allow.used);
        unused
            .map(|allow| {
                let message = format!("there is no finding of `{}` here to allow", allow.rule.name);
                warning(FixedRule::AllowUnused, source, &allow.at, message)
                    .help("take the remark out, or move it to the line of the finding, or to the line above")
            })
            .collect()
    }

    /// Passes over the remarks about a rule that in the end had to be silent about this file.
    pub(crate) fn forget(&mut self, is_silent: impl Fn(&Rule) -> bool) {
        self.said.retain(|allow| !is_silent(allow.rule));
    }
}

fn warning(rule: FixedRule, source: &Arc<Source>, at: &Span, message: impl Into<Message>) -> Diagnostic {
    let mut warning = Diagnostic::error(rule, source, at, message);
    warning.severity = Severity::Warning;
    warning
}

fn unclear(source: &Arc<Source>, remark: &Remark) -> Diagnostic {
    warning(
        FixedRule::AllowUnclear,
        source,
        &remark.span,
        "this remark does not say clearly which rule it allows",
    )
    .help("write `# cpa: allow review-overdue because …`, with the name of the rule and your reason")
}

fn without_reason(source: &Arc<Source>, remark: &Remark, rule: &Rule) -> Diagnostic {
    let message = format!("this remark does not say why `{}` is allowed here, and quiets nothing", rule.name);
    warning(FixedRule::AllowWithoutReason, source, &remark.span, message)
        .help(format!("write the reason behind it: `# cpa: allow {} because …`", rule.name))
}

/// What was typed is not repeated: it may be a name.
fn unknown(source: &Arc<Source>, remark: &Remark, name: &str) -> Diagnostic {
    let (message, help) = match parse_rules::named(name) {
        Some(fault) => (
            format!("`{}` cannot be allowed", fault.rule.name()),
            "mend what it says, and take this remark out: only rules of care can be allowed".to_owned(),
        ),
        None => {
            let help = match suggest(name, rules::ALL.iter().map(|rule| rule.name)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "write the name that stands in brackets in the finding, as in `review-overdue`; \
                         faults of reading cannot be allowed"
                    .to_owned(),
            };
            ("this remark allows a rule that does not exist".to_owned(), help)
        }
    };
    warning(FixedRule::UnknownRule, source, &remark.span, message).help(help)
}

/// What a remark asks for.
#[derive(Debug, PartialEq, Eq)]
struct Request {
    verb: Verb,
    names: Vec<String>,
    has_reason: bool,
}

#[derive(Debug, PartialEq, Eq)]
enum Verb {
    Allow,
    /// Something that is nearly it.
    Unclear,
}

/// What other tools call it.
const NEARLY: [&str; 6] = ["ignore", "disable", "skip", "off", "noqa", "quiet"];

impl Request {
    /// What a remark asks for, from what stands behind `cpa` in it; none if it is a remark for people.
    fn parse(said: &str) -> Option<Self> {
        let rest = said.trim_start();
        let is_for_us = rest.starts_with(':');
        let mut words = words(rest);
        let verb = words.next()?.to_lowercase();
        let words: Vec<String> = words.map(str::to_lowercase).collect();
        let because = words.iter().position(|word| is_because(word));
        let has_reason = because.is_some_and(|at| at + 1 < words.len());
        let names = names(&words[..because.unwrap_or(words.len())]);
        let names_one = names.iter().any(|name| is_one(name));
        let verb = match verb.as_str() {
            "allow" if is_for_us || names_one => Verb::Allow,
            other if names_one && NEARLY.contains(&other) => Verb::Unclear,
            other if suggest(other, ["allow"]).is_some() && (names_one || because.is_some()) => Verb::Unclear,
            _ => return None,
        };
        Some(Request { verb, names, has_reason })
    }
}

/// Whether a finding can have this name: that of a rule, or of a fault that no remark can allow.
fn is_one(name: &str) -> bool {
    rules::named(name).is_some() || parse_rules::named(name).is_some()
}

/// The words of a remark, without what stands between and around them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '\'' | '\u{2019}')))
        .map(|word| word.trim_matches(['-', '_', '\'', '\u{2019}']))
        .filter(|word| !word.is_empty())
}

fn is_because(word: &str) -> bool {
    word.len() > 5 && suggest(word, ["because"]).is_some()
}

/// The names of rules among the words before the reason, also where one was typed with spaces or underscores. If none
/// of them is one, the first word was meant to be.
fn names(words: &[String]) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let joined = |end: usize| words[at..end].join("-").replace('_', "-");
        let known = |end: &usize| is_one(&joined(*end));
        let end = (at + 1..=words.len().min(at + 6)).rev().find(known);
        names.extend(end.map(joined));
        at = end.unwrap_or(at + 1);
    }
    if names.is_empty() {
        names.extend(words.first().map(|word| word.replace('_', "-")));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{Request, Verb};

    #[test]
    fn a_remark_is_read_as_it_was_meant() {
        let asks = |said: &str| {
            Request::parse(said).map(|request| (request.verb, request.names.join(" "), request.has_reason))
        };
        let whole = |names: &str| Some((Verb::Allow, names.to_owned(), true));
        for said in [
            ": allow review-overdue because he is abroad",
            ":allow review-overdue because: he is abroad",
            " : ALLOW  Review_Overdue, BECAUSE he is abroad",
            ": allow: `review-overdue` - because he is abroad",
            ": allow review overdue becuase he is abroad",
            " allow review-overdue because he is abroad",
        ] {
            assert_eq!(asks(said), whole("review-overdue"), "{said}");
        }
        let two = ": allow review-overdue and next-review-missing because he is abroad";
        assert_eq!(asks(two), whole("review-overdue next-review-missing"));
        for said in [
            ": allow review-overdue",
            ": allow review-overdue he is abroad",
            ": allow review-overdue because …",
        ] {
            assert_eq!(asks(said), Some((Verb::Allow, "review-overdue".to_owned(), false)), "{said}");
        }
        for said in
            [": alow review-overdue because x", ": ignore review-overdue", ": allows reviews because x"]
        {
            assert!(asks(said).is_some_and(|(verb, ..)| verb == Verb::Unclear), "{said}");
        }
        for said in ["", ": see the paper file", ": also on paper", " began in 2019", " allow me to say"] {
            assert_eq!(asks(said), None, "{said}");
        }
    }
}
