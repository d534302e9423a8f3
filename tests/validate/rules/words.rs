//! The rules of care about crisis, risk and wording: what their pages do not show.

use expect_test::expect;

use crate::harness::cpa;

const PEOPLE: &str = include_str!("../../cases/complete/people.toml");

/// A plan in which none of these rules finds anything, but for what is added to it; `crisis` stands under `[crisis]`.
fn plan(crisis: &str, more: &str) -> String {
    format!(
        r#"id = "P-1"
status = "active"
started = 2026-03-02
care_coordinator = "jo"
gp = "none"
next_review_due = 2027-03-01
{top}
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
{tables}"#,
        top = more.split("\n[").next().filter(|top| !top.trim_start().starts_with('[')).unwrap_or_default(),
        tables = more.find('[').map_or("", |at| &more[at..]),
    )
}

/// A crisis plan in which nothing is missing.
const CRISIS: &str = r#"early_signs = ["I walk at night", "I stop opening the curtains"]
what_helps = ["My sister on the phone"]
what_worked_before = "A week at Nia's in May"
what_did_not_work = "Going to work to take my mind off it"
who_i_listen_to = ["nia"]
who_to_contact = ["jo", "crisis-line"]
treatment_i_want = "To be treated at home"
"#;

const CONTINGENCY: &str = r#"
[[contingency]]
if = "Jo is away"
[[contingency.actions]]
what = "Phone me"
who = ["duty"]
when = "every Tuesday"
"#;

/// The findings of these rules on a plan.
fn found(plan: &str, rules: &[&str]) -> Vec<String> {
    let ended = cpa(["validate", ".", "--format", "concise"])
        .file("P-1.toml", plan)
        .file("people.toml", PEOPLE)
        .run();
    let of_rules = |line: &&str| rules.iter().any(|rule| line.contains(&format!("[{rule}]")));
    let reading = ["syntax", "unknown-key", "wrong-type", "unknown-handle"];
    assert!(!reading.iter().any(|rule| ended.out.contains(&format!("[{rule}]"))), "{}", ended.out);
    ended.out.lines().filter(of_rules).map(str::to_owned).collect()
}

/// Whether a rule speaks about a text in a plan.
fn speaks(rule: &str, plan: &str) -> bool {
    !found(plan, &[rule]).is_empty()
}

/// The findings of these rules as they are shown in full.
fn shown(rules: &[&str], plan: &str) -> String {
    let ended = cpa(["validate", "."]).file("P-1.toml", plan).file("people.toml", PEOPLE).run();
    let of_rules = |block: &&str| rules.iter().any(|rule| block.contains(&format!("[{rule}]")));
    let blocks: Vec<&str> = ended.out.split("\n\n").filter(of_rules).map(str::trim_end).collect();
    blocks.join("\n\n") + "\n"
}

/// Crisis plans of stock phrases, one a line: the keys as in the format, the values between strokes.
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

/// Crisis plans that are about somebody.
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

fn crisis_of(line: &str) -> String {
    let mut crisis = String::from("who_to_contact = [\"jo\", \"crisis-line\"]\nwho_i_listen_to = [\"jo\"]\n");
    for part in line.split(" | ") {
        let (key, value) = part.split_once(": ").expect("a key and its values");
        if key == "what_worked_before" {
            crisis += &[key, " = \"", value, "\"\n"].concat();
        } else {
            crisis += &[key, " = [\"", &value.replace(" / ", "\", \""), "\"]\n"].concat();
        }
    }
    crisis
}

#[test]
fn a_crisis_plan_of_stock_phrases_is_told_from_one_about_somebody() {
    for line in GENERIC {
        assert!(speaks("crisis-plan-generic", &plan(&crisis_of(line), "")), "generic: {line}");
    }
    for line in INDIVIDUAL {
        assert!(!speaks("crisis-plan-generic", &plan(&crisis_of(line), "")), "individual: {line}");
    }
}

#[test]
fn without_a_crisis_plan_only_that_is_told() {
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
    assert_eq!(found(&thin, &rules).len(), 1);
    let faulty = plan(&CRISIS.replace("\"A week at Nia's in May\"", "2026-05-01"), CONTINGENCY);
    assert!(!cpa(["validate", "."]).file("P-1.toml", faulty).run().out.contains("what-worked-missing"));
}

