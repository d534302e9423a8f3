//! Findings in the Static Analysis Results Interchange Format 2.1.0 (OASIS), written as they come.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::escape::sanitize_json;
use crate::parse::{Diagnostic, Severity, Shows, Span};
use crate::validate::output::places;
use crate::validate::{Totals, parse_rules, rules};

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

/// Writes a finding on a line of its own. `before` is how many were written before it.
pub(crate) fn write(diagnostic: &Diagnostic, before: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut at = location(diagnostic, &diagnostic.span);
    if let Some(label) = &diagnostic.label {
        at["message"] = json!({ "text": label.text(Shows::Names) });
    }
    let related = diagnostic.also.iter().map(|(span, label)| {
        let mut at = location(diagnostic, span);
        at["message"] = json!({ "text": label.text(Shows::Names) });
        at
    });
    let help =
        diagnostic.help.as_ref().map(|help| format!("\n{}", help.text(Shows::Names))).unwrap_or_default();
    let mut result = json!({
        "ruleId": diagnostic.rule.name(),
        "level": level(diagnostic.severity),
        "message": { "text": format!("{}{help}", diagnostic.message.text(Shows::Names)) },
        "locations": [at],
    });
    if let Some(index) = listed().position(|rule| rule.name == diagnostic.rule.name()) {
        result["ruleIndex"] = json!(index);
    }
    if !diagnostic.also.is_empty() {
        result["relatedLocations"] = related.collect();
    }
    let comma = if before > 0 { "," } else { "" };
    write!(out, "{comma}\n{}", sanitize_json(&result.to_string()))
}

pub(crate) fn end(totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    // Whether there are findings does not matter here: whether everything was looked at does.
    let invocation = json!({ "executionSuccessful": totals.is_whole() });
    writeln!(out, "\n],\n\"invocations\": [{invocation}]\n}}]\n}}")
}

/// A rule of care or a fault of reading, as the list of the tool's rules has it.
struct Listed {
    name: &'static str,
    summary: &'static str,
    page: &'static str,
    severity: Severity,
}

fn listed() -> impl Iterator<Item = Listed> {
    let care = rules::ALL.iter().map(|rule| Listed {
        name: rule.name,
        summary: rule.summary,
        page: rule.page,
        severity: rule.severity,
    });
    let reading = parse_rules::ALL.iter().map(|fault| Listed {
        name: fault.rule.name(),
        summary: fault.summary,
        page: fault.page,
        severity: fault.severity,
    });
    care.chain(reading)
}

impl Listed {
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

/// A path as a reference of RFC 3986: whatever could mean something in one is written by its bytes.
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
    fn a_path_is_a_reference_that_means_the_same_file() {
        assert_eq!(uri("north side/Siân:1%.toml"), "north%20side/Si%C3%A2n%3A1%25.toml");
        assert_eq!(uri("../a.toml"), "../a.toml");
        assert_eq!(uri("/srv/a.toml"), "file:///srv/a.toml");
    }
}
