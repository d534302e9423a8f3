//! Comments such as `# cpa: allow gp-missing because …`, which suppress a finding on their line or on the next.

use std::collections::HashSet;
use std::sync::Arc;

use crate::message;
use crate::parse::{
    Diagnostic, FixedRule, Message, Remark, RuleId, Severity, Source, Span, remarks, suggest,
};
use crate::validate::rules::Rule;
use crate::validate::{fixed_rules, rules};

/// The comments of one file that allow a rule.
#[derive(Debug, Default)]
pub(crate) struct Allows {
    all: Vec<Allow>,
}

#[derive(Debug)]
struct Allow {
    rule: &'static Rule,
    span: Span,
    /// The starts of the lines on which it suppresses findings.
    lines: Vec<usize>,
    used: bool,
}

impl Allow {
    /// Returns the places at which it suppresses findings.
    fn places(&self) -> impl Iterator<Item = (RuleId, usize)> {
        self.lines.iter().map(|line| (RuleId::Care(self.rule.name), *line))
    }
}

impl Allows {
    /// Reads the comments of a file and adds what is wrong with them to `findings`. A comment about a rule that does
    /// not check this file has no effect and is not reported.
    pub(crate) fn parse(
        source: &Arc<Source>,
        checks: impl Fn(&Rule) -> bool,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut all = Vec::new();
        for Remark { said: text, span, lines } in remarks(source) {
            let Some(request) = Request::parse(&text) else { continue };
            if request.names.is_empty() {
                let text = "this remark does not say clearly which rule it allows";
                let help = "write `# cpa: allow review-overdue because …`, with the name of the rule and your reason";
                findings.push(warning(FixedRule::AllowUnclear, source, &span, text).help(help));
            }
            for name in request.names {
                match rules::named(&name) {
                    None => findings.push(unknown_rule(source, &span, &name)),
                    Some(rule) if !request.has_reason => findings.push(missing_reason(source, &span, rule)),
                    Some(rule) if checks(rule) => {
                        all.push(Allow { rule, span: span.clone(), lines: lines.clone(), used: false });
                    }
                    Some(_) => {}
                }
            }
        }
        Allows { all }
    }

    /// Removes the findings that a comment allows.
    pub(crate) fn apply(&mut self, source: &Source, findings: &mut Vec<Diagnostic>) {
        if self.all.is_empty() {
            return;
        }
        let allowed: HashSet<_> = self.all.iter().flat_map(Allow::places).collect();
        let mut removed = HashSet::new();
        findings.retain(|finding| {
            let place = (finding.rule, source.line_at(finding.span.start).start);
            let is_allowed = allowed.contains(&place);
            if is_allowed {
                removed.insert(place);
            }
            !is_allowed
        });
        for allow in &mut self.all {
            let was_used = allow.places().any(|place| removed.contains(&place));
            allow.used |= was_used;
        }
    }

    /// Returns a warning for each comment that suppressed nothing. To be called after every finding in the file is
    /// known.
    pub(crate) fn unused(self, source: &Arc<Source>) -> Vec<Diagnostic> {
        let unused = self.all.into_iter().filter(|allow| !allow.used);
        unused
            .map(|allow| {
                let text = message!("there is no finding of `{}` here to allow", allow.rule.name);
                warning(FixedRule::AllowUnused, source, &allow.span, text)
                    .help("take the remark out, or move it to the line of the finding, or to the line above")
            })
            .collect()
    }

    /// Drops the comments about rules that turned out not to check this file.
    pub(crate) fn drop_rules(&mut self, is_dropped: impl Fn(&Rule) -> bool) {
        self.all.retain(|allow| !is_dropped(allow.rule));
    }
}

fn warning(rule: FixedRule, source: &Arc<Source>, span: &Span, text: impl Into<Message>) -> Diagnostic {
    let mut warning = Diagnostic::error(rule, source, span, text);
    warning.severity = Severity::Warning;
    warning
}