#[test]
fn signs_under_both_keys_count_together() {
    let signs = |early: &str, crisis: &str| {
        let rest = CRISIS.split_once('\n').expect("the signs are the first line").1;
        found(&plan(&format!("{early}\n{crisis}\n{rest}"), ""), &["signs-too-few"]).len()
    };
    assert_eq!(signs("early_signs = [\"One\"]", "crisis_signs = [\"Two\"]"), 0);
    assert_eq!(signs("early_signs = [\"One\"]", ""), 1);
    assert_eq!(signs("triggers = [\"Frost\"]", "crisis_signs = [\"Two\"]"), 1);
    assert_eq!(signs("triggers = [\"Frost\"]", ""), 1);
    assert_eq!(signs("", ""), 0, "that is a missing crisis plan");
}

#[test]
fn whom_the_person_listens_to_can_be_reached() {
    let listens = |who: &str| {
        let crisis = CRISIS.replace("who_i_listen_to = [\"nia\"]", who);
        found(&plan(&crisis, ""), &["who-i-listen-to-missing"]).len()
    };
    assert_eq!(listens("who_i_listen_to = [\"nia\"]"), 0);
    assert_eq!(listens("who_i_listen_to = \"jo\""), 0, "one of the team");
    assert_eq!(listens("who_i_listen_to = [\"lena\", \"nia\"]"), 0, "one of them is enough");
    assert_eq!(listens("who_i_listen_to = \"lena\""), 1, "neither phone nor e-mail");
    assert_eq!(listens("who_i_listen_to = []"), 1);
    assert_eq!(listens("who_i_listen_to = \"person\""), 1);
    assert_eq!(listens(""), 1);
}

fn risk(lines: &str) -> String {
    format!(
        "\n[[risks]]\nrisk = \"I drive when I have not slept\"\n{lines}\n[[risks.actions]]\nwhat = \"Phone Nia\"\nwho = \"person\"\nwhen = \"then\"\n"
    )
}

#[test]
fn a_risk_is_looked_at_again_at_each_review_and_after_each_stay_in_hospital() {
    const REVIEW: &str = "[[reviews]]\nheld = 2026-09-15\nrecorded = 2026-09-20\noutcome = \"continue\"\n";
    let silent = |lines: &str, more: &str| {
        !speaks("risk-not-reviewed", &plan(CRISIS, &(risk(lines) + more + "\n" + CONTINGENCY)))
    };
    assert!(!silent("", ""));
    assert!(silent("noted = 2026-03-02", ""), "there has been no review yet");
    assert!(!silent("noted = 2026-03-02", REVIEW));
    assert!(silent("noted = 2026-03-02\nreviewed = 2026-09-15", REVIEW), "the day it was held");
    assert!(silent("reviewed = 2026-09-01", REVIEW), "two weeks before");
    assert!(!silent("reviewed = 2026-08-31", REVIEW), "two weeks and a day before");
    assert!(silent("reviewed = 2026-10-01", REVIEW));
    assert!(
        silent("reviewed = \"2026-09\"", REVIEW) && silent("noted = \"2026\"", REVIEW),
        "it can be that day"
    );
    assert!(!silent("noted = \"2025\"", REVIEW));
    let cancelled = REVIEW.replace("outcome = \"continue\"", "cancelled = 2026-09-14");
    assert!(silent("noted = 2026-03-02", &cancelled), "a review that was not held");
    let stay = "[[admissions]]\nwhere = \"Elm Ward\"\nfrom = 2026-06-01\nuntil = 2026-10-20\n";
    assert!(!silent("reviewed = 2026-09-15", &(REVIEW.to_owned() + stay)), "left hospital since");
    assert!(silent("reviewed = 2026-10-20", &(REVIEW.to_owned() + stay)));
    let stays = "[[admissions]]\nwhere = \"Elm Ward\"\nfrom = 2026-11-10\n";
    assert!(!silent("reviewed = 2026-09-15", &(REVIEW.to_owned() + stays)), "came into hospital since");
    let long_ago = "[[admissions]]\nwhere = \"Elm Ward\"\nfrom = \"2025\"\nuntil = \"2026\"\n";
    assert!(silent("reviewed = 2026-09-15", &(REVIEW.to_owned() + long_ago)), "nobody knows the day");
}

