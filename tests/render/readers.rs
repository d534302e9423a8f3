//! How copies read for others than the person.

use cpa::cli::Exit;
use expect_test::{Expect, expect};

use crate::harness::{checkout, cpa};
use crate::render::{copy_of, plan};

/// The copy of a sample plan for a reader.
#[track_caller]
fn sample(name: &str, reader: &str) -> String {
    let path = checkout(&format!("plans/{name}.toml")).display().to_string();
    let ended = cpa(["render", &path, "--for", reader]).run();
    assert_eq!((ended.err.as_str(), ended.exit), ("", Exit::Clean), "{}", ended.out);
    ended.out
}

/// The copy of a plan that is called P-1 and belongs to Rhys Example, for a reader.
#[track_caller]
fn copy_for(reader: &str, more: &str) -> String {
    let ended = plan(cpa(["render", "P-1.toml", "--for", reader]), more).run();
    assert_eq!((ended.err.as_str(), ended.exit), ("", Exit::Clean), "{}", ended.out);
    ended.out
}

/// What stands above the first section, the headings of the sections, and the sections of these names.
fn parts(copy: &str, names: &[&str]) -> String {
    let (above, rest) = copy.split_once("\n## ").expect("a section");
    let mut text = format!("{above}\n");
    for section in rest.split("\n## ") {
        let (heading, body) = section.split_once('\n').expect("a section has something in it");
        text.extend(["## ", heading, "\n"]);
        if names.contains(&heading) {
            text.push_str(body.trim_end());
            text.push_str("\n\n");
        }
    }
    text
}

#[track_caller]
fn reads(copy: &str, names: &[&str], expected: &Expect) {
    expected.assert_eq(&parts(copy, names));
}

