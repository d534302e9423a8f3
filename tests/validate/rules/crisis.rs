//! Rules about crisis plans and risks: what their pages do not show.

use expect_test::expect;

use crate::harness::cpa;
use crate::validate::rules::words::{CRISIS, findings, finds, full_findings, plan, risk};

const CONTINGENCY: &str = r#"
[[contingency]]
if = "Jo is away"
[[contingency.actions]]
what = "Phone me"
who = ["duty"]
when = "every Tuesday"
"#;

/// Crisis plans of stock phrases, with ` | ` between keys and ` / ` between values.
const GENERIC: &[&str] = &[
    "early_signs: Low mood | what_helps: Call the crisis team",
    "early_signs: Low mood, poor sleep | what_i_can_do: Call the crisis team / Go to A&E / Phone 999",
    "triggers: Stress | early_signs: Not taking medication | what_helps: Take medication as prescribed",
    "early_signs: Increased anxiety / Paranoia / Hearing voices | what_helps: Contact care coordinator on 01632 960123 in office hours, or the crisis line out of hours",
    "early_signs: Deterioration in mental state | what_i_can_do: Use coping strategies / Distraction techniques | what_helps: Support from family and friends",
    "early_signs: Non compliance with medication / Disengagement from services | what_helps: Urgent assessment by the home treatment team; consider admission",
    "triggers: Alcohol and drug use / Relationship problems / Financial stress | early_signs: Isolating self, poor self care, not eating or sleeping | what_helps: Speak to Jo or the duty worker",
    "early_signs: Suicidal thoughts | what_i_can_do: Ring the Samaritans on 116 123 / Ring 111 / Attend A&E | what_helps: Being listened to",
    "early_signs: Relapse of psychosis | what_helps: Increase in medication and visits from the team | what_worked_before: Hospital admission",
    "early_signs: Irritability, agitation, racing thoughts | what_i_can_do: Relaxation, deep breathing, listening to music, going for a walk | what_helps: Talking to someone I trust",
    "early_signs: Feeling low / Feeling anxious / Feeling paranoid | what_helps: Reassurance from staff | what_makes_it_worse: Lack of support | what_worked_before: Medication and support from the crisis team",
    "early_signs: Thoughts of self-harm or suicide | what_i_can_do: Contact GP, CMHT, crisis team or go to nearest A&E department | what_helps: Follow the care plan",
    "early_signs: Change in behaviour, sleep and appetite | what_helps: Early review by the consultant psychiatrist Dr Osei at Northside Community Mental Health Team",
    "early_signs: As per risk assessment | what_helps: As per care plan",
];

/// Crisis plans about one person.
const INDIVIDUAL: &[&str] = &[
    "early_signs: I walk at night | what_helps: My sister on the phone",
    "early_signs: I check whether Ro has washed | what_helps: Being teased gently",
    "early_signs: I stop sleeping / I hear voices | what_i_can_do: Pray / Go to Sam's | what_helps: Quiet",
    "early_signs: No lipstick | what_helps: Carol sleeping on the settee",
    "early_signs: I stop drawing | what_helps: The yellow blanket",
    "early_signs: I text the letter B | what_helps: Dim light / Yes-or-no questions on paper",
    "early_signs: Low mood, poor sleep, and I stop feeding the pigeons | what_i_can_do: Call the crisis team / Clean the loft | what_helps: Alf",
    "early_signs: I say no problem to everything | what_helps: To be told to sit down, by somebody who means it",
    "early_signs: I let Moss off and do not call him back | what_helps: Welsh",
    "early_signs: I wear both coats in the warm | what_i_can_do: Call the crisis team / Go to A&E",
    "triggers: The clocks going forward | early_signs: Poor sleep | what_helps: Medication | what_makes_it_worse: Coffee | what_worked_before: Sleeping tablets for five nights and a visit each day",
    "early_signs: Anxiety / Hearing voices that shout | what_i_can_do: Headphones, side two of the live album | what_helps: Contact the team / Take medication",
    "early_signs: I stop cooking | what_helps: Peeling, chopping, anything with my hands",
];

