//! The rules of agreement, copies and consent.

use expect_test::expect;

use crate::validate::rules::care::{Changed, with};

const AGREEMENT: &str =
    "[[agreements]]\nwho = \"person\"\nasked = 2026-09-01\nagrees = \"yes\"\nhow = \"signed\"\n";
const CONSENT: &str =
    "consent = { asked = 2026-03-02, asked_by = \"jo\", copy = [\"contacts\", \"crisis\"], invite = true }";

/// The complete plan with these agreements in place of its own.
#[track_caller]
fn agreements(agreements: &str) -> Changed {
    with(&[(AGREEMENT, agreements)])
}

/// The complete plan with this consent for her sister.
#[track_caller]
fn consent(consent: &str) -> Changed {
    with(&[(CONSENT, consent)])
}

#[test]
fn an_agreement_is_asked_of_every_plan_in_force() {
    agreements("").explains(expect![[r#"
        error[agreement-missing]: nothing says whether the person agrees with this plan
         --> CP-0001.toml:2:6
          |
        2 | id = "CP-0001"
          |      ^^^^^^^^^
          |
          = help: ask, and add `[[agreements]]` at the end of the file with `who = "person"`, `asked = 2026-03-31`, `agrees = "yes"` and `how = "signed"`

    "#]]);
    agreements("").under("[intervals]\nfirst_plan = \"6 weeks\"\n").says(expect![[r#"
        error[agreement-missing] nothing says whether the person agrees with this plan: this was due by 13 April 2026
    "#]]);
    agreements("").under("scheme = \"ctp-wales\"\n").on("2026-10-01").says(expect![[r#"
        error[agreement-missing] nothing says whether the person agrees with this plan: this was due by 13 April 2026
    "#]]);
    agreements("").under("[intervals]\nfirst_plan = \"12 months\"\n").says(expect![[r#"
        error[agreement-missing] nothing says whether the person agrees with this plan: this is due by 2 March 2027
    "#]]);
    agreements(&AGREEMENT.replace("person", "nia")).says(expect![[r#"
        error[agreement-missing] nothing says whether the person agrees with this plan
    "#]]);
    agreements(&AGREEMENT.replace("\"person\"", "5")).says(expect![[r#"
        error[wrong-type] `who` should be a handle in quotes, like "jo", found a number
    "#]]);
}

#[test]
fn draft_needs_agreement_only_after_its_interval() {
    let draft = || with(&[(AGREEMENT, ""), ("\"active\"", "\"draft\"")]);
    draft().is_fine();
    draft().under("[intervals]\nfirst_plan = \"12 months\"\n").is_fine();
    draft().under("[intervals]\nfirst_plan = \"6 weeks\"\n").says(expect![[r#"
        info[agreement-missing] nothing says whether the person agrees with this plan: this was due by 13 April 2026
    "#]]);
}

#[test]
fn an_agreement_says_when_and_what() {
    agreements("[[agreements]]\nwho = \"person\"\n").explains(expect![[r#"
        error[agreement-incomplete]: this does not say whether the person agrees
           --> CP-0001.toml:173:1
            |
        173 | [[agreements]]
            | ^^^^^^^^^^^^^^
            |
            = help: add `agrees = "yes"`, or "in part", "no" or "not able to say"

        error[agreement-incomplete]: this does not say when the person was asked
           --> CP-0001.toml:173:1
            |
        173 | [[agreements]]
            | ^^^^^^^^^^^^^^
            |
            = help: add `asked = 2026-03-31` with the day

    "#]]);
    agreements(&AGREEMENT.replace("yes", "no")).explains(expect![[r#"
        error[agreement-incomplete]: nothing says what the person disagrees about
           --> CP-0001.toml:176:10
            |
        176 | agrees = "no"
            |          ^^^^
            |
            = help: add `disagrees_about = "…"` in the person's own words, and `our_answer`

    "#]]);
    agreements(&AGREEMENT.replace("yes", "not able to say")).explains(expect![[r#"
        error[agreement-incomplete]: nothing says why the person was not able to say
           --> CP-0001.toml:176:10
            |
        176 | agrees = "not able to say"
            |          ^^^^^^^^^^^^^^^^^
            |
            = help: add `because = "…"`, and `decided_by` with the handle of whoever decided

    "#]]);
    agreements(&AGREEMENT.replace("yes", "maybe")).says(expect![[r#"
        error[unknown-choice] `agrees` cannot be "…"
    "#]]);
    agreements(&AGREEMENT.replace("who = \"person\"\n", "")).says(expect![[r#"
        error[agreement-incomplete] this does not say who was asked
    "#]]);
    // The newest counts, at any place in the file.
    let older = AGREEMENT.replace("2026-09-01", "2026-03-02").replace("yes", "no");
    agreements(&format!("{AGREEMENT}\n{older}")).is_fine();
}

#[test]
fn changes_after_agreement_are_one_finding() {
    let change = |day: &str| format!("\n[[changes]]\nmade = {day}\nchange = \"New locks\"\nby = \"jo\"\n");
    with(&[]).and(&change("2026-10-14")).explains(expect![[r#"
        warning[changed-after-agreement]: the plan was changed on 14 October 2026, and the person has not been asked since
           --> CP-0001.toml:200:1
            |
        175 | asked = 2026-09-01
            |         ---------- last asked
        ...
        200 | [[changes]]
            | ^^^^^^^^^^^
            |
            = help: ask, and add `[[agreements]]` with `who = "person"`, `asked` and `agrees`; a small one under `[[changes]]` can have `agreed_with = ["person"]` instead

    "#]]);
    with(&[]).and(&change("2026-09-01")).is_fine();
    with(&[]).and(&(change("2026-10-14") + &change("2026-10-02"))).explains(expect![[r#"
        warning[changed-after-agreement]: the plan was changed on 14 October 2026, and the person has not been asked since
           --> CP-0001.toml:200:1
            |
        175 | asked = 2026-09-01
            |         ---------- last asked
        ...
        200 | [[changes]]
            | ^^^^^^^^^^^
        ...
        205 | [[changes]]
            | ----------- changed too
            |
            = help: ask, and add `[[agreements]]` with `who = "person"`, `asked` and `agrees`; a small one under `[[changes]]` can have `agreed_with = ["person"]` instead

    "#]]);
    with(&[]).and(&(change("2026-10-14") + "agreed_with = [\"person\"]\n")).is_fine();
    with(&[]).and(&(change("2026-10-14") + "agreed_with = 5\n")).says(expect![[r#"
        error[wrong-type] `agreed_with` should be a handle in quotes, like "jo", or a list of them in square brackets, found a number
    "#]]);
    agreements("").and(&change("2026-10-14")).says(expect![[r#"
        error[agreement-missing] nothing says whether the person agrees with this plan
    "#]]);
    let review = ("held = 2026-09-01\noutcome = \"continue\"", "held = 2026-09-08\noutcome = \"change\"");
    with(&[review]).says(expect![[r#"
        warning[changed-after-agreement] the plan was changed on 8 September 2026, and the person has not been asked since
    "#]]);
}

#[test]
fn change_withheld_from_a_person_needs_no_agreement() {
    let change =
        "\n[[changes]]\nmade = 2026-10-14\nchange = \"New locks\"\nby = \"jo\"\nwithhold = \"locks\"\n";
    let kept = |from: &str| {
        let decision = format!(
            "\n[withheld.locks]\nfrom = [\"{from}\"]\nground = \"third party\"\nbecause = \"He would know who told\"\ndecided_by = \"dr-osei\"\ndecided = 2026-10-14\n"
        );
        with(&[]).and(&(change.to_owned() + &decision))
    };
    kept("person").is_fine();
    kept("family").says(expect![[r#"
        warning[changed-after-agreement] the plan was changed on 14 October 2026, and the person has not been asked since
    "#]]);
}

#[test]
fn a_disagreement_is_answered_whoever_it_is_of() {
    let disagrees = AGREEMENT.replace("yes", "in part") + "disagrees_about = \"The group.\"\n";
    agreements(&disagrees).explains(expect![[r#"
        warning[disagreement-unanswered]: nothing answers this disagreement
           --> CP-0001.toml:178:19
            |
        178 | disagrees_about = "The group."
            |                   ^^^^^^^^^^^^
            |
            = help: add `our_answer = "…"`: what is done about it, or why not, and when it is looked at again

    "#]]);
    agreements(&format!("{AGREEMENT}\n{}", disagrees.replace("person", "nia"))).says(expect![[r#"
        warning[disagreement-unanswered] nothing answers this disagreement
    "#]]);
    agreements(&format!("{AGREEMENT}\n{}", disagrees.replace("2026-09", "2026-03"))).is_fine();
    agreements(&(disagrees.clone() + "our_answer = 5\n")).says(expect![[r#"
        error[wrong-type] `our_answer` should be text in quotes, found a number
    "#]]);
    agreements(&(disagrees.replace("in part", "yes") + "our_answer = \"We look again.\"\n")).explains(
        expect![[r#"
            warning[agreed-despite-disagreement]: this says "yes", and that there is a disagreement
               --> CP-0001.toml:176:10
                |
            176 | agrees = "yes"
                |          ^^^^^
            177 | how = "signed"
            178 | disagrees_about = "The group."
                |                   ------------ the disagreement
                |
                = help: write `agrees = "in part"`, or take `disagrees_about` out if it was settled

        "#]],
    );
}

#[test]
fn person_and_gp_need_a_copy_or_a_reason() {
    let person = "to = \"person\"\ngiven = 2026-09-02\nformat = \"standard\"\n";
    let gp = "to = \"dr-patel\"\ngiven = 2026-09-02\n";
    with(&[(person, "to = \"person\"\n"), (gp, "to = \"dr-patel\"\n")]).explains(expect![[r#"
        error[person-copy-missing]: nothing says that the person was given a copy of this plan
           --> CP-0001.toml:187:1
            |
        187 | [[copies]]
            | ^^^^^^^^^^
            |
            = help: add `given = 2026-03-31` with the day; or `declined` with the day, or `not_given` with the reason

        warning[gp-copy-missing]: nothing says that the GP was given a copy of this plan
           --> CP-0001.toml:190:1
            |
        190 | [[copies]]
            | ^^^^^^^^^^
            |
            = help: add `given = 2026-03-31` with the day; or `not_given` with the reason

    "#]]);
    with(&[(person, "to = \"person\"\nnot_given = \"Read out instead.\"\n")]).is_fine();
    with(&[(person, "to = \"person\"\ngiven = \"yesterday\"\n")]).says(expect![[r#"
        error[wrong-type] `given` should be a date like 2026-03-31, without quotes, found "…"
    "#]]);
    with(&[(&format!("[[copies]]\n{gp}"), ""), ("gp = \"dr-patel\"", "gp = \"none\"")]).is_fine();
    with(&[(&format!("[[copies]]\n{gp}"), "")]).says(expect![[r#"
        warning[gp-copy-missing] nothing says that the GP was given a copy of this plan
    "#]]);
    with(&[(person, "to = \"person\"\n"), (gp, "to = \"dr-patel\"\n"), ("\"active\"", "\"draft\"")])
        .is_fine();
}

#[test]
fn a_copy_to_somebody_outside_the_team_needs_consent() {
    consent("").explains(expect![[r#"
        error[copy-without-consent]: a copy was given, and no consent to it is recorded
           --> CP-0001.toml:197:6
            |
        197 | to = "nia"
            |      ^^^^^
            |
            = help: ask the person, and write what they agreed to under `[people.nia]`: `consent = { asked = 2026-03-31, asked_by = "…", copy = ["contacts"], invite = false }`

    "#]]);
    consent("consent = { asked = 2026-10-02, asked_by = \"jo\", copy = [], invite = false }").is_fine();
    consent("consent = { asked = 2026-03-02, asked_by = \"jo\", copy = [\"everything\"], invite = false }")
        .says(expect![[r#"
            error[unknown-choice] `copy` cannot be "…"
        "#]]);
    let to = |handle: &str| with(&[("to = \"nia\"", &format!("to = \"{handle}\""))]);
    to("okafor").is_fine();
    to("nhs-111").explains(expect![[r#"
        error[copy-without-consent]: a copy was given, and no consent to it is recorded
           --> CP-0001.toml:197:6
            |
        197 | to = "nhs-111"
            |      ^^^^^^^^^
            |
            = help: ask the person, and add `[people.nhs-111]` to this plan with what they agreed to: `consent = { asked = 2026-03-31, asked_by = "…", copy = ["contacts"], invite = false }`

    "#]]);
    with(&[("gp = \"dr-patel\"\n", "")]).is_fine();
    with(&[("to = \"nia\"\ngiven = 2026-09-02", "to = \"nia\"\ndeclined = 2026-09-02"), (CONSENT, "")])
        .is_fine();
    with(&[("gp = \"dr-patel\"", "gp = 5"), (CONSENT, "")]).says(expect![[r#"
        error[wrong-type] `gp` should be a handle in quotes, like "jo", found a number
    "#]]);
}

#[test]
fn consent_has_a_day_or_a_reason() {
    consent("consent = { copy = [\"crisis\"], invite = true }").explains(expect![[r#"
        error[consent-without-reason]: this says neither when the person was asked nor why they were not
          --> CP-0001.toml:53:11
           |
        53 | consent = { copy = ["crisis"], invite = true }
           |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = help: add `asked = 2026-03-31` and `asked_by = "…"` inside the braces; or `because = "…"`

    "#]]);
    consent("consent = { asked = 2026-03-02, copy = [\"crisis\"], decided_by = \"dr-osei\" }")
        .explains(expect![[r#"
            error[consent-without-reason]: somebody else decided, and nothing says why
              --> CP-0001.toml:53:65
               |
            53 | consent = { asked = 2026-03-02, copy = ["crisis"], decided_by = "dr-osei" }
               |                                                                 ^^^^^^^^^
               |
               = help: add `because = "…"` inside the braces: why the person could not decide, or why it was decided against what they said

        "#]]);
    consent("consent = { copy = [\"crisis\"], because = \"She has power of attorney.\" }").is_fine();
    consent("consent = { asked = 2026-13-02, copy = [\"crisis\"] }").says(expect![[r#"
        error[impossible-date] there is no such month
    "#]]);
}

#[test]
fn a_copy_says_whose_it_is_and_what_became_of_it() {
    let nia = "to = \"nia\"\ngiven = 2026-09-02\n";
    with(&[(nia, "format = \"standard\"\n")]).explains(expect![[r#"
        warning[copy-incomplete]: this does not say whose copy it is
           --> CP-0001.toml:196:1
            |
        196 | [[copies]]
            | ^^^^^^^^^^
            |
            = help: add `to = "…"` with their handle, and `given` with the day if it is not there

    "#]]);
    with(&[(nia, "to = \"nia\"\n")]).says(expect![[r#"
        warning[copy-incomplete] this does not say whether the copy was given
    "#]]);
    with(&[(nia, "to = \"nia\"\ngiven = 2026-09-31\n")]).says(expect![[r#"
        error[impossible-date] September 2026 has 30 days
    "#]]);
    // A copy without a name may be anybody's, so no copy is reported as missing.
    with(&[("to = \"person\"\n", "")]).says(expect![[r#"
        warning[copy-incomplete] this does not say whose copy it is
    "#]]);
    with(&[("to = \"person\"\ngiven = 2026-09-02\n", "to = \"person\"\n")]).says(expect![[r#"
        error[person-copy-missing] nothing says that the person was given a copy of this plan
    "#]]);
    with(&[(nia, "to = \"person\"\n")]).says(expect![[r#"
        warning[copy-incomplete] this does not say whether the copy was given
    "#]]);
}

#[test]
fn a_change_has_a_day() {
    with(&[]).and("\n[[changes]]\nchange = \"New locks\"\nagreed_with = [\"person\"]\n").explains(expect![[
        r#"
            warning[change-without-day]: nothing says when the plan was changed
               --> CP-0001.toml:200:1
                |
            200 | [[changes]]
                | ^^^^^^^^^^^
                |
                = help: add `made = 2026-03-31` with the day

        "#
    ]]);
    with(&[]).and("\n[[changes]]\nmade = 5\nagreed_with = [\"person\"]\n").says(expect![[r#"
        error[wrong-type] `made` should be a date like 2026-03-31, without quotes, found a number
    "#]]);
}
