//! Edits of TOML text.
//!
//! In these texts `→` is a tab, `↵` a `\r`, and `∎` the end of a text without a line break.

use cpa::edit::{Change, NewValue, TableRef, is_only_changed_by, splice};
use cpa::parse::DayOrTime;
use expect_test::{Expect, expect};
use proptest::prelude::*;

use crate::harness::{day, toml};

pub(crate) fn held() -> Change {
    Change::Set {
        table: TableRef::Item("reviews", 0),
        keys: vec![("held", NewValue::Day(day("2026-11-20")))],
    }
}

pub(crate) fn next() -> Change {
    Change::Set { table: TableRef::Top, keys: vec![("next_review_due", NewValue::Day(day("2027-05-20")))] }
}

pub(crate) fn push() -> Change {
    let booked = DayOrTime { day: day("2027-02-11"), time: chrono::NaiveTime::from_hms_opt(14, 0, 0) };
    Change::Push {
        list: "reviews",
        keys: vec![
            ("booked", NewValue::DayOrTime(booked)),
            ("invite", NewValue::List(vec!["person".to_owned(), "jo".to_owned()])),
        ],
    }
}

pub(crate) fn allow(reason: Option<&str>) -> Change {
    Change::Allow { key: "next_review_due", rule: "next-review-too-late", reason: reason.map(str::to_owned) }
}

/// Returns a text with its tabs, line endings and missing line break visible.
fn visible(text: &str) -> String {
    let text = text.replace('\t', "→").replace("\r\n", "↵\n");
    if text.ends_with('\n') { text } else { text + "∎\n" }
}

/// Splices each text, and compares the new texts. Lines of eight hyphens separate the texts.
#[track_caller]
pub(crate) fn check_splice(changes: &[Change], texts: &str, expected: Expect) {
    let texts = toml(texts);
    let new = texts.split("--------\n").map(|text| {
        let text = text.replace('→', "\t").replace("↵\n", "\r\n").replace("∎\n", "");
        visible(&splice(&text, changes).expect("the text can be changed"))
    });
    expected.assert_eq(&new.collect::<Vec<_>>().join("--------\n"));
}

