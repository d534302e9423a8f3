//! Which readers a decision withholds something from, in each command: one table of decisions and readers.

use cpa::access::ReaderKind;

use crate::harness::{Command, cpa};

/// The readers outside the team, each with the word for them in `from`.
const READERS: [(&str, &str); 4] =
    [("person", "person"), ("gp", "gp"), ("sam", "family"), ("hostel", "agencies")];

/// A line of a decision.
struct Case {
    from: &'static str,
    /// From which of the readers outside the team it withholds something.
    withheld_from: &'static [&'static str],
    /// Why no copy is made, if none is.
    no_copy: Option<&'static str>,
}

const EVERYONE: &[&str] = &["person", "gp", "sam", "hostel"];

const CASES: [Case; 9] = [
    Case { from: "from = []", withheld_from: EVERYONE, no_copy: None },
    Case { from: "", withheld_from: EVERYONE, no_copy: None },
    Case { from: "from = 3", withheld_from: EVERYONE, no_copy: Some("error[wrong-type]") },
    Case { from: "from = [\"smm\"]", withheld_from: EVERYONE, no_copy: Some("error[unknown-handle]") },
    Case { from: "from = [\"person\"]", withheld_from: &["person"], no_copy: None },
    Case { from: "from = [\"gp\"]", withheld_from: &["gp"], no_copy: None },
    Case { from: "from = [\"family\"]", withheld_from: &["sam"], no_copy: None },
    Case { from: "from = [\"agencies\"]", withheld_from: &["hostel"], no_copy: None },
    Case { from: "from = [\"sam\", \"hostel\"]", withheld_from: &["sam", "hostel"], no_copy: None },
];

/// A plan in which `withhold = "case"` names the decision of a case, with `more` in it.
fn plan(args: &[&str], case: &Case, more: &str) -> Command {
    let plan = format!(
        r#"
id = "P-1"
care_coordinator = "jo"
gp = "dr"
[person]
name = "Rhys Example"
[people.jo]
name = "Jo Smith"
is = ["team"]
[people.dr]
name = "Dr Nisha Patel"
[people.sam]
name = "Sam Example"
relationship = "brother"
consent = {{ asked = 2025-01-01, copy = ["contacts", "crisis", "risks", "reviews"] }}
[people.hostel]
name = "Ferry House"
consent = {{ asked = 2025-01-01, copy = ["contacts", "crisis", "risks", "reviews"] }}
[withheld.case]
{}
{more}"#,
        case.from
    );
    cpa([]).args(args).file("P-1.toml", plan).file("cpa.toml", "[intervals]\ncopies = \"14 days\"\n")
}

const RISK: &str = r#"
[[risks]]
risk = "My ex Darren has threatened me"
withhold = "case"
"#;

/// Calls `check` with each case, each reader outside the team, and whether the case withholds something from them.
fn each(check: impl Fn(&Case, &str, bool)) {
    for case in &CASES {
        for (reader, _) in READERS {
            check(case, reader, case.withheld_from.contains(&reader));
        }
    }
}

#[test]
fn table_has_a_reader_of_each_kind() {
    let case = &CASES[0];
    let count = READERS
        .iter()
        .filter(|(reader, _)| !plan(&["render", "P-1.toml", "--for", reader], case, "").run().out.is_empty());
    assert_eq!(count.count(), ReaderKind::ALL.iter().filter(|kind| !kind.is_team()).count());
}

#[test]
fn copies_lack_what_is_withheld_from_their_reader() {
    each(|case, reader, withheld| {
        let copy = plan(&["render", "P-1.toml", "--for", reader], case, RISK).run();
        match case.no_copy {
            Some(why) => assert!(copy.out.is_empty() && copy.err.contains(why), "{}", copy.err),
            None => assert_ne!(copy.out.contains("Darren"), withheld, "{} {reader}\n{}", case.from, copy.out),
        }
    });
    for case in CASES.iter().filter(|case| case.no_copy.is_none()) {
        let copy = plan(&["render", "P-1.toml", "--for", "team"], case, RISK).run();
        assert!(copy.out.contains("Darren"), "{}\n{}", case.from, copy.out);
    }
}