/// Returns a crisis plan as lines of the format.
fn crisis_lines(keys: &str) -> String {
    let others = "who_to_contact = [\"jo\", \"crisis-line\"]\nwho_i_listen_to = [\"jo\"]";
    let lines = keys.split(" | ").map(|part| match part.split_once(": ").expect("a key and its values") {
        ("what_worked_before", value) => format!("what_worked_before = \"{value}\""),
        (key, values) => format!("{key} = [\"{}\"]", values.replace(" / ", "\", \"")),
    });
    std::iter::once(others.to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_crisis_plan_of_stock_phrases_is_generic() {
    for keys in GENERIC {
        assert!(finds("crisis-plan-generic", &plan(&crisis_lines(keys), "")), "generic: {keys}");
    }
    for keys in INDIVIDUAL {
        assert!(!finds("crisis-plan-generic", &plan(&crisis_lines(keys), "")), "individual: {keys}");
    }
}

#[test]
fn a_missing_crisis_plan_is_one_finding() {
    let thin = plan("treatment_i_do_not_want = \"ECT\"", "");
    let rules = [
        "crisis-plan-missing",
        "crisis-plan-generic",
        "signs-too-few",
        "who-i-listen-to-missing",
        "what-worked-missing",
        "what-did-not-work-missing",
        "treatment-wishes-missing",
    ];
    assert_eq!(findings(&thin, &rules).len(), 1);
    let faulty = plan(&CRISIS.replace("\"A week at Nia's in May\"", "2026-05-01"), CONTINGENCY);
    assert!(!cpa(["validate", "."]).file("P-1.toml", faulty).run().out.contains("what-worked-missing"));
}

#[test]
fn signs_under_both_keys_count_together() {
    let signs = |signs: &str| {
        let rest = CRISIS.split_once('\n').expect("the signs are the first line").1;
        findings(&plan(&format!("{signs}\n{rest}"), ""), &["signs-too-few"]).len()
    };
    assert_eq!(signs("early_signs = [\"One\"]\ncrisis_signs = [\"Two\"]"), 0);
    assert_eq!(signs("early_signs = [\"One\"]\n"), 1);
    assert_eq!(signs("triggers = [\"Frost\"]\ncrisis_signs = [\"Two\"]"), 1);
    assert_eq!(signs("triggers = [\"Frost\"]\n"), 1);
    assert_eq!(signs("\n"), 0, "that is a missing crisis plan");
}

#[test]
fn someone_the_person_listens_to_has_a_phone() {
    let without_phone = |who: &str| {
        let crisis = CRISIS.replace("who_i_listen_to = [\"nia\"]", who);
        findings(&plan(&crisis, ""), &["who-i-listen-to-missing"]).len()
    };
    assert_eq!(without_phone("who_i_listen_to = [\"nia\"]"), 0);
    assert_eq!(without_phone("who_i_listen_to = \"jo\""), 0, "one of the team");
    assert_eq!(without_phone("who_i_listen_to = [\"lena\", \"nia\"]"), 0, "one of them is enough");
    assert_eq!(without_phone("who_i_listen_to = \"lena\""), 1, "neither phone nor email");
    assert_eq!(without_phone("who_i_listen_to = []"), 1);
    assert_eq!(without_phone("who_i_listen_to = \"person\""), 1);
    assert_eq!(without_phone(""), 1);
}

/// A plan with a risk with these lines, and more tables.
fn plan_with_risk(lines: &str, tables: &str) -> String {
    plan(CRISIS, &(risk(lines) + tables + "\n" + CONTINGENCY))
}

const REVIEW: &str = r#"
[[reviews]]
held = 2026-09-15
recorded = 2026-09-20
outcome = "continue"
"#;

#[test]
fn a_risk_is_reviewed_at_each_review_of_the_plan() {
    let is_reviewed = |lines: &str, tables: &str| !finds("risk-not-reviewed", &plan_with_risk(lines, tables));
    assert!(!is_reviewed("", ""));
    assert!(is_reviewed("noted = 2026-03-02", ""), "there has been no review yet");
    assert!(!is_reviewed("noted = 2026-03-02", REVIEW));
    assert!(is_reviewed("noted = 2026-03-02\nreviewed = 2026-09-15", REVIEW), "the day it was held");
    assert!(is_reviewed("reviewed = 2026-09-01", REVIEW), "two weeks before");
    assert!(!is_reviewed("reviewed = 2026-08-31", REVIEW), "two weeks and a day before");
    assert!(is_reviewed("reviewed = 2026-10-01", REVIEW));
    assert!(is_reviewed("reviewed = \"2026-09\"", REVIEW), "it can be that day");
    assert!(is_reviewed("noted = \"2026\"", REVIEW), "it can be that day");
    assert!(!is_reviewed("noted = \"2025\"", REVIEW));
    let cancelled = REVIEW.replace("outcome = \"continue\"", "cancelled = 2026-09-14");
    assert!(is_reviewed("noted = 2026-03-02", &cancelled), "a review that was not held");
}

#[test]
fn a_risk_is_reviewed_after_each_stay_in_hospital() {
    let is_reviewed = |day: &str, stay: &str| {
        let stay = format!("{REVIEW}[[admissions]]\nwhere = \"Elm Ward\"\n{stay}\n");
        !finds("risk-not-reviewed", &plan_with_risk(&format!("reviewed = {day}"), &stay))
    };
    let left = "from = 2026-06-01\nuntil = 2026-10-20";
    assert!(!is_reviewed("2026-09-15", left), "left hospital since");
    assert!(is_reviewed("2026-10-20", left));
    assert!(!is_reviewed("2026-09-15", "from = 2026-11-10"), "came into hospital since");
    assert!(is_reviewed("2026-09-15", "from = \"2025\"\nuntil = \"2026\""), "nobody knows the day");
}

#[test]
fn ratings_of_risk_are_found_but_not_other_lows() {
    let is_rated = |text: &str| {
        finds("risk-rated", &plan(CRISIS, &risk(&format!("noted = 2026-03-02\nnow = \"{text}\""))))
    };
    for text in [
        "Low risk at present",
        "Medium to high risk of relapse",
        "low/medium risk",
        "High-risk.",
        "Risk: high",
        "Risk to self is currently assessed as low.",
        "The risk is high when I drink",
        "Risk of suicide: moderate",
        "High level of risk",
        "Low",
        "Urges 8/10",
        "Risk score 12",
        "8 out of 10 this week",
        "Scored 14 on the scale",
        "High risk of harm when I fall ill",
        "High risk of suicide",
    ] {
        assert!(is_rated(text), "{text}");
    }
    for text in [
        "High blood pressure puts me at risk",
        "High risk of another fall on the back step",
        "The risk of falling is high",
        "The risk of high blood pressure from it",
        "My mood is low",
        "I walk down the high street",
        "There is a risk when I am low",
        "I fell on 7/10 and on 7/10/2026",
        "2 out of 10 nights I do not sleep",
        "They wrote 'low risk' and I was not",
        "No score, no scale",
        "A low wall, a high bridge",
        "Risk. Low mood follows.",
    ] {
        assert!(!is_rated(text), "{text}");
    }
    let is_rated_sign =
        |text: &str| finds("risk-rated", &plan(&format!("{CRISIS}over_when = \"{text}\""), ""));
    assert!(!is_rated_sign("My worry is under 3 out of 10"), "the person's own scale");
    assert!(is_rated_sign("Risk is low"));
}

#[test]
fn ended_plan_is_not_checked_draft_gets_remarks() {
    let rules = ["risk-rated", "contingency-missing", "risk-not-reviewed"];
    let found = |status: &str| {
        let rated = plan(CRISIS, &risk("now = \"Low risk\""));
        findings(&rated.replace("status = \"active\"", &format!("status = \"{status}\"")), &rules)
    };
    assert_eq!(found("ended"), [""; 0]);
    let draft = found("draft");
    assert!(draft.len() == 3 && draft.iter().all(|line| line.contains(": info[")), "{draft:?}");
}

#[test]
fn findings_of_a_thin_crisis_plan_say_what_to_do() {
    let thin = plan("early_signs = [\"Low mood\"]\nwhat_helps = [\"The crisis team\"]", "");
    let rules = ["crisis-plan-generic", "signs-too-few", "who-i-listen-to-missing", "contingency-missing"];
    expect![[r#"
        warning[contingency-missing]: nothing says what happens when somebody in this plan is away or a service fails
         --> P-1.toml:1:6
        1 | id = "P-1"
          |      ^^^^^
          = help: add `[[contingency]]` at the end of the file with `if = "Jo is away for more than a week"`, and below it `[[contingency.actions]]` with `what`, `who` and `when`
        warning[crisis-plan-generic]: the crisis plan says only what would fit anybody
          --> P-1.toml:22:1
        22 | [crisis]
           | ^^^^^^^^
           = help: write what only this person would say, for example `early_signs = ["I wear both coats in the warm"]` or `what_helps = ["A walk with somebody who does not say much"]`
        warning[who-i-listen-to-missing]: nobody is named whom the person listens to when they are unwell
          --> P-1.toml:22:1
        22 | [crisis]
           | ^^^^^^^^
           = help: ask the person, and add `who_i_listen_to = ["…"]` below `[crisis]`, with the handle of somebody whom the plan lists
        warning[signs-too-few]: the crisis plan has only one sign
          --> P-1.toml:23:16
        23 | early_signs = ["Low mood"]
           |                ^^^^^^^^^^
           = help: add what else shows, for example `crisis_signs = ["…"]`: those under `early_signs` and `crisis_signs` count together
    "#]].assert_eq(&full_findings(&rules, &thin));
}

#[test]
fn findings_of_a_gap_in_a_crisis_plan_say_what_to_do() {
    let crisis = CRISIS
        .replace("[\"nia\"]", "[\"lena\"]")
        .replace("what_worked_before = \"A week at Nia's in May\"\n", "");
    let crisis = crisis.replace("what_did_not_work = \"Going to work to take my mind off it\"\n", "");
    let crisis = crisis.replace("treatment_i_want = \"To be treated at home\"\n", "");
    let lacking = plan(&crisis, "[[contingency]]\nif = \"Jo is away\"\n");
    let rules = [
        "what-worked-missing",
        "what-did-not-work-missing",
        "treatment-wishes-missing",
        "who-i-listen-to-missing",
        "contingency-missing",
    ];
    expect![[r#"
        info[treatment-wishes-missing]: nothing says which treatment the person wants or does not want
          --> P-1.toml:22:1
        22 | [crisis]
           | ^^^^^^^^
           = help: ask the person, and add `treatment_i_want = "…"` or `treatment_i_do_not_want = "…"`
        info[what-did-not-work-missing]: nothing says what did not work before
          --> P-1.toml:22:1
        22 | [crisis]
           | ^^^^^^^^
           = help: ask what made no difference or did harm, and add `what_did_not_work = "…"`
        warning[what-worked-missing]: nothing says what worked before
          --> P-1.toml:22:1
        22 | [crisis]
           | ^^^^^^^^
           = help: ask what helped the last time, and add `what_worked_before = "…"`; or `"This is the first time"`
        warning[who-i-listen-to-missing]: nothing says how to reach whom the person listens to
          --> P-1.toml:25:19
        25 | who_i_listen_to = ["lena"]
           |                   ^^^^^^^^
           = help: add `phones = { mobile = "…" }` to their entry under `[people]`
        warning[contingency-missing]: nothing says who then does what
          --> P-1.toml:28:1
        28 | [[contingency]]
           | ^^^^^^^^^^^^^^^
           = help: add `[[contingency.actions]]` below it with `what`, `who` and `when`
    "#]].assert_eq(&full_findings(&rules, &lacking));
}

#[test]
fn findings_of_risks_say_what_to_do() {
    let risks = risk("now = \"Risk to others: low\"")
        + &risk("noted = 2026-03-02\nhistory = \"His mother says he drives at night\"");
    let review = "[[reviews]]\nheld = 2026-09-15\noutcome = \"continue\"\n";
    let risky = plan(CRISIS, &(risks + review));
    expect![[r#"
        warning[risk-not-reviewed]: nothing says when this risk was last looked at
          --> P-1.toml:31:1
        31 | [[risks]]
           | ^^^^^^^^^
           = help: add the day it was written down, `noted = 2026-03-31`, or last looked at, `reviewed = 2026-03-31`
        warning[risk-rated]: a risk is rated or scored here
          --> P-1.toml:33:8
        33 | now = "Risk to others: low"
           |        ^^^^^^^^^^^^^^^^^^^
           = help: say instead what could happen, how it shows and what then helps: `signs = ["…"]` and `[[risks.actions]]`
        warning[risk-not-reviewed]: nobody has looked at this risk since the last review
          --> P-1.toml:41:9
        41 | noted = 2026-03-02
           |         ^^^^^^^^^^ last looked at 2 March 2026
        ...
        48 | held = 2026-09-15
           |        ---------- held on 15 September 2026
           = help: go through it with the person, change what is no longer so, and write the day: `reviewed = 2026-11-22`
        warning[third-party-words]: somebody else told this, and the person will read it
          --> P-1.toml:42:12
        42 | history = "His mother says he drives at night"
           |            ^^^^^^^^^^^^^^^
           = help: add who told it, `told_by = "…"`, and `in_confidence = true` or `false` as they wish
    "#]].assert_eq(&full_findings(&["risk-rated", "risk-not-reviewed", "third-party-words"], &risky));
}
