//! The rules about people and contacts, where the pages do not show them: when they are silent, and on odd days.

use expect_test::{Expect, expect, expect_file};

use cpa::validate::rules::Group;

use crate::validate::rules;
use crate::validate::rules::findings_of_pages;

const TODAY: &str = "2026-11-22";
const SILENT: &str = "";

/// The sister who is a carer, with more lines.
fn nia(lines: &str) -> String {
    let consent = "consent = { asked = 2026-03-02, asked_by = \"jo\", copy = [\"contacts\"], invite = true }";
    format!("[people.nia]\nname = \"Nia Example\"\nrelationship = \"sister\"\n{consent}\n{lines}\n")
}

/// The person, with more lines.
fn person(lines: &str) -> String {
    format!("[person]\nname = \"Rhys Example\"\nchildren_at_home = 0\n{lines}\n")
}

const ASKED: &str = "born = 1991-06-05\nwho_helps_me = { said = \"Nia\" }\n";

/// What the rules of these groups say: those of others have tests of their own.
fn said(example: &str, as_at: &str) -> String {
    rules::said(example, &[Group::People], as_at)
}

#[track_caller]
fn says(example: &str, expected: Expect) {
    expected.assert_eq(&said(example, TODAY));
}

#[track_caller]
fn is_silent(example: &str) {
    assert_eq!(said(example, TODAY), SILENT, "{example}");
}

#[test]
fn findings_of_wrong_examples_match_the_snapshot() {
    expect_file!["../../snapshots/rules-people.txt"].assert_eq(&findings_of_pages(&[Group::People]));
}