#[test]
fn a_rating_of_risk_is_told_and_other_lows_and_highs_are_not() {
    let rated = |text: &str| {
        let text = text.replace('"', "\\\"");
        speaks("risk-rated", &plan(CRISIS, &risk(&format!("noted = 2026-03-02\nnow = \"{text}\""))))
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
        assert!(rated(text), "{text}");
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
        assert!(!rated(text), "{text}");
    }
    let sign = |text: &str| speaks("risk-rated", &plan(&format!("{CRISIS}over_when = \"{text}\""), ""));
    assert!(!sign("My worry is under 3 out of 10"), "the person's own scale");
    assert!(sign("Risk is low"));
}

fn need(lines: &str) -> String {
    format!(
        "\n[[needs]]\narea = \"accommodation\"\ngoal = \"Keep my flat\"\n{lines}\n[[needs.actions]]\nwhat = \"Go\"\nwho = \"jo\"\nwhen = 2026-12-01\n"
    )
}

#[test]
fn jargon_is_told_once_a_word_unless_the_plan_explains_it() {
    let told = |lines: &str| found(&plan(CRISIS, &need(lines)), &["jargon"]).len();
    assert_eq!(told("need = \"See the CPN and the AMHP, then the CPN again\""), 2);
    assert_eq!(told("need = \"Take it prn, compliance was poor, Hx of falls\""), 3);
    for silent in [
        "need = \"See the community nurse (CPN)\"\nprogress = \"The CPN came\"",
        "need = \"See the CPN (the nurse who comes home)\"",
        "need = \"My CBT at the NHS, my GP, A&E, CPA, my depot, ECT\"",
        "in_my_words = \"The CPN never came\"\nneed = \"A visit\"",
        "need = \"My nurse says 'compliance' and I hate it\"",
        "need = \"I want my DNA tested? No: dna is my joke, prnt is a typo\"\nwithhold = \"x\"",
        "need = \"A main road, a mane of hair is not here\"",
    ] {
        let withheld = "\n[withheld.x]\nfrom = [\"person\"]\nground = \"serious harm\"\nbecause = \"B\"\ndecided_by = \"jo\"\ndecided = 2026-03-02\n";
        let plan = plan(CRISIS, &(need(silent) + withheld));
        let told = found(&plan, &["jargon"]);
        assert!(told.len() <= usize::from(silent.contains("mane")), "{silent}: {told:?}");
    }
    let named = plan(CRISIS, &need("need = \"Go to the CMHT\""))
        .replace("role = \"housing support worker\"", "organisation = \"Exampleton CMHT\"");
    assert!(!speaks("jargon", &named), "a service is called so");
}

#[test]
fn a_label_is_told_unless_the_person_says_or_quotes_it() {
    let told = |lines: &str| speaks("words-that-label", &plan(CRISIS, &need(lines)));
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
        assert!(told(&format!("need = \"{label}\"")), "{label}");
    }
    for silent in [
        "need = \"They called me manipulative\"",
        "need = \"No more letters that say 'failed to attend'\"",
        "need = \"I am in denial, and I know it\"",
        "in_my_words = \"Non-compliant, they wrote\"\nneed = \"A say\"",
        "need = \"Cognitive behavioural therapy\"",
        "need = \"The PDF of the form, and insight into it\"",
    ] {
        assert!(!told(silent), "{silent}");
    }
    assert!(!speaks(
        "words-that-label",
        &plan(&format!("{CRISIS}what_makes_it_worse = [\"Manipulative\"]"), "")
    ));
    let diagnosis = plan(CRISIS, "\n[health]\ndiagnoses = [\"Treatment-resistant schizophrenia\"]\n");
    assert!(!speaks("words-that-label", &diagnosis));
}

#[test]
fn a_sentence_of_35_words_is_let_be() {
    let words = |count: usize| vec!["word"; count].join(" ");
    let told = |text: &str| speaks("sentence-too-long", &plan(CRISIS, &need(&format!("need = \"{text}\""))));
    assert!(told(&words(36)));
    assert!(!told(&words(35)));
    assert!(!told(&format!("{}. {}", words(30), words(30))));
    assert!(!speaks("sentence-too-long", &plan(CRISIS, &need(&format!("in_my_words = \"{}\"", words(50))))));
}

