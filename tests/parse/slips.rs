//! Mistakes of someone who has never seen such a file: one diagnostic each, with the line to write.

use std::fmt::Write;

use expect_test::expect_file;

use crate::harness::cpa;

const COMPLETE: &str = include_str!("../cases/complete/CP-0001.toml");

/// A text of the complete plan, and what is typed instead.
#[rustfmt::skip]
const SLIPS: &[(&str, &str)] = &[
    ("who = [\"person\"]", "who = [person, jo]"),
    ("who = [\"person\"]", "who = [“jo”, “person”]"),
    ("when = 2026-12-01", "when = 2026-03-20 9am"),
    ("when = 2026-12-01", "when = 31/04/2026"),
    ("when = 2026-12-01", "when = 03/20/2026"),
    ("when = 2026-12-01", "when = 20 March 2026"),
    ("when = 2026-12-01", "when = \"2026-03-20 14:00\""),
    ("when = 2026-12-01", "when = tomorrow"),
    ("next_review_due = 2027-03-01", "next_review_due = 26-12-15"),
    ("next_review_due = 2027-03-01", "next_review_due = tbc"),
    ("next_review_due = 2027-03-01", "next_review_due = 15 December 2026"),
    ("gp = \"dr-patel\"", "gp = none"),
    ("children_at_home = 0", "children_at_home = 02"),
    ("children_at_home = 0", "children_at_home = two"),
    ("nhs_number = \"999 000 0018\"", "nhs_number = 999-000-0018"),
    ("born = 1991-06-05", "born = 1991/06/05"),
    ("born = 1991-06-05", "born = 5 June 1991"),
    (r"[person]
", ""),
    ("who = [\"jo\", \"person\"]", "who = [\"Jo Smith\"]"),
    ("who = [\"jo\", \"person\"]", "who = \"jo, person\""),
    ("who = [\"jo\", \"person\"]", "who = \"jo\", \"person\""),
    ("who = [\"jo\", \"person\"]", "who = [\"jo\"; \"person\"]"),
    ("care_coordinator = \"jo\"", "care_coordinator = \"none\""),
    ("[[needs]]", "[[need]]"),
    ("[[needs]]", ""),
    ("[[risks.actions]]", "[[needs.actions]]"),
    ("  [[needs.actions]]", "  [[risks.actions]]"),
    ("  [[needs.actions]]", "  [[actions]]"),
    ("[crisis]", "[crisis_plan]"),
    ("[crisis]", "[crisis plan]"),
    ("[[needs.actions]]", "[[needs/actions]]"),
    ("[crisis]", "[crisis.]"),
    ("[person]", "person:"),
    ("[[needs]]", "[needs]]"),
    ("[person]", r#"[sam]
name = "Sam"
[person]"#),
    ("[person]", r#"phones = "07700 900111"
[person]"#),
    ("phones = { mobile = \"07700 900111\" }", "phones = \"07700 900111\""),
    ("need = \"I have not slept properly since January\"", r#"need = "I have not slept
properly since January""#),
    ("need = \"I have not slept properly since January\"", r"need = |
  I have not"),
    ("name = \"Rhys Example\"", "name == \"Rhys Example\""),
    ("gp = \"dr-patel\"", "gp = \"dr-patel\"\u{a0}"),
    ("gp = \"dr-patel\"", "gp = no"),
    ("[[needs]]", "{{needs}}"),
    ("born = 1991-06-05", r#"person.name = "x"
born = 1991-06-05"#),
    (r#"id = "CP-0001"
"#, r#"id = "CP-0001"
name = "Zebulon"
"#),
    // No quotes.
    ("goal = \"Sleep through, and get back to the night shift\"", "goal = Sleep through, and get back to the night shift"),
    ("name = \"Rhys Example\"", "name = Rhys Example"),
    ("what_helps = [\"My sister on the phone\"]", "what_helps = [My sister on the phone, Bread]"),
    ("what_helps = [\"My sister on the phone\"]", "what_helps = My sister on the phone"),
    // Days.
    ("next_review_due = 2027-03-01", "next_review_due = 31/12/2026"),
    ("next_review_due = 2027-03-01", "next_review_due = \"31/12/2026\""),
    ("next_review_due = 2027-03-01", "next_review_due = 1st May"),
    ("next_review_due = 2027-03-01", "next_review_due = 1st May 2027"),
    ("next_review_due = 2027-03-01", "next_review_due = \"1st May 2027\""),
    ("next_review_due = 2027-03-01", "next_review_due = 2027-03"),
    ("written = 2026-03-02", "written = 2026-03"),
    ("held = 2026-09-01", "held = today"),
    // Phones.
    ("phones = { mobile = \"07700 900111\" }", "phones = { mobile = 07700-900-111 }"),
    ("phones = { mobile = \"07700 900111\" }", "phones = { mobile = 07700 900111 }"),
    ("phones = { mobile = \"07700 900111\" }", "phones = 07700 900111"),
    ("phones = { mobile = \"07700 900111\" }", "phone = \"07700 900111\""),
    // Yes and no.
    ("section_117 = false", "section_117 = yes"),
    ("section_117 = false", "section_117 = \"no\""),
    ("section_117 = false", "section_117 = False"),
    ("agrees = \"yes\"", "agrees = yes"),
    ("agrees = \"yes\"", "agrees = true"),
    ("gp = \"dr-patel\"", "gp = \"no\""),
    ("gp = \"dr-patel\"", "gp = \"n/a\""),
    ("pets = []", "pets = none"),
    ("pets = []", "pets = \"\""),
    ("pets = []", "pets ="),
    // Signs.
    ("goal = \"Sleep through, and", "goal: \"Sleep through, and"),
    ("goal = \"Sleep through, and", "goal \"Sleep through, and"),
    ("goal = \"Sleep through, and", "goal - \"Sleep through, and"),
    ("back to the night shift\"", "back to the night shift”"),
    ("back to the night shift\"", "back to the \"night\" shift\""),
    ("back to the night shift\"", "back to the night shift\"x"),
    ("back to the night shift\"", "back to the night shift\".x"),
    ("back to the night shift\"", "back to the night shift\","),
    ("goal = \"Sleep", r#"x
goal = "Sleep"#),
    ("goal = \"Sleep", "xgoal = \"Sleep"),
    ("goal = \"Sleep", "Goal = \"Sleep"),
    ("goal = \"Sleep", "my goal = \"Sleep"),
    ("goal = \"Sleep", "goal\u{a0}= \"Sleep"),
    ("goal = \"Sleep", "goal =\u{a0}\"Sleep"),
    ("goal = \"Sleep", "\u{a0}\u{a0}goal = \"Sleep"),
    ("goal = \"Sleep", "\tgoal\t=\t\"Sleep"),
    ("goal = \"Sleep", "- goal = \"Sleep"),
    ("goal = \"Sleep", "goal = \"Ask at C:\\Users\\jo. Sleep"),
    // Lists.
    ("strengths = [\"I turn up on time\", \"I can", "strengths = [\"I turn up on time\" \"I can"),
    ("strengths = [\"I turn up on time\", \"I can", r#"strengths = [
  "I turn up on time"
  "I can"#),
    ("strengths = [\"I turn up on time\", \"I can cook for forty people\"]", r"strengths = 
  - I turn up on time
  - I can cook for forty people"),
    ("strengths = [\"I turn up on time\", \"I can cook for forty people\"]", "strengths = [\"I turn up on time\", \"I can cook for forty people\""),
    ("strengths = [\"I turn up on time\", \"I can cook for forty people\"]", "strengths = \"I turn up on time\", \"I can cook for forty people\"]"),
    ("strengths = [\"I turn up on time\", \"I can cook for forty people\"]", "strengths = (\"I turn up on time\", \"I can cook for forty people\")"),
    ("strengths = [\"I turn up on time\", \"I can cook for forty people\"]", "strengths = [I turn up on time; I can cook for forty people]"),
    // Headers and tables.
    ("[[needs]]", "needs:"),
    ("[person]", "[perso]"),
    ("[people.nia]", "people.nia:"),
    ("home = \"Nia", r#"withhold = "threats"
  home = "Nia"#),
    ("[crisis]", "crisis"),
    ("[crisis]", "crisis:"),
    ("[crisis]", "[[crisis]]"),
    ("[crisis]", "[crisis"),
    ("[crisis]", "(crisis)"),
    ("[crisis]", "# crisis"),
    ("[crisis]", "[Crisis]"),
    ("[health]", "[helth]"),
    ("[health]", ""),
    ("[[risks]]", "[[risk]]"),
    ("[[contingency]]", "[[contingencies]]"),
    ("[[contingency]]", ""),
    (r"[[needs]]
need", r"[[problems]]
need"),
    (r"[[needs]]
need", r"[needs]
need"),
    ("[[needs.actions]]", "[[need.actions]]"),
    ("[[needs.actions]]", "[[needs.action]]"),
    ("[[needs.actions]]", "[needs.actions]"),
    ("[people.nia]", "[peple.nia]"),
    ("[people.nia]", "[nia]"),
    ("[people.nia]", "[people.Nia Example]"),
    ("[people.nia]", r"[people]
[nia]"),
    ("[safeguarding]", r#"[person]
pronouns = "he/him"

[safeguarding]"#),
    ("[safeguarding]", r"[legal]
section_117 = false

[safeguarding]"),
    (r#"[crisis]
triggers = ["Three night shifts in a row"]
early_signs = ["I walk at night", "I stop opening the curtains"]"#, "crisis:\n  triggers:\n    - Three night shifts in a row\n  early_signs:\n    - I walk at night"),
    (r#"to = "nia"
given = 2026-09-02
"#, r#"to = "nia"
given = 2026-09-02
pronouns = "he/him"
"#),
    (r#"to = "nia"
given = 2026-09-02
"#, r#"to = "nia"
given = 2026-09-02
second_contact = "duty"
"#),
    ("[crisis]", "[risis]"),
    ("[people.nia]", "[[peple.nia]]"),
    ("[crisis.look_after]", r#"[crisis.look_after]
who_to_contact = ["jo"]
care_coordinator = "jo""#),
    ("when = 2026-12-01", "whe = 2026-12-01"),
    ("when = 2026-12-01", r#"when = 2026-12-01
note = "rang twice""#),
    ("gp = \"dr-patel\"", r#"gp = "dr-patel"
is = ["carer"]"#),
];

/// A way to save a file.
type Saved = fn(&str) -> Vec<u8>;

/// Ways to save a file, in words.
const SAVED: &[(&str, Saved)] = &[
    ("saved as UTF-16 by Notepad", |text| {
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    }),
    ("saved in the letters of an old Windows", |text| {
        text.replace("Rhys", "Siân").chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect()
    }),
    ("saved as UTF-8 by Notepad", |text| [b"\xef\xbb\xbf", text.replace('\n', "\r\n").as_bytes()].concat()),
    ("an empty file", |_| Vec::new()),
    ("a letter instead of a plan", |_| b"Dear Jo,\nthank you for the plan.\nBest wishes, Sam\n".to_vec()),
];

/// Returns the diagnostics of a plan, each in two lines.
fn diagnostics(plan: impl AsRef<[u8]>) -> String {
    // On a terminal, which shows the values in the help.
    let ended = cpa(["validate"])
        .at_terminal(1000)
        .file("people.toml", include_str!("../cases/complete/people.toml"))
        .file("cpa.toml", include_str!("../cases/complete/cpa.toml"))
        .file("CP-0001.toml", plan)
        .run();
    let said = |line: &&str| {
        ["error[", "warning[", "info["].iter().any(|word| line.starts_with(word)) || line.contains(" help: ")
    };
    let lines: Vec<&str> = ended.out.lines().filter(said).collect();
    let found = lines
        .iter()
        .fold(String::new(), |found, line| found + "    " + line.trim_start_matches([' ', '=', '|']) + "\n");
    if found.is_empty() { "    nothing: it is right\n".to_owned() } else { found }
}

#[test]
fn each_slip_is_reported_with_the_line_to_write() {
    let mut all = String::new();
    for (right, typed) in SLIPS {
        assert!(COMPLETE.contains(right), "the complete plan holds {right}");
        let found = diagnostics(COMPLETE.replacen(right, typed, 1));
        writeln!(all, "{typed:?}\n{}", found.trim_end()).expect("a string takes it");
    }
    for (how, save) in SAVED {
        writeln!(all, "{how}\n{}", diagnostics(save(COMPLETE)).trim_end()).expect("a string takes it");
    }
    expect_file!["../snapshots/slips.txt"].assert_eq(&all);
}

/// A file of errors takes a moment, not minutes: one file must not delay the list of a ward.
#[test]
fn a_file_of_errors_is_reported_quickly_and_briefly() {
    for line in [
        "a=1\n",
        "need: x\n",
        "[x\n",
        r"next_review_due = 
",
        r"gp = [
",
    ] {
        let ended = cpa(["validate", "--format", "concise"])
            .file("cpa.toml", "")
            .file("X-1.toml", line.repeat(4000))
            .run();
        assert!(ended.out.lines().count() <= 102, "{line:?}: {}", ended.out.lines().count());
        assert!(
            ended.out.contains("X-1.toml:1:") || ended.out.contains("X-1.toml:2:"),
            "{line:?}: {}",
            ended.out
        );
    }
}
