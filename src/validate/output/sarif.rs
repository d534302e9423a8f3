//! `--format sarif`: the Static Analysis Results Interchange Format 2.1.0 (OASIS), written finding by finding. Messages
//! show names that a user typed, but no values.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::escape::sanitize_json;
use crate::parse::{Diagnostic, Severity, Shows, Span};
use crate::validate::output::{ShownTexts, Totals, places};
use crate::validate::{fixed_rules, rules};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(crate) fn begin(out: &mut dyn Write) -> io::Result<()> {
    let driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": listed().map(|rule| rule.described()).collect::<Vec<_>>(),
    });
    write!(
        out,
        "{{\n\"$schema\": {},\n\"version\": \"2.1.0\",\n\"runs\": [{{\n\"tool\": {{\"driver\": {}}},\n\
         \"columnKind\": \"unicodeCodePoints\",\n\"results\": [",
        json!(SCHEMA),
        sanitize_json(&driver.to_string())
    )
}

/// Writes a finding on a line of its own, after `before` others.
pub(crate) fn write(diagnostic: &Diagnostic, before: usize, out: &mut dyn Write) -> io::Result<()> {
    let texts = ShownTexts::new(diagnostic, Shows::Names);
    let labelled = |span: &Span, label: &str| {
        let mut at = location(diagnostic, span);
        at["message"] = json!({ "text": label });
        at
    };
    let at = match &texts.label {
        Some(label) => labelled(&diagnostic.span, label),
        None => location(diagnostic, &diagnostic.span),
    };
    let help = texts.help.map(|help| format!("\n{help}")).unwrap_or_default();
    let mut result = json!({
        "ruleId": diagnostic.rule.name(),
        "level": level(diagnostic.severity),
        "message": { "text": format!("{}{help}", texts.message) },
        "locations": [at],
    });
    if let Some(index) = listed().position(|rule| rule.name == diagnostic.rule.name()) {
        result["ruleIndex"] = json!(index);
    }
    if !texts.also.is_empty() {
        result["relatedLocations"] = texts.also.iter().map(|(span, label)| labelled(span, label)).collect();
    }
    let comma = if before > 0 { "," } else { "" };
    write!(out, "{comma}\n{}", sanitize_json(&result.to_string()))
}

pub(crate) fn end(totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    // SARIF means whether the tool ran to its end, not whether it found something.
    let invocation = json!({ "executionSuccessful": totals.is_complete() });
    writeln!(out, "\n],\n\"invocations\": [{invocation}]\n}}]\n}}")
}

/// A rule as the list of the tool's rules has it.
struct ListedRule {
    name: &'static str,
    summary: &'static str,
    page: &'static str,
    severity: Severity,
}

fn listed() -> impl Iterator<Item = ListedRule> {
    let rules = rules::ALL.iter().map(|rule| ListedRule {
        name: rule.name,
        summary: rule.summary,
        page: rule.page,
        severity: rule.severity,
    });
    let fixed = fixed_rules::ALL.iter().map(|fixed| ListedRule {
        name: fixed.rule.name(),
        summary: fixed.summary,
        page: fixed.page,
        severity: fixed.severity,
    });
    rules.chain(fixed)
}

impl ListedRule {
    fn described(&self) -> Value {
        json!({
            "id": self.name,
            "shortDescription": { "text": self.summary },
            "help": { "text": self.page, "markdown": self.page },
            "defaultConfiguration": { "level": level(self.severity) },
        })
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn location(diagnostic: &Diagnostic, span: &Span) -> Value {
    let (start, end) = places(diagnostic, span);
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(diagnostic.source.path()) },
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        },
    })
}

/// Returns a path as a URI reference (RFC 3986): reserved characters are percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = if path.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => write!(uri, "%{byte:02X}").expect("a string takes it"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn path_becomes_a_uri_of_the_same_file() {
        assert_eq!(uri("north side/Siân:1%.toml"), "north%20side/Si%C3%A2n%3A1%25.toml");
        assert_eq!(uri("../a.toml"), "../a.toml");
        assert_eq!(uri("/srv/a.toml"), "file:///srv/a.toml");
    }
}