#[test]
fn key_is_added_below_the_last_key_of_its_table() {
    check_splice(
        &[held()],
        r#"
            id = 1
            [[reviews]]
            booked = 2026-11-20 # at ten

            # of copies
            [[copies]]
            to = "jo"
            --------
            →[[ reviews ]] # the first↵
            →→booked = 2026-11-20↵
            ↵
            →# no↵
            →[[reviews.views]]↵
            →view = 1∎
            --------
            [[reviews]]
            # nothing yet
            [[reviews]]
            held = 2026-11-21
            --------
            [["reviews"]]
            'booked' = 2026-11-20
            summary = """
            [[reviews]]
            as said:
            held = 1
            """  # as said∎
            --------
            [[reviews]]
            invite = [ # who
              "jo",
            ]
            # held = 2026-11-20
            --------
            [[reviews]]∎
        "#,
        expect![[r#"
            id = 1
            [[reviews]]
            booked = 2026-11-20 # at ten
            held = 2026-11-20

            # of copies
            [[copies]]
            to = "jo"
            --------
            →[[ reviews ]] # the first↵
            →→booked = 2026-11-20↵
            →→held = 2026-11-20↵
            ↵
            →# no↵
            →[[reviews.views]]↵
            →view = 1∎
            --------
            [[reviews]]
            held = 2026-11-20
            # nothing yet
            [[reviews]]
            held = 2026-11-21
            --------
            [["reviews"]]
            'booked' = 2026-11-20
            summary = """
            [[reviews]]
            as said:
            held = 1
            """  # as said
            held = 2026-11-20∎
            --------
            [[reviews]]
            invite = [ # who
              "jo",
            ]
            held = 2026-11-20
            # held = 2026-11-20
            --------
            [[reviews]]
            held = 2026-11-20∎
        "#]],
    );
}

#[test]
fn key_is_added_to_an_inline_table() {
    check_splice(
        &[held()],
        r#"
            reviews = [{ booked = 2026-11-20 }]
            --------
            reviews = [{}, { held = 2026-01-01 }]∎
            --------
            reviews = [{ }]
            --------
            reviews = [{ # nothing yet
            }]
            --------
            reviews = [{ booked = 2026-11-20, a.b = "}", }] # one
            --------
            reviews = [
              {
                booked = 2026-11-20, # at ten
              },
            ]
            --------
            reviews = [↵
              { where = "a",↵
                booked = 2026-11-20 }]↵
            --------
            reviews = [{ booked = 2026-11-20 # at ten
             , }]
        "#,
        expect![[r#"
            reviews = [{ booked = 2026-11-20, held = 2026-11-20 }]
            --------
            reviews = [{ held = 2026-11-20 }, { held = 2026-01-01 }]∎
            --------
            reviews = [{ held = 2026-11-20 }]
            --------
            reviews = [{ held = 2026-11-20 # nothing yet
            }]
            --------
            reviews = [{ booked = 2026-11-20, a.b = "}", held = 2026-11-20, }] # one
            --------
            reviews = [
              {
                booked = 2026-11-20, # at ten
                held = 2026-11-20,
              },
            ]
            --------
            reviews = [↵
              { where = "a",↵
                booked = 2026-11-20,↵
                held = 2026-11-20 }]↵
            --------
            reviews = [{ booked = 2026-11-20 # at ten
             , held = 2026-11-20, }]
        "#]],
    );
}

#[test]
fn existing_key_is_changed_in_place() {
    check_splice(
        &[next()],
        r#"
            next_review_due = 2026-05-15             # the next review
            id = 1
            --------
              "next_review_due"=2026-05-15# x↵
            --------
            # first
            id = 1 # one
            # of the person
            [person]
            name = "A"
            --------
            id = """
            [a]
            """∎
            --------
            person.name = "A" # who↵
            ↵
            [[reviews]]↵
            --------
            # nothing
            [person]
        "#,
        expect![[r#"
            next_review_due = 2027-05-20             # the next review
            id = 1
            --------
              "next_review_due"=2027-05-20# x↵
            --------
            # first
            id = 1 # one
            next_review_due = 2027-05-20
            # of the person
            [person]
            name = "A"
            --------
            id = """
            [a]
            """
            next_review_due = 2027-05-20∎
            --------
            person.name = "A" # who↵
            next_review_due = 2027-05-20↵
            ↵
            [[reviews]]↵
            --------
            next_review_due = 2027-05-20
            # nothing
            [person]
        "#]],
    );
}

#[test]
fn several_keys_are_added_together() {
    let keys = vec![
        ("held", NewValue::Day(day("2026-11-20"))),
        ("booked", NewValue::Day(day("2026-11-19"))),
        ("outcome", NewValue::Text("end".to_owned())),
        ("where", NewValue::Text("b".to_owned())),
    ];
    check_splice(
        &[Change::Set { table: TableRef::Item("reviews", 0), keys }],
        r#"
            [[reviews]]
            booked = 2026-11-20 # at ten
            →where = "a, or b" # x
            [[reviews]]
            --------
            [[reviews]]↵
            ↵
            [person]∎
            --------
            reviews = [{ where = "a", booked = 2026-11-20, }]
            --------
            reviews = [{}]
            --------
            reviews = [{
              where = "a", # x
              booked = 2026-11-20 # y
            }]
        "#,
        expect![[r#"
            [[reviews]]
            booked = 2026-11-19 # at ten
            →where = "b" # x
            →held = 2026-11-20
            →outcome = "end"
            [[reviews]]
            --------
            [[reviews]]↵
            held = 2026-11-20↵
            booked = 2026-11-19↵
            outcome = "end"↵
            where = "b"↵
            ↵
            [person]∎
            --------
            reviews = [{ where = "b", booked = 2026-11-19, held = 2026-11-20, outcome = "end", }]
            --------
            reviews = [{ held = 2026-11-20, booked = 2026-11-19, outcome = "end", where = "b" }]
            --------
            reviews = [{
              where = "b", # x
              booked = 2026-11-19, # y
              held = 2026-11-20,
              outcome = "end"
            }]
        "#]],
    );
}

#[test]
fn broken_text_or_missing_table_is_refused() {
    for (text, change) in [
        ("id = ", next()),
        ("id = 1\nid = 2\n", next()),
        ("id = 1\n", held()),
        ("reviews = 1\n", held()),
        ("reviews = 1\n", push()),
        ("[reviews]\n", push()),
        ("reviews = [1]\n", held()),
        ("id = 1\n", allow(Some("x"))),
    ] {
        assert_eq!(splice(text, &[change]), None, "{text}");
    }
}

#[test]
fn unintended_change_is_detected() {
    let old = "id = 1 # one\n[[reviews]]\nheld = 2026-01-01\n";
    let changes = [next(), push(), allow(Some("x"))];
    let new = splice(old, &changes).expect("it can be spliced");
    assert!(is_only_changed_by(old, &new, &changes));
    assert!(!is_only_changed_by(old, &new, &changes[1..]));
    assert!(!is_only_changed_by(old, old, &changes));
    for (was, is) in [
        ("2027-05-20", "2027-05-21"),
        ("# one", "# two"),
        (" # one", ""),
        ("id = 1", "id = 2"),
        ("\"jo\"", "\"joe\""),
        (", \"jo\"", ""),
        ("14:00", "15:00"),
        ("held = 2026-01-01\n", ""),
        ("[[reviews]]", "[[review]]"),
        ("id = 1", "id = "),
        ("[[reviews]]\n", "[[reviews]]\n# more\n"),
    ] {
        assert!(new.contains(was), "{was}");
        assert!(!is_only_changed_by(old, &new.replacen(was, is, 1), &changes), "{was} {is}");
    }
}

proptest! {
    #[test]
    fn every_text_is_read_back_unchanged(text in any::<String>(), more in "[\\PC\"\\\\\t\n\u{202e}\u{e0041}\u{7f}#']*") {
        let change = Change::Push { list: "reviews", keys: vec![
            ("where", NewValue::Text(text.clone())),
            ("invite", NewValue::List(vec![more, text])),
        ] };
        let new = splice("id = 1\n", std::slice::from_ref(&change));
        let new = new.expect("it is read back");
        prop_assert_eq!(new.lines().count(), 5);
        prop_assert!(!new.chars().any(|c| c != '\n' && cpa::escape::is_harmful(c)));
    }
}
