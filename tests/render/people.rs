//! The people in a copy: their numbers, their names, what is said about them.

use crate::render::readers::{assert_contains, assert_lacks};
use crate::render::{copy_of, html_of};

/// Returns the link of a phone number in a copy.
fn leads_to(kind: &str, number: &str) -> Option<String> {
    let html = html_of(&format!(
        "care_coordinator = \"cc\"\n[people.cc]\nname = \"Al\"\nphones = {{ {kind} = \"{number}\" }}\n"
    ));
    assert!(html.contains(number), "{number} is printed as typed");
    let mut links = html.split("<a href=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0));
    links.find(|link| link.starts_with("tel:") || link.starts_with("sms:")).map(str::to_owned)
}

#[test]
fn link_dials_the_number_as_typed() {
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
fn doubtful_number_has_no_link() {
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
fn contact_with_only_999_is_for_emergencies() {
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
fn missing_daytime_contact_is_said_first() {
    let says = "Nobody is written down here yet for the daytime.";
    let copy = copy_of(LINE);
    let (before, after) = copy.split_once(says).expect("the note");
    assert!(before.contains("## Who to contact\n") && after.contains("### Crisis line"), "{copy}");
    assert!(html_of(LINE).contains(says));
    for key in ["care_coordinator", "second_contact", "gp"] {
        assert!(!copy_of(&format!("{key} = \"jo\"\n{LINE}")).contains(says), "{key}");
    }
    assert!(copy_of(&format!("gp = \"none\"\n{LINE}")).contains(says));
}

#[test]
fn relationship_in_a_name_is_not_repeated() {
    let copy = |someone: &str| {
        copy_of(&format!("care_coordinator = \"jo\"\nsecond_contact = \"x\"\n[people.x]\n{someone}\n"))
    };
    for (someone, expected, unexpected) in [
        ("relationship = \"brother\"", "### My brother\n", "is your brother"),
        ("relationship = \"my mother\"\nname = \"Ann Lee\"", "Ann Lee is your mother.", "my mother"),
        ("relationship = \"Our mum\"", "### My mum\n", "um is your"),
        ("role = \"duty worker\"", "### The duty worker\n", "is a duty worker"),
    ] {
        assert_contains(&copy(someone), &[expected]);
        assert_lacks(&copy(someone), &[unexpected]);
    }
    let northside = copy("role = \"the duty worker\"\norganisation = \"Northside\"");
    assert_contains(&northside, &["### The duty worker\n", "Part of Northside."]);
    assert_contains(
        &copy("profession = \"nurse\"\nrole = \"depot nurse\""),
        &["The depot nurse is a nurse."],
    );
}