fn missing_reason(source: &Arc<Source>, span: &Span, rule: &Rule) -> Diagnostic {
    let text = message!("this remark does not say why `{}` is allowed here, and quiets nothing", rule.name);
    warning(FixedRule::AllowWithoutReason, source, span, text)
        .help(message!("write the reason behind it: `# cpa: allow {} because …`", rule.name))
}

/// The typed name is not repeated: it may be a person's.
fn unknown_rule(source: &Arc<Source>, span: &Span, name: &str) -> Diagnostic {
    if let Some(fixed) = fixed_rules::named(name) {
        let text = message!("`{}` cannot be allowed", fixed.rule.name());
        return warning(FixedRule::UnknownRule, source, span, text)
            .help("mend what it says, and take this remark out: only rules of care can be allowed");
    }
    let text = "this remark allows a rule that does not exist";
    let help = match suggest(name, rules::ALL.iter().map(|rule| rule.name)) {
        Some(meant) => message!("did you mean `{}`?", meant),
        None => Message::from(
            "write the name that stands in brackets in the finding, as in `review-overdue`; \
             faults of reading cannot be allowed",
        ),
    };
    warning(FixedRule::UnknownRule, source, span, text).help(help)
}

/// What a comment asks for.
#[derive(Debug, PartialEq, Eq)]
struct Request {
    /// Empty if the comment is not understood.
    names: Vec<String>,
    has_reason: bool,
}

impl Request {
    /// Reads the text after `# cpa`. Returns `None` for a comment that is not meant for this program: it neither begins
    /// with `: allow` nor names a rule.
    fn parse(text: &str) -> Option<Self> {
        let has_colon = text.trim_start().starts_with(':');
        let folded = text.to_lowercase().replace('_', "-");
        let words = folded.split(|c: char| !(c.is_alphanumeric() || c == '-'));
        let words: Vec<&str> =
            words.map(|word| word.trim_matches('-')).filter(|word| !word.is_empty()).collect();
        let because = words.iter().position(|word| *word == "because").unwrap_or(words.len());
        let (words, reason) = words.split_at(because);
        let known = words.iter().filter(|word| is_rule(word));
        let mut names: Vec<String> = known.map(|name| (*name).to_owned()).collect();
        match words {
            ["allow", first, ..] if has_colon && names.is_empty() => names.push((*first).to_owned()),
            ["allow", ..] if has_colon => {}
            _ if names.is_empty() => return None,
            _ => names.clear(),
        }
        Some(Request { names, has_reason: reason.len() > 1 })
    }
}

fn is_rule(name: &str) -> bool {
    rules::named(name).is_some() || fixed_rules::named(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::Request;

    #[test]
    fn comment_is_read_in_its_documented_form() {
        let parse =
            |text: &str| Request::parse(text).map(|request| (request.names.join(" "), request.has_reason));
        let request = |names: &str, has_reason| Some((names.to_owned(), has_reason));
        for text in [
            ": allow review-overdue because he is abroad",
            ":allow review-overdue because: he is abroad",
            " : ALLOW  Review_Overdue, BECAUSE he is abroad",
        ] {
            assert_eq!(parse(text), request("review-overdue", true), "{text}");
        }
        let two = ": allow review-overdue, next-review-missing because he is abroad";
        assert_eq!(parse(two), request("review-overdue next-review-missing", true));
        assert_eq!(parse(": allow overdue because he is abroad"), request("overdue", true));
        for text in [
            ": allow review-overdue",
            ": allow review-overdue he is abroad",
            ": allow review-overdue because …",
        ] {
            assert_eq!(parse(text), request("review-overdue", false), "{text}");
        }
        for text in [
            ": alow review-overdue because x",
            ": ignore review-overdue",
            " allow review-overdue because x",
            ": allow",
        ] {
            assert!(parse(text).is_some_and(|(names, _)| names.is_empty()), "{text}");
        }
        for text in ["", ": see the paper file", ": also on paper", " began in 2019", " allow me to say"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