#[test]
fn what_somebody_else_told_is_found_and_the_persons_own_telling_is_not() {
    let told = |text: &str, marks: &str| {
        let lines = format!("noted = 2026-03-02\nhistory = \"{text}\"\n{marks}");
        speaks("third-party-words", &plan(CRISIS, &risk(&lines)))
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
        assert!(told(text, ""), "{text}");
        assert!(!told(text, "told_by = \"nia\"\nin_confidence = true"), "{text}");
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
        assert!(!told(text, ""), "{text}");
    }
    assert!(!speaks(
        "third-party-words",
        &plan(&format!("{CRISIS}family_involved = \"Do not tell him\""), "")
    ));
}

const DECISION: &str = "\n[withheld.ex]\nfrom = [\"family\"]\nground = \"the person asked\"\nbecause = \"B\"\ndecided_by = \"jo\"\ndecided = 2026-03-02\n";

fn withheld(risk_text: &str, crisis_line: &str, more: &str) -> String {
    let marked =
        risk("noted = 2026-03-02\nwithhold = \"ex\"").replace("I drive when I have not slept", risk_text);
    plan(&format!("{CRISIS}{crisis_line}"), &(marked + DECISION + more))
}

#[test]
fn what_is_withheld_is_not_said_where_the_same_reader_gets_it() {
    let speaks =
        |risk: &str, crisis: &str, more: &str| speaks("withheld-but-said", &withheld(risk, crisis, more));
    let ex = "My ex, Darren, has threatened me";
    assert!(speaks(ex, "triggers = [\"Seeing Darren\"]", ""), "a name");
    assert!(speaks(ex, "triggers = [\"Darren's car\"]", ""), "with 's");
    assert!(speaks(ex, "triggers = [\"A threatening letter\"]", ""), "another form of a word");
    assert!(
        speaks("I had an abortion in May", "triggers = [\"After the abortion\"]", ""),
        "what people keep to themselves"
    );
    assert!(
        speaks("The fertility treatment failed", "triggers = [\"Fertility clinics\"]", ""),
        "a rare word"
    );
    assert!(
        !speaks(
            ex,
            "triggers = [\"Mornings\"]",
            &need("need = \"Darren has my key\"").replace("accommodation", "work and occupation")
        ),
        "a part that family does not get"
    );
    assert!(
        speaks(ex, "triggers = [\"Mornings\"]", &need("need = \"Darren has my key\"")),
        "an area that she gets"
    );
    assert!(
        !speaks(ex, "triggers = [\"Mornings\"]", &need("need = \"Darren has my key\"\nwithhold = \"ex\"")),
        "withheld there, too"
    );
    assert!(
        !speaks("Nia and Jo worry at night, by the phone", "triggers = [\"Nia at night\"]", ""),
        "names that all know"
    );
    assert!(
        !speaks("The children are at school on Monday", "triggers = [\"Monday at school\"]", ""),
        "words of any plan"
    );
    assert!(!speaks("Nothing of Rhys's", "triggers = [\"Rhys Example\"]", ""), "the person");
    let confided = plan(
        &format!("{CRISIS}triggers = [\"Someone on the landing\"]"),
        &risk("noted = 2026-03-02\ntold_by = \"nia\"\nin_confidence = true")
            .replace("I drive when I have not slept", "Talking on the landing at 2am"),
    );
    assert!(found(&confided, &["withheld-but-said"]).is_empty(), "one ordinary word in common");
    let hidden = plan(
        &format!("{CRISIS}triggers = [\"Letters from Gareth\"]"),
        "[people.dad]\nname = \"Gareth Sample\"\nrelationship = \"father\"\nwithhold = \"ex\"\n[withheld.ex]\nfrom = [\"nia\"]\nground = \"the person asked\"\nbecause = \"B\"\ndecided_by = \"jo\"\ndecided = 2026-03-02\n",
    );
    assert_eq!(found(&hidden, &["withheld-but-said"]).len(), 1, "somebody who is withheld");
}

