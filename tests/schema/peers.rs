//! The broken files on which other checkers were measured, in our format: what is found, where, and by whom.

use std::fmt::Write;

use expect_test::expect_file;

use crate::schema::others::{check_jsonschema, taplo};
use crate::schema::{complete, schemas};

const COMPLETE: &str = include_str!("../cases/complete/CP-0001.toml");

/// One thing broken in the complete plan.
struct Defect {
    what: &'static str,
    right: &'static str,
    wrong: &'static str,
    /// The rule that speaks of it.
    rule: &'static str,
    /// What stands in the broken file at the place that is told.
    at: &'static str,
}

/// Stands for a byte that no text in UTF-8 has.
const NO_TEXT: char = '\u{fffd}';

#[rustfmt::skip]
const DEFECTS: &[Defect] = &[
    Defect { what: "impossible date", right: "next_review_due = 2027-03-01", wrong: "next_review_due = 2027-02-30", rule: "impossible-date", at: "2027-02-30" },
    Defect { what: "not UTF-8", right: "name = \"Rhys Example\"", wrong: "name = \"Rh\u{fffd}s Example\"", rule: "not-utf8", at: "\u{fffd}s Example" },
    Defect { what: "duplicate key", right: "second_contact = \"duty\"", wrong: r#"second_contact = "duty"
started = 2026-03-03"#, rule: "duplicate-key", at: "started = 2026-03-03" },
    Defect { what: "missing `=`", right: "second_contact = \"duty\"", wrong: "second_contact \"duty\"", rule: "syntax", at: "second_contact \"duty\"" },
    Defect { what: "unclosed string", right: "second_contact = \"duty\"", wrong: "second_contact = \"duty", rule: "syntax", at: "\"duty\n" },
    Defect { what: "date as \"31/12/2026\"", right: "next_review_due = 2027-03-01", wrong: "next_review_due = \"31/12/2026\"", rule: "wrong-type", at: "\"31/12/2026\"" },
    Defect { what: "bad choice", right: "status = \"active\"", wrong: "status = \"activ\"", rule: "unknown-choice", at: "\"activ\"" },
    Defect { what: "wrong type: a number in quotes", right: "children_at_home = 0", wrong: "children_at_home = \"none\"", rule: "wrong-type", at: "\"none\"" },
    Defect { what: "wrong type: a word for yes or no", right: "section_117 = false", wrong: "section_117 = \"no\"", rule: "wrong-type", at: "\"no\"" },
    Defect { what: "empty list", right: "who = [\"jo\", \"person\"]", wrong: "who = []", rule: "action-without-who", at: "[[needs.actions]]" },
    Defect { what: "missing: the id", right: r#"id = "CP-0001"
"#, wrong: "", rule: "missing-key", at: "# The complete plan" },
    Defect { what: "missing: the name", right: r#"name = "Rhys Example"
"#, wrong: "", rule: "missing-key", at: "[person]" },
    Defect { what: "missing: when", right: "  when = 2026-12-01\n", wrong: "", rule: "action-without-when", at: "[[needs.actions]]" },
    Defect { what: "unknown key (`emial`)", right: "relationship = \"sister\"", wrong: r#"relationship = "sister"
emial = "nia@example.org""#, rule: "unknown-key", at: "emial" },
    Defect { what: "birth date in the future", right: "born = 1991-06-05", wrong: "born = 2091-06-05", rule: "date-in-future", at: "2091-06-05" },
    Defect { what: "next review before the last", right: "next_review_due = 2027-03-01", wrong: "next_review_due = 2026-08-31", rule: "next-review-missing", at: "2026-08-31" },
    Defect { what: "NHS check digit", right: "999 000 0018", wrong: "999 000 0019", rule: "nhs-number-wrong", at: "\"999 000 0019\"" },
    Defect { what: "action by somebody not on the plan", right: "who = [\"jo\", \"person\"]", wrong: "who = [\"joanna\", \"person\"]", rule: "unknown-handle", at: "\"joanna\"" },
];

/// One thing that only shows beside another plan: what it is, the other plan, the rule, what stands at the place.
const BESIDE: &[(&str, &str, &str, &str)] = &[
    (
        "id used twice",
        r#"id = "CP-0001"
status = "draft"
[person]
name = "Ann Sample"
"#,
        "duplicate-id",
        "\"CP-0001\"",
    ),
    (
        "NHS number used twice",
        r#"id = "CP-0002"
status = "draft"
[person]
name = "Ann Sample"
nhs_number = "999 000 0018"
"#,
        "nhs-number-twice",
        "\"999 000 0018\"",
    ),
];

impl Defect {
    fn text(&self) -> String {
        assert!(COMPLETE.contains(self.right), "the complete plan holds {}", self.right);
        COMPLETE.replacen(self.right, self.wrong, 1)
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for c in self.text().chars() {
            if c == NO_TEXT {
                bytes.push(0xe9);
            } else {
                bytes.extend(c.to_string().bytes());
            }
        }
        bytes
    }

    /// What we say of it: one finding, as `line:column rule`.
    fn found(&self) -> String {
        let ended = complete(["validate", "--format", "concise"]).file("CP-0001.toml", self.bytes()).run();
        let mut found = ended.out.lines();
        let place = place_and_rule(found.next().unwrap_or_default());
        assert_eq!(found.next(), None, "{}: one fault is one finding", self.what);
        assert!(
            place.ends_with(&format!(" {}", self.rule)),
            "{}: {} speaks, not {place}",
            self.what,
            self.rule
        );
        let text = self.text();
        let at = standing_at(&text, &place);
        assert!(at.starts_with(self.at), "{}: at {:?}, not at {:?}", self.what, self.at, at.lines().next());
        place
    }
}

/// `CP-0001.toml:6:19: error[wrong-type] …` as `6:19 wrong-type`.
fn place_and_rule(line: &str) -> String {
    let mut parts = line.splitn(4, ':');
    let (_, row, column, rest) = (parts.next(), parts.next(), parts.next(), parts.next());
    let rule = rest.and_then(|rest| rest.split_once('[')?.1.split_once(']')).map(|(rule, _)| rule);
    format!("{}:{} {}", row.unwrap_or_default(), column.unwrap_or_default(), rule.unwrap_or_default())
}

/// The text that stands at a place `line:column …`.
fn standing_at<'t>(text: &'t str, place: &str) -> &'t str {
    let mut numbers = place.split([':', ' ']).map(|number| number.parse::<usize>().unwrap_or(1));
    let (line, column) = (numbers.next().unwrap_or(1), numbers.next().unwrap_or(1));
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let within: usize = text[start..].chars().take(column - 1).map(char::len_utf8).sum();
    &text[start + within..]
}

/// What we say of a plan beside the complete one.
fn found_beside((what, other, rule, at): &(&str, &str, &str, &str)) -> String {
    let ended = complete(["validate", "--format", "concise"]).file("CP-0002.toml", other).run();
    let place = |line: &str| line.starts_with("CP-0002").then(|| place_and_rule(line));
    let found: Vec<String> =
        ended.out.lines().filter_map(place).filter(|place| place.ends_with(&format!(" {rule}"))).collect();
    assert_eq!(found.len(), 1, "{what}: once\n{}", ended.out);
    assert!(standing_at(other, &found[0]).starts_with(at), "{what}: {}", found[0]);
    found[0].clone()
}

#[test]
fn every_broken_file_is_found_with_its_place() {
    for defect in DEFECTS {
        defect.found();
    }
    for beside in BESIDE {
        found_beside(beside);
    }
}

#[test]
#[ignore = "needs taplo and check-jsonschema"]
fn places_are_at_least_as_good_as_those_of_others() {
    let schemas = schemas();
    let schema = schemas.path().join("plan");
    let mut table = String::new();
    let mut row = |cells: [&str; 4]| {
        let line = format!("{:<36}{:<28}{:<28}{}", cells[0], cells[1], cells[2], cells[3]);
        writeln!(table, "{}", line.trim_end()).expect("a string takes it");
    };
    row(["", "cpa", "taplo", "check-jsonschema"]);
    let said_of = |bytes: &[u8]| {
        let folder = tempfile::TempDir::new().expect("a folder for the file");
        let path = folder.path().join("CP-0001.toml");
        std::fs::write(&path, bytes).expect("the file");
        [taplo, check_jsonschema].map(|other| other(&schema, std::slice::from_ref(&path)))
    };
    for defect in DEFECTS {
        let ours = defect.found();
        let [taplo, check] = said_of(&defect.bytes());
        let line = |place: &str| place.split(':').next().and_then(|line| line.parse::<usize>().ok());
        let as_good = taplo.place.as_deref().and_then(line).is_none_or(|theirs| line(&ours) >= Some(theirs));
        assert!(taplo.accepts || as_good, "{}: we say {ours}, taplo {:?}", defect.what, taplo.place);
        row([defect.what, &ours, &in_a_cell(&taplo), &in_a_cell(&check)]);
    }
    for beside in BESIDE {
        let (ours, [taplo, check]) = (found_beside(beside), said_of(beside.1.as_bytes()));
        row([beside.0, &ours, &in_a_cell(&taplo), &in_a_cell(&check)]);
    }
    expect_file!["../snapshots/peers.txt"].assert_eq(&table);
}

/// What another checker said, in few words.
fn in_a_cell(said: &crate::schema::others::Said) -> String {
    let place = match (&said.place, said.accepts) {
        (_, true) => return "-".to_owned(),
        (Some(place), _) => place.clone(),
        (None, _) => "no place".to_owned(),
    };
    if said.messages > 1 { format!("{place} ({} messages)", said.messages) } else { place }
}
