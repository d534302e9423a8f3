//! Rules about wording: what their pages do not show.

use expect_test::expect;

use crate::harness::cpa;

const PEOPLE: &str = include_str!("../../cases/complete/people.toml");

/// A plan in which these rules find nothing, with lines under `[crisis]` and tables at its end.
pub(crate) fn plan(crisis: &str, tables: &str) -> String {
    let tables = tables.trim_start();
    format!(
        r#"id = "P-1"
status = "active"
started = 2026-03-02
care_coordinator = "jo"
gp = "none"
next_review_due = 2027-03-01

[person]
name = "Rhys Example"

[people.nia]
name = "Nia Example"
relationship = "sister"
phones = {{ mobile = "07700 900222" }}
consent = {{ asked = 2026-03-02, asked_by = "jo", copy = ["contacts", "crisis", "accommodation"], invite = true }}

[people.lena]
name = "Lena Marsh"
role = "housing support worker"
consent = {{ asked = 2026-03-02, asked_by = "jo", copy = ["needs"], invite = true }}

[crisis]
{crisis}
{tables}"#
    )
}

/// The lines of a complete crisis plan.
pub(crate) const CRISIS: &str = r#"early_signs = ["I walk at night", "I stop opening the curtains"]
what_helps = ["My sister on the phone"]
what_worked_before = "A week at Nia's in May"
what_did_not_work = "Going to work to take my mind off it"
who_i_listen_to = ["nia"]
who_to_contact = ["jo", "crisis-line"]
treatment_i_want = "To be treated at home"
"#;

/// Returns the findings of these rules in a plan, one on each line.
pub(crate) fn findings(plan: &str, rules: &[&str]) -> Vec<String> {
    let ended = cpa(["validate", ".", "--format", "concise"])
        .file("P-1.toml", plan)
        .file("people.toml", PEOPLE)
        .run();
    let format_rules = ["syntax", "unknown-key", "wrong-type", "unknown-handle"];
    assert!(!format_rules.iter().any(|rule| ended.out.contains(&format!("[{rule}]"))), "{}", ended.out);
    let of_rules = |line: &&str| rules.iter().any(|rule| line.contains(&format!("[{rule}]")));
    ended.out.lines().filter(of_rules).map(str::to_owned).collect()
}

/// Returns whether a rule finds something in a plan.
pub(crate) fn finds(rule: &str, plan: &str) -> bool {
    !findings(plan, &[rule]).is_empty()
}

/// Returns the findings of these rules in full, without empty lines.
pub(crate) fn full_findings(rules: &[&str], plan: &str) -> String {
    let ended = cpa(["validate", "."]).file("P-1.toml", plan).file("people.toml", PEOPLE).run();
    let of_rules = |block: &&str| rules.iter().any(|rule| block.contains(&format!("[{rule}]")));
    let lines = ended.out.split("\n\n").filter(of_rules).flat_map(str::lines);
    lines.filter(|line| !matches!(line.trim(), "" | "|")).flat_map(|line| [line, "\n"]).collect()
}

/// A risk with these lines.
pub(crate) fn risk(lines: &str) -> String {
    format!(
        r#"
[[risks]]
risk = "I drive when I have not slept"
{lines}
[[risks.actions]]
what = "Phone Nia"
who = "person"
when = "then"
"#
    )
}

/// A need with these lines.
fn need(lines: &str) -> String {
    format!(
        r#"
[[needs]]
area = "accommodation"
goal = "Keep my flat"
{lines}
[[needs.actions]]
what = "Go"
who = "jo"
when = 2026-12-01
"#
    )
}

/// A plan with a need with these lines.
fn plan_with_need(lines: &str) -> String {
    plan(CRISIS, &need(lines))
}

/// A decision `x` to withhold something from these readers.
fn decision(from: &str) -> String {
    format!(
        r#"
[withheld.x]
from = ["{from}"]
ground = "the person asked"
because = "B"
decided_by = "jo"
decided = 2026-03-02
"#
    )
}