#[test]
fn an_ended_plan_is_not_asked_for_better_words() {
    let ended =
        plan(CRISIS, &risk("now = \"Low risk\"")).replace("status = \"active\"", "status = \"ended\"");
    assert!(found(&ended, &["risk-rated", "contingency-missing", "risk-not-reviewed"]).is_empty());
    let draft =
        plan(CRISIS, &risk("now = \"Low risk\"")).replace("status = \"active\"", "status = \"draft\"");
    let told = found(&draft, &["risk-rated", "contingency-missing", "risk-not-reviewed"]);
    assert!(told.len() == 3 && told.iter().all(|line| line.contains(": info[")), "{told:?}");
}

/// Whatever a text is made of, its rules come to an end.
#[test]
fn a_long_text_of_nothing_but_hits_does_not_take_for_ever() {
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
        let text = plan(
            &format!("{CRISIS}triggers = [\"{long}\"]"),
            &(need(&format!("need = \"{long}\""))
                + &risk(&format!("withhold = \"ex\"\nnow = \"{long}\""))
                + DECISION),
        );
        let began = std::time::Instant::now();
        let _ = found(&text, &["jargon"]);
        assert!(began.elapsed().as_secs() < 20, "{words}");
    }
}

#[test]
fn each_finding_of_a_thin_crisis_plan_says_what_to_do() {
    let thin = plan("early_signs = [\"Low mood\"]\nwhat_helps = [\"The crisis team\"]", "");
    let rules = ["crisis-plan-generic", "signs-too-few", "who-i-listen-to-missing", "contingency-missing"];
    expect![[r#"
        warning[contingency-missing]: nothing says what happens when somebody in this plan is away or a service fails
         --> P-1.toml:1:6
          |
        1 | id = "P-1"
          |      ^^^^^
          |
          = help: add `[[contingency]]` at the end of the file with `if = "Jo is away for more than a week"`, and below it `[[contingency.actions]]` with `what`, `who` and `when`

        warning[crisis-plan-generic]: the crisis plan says only what would fit anybody
          --> P-1.toml:22:1
           |
        22 | [crisis]
           | ^^^^^^^^
           |
           = help: write what only this person would say, for example `early_signs = ["I wear both coats in the warm"]` or `what_helps = ["A walk with somebody who does not say much"]`

        warning[who-i-listen-to-missing]: nobody is named whom the person listens to when they are unwell
          --> P-1.toml:22:1
           |
        22 | [crisis]
           | ^^^^^^^^
           |
           = help: ask the person, and add `who_i_listen_to = ["…"]` below `[crisis]`, with the handle of somebody whom the plan lists

        warning[signs-too-few]: the crisis plan has only one sign
          --> P-1.toml:23:16
           |
        23 | early_signs = ["Low mood"]
           |                ^^^^^^^^^^
           |
           = help: add what else shows, for example `crisis_signs = ["…"]`: those under `early_signs` and `crisis_signs` count together
    "#]].assert_eq(&shown(&rules, &thin));
}

#[test]
fn each_finding_of_what_a_crisis_plan_lacks_says_what_to_do() {
    let crisis = CRISIS
        .replace("[\"nia\"]", "[\"lena\"]")
        .replace("what_worked_before = \"A week at Nia's in May\"\n", "");
    let crisis = crisis.replace("what_did_not_work = \"Going to work to take my mind off it\"\n", "");
    let crisis = crisis.replace("treatment_i_want = \"To be treated at home\"\n", "");
    let lacking = plan(&crisis, "\n[[contingency]]\nif = \"Jo is away\"\n");
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
           |
        22 | [crisis]
           | ^^^^^^^^
           |
           = help: ask the person, and add `treatment_i_want = "…"` or `treatment_i_do_not_want = "…"`

        info[what-did-not-work-missing]: nothing says what did not work before
          --> P-1.toml:22:1
           |
        22 | [crisis]
           | ^^^^^^^^
           |
           = help: ask what made no difference or did harm, and add `what_did_not_work = "…"`

        warning[what-worked-missing]: nothing says what worked before
          --> P-1.toml:22:1
           |
        22 | [crisis]
           | ^^^^^^^^
           |
           = help: ask what helped the last time, and add `what_worked_before = "…"`; or `"This is the first time"`

        warning[who-i-listen-to-missing]: nothing says how to reach whom the person listens to
          --> P-1.toml:25:19
           |
        25 | who_i_listen_to = ["lena"]
           |                   ^^^^^^^^
           |
           = help: add `phones = { mobile = "…" }` to their entry under `[people]`

        warning[contingency-missing]: nothing says who then does what
          --> P-1.toml:28:1
           |
        28 | [[contingency]]
           | ^^^^^^^^^^^^^^^
           |
           = help: add `[[contingency.actions]]` below it with `what`, `who` and `when`
    "#]].assert_eq(&shown(&rules, &lacking));
}

#[test]
fn each_finding_of_risks_says_what_to_do() {
    let risks = risk("now = \"Risk to others: low\"")
        + &risk("noted = 2026-03-02\nhistory = \"His mother says he drives at night\"");
    let review = "[[reviews]]\nheld = 2026-09-15\noutcome = \"continue\"\n";
    let risky = plan(CRISIS, &(risks + review));
    expect![[r#"
        warning[risk-not-reviewed]: nothing says when this risk was last looked at
          --> P-1.toml:31:1
           |
        31 | [[risks]]
           | ^^^^^^^^^
           |
           = help: add the day it was written down, `noted = 2026-03-31`, or last looked at, `reviewed = 2026-03-31`

        warning[risk-rated]: a risk is rated or scored here
          --> P-1.toml:33:8
           |
        33 | now = "Risk to others: low"
           |        ^^^^^^^^^^^^^^^^^^^
           |
           = help: say instead what could happen, how it shows and what then helps: `signs = ["…"]` and `[[risks.actions]]`

        warning[risk-not-reviewed]: nobody has looked at this risk since the last review
          --> P-1.toml:41:9
           |
        41 | noted = 2026-03-02
           |         ^^^^^^^^^^ last looked at 2 March 2026
        ...
        48 | held = 2026-09-15
           |        ---------- held on 15 September 2026
           |
           = help: go through it with the person, change what is no longer so, and write the day: `reviewed = 2026-11-22`

        warning[third-party-words]: somebody else told this, and the person will read it
          --> P-1.toml:42:12
           |
        42 | history = "His mother says he drives at night"
           |            ^^^^^^^^^^^^^^^
           |
           = help: add who told it, `told_by = "…"`, and `in_confidence = true` or `false` as they wish
    "#]].assert_eq(&shown(&["risk-rated", "risk-not-reviewed", "third-party-words"], &risky));
}

#[test]
fn each_finding_of_words_says_what_to_do() {
    let long = format!("need = \"The CPN came. Non-compliant. {}\"", ["a"; 36].join(" "));
    let wordy = plan(CRISIS, &need(&long));
    let said = withheld("My ex, Darren, has threatened me", "triggers = [\"Seeing Darren\"]", "");
    let rules = ["jargon", "sentence-too-long", "words-that-label", "withheld-but-said"];
    expect![[r#"
        info[jargon]: the person may not know this word
          --> P-1.toml:34:13
           |
        34 | need = "The CPN came. Non-compliant. a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a"
           |             ^^^
           |
           = help: write it out (community mental health nurse, or the nurse's name), or explain it in brackets behind it

        info[words-that-label]: these words judge the person who will read them
          --> P-1.toml:34:23
           |
        34 | need = "The CPN came. Non-compliant. a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a"
           |                       ^^^^^^^^^^^^^
           |
           = help: say which medicine the person does not take, and why, in their words

        info[sentence-too-long]: this sentence is hard to read
          --> P-1.toml:34:38
           |
        34 | need = "The CPN came. Non-compliant. a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a"
           |                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 36 words
           |
           = help: make two or three of it, none longer than 35 words
        warning[withheld-but-said]: this may give away what is withheld from `nia`, who gets this part
          --> P-1.toml:30:21
           |
        30 | triggers = ["Seeing Darren"]
           |                     ^^^^^^ stands in it, too
        31 | [[risks]]
           | --------- withheld here
           |
           = help: say it without that word
    "#]].assert_eq(&(shown(&rules, &wordy) + &shown(&rules, &said)));
}
