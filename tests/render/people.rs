//! The people of a copy: their numbers, what they are called, what is said of them.

use crate::render::{copy_of, html_of};

/// Where the number of somebody leads who has this one.
fn leads_to(kind: &str, number: &str) -> Option<String> {
    let html = html_of(&format!(
        "care_coordinator = \"cc\"\n[people.cc]\nname = \"Al\"\nphones = {{ {kind} = \"{number}\" }}\n"
    ));
    assert!(html.contains(number), "{number} is printed as typed");
    let mut links = html.split("<a href=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0));
    links.find(|link| link.starts_with("tel:") || link.starts_with("sms:")).map(str::to_owned)
}

#[test]
fn a_number_that_is_tapped_dials_itself() {
    for (number, dials) in [
        ("+44 (0)1632 960123", "tel:+441632960123"),
        ("+44(0) 1632-960123", "tel:+441632960123"),
        ("+44 7700 900142", "tel:+447700900142"),
        ("+353 1 496 0123", "tel:+35314960123"),
        ("(01632) 960123", "tel:01632960123"),
        ("0800 1111", "tel:08001111"),
        ("116 123", "tel:116123"),
        ("111", "tel:111"),
        ("9 9 9", "tel:999"),
    ] {
        assert_eq!(leads_to("office", number).as_deref(), Some(dials), "{number}");
    }
    assert_eq!(leads_to("text", "85258").as_deref(), Some("sms:85258"));
}

#[test]
fn what_may_not_be_one_number_leads_nowhere() {
    for number in [
        "01632 960123 (4)",
        "07700 900142 07700 900143",
        "01632 960123 ext 4",
        "01632 (960123)",
        "+44 01632 960123",
        "+44 (0)1632 960123 45",
        "+49 (0)30 960123",
        "999 111",
        "111 0800 1111",
        "1632 960",
        "(01632 960123",
        "01632.960123",
        "01632+960123",
        "85258",
    ] {
        assert_eq!(leads_to("office", number), None, "{number}");
    }
}

const LINE: &str = r#"
[crisis]
who_to_contact = ["line"]
[people.line]
name = "Crisis line"
"#;

#[test]
fn only_who_has_no_number_but_those_for_emergencies_is_for_emergencies() {
    for (phones, when) in [
        ("{ day = \"01632 960111\", emergency = \"999\" }", "Phone in a crisis."),
        ("{ emergency = \"9 9 9\" }", "Phone in an emergency."),
        ("{ a = \"999\", b = \"112\" }", "Phone in an emergency."),
        ("{ a = \"01632 960999\" }", "Phone in a crisis."),
    ] {
        let copy = copy_of(&format!("{LINE}phones = {phones}\n"));
        assert!(copy.contains(&format!("### Crisis line\n\n{when}\n")), "{copy}");
    }
}

#[test]
fn a_page_that_begins_in_a_crisis_says_that_nobody_is_there_by_day() {
    let says = "Nobody is written down here yet for the daytime.";
    let copy = copy_of(LINE);
    let (before, after) = copy.split_once(says).expect("it is said");
    assert!(before.contains("## Who to contact\n") && after.contains("### Crisis line"), "{copy}");
    assert!(html_of(LINE).contains(says));
    for somebody in ["care_coordinator", "second_contact", "gp"] {
        assert!(!copy_of(&format!("{somebody} = \"jo\"\n{LINE}")).contains(says), "{somebody}");
    }
    assert!(copy_of(&format!("gp = \"none\"\n{LINE}")).contains(says));
}

#[test]
fn nobody_is_said_to_be_what_they_are_called() {
    let said = |someone: &str| {
        copy_of(&format!("care_coordinator = \"jo\"\nsecond_contact = \"x\"\n[people.x]\n{someone}\n"))
    };
    let copy = said("relationship = \"brother\"");
    assert!(copy.contains("### My brother\n") && !copy.contains("is your brother"), "{copy}");
    let copy = said("relationship = \"my mother\"\nname = \"Ann Lee\"");
    assert!(copy.contains("Ann Lee is your mother.") && !copy.contains("my mother"), "{copy}");
    let copy = said("relationship = \"Our mum\"");
    assert!(copy.contains("### My mum\n") && !copy.contains("um is your"), "{copy}");
    let copy = said("role = \"duty worker\"");
    assert!(copy.contains("### The duty worker\n") && !copy.contains("is a duty worker"), "{copy}");
    let copy = said("role = \"the duty worker\"\norganisation = \"Northside\"");
    assert!(copy.contains("### The duty worker\n") && copy.contains("Part of Northside."), "{copy}");
    let copy = said("profession = \"nurse\"\nrole = \"depot nurse\"");
    assert!(copy.contains("The depot nurse is a nurse."), "{copy}");
}