#[test]
fn each_unexplained_term_is_reported_once() {
    let jargon = |lines: &str| findings(&plan_with_need(lines), &["jargon"]).len();
    assert_eq!(jargon(r#"need = "See the CPN and the AMHP, then the CPN again""#), 2);
    assert_eq!(jargon(r#"need = "Take it prn, compliance was poor, Hx of falls""#), 3);
    assert_eq!(jargon(r#"need = "A main road, a mane of hair is not here""#), 1);
}

#[test]
fn explained_quoted_and_withheld_terms_are_allowed() {
    for lines in [
        r#"need = "See the community nurse (CPN)"
           progress = "The CPN came""#,
        r#"need = "See the CPN (the nurse who comes home)""#,
        r#"need = "My CBT at the NHS, my GP, A&E, CPA, my depot, ECT""#,
        r#"in_my_words = "The CPN never came"
           need = "A visit""#,
        r#"need = "My nurse says 'compliance' and I hate it""#,
        r#"need = "I want my DNA tested? No: dna is my joke, prnt is a typo"
           withhold = "x""#,
    ] {
        let plan = plan(CRISIS, &(need(lines) + &decision("person")));
        assert_eq!(findings(&plan, &["jargon"]), [""; 0], "{lines}");
    }
    let named = plan_with_need(r#"need = "Go to the CMHT""#)
        .replace(r#"role = "housing support worker""#, r#"organisation = "Exampleton CMHT""#);
    assert!(!finds("jargon", &named), "a service has it in its name");
}

#[test]
fn a_label_is_reported_unless_said_or_quoted() {
    let finds_label = |lines: &str| finds("words-that-label", &plan_with_need(lines));
    for label in [
        "Non-compliant with tablets",
        "Manipulative at times",
        "Attention-seeking behaviour",
        "Refuses to engage",
        "Failed to attend three times",
        "Absconded from the ward",
        "Treatment resistant",
        "Lacks insight",
        "A frequent flyer in A&E",
        "Typical PD",
        "Denies suicidal thoughts",
    ] {
        assert!(finds_label(&format!("need = \"{label}\"")), "{label}");
    }
    for lines in [
        r#"need = "They called me manipulative""#,
        r#"need = "No more letters that say 'failed to attend'""#,
        r#"need = "I am in denial, and I know it""#,
        r#"in_my_words = "Non-compliant, they wrote"
           need = "A say""#,
        r#"need = "Cognitive behavioural therapy""#,
        r#"need = "The PDF of the form, and insight into it""#,
    ] {
        assert!(!finds_label(lines), "{lines}");
    }
    let own = plan(&format!("{CRISIS}what_makes_it_worse = [\"Manipulative\"]"), "");
    assert!(!finds("words-that-label", &own));
    let diagnosis = plan(CRISIS, "[health]\ndiagnoses = [\"Treatment-resistant schizophrenia\"]\n");
    assert!(!finds("words-that-label", &diagnosis));
}

#[test]
fn a_sentence_of_more_than_35_words_is_reported() {
    let words = |count: usize| vec!["word"; count].join(" ");
    let finds_in =
        |key: &str, text: &str| finds("sentence-too-long", &plan_with_need(&format!("{key} = \"{text}\"")));
    assert!(finds_in("need", &words(36)));
    assert!(!finds_in("need", &words(35)));
    assert!(!finds_in("need", &format!("{}. {}", words(30), words(30))));
    assert!(!finds_in("in_my_words", &words(50)));
}

#[test]
fn reports_of_others_are_found_but_not_ones_own() {
    let finds_in = |text: &str, labels: &str| {
        let lines = format!("noted = 2026-03-02\nhistory = \"{text}\"\n{labels}");
        finds("third-party-words", &plan(CRISIS, &risk(&lines)))
    };
    for text in [
        "His mother says he drinks",
        "Her neighbour reports shouting at night",
        "Nia told us he has hit her",
        "Nia is worried that he will find out",
        "The neighbour told staff that he shouts",
        "She told the nurse this in confidence; he is violent",
        "He drinks. Do not tell him that this is known.",
        "Rhys must not know who phoned about him",
        "Nia says Rhys has stopped his tablets",
        "Nia reported that he has sold his phone",
    ] {
        assert!(finds_in(text, ""), "{text}");
        assert!(!finds_in(text, "told_by = \"nia\"\nin_confidence = true"), "{text}");
    }
    for text in [
        "My sister says I talk faster",
        "Nia told me that I walk at night",
        "Tell Nia. Do not tell my mother.",
        "The doctor says that it runs in families",
        "The neighbours bang on the wall",
        "Nia knows. She says that she is fine.",
        "Jo told the service manager",
        "I told the nurse in confidence",
        "'His mother says' was how the letter began",
    ] {
        assert!(!finds_in(text, ""), "{text}");
    }
    let wish = plan(&format!("{CRISIS}family_involved = \"Do not tell him\""), "");
    assert!(!finds("third-party-words", &wish));
}

/// A plan that withholds a risk from family.
fn plan_with_withheld_risk(risk_text: &str, crisis_line: &str, tables: &str) -> String {
    let withheld =
        risk("noted = 2026-03-02\nwithhold = \"x\"").replace("I drive when I have not slept", risk_text);
    plan(&format!("{CRISIS}{crisis_line}"), &(withheld + &decision("family") + tables))
}

#[test]
fn withheld_words_in_a_part_of_the_same_reader_leak() {
    let leaks = |risk: &str, trigger: &str, tables: &str| {
        let trigger = format!("triggers = [\"{trigger}\"]");
        finds("withheld-but-said", &plan_with_withheld_risk(risk, &trigger, tables))
    };
    let ex = "My ex, Darren, has threatened me";
    let keys = need(r#"need = "Darren has my key""#);
    assert!(leaks(ex, "Seeing Darren", ""), "a name");
    assert!(leaks(ex, "Darren's car", ""), "with 's");
    assert!(leaks(ex, "A threatening letter", ""), "another form of a word");
    assert!(leaks("I had an abortion in May", "After the abortion", ""), "a private word");
    assert!(leaks("The fertility treatment failed", "Fertility clinics", ""), "a rare word");
    assert!(leaks(ex, "Mornings", &keys), "an area that she gets");
    let work = keys.replace("accommodation", "work and occupation");
    assert!(!leaks(ex, "Mornings", &work), "a part that family does not get");
    let withheld = need("need = \"Darren has my key\"\nwithhold = \"x\"");
    assert!(!leaks(ex, "Mornings", &withheld), "withheld there, too");
    assert!(!leaks("Nia and Jo worry at night, by the phone", "Nia at night", ""), "names that all know");
    assert!(!leaks("The children are at school on Monday", "Monday at school", ""), "words of any plan");
    assert!(!leaks("Nothing of Rhys's", "Rhys Example", ""), "the person");
}

#[test]
fn one_word_in_common_with_a_confidence_is_chance() {
    let confided = plan(
        &format!("{CRISIS}triggers = [\"Someone on the landing\"]"),
        &risk("noted = 2026-03-02\ntold_by = \"nia\"\nin_confidence = true")
            .replace("I drive when I have not slept", "Talking on the landing at 2am"),
    );
    assert!(!finds("withheld-but-said", &confided));
}

#[test]
fn the_name_of_a_withheld_person_leaks() {
    let father = r#"
[people.dad]
name = "Gareth Sample"
relationship = "father"
withhold = "x"
"#;
    let crisis = format!("{CRISIS}triggers = [\"Letters from Gareth\"]");
    let withheld = plan(&crisis, &(father.to_owned() + &decision("nia")));
    assert_eq!(findings(&withheld, &["withheld-but-said"]).len(), 1);
}

#[test]
fn a_long_text_of_nothing_but_hits_is_checked_in_time() {
    for words in [
        "Non-compliant ",
        "'PRN ",
        "Nia says ",
        "risk score ",
        "Darren ",
        "do not tell ",
        "abortion fertility ",
    ] {
        let long = words.repeat(60_000 / words.len());
        let risk = risk(&format!("withhold = \"x\"\nnow = \"{long}\""));
        let tables = need(&format!("need = \"{long}\"")) + &risk + &decision("family");
        let text = plan(&format!("{CRISIS}triggers = [\"{long}\"]"), &tables);
        let began = std::time::Instant::now();
        let _ = findings(&text, &["jargon"]);
        assert!(began.elapsed().as_secs() < 20, "{words}");
    }
}

#[test]
fn findings_of_words_say_what_to_do() {
    let long = format!("need = \"The CPN came. Non-compliant. {}\"", ["a"; 36].join(" "));
    let wordy = plan_with_need(&long);
    let said =
        plan_with_withheld_risk("My ex, Darren, has threatened me", "triggers = [\"Seeing Darren\"]", "");
    let rules = ["jargon", "sentence-too-long", "words-that-label", "withheld-but-said"];
    expect![[r#"
        info[jargon]: the person may not know this word
          --> P-1.toml:34:13
        34 | need = "The CPN came. Non-compliant. a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a"
           |             ^^^
           = help: write it out (community mental health nurse, or the nurse's name), or explain it in brackets behind it
        info[words-that-label]: these words judge the person who will read them
          --> P-1.toml:34:23
        34 | need = "The CPN came. Non-compliant. a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a"
           |                       ^^^^^^^^^^^^^
           = help: say which medicine the person does not take, and why, in their words
        info[sentence-too-long]: this sentence is hard to read
          --> P-1.toml:34:38
        34 | need = "The CPN came. Non-compliant. a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a"
           |                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 36 words
           = help: make two or three of it, none longer than 35 words
        warning[withheld-but-said]: this may give away what is withheld from `nia`, who gets this part
          --> P-1.toml:30:21
        30 | triggers = ["Seeing Darren"]
           |                     ^^^^^^ stands in it, too
        31 | [[risks]]
           | --------- withheld here
           = help: say it without that word
    "#]].assert_eq(&(full_findings(&rules, &wordy) + &full_findings(&rules, &said)));
}