#[test]
fn the_word_for_the_coordinator_is_the_schemes() {
    let scheme = "# in cpa.toml:\nscheme = \"key-worker\"\n";
    says(
        &format!("# second_contact is left out\n{scheme}"),
        expect![[r#"
        warning[second-contact-missing] nobody is named to phone when the key worker is away
    "#]],
    );
    says(
        &format!("second_contact = \"jo\"\n{scheme}"),
        expect![[r#"
        warning[second-contact-missing] the second contact is the key worker again
    "#]],
    );
}

#[test]
fn second_contact_has_one_finding() {
    says(
        "second_contact = \"person\"",
        expect![[r#"
        warning[second-contact-missing] the person cannot be their own second contact
    "#]],
    );
    says(
        "second_contact = \"nobody-knows\"",
        expect![[r#"
        error[unknown-handle] nobody has the handle `nobody-knows`
    "#]],
    );
    says(
        "second_contact = 7",
        expect![[r#"
        error[wrong-type] `second_contact` should be a handle in quotes, like "jo", found a number
    "#]],
    );
    says(
        "status = \"draft\"\n# second_contact is left out",
        expect![[r#"
        info[second-contact-missing] nobody is named to phone when the care coordinator is away
    "#]],
    );
    is_silent(
        "status = \"ended\"\n# second_contact is left out\n\n[ended]\non = 2026-11-01\nreason = \"moved to another team\"\nhanded_to = \"dr-patel\"\nhow_to_come_back = \"Phone the duty worker.\"",
    );
    // No phone here, but one in people.toml: what the plan says of a colleague adds to it.
    is_silent("second_contact = \"okafor\"\n\n[people.okafor]\nrelationship = \"my old neighbour\"");
}

#[test]
fn contact_without_phone_is_reported_once() {
    let contacts = |names: &str| {
        format!(
            "[crisis]\nearly_signs = [\"I walk at night\", \"I stop eating\"]\nwhat_helps = [\"Nia\"]\nwhat_worked_before = \"Rest\"\nwhat_did_not_work = \"Work\"\nwho_i_listen_to = [\"ida\"]\ntreatment_i_want = \"At home\"\nwho_to_contact = [{names}]\n\n[people.ida]\nname = \"Ida Blom\"\n"
        )
    };
    says(
        &contacts("\"crisis-line\", \"ida\", \"person\", \"ida\""),
        expect![[r#"
        warning[contact-without-phone] somebody to contact in a crisis has no phone
    "#]],
    );
    says(
        &format!("second_contact = \"ida\"\n{}", contacts("\"crisis-line\", \"ida\"")),
        expect![[r#"
        warning[second-contact-missing] the second contact has no phone
    "#]],
    );
    says(
        &format!("{}phones = 7\n", contacts("\"crisis-line\", \"ida\"")),
        expect![[r#"
        error[wrong-type] `phones` should be a table, found a number
    "#]],
    );
}

#[test]
fn contact_with_faulty_details_is_reported_once() {
    says(
        &nia("is = [\"carer\"]\ncarers_assessment = { offered = 2026-03-02 }\nphones = \"07700 900222\""),
        expect![[r#"
            error[wrong-type] `phones` should be a table, found text in quotes
        "#]],
    );
}

#[test]
fn details_are_good_for_as_long_as_the_service_says() {
    let every = |every: &str| format!("# in cpa.toml:\n[intervals]\ncontact_details = \"{every}\"\n");
    // Jo 17 November 2025, the duty worker and the crisis line 5 January 2026, Nia 2 March 2026.
    assert_eq!(said(&every("12 months"), "2026-11-17"), SILENT);
    expect![[r#"
        info[contact-not-checked] this contact's details were last checked on 17 November 2025
    "#]]
    .assert_eq(&said(&every("12 months"), "2026-11-18"));
    says(
        &every("6 months"),
        expect![[r#"
        info[contact-not-checked] this contact's details were last checked on 17 November 2025
        info[contact-not-checked] this contact's details were last checked on 5 January 2026
        info[contact-not-checked] this contact's details were last checked on 5 January 2026
        info[contact-not-checked] this contact's details were last checked on 2 March 2026
    "#]],
    );
    says(
        &(nia(
            "is = [\"carer\"]\ncarers_assessment = { offered = 2026-03-02 }\nphones = { mobile = \"07700 900222\" }\n",
        ) + &every("12 months")),
        expect![[r#"
            info[contact-not-checked] this contact's details were last checked on 17 November 2025
            info[contact-not-checked] nothing says when somebody last made sure that this contact can be reached
        "#]],
    );
    // Numbers that are the whole country's, and a day that could not be read.
    let services = "[crisis]\nearly_signs = [\"I walk at night\", \"I stop eating\"]\nwhat_helps = [\"Nia\"]\nwhat_worked_before = \"Rest\"\nwhat_did_not_work = \"Work\"\nwho_i_listen_to = [\"nia\"]\ntreatment_i_want = \"At home\"\nwho_to_contact = [\"nhs-111\", \"emergency\", \"crisis-line\", \"samaritans\"]\n\n[people.samaritans]\nname = \"Samaritans\"\nphones = { freephone = \"116 123\" }\n";
    assert_eq!(said(&(services.to_owned() + &every("12 months")), "2026-11-17"), SILENT);
}

#[test]
fn interval_ends_on_the_last_day_of_a_short_month() {
    let asked_on = |day: &str| {
        nia(&format!(
            "is = [\"young carer\"]\nphones = {{ mobile = \"07700 900222\" }}\ncarers_assessment = {{ offered = {day} }}"
        ))
    };
    let half = "# in cpa.toml:\n[intervals]\ncarers_assessment = \"6 months\"\n";
    let leap = asked_on("2024-02-29") + "# in cpa.toml:\n[reviews]\nevery = \"6 months\"\n";
    let says_so = |example: &str, day: &str| said(example, day).contains("carers-assessment-missing");
    assert!(!says_so(&leap, "2025-02-28"));
    assert!(says_so(&leap, "2025-03-01"));
    let august = asked_on("2025-08-31") + half;
    assert!(!says_so(&august, "2026-02-28"));
    assert!(says_so(&august, "2026-03-01"));
}

#[test]
fn carers_assessment_counts_from_its_last_day() {
    let assessed = |days: &str| {
        nia(&format!(
            "is = [\"carer\"]\nphones = {{ mobile = \"07700 900222\" }}\ncarers_assessment = {days}"
        ))
    };
    is_silent(&assessed("{ offered = 2024-03-02, done = 2024-04-02, declined = 2025-11-22 }"));
    says(
        &assessed("{ offered = 2025-03-02, done = 2025-04-02 }"),
        expect![[r#"
        warning[carers-assessment-missing] this carer's last assessment, or the offer of one, is from 2 April 2025
    "#]],
    );
    says(
        &assessed("{}"),
        expect![[r#"
            warning[carers-assessment-missing] nothing says that this carer was offered an assessment of what they need themselves
        "#]],
    );
    says(
        &assessed("{ offered = \"yes\" }"),
        expect![[r#"
            error[wrong-type] `offered` should be a date like 2026-03-31, without quotes, found "…"
        "#]],
    );
    says(
        &nia("is = [\"carer\", \"bearer\"]\nphones = { mobile = \"07700 900222\" }"),
        expect![[r#"
            error[unknown-choice] `is` cannot be "…"
        "#]],
    );
    says(
        &nia("is = [\"carer\"]\nphones = { mobile = \"07700 900222\" }\nuntil = 2026-11-21"),
        expect![[r#"
        warning[colleague-left] `nia` left on 21 November 2026, and this plan still counts on them
    "#]],
    );
    says(
        &nia("is = [\"carer\"]\nphones = { mobile = \"07700 900222\" }\nuntil = 2026-11-22"),
        expect![[r#"
            warning[carers-assessment-missing] nothing says that this carer was offered an assessment of what they need themselves
        "#]],
    );
    // Wales sets no interval, so only an assessment that was never offered is reported; a service may set its own.
    let wales = |interval: &str| {
        assessed("{ offered = 2020-03-02 }") + "# in cpa.toml:\nscheme = \"ctp-wales\"\n" + interval
    };
    is_silent(&wales(""));
    says(
        &wales("\n[intervals]\ncarers_assessment = \"2 years\"\n"),
        expect![[r#"
        warning[carers-assessment-missing] this carer's last assessment, or the offer of one, is from 2 March 2020
    "#]],
    );
    // What the service set could not be read: the scheme's is not put in its place.
    says(
        &(assessed("{ offered = 2020-03-02 }")
            + "# in cpa.toml:\n[intervals]\ncarers_assessment = \"yearly\"\n"),
        expect![[r#"
            error[wrong-type] `carers_assessment` should be a length of time in quotes, like "6 months", found "…"
        "#]],
    );
}

#[test]
fn missing_carer_question_is_reported_once() {
    let friend = nia("phones = { mobile = \"07700 900222\" }");
    says(
        &(person("born = 1991-06-05") + &friend),
        expect![[r#"
        warning[carer-not-asked] nobody has asked who helps the person
    "#]],
    );
    is_silent(&(person(ASKED) + &friend));
    says(
        &(person("born = 1991-06-05\nwho_helps_me = \"nobody\"") + &friend),
        expect![[r#"
        error[wrong-type] `who_helps_me` should be a table, found text in quotes
    "#]],
    );
    says(
        &(person("born = 1991-06-05") + &nia("is = \"carer\"\nphones = { mobile = \"07700 900222\" }")),
        expect![[r#"
            error[wrong-type] `is` should be a list in square brackets, each one of `team`, `carer`, `young carer`, `emergency contact`, `next of kin`, `nearest relative`, `named person`, `parental responsibility`, `attorney`, `deputy`, `appointee`, `guardian` or `advocate`, found text in quotes
        "#]],
    );
}

#[test]
fn one_identifying_detail_is_enough() {
    let who = "who_helps_me = { said = \"Nia\" }\n";
    for known in [
        "born = 1991-06-05",
        "nhs_number = \"999 000 0018\"",
        "chi_number = \"0506910000\"",
        "hc_number = \"320 000 0007\"",
    ] {
        is_silent(&person(&format!("{who}{known}")));
    }
    says(
        &person(&format!("{who}born = \"5 June 1991\"")),
        expect![[r#"
            error[wrong-type] `born` should be a date like 2026-03-31, without quotes, found "…"
        "#]],
    );
    says(
        &person(who),
        expect![[r#"
        info[identity-missing] neither a birth date nor an NHS number says who this is
    "#]],
    );
}

#[test]
fn any_answer_shows_communication_was_asked() {
    let wales = "# in cpa.toml:\nscheme = \"ctp-wales\"\n";
    is_silent("[communication]\ncopy_format = \"large print\"");
    is_silent("[communication]\nadjustments = []");
    says(
        "[communication]",
        expect![[r#"
        info[communication-not-asked] nobody has asked what the person needs so that they can understand and be understood
    "#]],
    );
    says(
        "# communication is left out\ncommunication = \"English\"",
        expect![[r#"
            error[wrong-type] `communication` should be a table, found text in quotes
        "#]],
    );
    says(
        &format!("# communication is left out\n{wales}"),
        expect![[r#"
        warning[language-not-asked] nobody has asked in which language the person would rather be served
    "#]],
    );
    says(
        &format!("[communication]\nlanguages = \"English\"\n{wales}"),
        expect![[r#"
            error[wrong-type] `languages` should be a list in square brackets, each text in quotes, found "…"
        "#]],
    );
}

#[test]
fn profession_is_checked_where_the_scheme_asks() {
    let by = |profession: &str, scheme: &str| {
        format!(
            "care_coordinator = \"mags\"\n\n[people.mags]\nname = \"Mags Holt\"\nphones = {{ mobile = \"07700 900333\" }}\n{profession}\n# in cpa.toml:\nscheme = \"{scheme}\"\n"
        )
    };
    let said = |example: &str| rules::said_by(example, "care-coordinator-not-eligible", TODAY);
    let is_silent = |example: &str| assert_eq!(said(example), SILENT, "{example}");
    for may in
        ["Social Worker", "Registered mental health nurse", "clinical psychologist", "doctor", "dietitian"]
    {
        is_silent(&by(&format!("profession = \"{may}\""), "ctp-wales"));
    }
    for may_not in ["student social worker", "Assistant psychologist", "peer support worker", "nurse"] {
        assert!(
            said(&by(&format!("profession = \"{may_not}\""), "ctp-wales"))
                .contains("care-coordinator-not-eligible")
        );
    }
    is_silent(&by("", "ctp-wales"));
    is_silent(&by("profession = \"peer support worker\"", "cpa"));
    is_silent(&by("profession = \"peer support worker\"", "key-worker"));
    expect![[r#"
        error[wrong-type] `profession` should be text in quotes, found a number
    "#]]
    .assert_eq(&said(&by("profession = 7", "ctp-wales")));
}

#[test]
fn a_name_that_stands_for_a_handle_is_not_repeated() {
    let second = "second_contact = \"Ida Blom\"\n\n[people.\"Ida Blom\"]\nname = \"Ida Blom\"\n";
    assert!(!said(second, TODAY).contains("Ida"), "{}", said(second, TODAY));
}

#[test]
fn unreadable_number_of_children_is_one_finding() {
    let who = "[person]\nname = \"Rhys Example\"\nborn = 1991-06-05\nwho_helps_me = { said = \"Nia\" }\n";
    says(
        &format!("{who}children_at_home = \"two\"\n"),
        expect![[r#"
            error[wrong-type] `children_at_home` should be a whole number, without quotes, found "…"
        "#]],
    );
    says(
        &format!("status = \"draft\"\n\n{who}"),
        expect![[r#"
        info[children-not-asked] nobody has asked whether children live with the person, or often stay
    "#]],
    );
}