#[test]
fn explain_says_that_it_is_withheld() {
    each(|case, reader, withheld| {
        let page = plan(&["render", "P-1.toml", "--for", reader, "--explain"], case, RISK).run();
        match case.no_copy {
            Some(why) => assert!(page.out.is_empty() && page.err.contains(why), "{}", page.err),
            None => {
                let risk =
                    page.out.lines().find(|line| line.contains("  risks")).expect("a line on the risk");
                assert_eq!(risk.starts_with("kept back"), withheld, "{} {reader}\n{}", case.from, page.out);
                assert_eq!(risk.contains("withheld: the decision `case`"), withheld, "{risk}");
            }
        }
    });
}

#[test]
fn withheld_but_said_looks_at_the_same_readers() {
    each(|case, reader, withheld| {
        // The other readers do not get the text that gives it away.
        let others = READERS.iter().filter(|(other, _)| *other != reader);
        let others: Vec<String> = others.map(|(_, word)| format!("\"{word}\"")).collect();
        let more = format!(
            r#"{RISK}
[withheld.others]
from = [{}]
[[risks]]
risk = "Meeting Darren"
withhold = "others"
"#,
            others.join(", ")
        );
        let check = plan(&["validate", "--select", "withheld-but-said", "P-1.toml"], case, &more).run();
        let who = if reader == "person" { "the person".to_owned() } else { format!("`{}`", handle(reader)) };
        let said = format!("this may give away what is withheld from {who}");
        assert_eq!(check.out.contains(&said), withheld, "{} {reader}\n{}", case.from, check.out);
    });
}

/// The handle of a reader.
fn handle(reader: &str) -> &str {
    if reader == "gp" { "dr" } else { reader }
}

#[test]
fn no_copy_is_owed_for_what_is_withheld() {
    let review = "[[reviews]]\nheld = 2026-03-01\noutcome = \"continue\"\nwithhold = \"case\"\n";
    let change = "[[changes]]\nmade = 2026-03-01\nchange = \"A new lock\"\nparts = [\"crisis\"]\nwithhold = \"case\"\n";
    for cause in [review, change] {
        each(|case, reader, withheld| {
            let list = plan(&["due", "--what", "copy", "."], case, cause).run();
            let name = match reader {
                "person" => "copy    Rhys Example",
                "gp" => "copy    Dr Nisha Patel",
                "sam" => "copy    Sam Example",
                _ => "copy    Ferry House",
            };
            let row = list.out.lines().find(|row| row.contains(name)).expect("a row for each reader");
            assert_eq!(!row.contains("15 Mar 2026"), withheld, "{} {reader}\n{}", case.from, list.out);
        });
    }
}

#[test]
fn rules_on_wording_skip_withheld_texts() {
    let jargon = "[[risks]]\nrisk = \"Phone the CMHT\"\nwithhold = \"case\"\n";
    for case in &CASES {
        let check = plan(&["validate", "--select", "jargon", "P-1.toml"], case, jargon).run();
        let withheld = case.withheld_from.contains(&"person");
        assert_eq!(!check.out.contains("[jargon]"), withheld, "{}\n{}", case.from, check.out);
    }
}

const CHANGE: &str = r#"
[[agreements]]
who = "person"
asked = 2026-02-01
agrees = "yes"
[[changes]]
made = 2026-03-01
change = "A new lock"
withhold = "case"
"#;

#[test]
fn no_agreement_is_asked_for_a_withheld_change() {
    let args = ["validate", "--select", "changed-after-agreement", "P-1.toml"];
    for case in &CASES {
        let check = plan(&args, case, CHANGE).run();
        let withheld = case.withheld_from.contains(&"person");
        assert_eq!(
            !check.out.contains("[changed-after-agreement]"),
            withheld,
            "{}\n{}",
            case.from,
            check.out
        );
    }
}

#[test]
fn unreadable_withhold_withholds() {
    let family = CASES.iter().find(|case| case.withheld_from == ["sam"]).expect("a case");
    let change = CHANGE.replace("\"case\"", "3");
    let check = plan(&["validate", "P-1.toml"], family, &change).run();
    assert!(check.out.contains("[wrong-type]"), "{}", check.out);
    assert!(!check.out.contains("[changed-after-agreement]"), "{}", check.out);
    let list = plan(&["due", "--what", "copy", "."], family, &change).run();
    assert!(list.out.contains("withhold") && !list.out.contains("15 Mar 2026"), "{}", list.out);
}