#[test]
#[expect(clippy::too_many_lines, reason = "most of them are the page as it reads")]
fn her_brother_reads_whom_to_phone_and_what_he_agreed_to() {
    let copy = sample("northside/NS-0042", "sam");
    let names = [
        "What you have agreed to do",
        "Your own support",
        "If you are worried about Mina, or unhappy with the care",
        "You in Mina's plan",
        "What you said",
        "Mina's details",
        "About this copy",
    ];
    reads(
        &copy,
        &names,
        &expect![[r##"
        # Mina's care plan

        Plan NS-0042. Copy for Sam Yusuf, as at 22 November 2026.

        This plan is written as Mina would say it.

        ## Who to contact
        ## Mina's crisis plan
        ## When part of this plan fails
        ## What you have agreed to do

        - Open the post together
          - Who: You lead, with Mina
          - Why: So that no letter lies unopened
          - When: Every week
          - Until: 12 February 2027
          - How: Sunday evenings at Sam's
          - So far: Going on
        - Phone Jo, or the duty worker if Jo is away
          - Who: Mina leads, with you
          - When: As soon as an early sign shows

        ## What Mina needs and wants
        ## The next 12 months for Mina
        ## Your own support

        You can ask Jo Smith for a carer's assessment of your own needs.

        ## If you are worried about Mina, or unhappy with the care

        Tell Jo Smith. If it cannot wait, use the numbers under "Who to contact". If a life is in danger, phone 999.

        Phone the patient advice service on 01632 960199, or ask an advocate: 01632 960198.

        ## Other people in Mina's plan
        ## You in Mina's plan

        ### Sam Yusuf (you)

        - Mobile: 07700 900777

        You are Mina's brother, carer, emergency contact and next of kin.

        ## What you said

        I would like to be phoned when she misses the clinic.

        ## Mina's details

        - This plan is: Active
        - Mina's care coordinator since: 17 August 2026

        ## About this copy

        This copy is for you alone: think of who could read it where you keep it.

        - Service: Exampleshire Community Mental Health Service
        - This copy shows the plan as at: 22 November 2026
        - Plan: NS-0042
        - Version: 948d316480e6
        - If you found this copy, please send it to: Exampleshire Community Mental Health Service, 1 Example Road, Exampleton QQ1 1AB

    "##]],
    );
    assert!(
        copy.contains("1. Jo Smith\n") && copy.contains("4. Sam Yusuf (you)\n   - Mobile: 07700 900777\n")
    );
    assert!(
        copy.contains("Jo Smith is Mina's care coordinator.\n") && copy.contains("Mina leads, with you\n")
    );
}

#[test]
fn her_housing_support_worker_reads_only_what_she_may() {
    reads(
        &sample("northside/NS-0042", "lena"),
        &["What Mina needs and wants"],
        &expect![[r#"
        # Mina's care plan

        Plan NS-0042. Copy for Lena Marsh, as at 22 November 2026.

        This plan is written as Mina would say it.

        ## Who to contact
        ## What Mina needs and wants

        ### Rent arrears: a letter about losing the flat came in July

        - Part of life: Accommodation
        - In Mina's words: The letters make me ill, and the kids need to stay at their school.
        - Mina's goal: Keep my flat
        - By: 31 July 2027
        - How far Mina has got: I have paid every week since 26 October. No more letters.

        Who does what:

        - Open the post together
          - Who: Sam Yusuf leads, with Mina
          - Why: So that no letter lies unopened
          - When: Every week
          - Until: 12 February 2027
          - How: Sunday evenings at Sam's
          - So far: Going on
        - Agree a repayment plan with the housing office
          - Who: Jo Smith leads, with Mina
          - Why: To stop the eviction
          - When: By 30 October 2026
          - How: Jo comes with me and brings the benefits letter
          - So far: Done on 21 October 2026
          - What came of it: £15 a week agreed

        ## The next 12 months for Mina
        ## If you are worried about Mina, or unhappy with the care
        ## Other people in Mina's plan
        ## You in Mina's plan
        ## Mina's details
        ## About this copy
    "#]],
    );
}

#[test]
fn her_gp_reads_first_what_the_gp_treats() {
    reads(
        &sample("northside/NS-0042", "gp"),
        &["Mina's health", "You in Mina's plan"],
        &expect![[r#"
        # Mina's care plan

        Plan NS-0042. Copy for Dr Nisha Patel, as at 22 November 2026.

        Amina Yusuf, born 2 March 1984, NHS number 999 000 0042.

        This plan is written as Mina would say it.

        Mina's next review is on Wednesday 3 February 2027 at 2pm, at Northside Clinic, room 4. You are invited.

        ## Mina's health

        ### Diagnoses

        - Schizoaffective disorder

        ### How we make sense of it

        When money runs short I stop sleeping. Then the voices start, I trust nobody, and I stop my medicine.

        - Written: 12 August 2026, with Dr Kofi Osei

        ### Medicines

        - Paliperidone depot
          - How much, and how often: 100mg every 4 weeks
          - What it does for Mina: Keeps the voices quiet
          - Who prescribes it: Dr Kofi Osei
          - Checks: Blood test and blood pressure every year, at the surgery

        ### Allergies

        None known

        ### Medicines that did Mina harm

        - Haloperidol: my neck seized up (acute dystonia), 2023

        ### Physical health

        - Underactive thyroid

        ### The last full physical health check

        30 June 2026

        ## Who to contact
        ## Mina's crisis plan
        ## When part of this plan fails
        ## What was changed between reviews
        ## What could go wrong, and what then happens
        ## Keeping children and adults safe
        ## The next 12 months for Mina
        ## Mina's reviews
        ## Whether Mina agrees
        ## Mina's rights and the law
        ## Services Mina gets
        ## Other people in Mina's plan
        ## You in Mina's plan

        ### Dr Nisha Patel (you)

        - Surgery: 01632 960555

        You are Mina's GP at Example Road Surgery.

        ## Mina's details
        ## If you are worried about Mina, or unhappy with the care
        ## About this copy
    "#]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "most of them are the page as it reads")]
fn the_first_page_of_the_team_stands_alone() {
    let names = ["What to know first about Mina", "What carers and others need"];
    reads(
        &sample("northside/NS-0042", "team"),
        &names,
        &expect![[r#"
            # Mina's care plan

            Plan NS-0042. Copy for the team, as at 22 November 2026.

            Amina Yusuf, born 2 March 1984, NHS number 999 000 0042.

            This copy is for the team alone.

            This plan is written as Mina would say it.

            Mina's next review is on Wednesday 3 February 2027 at 2pm, at Northside Clinic, room 4.

            ## What to know first about Mina

            Some of this is kept from Mina's family. Each such thing says so: look for it before anything is told.

            ### Allergies

            None known

            ### Medicines that did Mina harm

            - Haloperidol: my neck seized up (acute dystonia), 2023

            ### How to reach Mina, and talk with Mina

            - Languages, the preferred one first: Somali; English
            - Interpreter: Somali
            - Format of copies: Large print
            - How to get in touch with Mina: Text first, and say what it is about. Do not leave voice messages.
            - What makes it easier: A quiet room to meet in; A break after half an hour
            - Asked on: 17 August 2026
            - In Mina's words: Look at me, not at the screen. If I go quiet, wait.

            ### Mina's early signs

            - I stop answering my phone
            - I sleep less than four hours

            ### Signs that Mina is in a crisis

            - I hear the neighbours talking about me through the wall

            ### What helps Mina

            - Someone sitting with me
            - Quiet

            ### What makes it worse

            - Being told to calm down
            - Police at the door

            ### What worked before

            Staying three nights at the crisis house, February 2024

            ### What did not work

            Phone calls from people I have never met

            ### Whom not to contact

            - My former partner (kept from Mina's family)

            ### Treatment Mina wants

            To be treated at home if I can be

            ### Treatment Mina does not want

            Haloperidol

            ### If Mina has to go into hospital

            Elm Ward rather than Oak Ward

            ### What could go wrong

            - I stop my medicine when I feel well, and become unwell within a month
            - My former partner has threatened me (kept from Mina's family)

            ### Decided in advance

            - Advance statement: Made on 3 June 2024; where it is: With Jo, and in my kitchen drawer

            ## Who to contact
            ## Mina's crisis plan
            ## When part of this plan fails
            ## What Mina needs and wants
            ## Services Mina gets
            ## Mina's health
            ## What could go wrong, and what then happens
            ## Keeping children and adults safe
            ## Mina's rights and the law
            ## The next 12 months for Mina
            ## About Mina
            ## How to reach Mina, and talk with Mina
            ## Other people in Mina's plan
            ## What carers and others need

            ### Sam Yusuf

            - Carer's assessment offered on: 17 August 2026
            - Carer's assessment done on: 8 October 2026

            ## Other plans
            ## Mina's reviews
            ## What was changed between reviews
            ## Whether Mina agrees
            ## What others may have
            ## Who has a copy
            ## Mina's details
            ## If anybody is unhappy with the care
            ## About this copy
        "#]],
    );
}

#[test]
fn a_colleague_reads_the_whole_plan_and_is_you_in_it() {
    let copy = sample("northside/NS-0042", "jo");
    for says in [
        "Copy for Jo Smith, as at 22 November 2026.",
        "## What you have agreed to do\n",
        "Phone when you are away.",
        "  - Who: You lead, with Northside duty worker\n",
        "You are Mina's care coordinator.\nYou are a social worker at",
        "  - Decided: 14 October 2026, by you\n",
    ] {
        assert!(copy.contains(says), "{says} in\n{copy}");
    }
}

const TOLD: &str = r#"
[people.sam]
name = "Sam Yusuf"
relationship = "brother"
[[risks]]
risk = "Told by Sam"
told_by = "sam"
[[risks]]
risk = "Told by nobody knows whom"
in_confidence = true
[[risks]]
risk = "Told by Sam, and said"
told_by = "sam"
in_confidence = false
[[risks]]
risk = "Told by Rhys"
told_by = "person"
in_confidence = true
[[reviews]]
held = 2026-11-02
outcome = "continue"
[[reviews.views]]
who = "sam"
view = "I cannot go on"
"#;

#[test]
fn the_team_reads_what_was_told_in_confidence_and_that_it_was() {
    let copy = copy_for("team", TOLD);
    for says in [
        "### Told by Sam\n\n- Told by: Sam Yusuf, in confidence: only for the team\n",
        "### Told by nobody knows whom\n\n- Told: In confidence: only for the team\n",
        "### Told by Sam, and said\n\n- Who said this: Sam Yusuf\n",
        "### Told by Rhys\n\n- Told by: Rhys Example, in confidence: only for the team\n",
        "- What Sam Yusuf said in confidence, only for the team: I cannot go on\n",
    ] {
        assert!(copy.contains(says), "{says} in\n{copy}");
    }
}

/// A plan of which Sam has only what `copy` names, and what he agreed to.
fn promised(copy: &str) -> String {
    format!(
        r#"
care_coordinator = "jo"
next_review_due = 2026-12-18
[people.sam]
name = "Sam Yusuf"
relationship = "brother"
consent = {{ asked = 2026-11-02, copy = [{copy}] }}
[[needs]]
need = "QUARTZ need"
area = "accommodation"
[[needs.actions]]
what = "Paint the hall"
who = ["jo", "sam"]
why = "QUARTZ why"
when = 2026-12-01
[[needs.actions]]
what = "QUARTZ action"
who = "jo"
[[needs.actions]]
what = "QUARTZ told"
who = "jo"
told_by = "sam"
in_confidence = false
[[risks]]
risk = "QUARTZ risk"
[[risks.actions]]
what = "Look in every night"
who = "sam"
when = "every night"
[crisis]
early_signs = ["QUARTZ sign"]
[[crisis.actions]]
what = "Bring the dog"
who = "sam"
done = 2026-11-03
[[contingency]]
if = "QUARTZ if"
[[contingency.actions]]
what = "Fetch the keys"
who = "sam"
when = 2026-11-30
"#
    )
}

#[test]
fn a_promise_stands_alone_where_its_part_is_not_the_readers() {
    let copy = copy_for("sam", &promised("\"contacts\""));
    assert!(!copy.contains("QUARTZ") && !copy.contains("Ask "), "{copy}");
    reads(
        &copy,
        &["What you have agreed to do", "The next 12 months for Rhys Example"],
        &expect![[r#"
            # Rhys Example's care plan

            Plan P-1. Copy for Sam Yusuf, as at 22 November 2026.

            This plan is written as Rhys Example would say it.

            ## Who to contact
            ## What you have agreed to do

            - Fetch the keys
              - When: By 30 November 2026
            - Paint the hall
              - When: By 1 December 2026
              - So far: Planned
            - Look in every night
              - When: Every night
            - Bring the dog
              - So far: Done on 3 November 2026

            ## The next 12 months for Rhys Example

            - By Monday 30 November 2026: Fetch the keys (You)
            - By Tuesday 1 December 2026: Paint the hall (You)

            ## If you are worried about Rhys Example, or unhappy with the care
            ## The people in Rhys Example's plan
            ## You in Rhys Example's plan
            ## About this copy
        "#]],
    );
    let copy = copy_for("sam", &promised("\"needs\""));
    assert!(
        copy.contains("### QUARTZ need\n") && copy.contains("  - Who: Jo Smith leads, with you\n"),
        "{copy}"
    );
    assert!(!copy.contains("QUARTZ risk") && !copy.contains("QUARTZ sign"), "{copy}");
    let copy = copy_for("sam", &promised("\"accommodation\""));
    assert!(copy.contains("### QUARTZ need\n") && copy.contains("  - Why: QUARTZ why\n"), "{copy}");
}

#[test]
fn no_heading_tells_that_something_was_kept_back() {
    let plan = promised("\"contacts\"").replace("care_coordinator = \"jo\"", "");
    let copy = copy_for("sam", &plan);
    for trace in
        ["No number", "No day", "review", "written down here yet for", "crisis plan", "needs and wants"]
    {
        assert!(!copy.contains(trace), "{trace} in\n{copy}");
    }
    let copy = copy_for("sam", &promised("\"services\""));
    assert!(!copy.contains("Nobody is written down here yet") && copy.contains("phone 999"), "{copy}");
}

#[test]
fn whoever_has_no_name_is_called_what_they_are_to_the_person() {
    let people = "[people.sam]\nrelationship = \"my brother\"\nconsent = { asked = 2026-11-02, copy = [\"contacts\"] }\n\
                  phones = { mobile = \"07700 900777\" }\n";
    let copy = copy_for("sam", people);
    assert!(copy.contains("Copy for Rhys Example's brother, as at"), "{copy}");
    let copy = copy_for("team", &format!("second_contact = \"sam\"\n{people}"));
    assert!(copy.contains("### Rhys Example's brother\n") && !copy.contains("my brother"), "{copy}");
}

#[test]
fn a_name_is_a_name_wherever_our_own_words_hold_it() {
    for name in ["<b>*A* [x](y)</b>", "أمينة"] {
        let text = format!("id = \"P-1\"\n[person]\nname = \"{name}\"\n[crisis]\nwhat_helps = [\"Tea\"]\n");
        let copy = |format: &str| {
            cpa(["render", "P-1.toml", "--for", "team", "--format", format]).file("P-1.toml", &text).run().out
        };
        let (md, html) = (copy("md"), copy("html"));
        assert!(!html.contains("<b>") && !md.contains("<b>") && !md.contains("*A* [x]"), "{md}{html}");
        assert!(!html.contains("\u{fdd0}") && !md.contains("\u{fdd0}"), "{md}");
        assert!(html.contains("<title>") && md.starts_with("# "), "{md}");
    }
}

#[test]
fn a_relative_who_asked_for_another_format_is_told_and_one_who_did_not_is_not() {
    let people = |more: &str| {
        format!(
            "[people.sam]\nname = \"Sam Yusuf\"\nrelationship = \"brother\"\n{more}\n\
             consent = {{ asked = 2026-11-02, copy = [\"contacts\"] }}\n[communication]\ncopy_format = \"audio\"\n"
        )
    };
    let copy = copy_for("sam", &people("communication = { copy_format = \"braille\" }"));
    let says = "You asked for braille. This copy is in standard print: ask Rhys Example's care coordinator for one in \
                braille.";
    assert!(copy.contains(says), "{copy}");
    assert!(!copy_for("sam", &people("")).contains("You asked for"));
}

/// A plan whose values hold none of the words that a person says of themselves.
const PLAIN: &str = r#"
care_coordinator = "jo"
care_coordinator_since = 2026-03-02
second_contact = "duty"
gp = "none"
aim = "Sleep"
started = 2026-03-02
[communication]
asked = 2026-03-02
languages = ["Welsh"]
interpreter = "none"
copy_format = "standard"
contact_by = "Text"
adjustments = []
[about_me]
important_to_me = "The bakery"
people_important_to_me = "Nia"
strengths = ["Bread"]
my_wellness = "Up by five"
how_to_support_me = "Wait"
how_to_communicate_with_me = "Slowly"
please_do = ["Knock"]
please_do_not = ["Shout"]
also_worth_knowing = "Flour"
recording = "A tape"
written = 2026-03-02
written_with = "jo"
[people.nia]
name = "Nia"
relationship = "sister"
is = ["carer", "parental responsibility"]
consent = { asked = 2026-03-02, asked_by = "jo", copy = ["contacts", "crisis", "about me", "needs", "services", "diagnosis", "medicines", "physical health", "risks", "legal", "reviews"], invite = true }
carers_assessment = { offered = 2026-03-02 }
[people.bob]
relationship = "uncle"
consent = { asked = 2026-03-02, copy = [] }
[[needs]]
need = "Sleep"
area = "work and occupation"
in_my_words = "Lorries"
goal = "Sleep through"
goal_by = 2027-01-05
importance = 7
progress = "Some"
unmet = "No room"
[[needs.actions]]
what = "Walk"
who = ["person", "nia"]
when = "weekly"
confidence = 6
[[needs]]
area = "accommodation"
not_needed = "Fine"
[[services]]
service = "Sleep group"
who = "jo"
[[risks]]
risk = "Driving tired"
kind = "to self"
withhold = "a"
[withheld.a]
from = ["family", "gp"]
ground = "the person asked"
[crisis]
early_signs = ["Walking"]
crisis_signs = ["Shouting"]
what_i_can_do = ["Bake"]
what_helps = ["Nia"]
who_i_listen_to = "nia"
who_to_contact = ["nia", "jo"]
family_involved = "All"
treatment_i_want = "Home"
treatment_i_do_not_want = "Pills"
if_admitted = "Elm"
[[crisis.actions]]
what = "Phone"
who = "person"
[health]
diagnoses = ["Flu"]
conditions = []
allergies = "None"
bad_reactions = []
physical_health_checked = 2026-05-12
[[health.medicines]]
medicine = "Quetiapine"
why = "Sleep"
until = 2026-06-01
[legal]
section_117 = true
advance_statement = { made = "2024" }
advance_decision = { made = "2024" }
community_treatment_order = { from = 2026-10-01, until = 2027-04-01 }
[[legal.capacity]]
decision = "A flat"
best_interests = "Stay"
[[admissions]]
where = "Elm"
from = 2026-11-01
discharge_plan = "A bed"
[[agreements]]
who = "person"
asked = 2026-09-01
agrees = "yes"
[[reviews]]
held = 2026-09-01
outcome = "transfer"
my_view = "Fine"
person_absent_because = "Asleep"
present = ["jo"]
[[copies]]
to = "person"
given = 2026-09-02
"#;

/// The words of a text.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[test]
fn nobody_but_the_person_reads_a_copy_that_says_i_or_me() {
    for reader in ["team", "nia", "jo"] {
        let copy = copy_for(reader, PLAIN);
        for word in ["i", "me", "my", "myself", "mine", "he", "she", "his", "her"] {
            assert!(!words(&copy).iter().any(|said| said == word), "{word} for {reader} in\n{copy}");
        }
    }
    let copy = copy_for("team", PLAIN);
    let to_whom = |line: &&str| words(line).iter().any(|word| word == "you" || word == "your");
    let to_the_reader: Vec<&str> = copy.lines().filter(to_whom).collect();
    assert_eq!(to_the_reader, Vec::<&str>::new());
}

#[test]
fn a_scheme_is_spoken_of_in_the_third_person() {
    let ended = "status = \"ended\"\n[ended]\non = 2026-11-01\nreason = \"the person chose to leave\"\n";
    let command = plan(cpa(["render", "P-1.toml", "--for", "team"]), ended);
    let copy = command.file("cpa.toml", "scheme = \"key-worker\"\n").run().out;
    assert!(copy.contains("**Rhys Example's time with the team ended on 1 November 2026.**"), "{copy}");
    assert!(copy.contains("**The reason: Rhys Example chose to leave.**"), "{copy}");
}

#[test]
fn what_is_done_again_and_again_goes_on_until_its_last_day() {
    let action = |more: &str| {
        copy_for(
            "person",
            &format!("[[needs]]\nneed = \"Sleep\"\n[[needs.actions]]\nwhat = \"Walk\"\n{more}\n"),
        )
    };
    for (more, says) in [
        ("when = \"weekly\"", "So far: Going on"),
        ("when = \"Twice a week\"", "So far: Going on"),
        ("when = \"each Monday\"", "So far: Going on"),
        ("when = \"weekly\"\nfrom = 2027-01-05", "So far: Planned"),
        ("when = \"weekly\"\nuntil = 2026-11-01", "So far: The last day has passed"),
        ("from = 2026-10-01\nuntil = 2026-11-01", "So far: The last day has passed"),
        ("from = 2026-10-01", "So far: Going on"),
        ("from = 2026-10-01\nwhen = 2026-11-01", "This day has passed."),
        ("from = 2026-10-01\nwhen = 2026-11-01", "So far: Begun"),
        ("when = 2026-11-01", "So far: Planned"),
    ] {
        assert!(action(more).contains(says), "{more}: {says} in\n{}", action(more));
    }
}

#[test]
fn what_nobody_can_see_is_no_value_of_the_service() {
    let settings = "service = \"\\u200B\"\n[copies]\nreturn_to = \"\\u200B\"\nunhappy = \"\\u200B\"\n";
    let copy = plan(cpa(["render", "P-1.toml"]), "").file("cpa.toml", settings).run().out;
    for label in ["Service", "If you found", "unhappy"] {
        assert!(!copy.contains(label), "{label} in\n{copy}");
    }
}

#[test]
fn nobody_is_sent_to_numbers_that_are_not_there() {
    let sam = |parts: &str| {
        format!(
            "care_coordinator = \"jo\"\n[people.sam]\nname = \"Sam Yusuf\"\nrelationship = \"brother\"\n\
             consent = {{ asked = 2026-10-02, copy = [{parts}] }}\n"
        )
    };
    let with = copy_for("sam", &sam("\"contacts\""));
    assert!(
        with.contains("Tell Jo Smith. If it cannot wait, use the numbers under \"Who to contact\"."),
        "{with}"
    );
    let without = copy_for("sam", &sam("\"needs\""));
    assert!(
        without.contains("coordinator. If a life is in danger, phone 999.")
            && !without.contains("use the numbers"),
        "{without}"
    );
}

#[test]
fn whoever_leads_begins_with_a_capital() {
    let copy = copy_of(
        "[people.sam]\nrelationship = \"brother\"\n[people.ro]\nname = \"Ro\"\nrelationship = \"friend\"\n\
         [[needs]]\nneed = \"A flat\"\n[[needs.actions]]\nwhat = \"Look\"\nwho = [\"sam\", \"ro\"]\n",
    );
    assert!(copy.contains("  - Who: My brother leads, with Ro\n"), "{copy}");
}
