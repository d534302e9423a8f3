//! Changes of a text by pieces.

use cpa::edit::{Change, NewValue, TableRef, is_only_changed_by, splice};
use cpa::parse::DayOrTime;
use expect_test::{Expect, expect};
use proptest::prelude::*;

use crate::harness::day;

fn held() -> Change {
    Change::Set {
        table: TableRef::Item("reviews", 0),
        keys: vec![("held", NewValue::Day(day("2026-11-20")))],
    }
}

fn next() -> Change {
    Change::Set { table: TableRef::Top, keys: vec![("next_review_due", NewValue::Day(day("2027-05-20")))] }
}

fn push() -> Change {
    let booked = DayOrTime { day: day("2027-02-11"), time: chrono::NaiveTime::from_hms_opt(14, 0, 0) };
    Change::Push {
        list: "reviews",
        keys: vec![
            ("booked", NewValue::DayOrTime(booked)),
            ("invite", NewValue::List(vec!["person".to_owned(), "jo".to_owned()])),
        ],
    }
}

fn allow(reason: Option<&str>) -> Change {
    Change::Allow { key: "next_review_due", rule: "next-review-too-late", reason: reason.map(str::to_owned) }
}

/// A text with its line ends, tabs and last line visible.
fn visible(text: &str) -> String {
    let text = text.replace('\t', "→").replace("\r\n", "↵\n");
    if text.ends_with('\n') { text } else { text + "∎\n" }
}

/// What becomes of each text, one below the other.
#[track_caller]
fn become_so(changes: &[Change], texts: &[&str], expected: Expect) {
    let new = texts.iter().map(|text| visible(&splice(text, changes).expect("it can be spliced")));
    expected.assert_eq(&new.collect::<Vec<_>>().join("--------\n"));
}

#[test]
fn a_key_goes_below_the_last_key_of_its_table_written_as_that_is() {
    become_so(
        &[held()],
        &[
            "id = 1\n[[reviews]]\nbooked = 2026-11-20 # at ten\n\n# of copies\n[[copies]]\nto = \"jo\"\n",
            "\t[[ reviews ]] # the first\r\n\t\tbooked = 2026-11-20\r\n\r\n\t# no\r\n\t[[reviews.views]]\r\n\tview = 1",
            "[[reviews]]\n# nothing yet\n[[reviews]]\nheld = 2026-11-21\n",
            "[[\"reviews\"]]\n'booked' = 2026-11-20\nsummary = \"\"\"\n[[reviews]]\nas said:\nheld = 1\n\"\"\"  # as said",
            "[[reviews]]\ninvite = [ # who\n  \"jo\",\n]\n# held = 2026-11-20\n",
            "[[reviews]]",
        ],
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
fn a_key_goes_into_a_table_in_braces() {
    become_so(
        &[held()],
        &[
            "reviews = [{ booked = 2026-11-20 }]\n",
            "reviews = [{}, { held = 2026-01-01 }]",
            "reviews = [{ }]\n",
            "reviews = [{ # nothing yet\n}]\n",
            "reviews = [{ booked = 2026-11-20, a.b = \"}\", }] # one\n",
            "reviews = [\n  {\n    booked = 2026-11-20, # at ten\n  },\n]\n",
            "reviews = [\r\n  { where = \"a\",\r\n    booked = 2026-11-20 }]\r\n",
            "reviews = [{ booked = 2026-11-20 # at ten\n , }]\n",
        ],
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
fn a_key_that_is_there_gets_its_value_in_place() {
    become_so(
        &[next()],
        &[
            "next_review_due = 2026-05-15             # the next review\nid = 1\n",
            "  \"next_review_due\"=2026-05-15# x\r\n",
            "# first\nid = 1 # one\n# of the person\n[person]\nname = \"A\"\n",
            "id = \"\"\"\n[a]\n\"\"\"",
            "person.name = \"A\" # who\r\n\r\n[[reviews]]\r\n",
            "# nothing\n[person]\n",
        ],
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
fn several_keys_go_where_one_would() {
    let keys = vec![
        ("held", NewValue::Day(day("2026-11-20"))),
        ("booked", NewValue::Day(day("2026-11-19"))),
        ("outcome", NewValue::Text("end".to_owned())),
        ("where", NewValue::Text("b".to_owned())),
    ];
    become_so(
        &[Change::Set { table: TableRef::Item("reviews", 0), keys }],
        &[
            "[[reviews]]\nbooked = 2026-11-20 # at ten\n\twhere = \"a, or b\" # x\n[[reviews]]\n",
            "[[reviews]]\r\n\r\n[person]",
            "reviews = [{ where = \"a\", booked = 2026-11-20, }]\n",
            "reviews = [{}]\n",
            "reviews = [{\n  where = \"a\", # x\n  booked = 2026-11-20 # y\n}]\n",
        ],
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
fn a_table_goes_behind_the_last_of_its_list_and_what_belongs_to_that() {
    become_so(
        &[push()],
        &[
            "[[reviews]]\nheld = 2026-01-01\n\n# of copies\n[[copies]]\nto = \"jo\"\n",
            "[[reviews]]\nheld = 2026-01-01\n# of copies\n[[copies]]\nto = \"jo\"\n",
            "[[reviews]]\nheld = 2026-01-01\n# it was long\n# and hot\n\n[[copies]]\nto = \"jo\"\n",
            "[[reviews]]\nheld = 2026-01-01\n# it was long\n\n# the end\n",
            "[[reviews]]\nheld = 2026-01-01\n[[copies]]\nto = \"jo\"\n",
            "[[reviews]]\nheld = 2026-01-01",
            "[[reviews]]\nheld = 2026-01-01 # x\n# it was long",
            "\t[[ reviews ]]\r\n\t\theld = 2026-01-01\r\n\r\n\t\t[[reviews.views]]\r\n\t\tview = \"\"\"\r\n[[reviews]]\"\"\"\r\n\r\n\r\n",
            "[[reviews]]\n[[reviews]] # nothing\n",
            "[[reviews]]\nheld = 2026-01-01\n[[copies]]\nto = \"jo\"\n[[reviews.views]]\nview = 1\n[[needs]]\n",
        ],
        expect![[r#"
            [[reviews]]
            held = 2026-01-01

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]

            # of copies
            [[copies]]
            to = "jo"
            --------
            [[reviews]]
            held = 2026-01-01

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]

            # of copies
            [[copies]]
            to = "jo"
            --------
            [[reviews]]
            held = 2026-01-01
            # it was long
            # and hot

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]

            [[copies]]
            to = "jo"
            --------
            [[reviews]]
            held = 2026-01-01
            # it was long

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]

            # the end
            --------
            [[reviews]]
            held = 2026-01-01

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]

            [[copies]]
            to = "jo"
            --------
            [[reviews]]
            held = 2026-01-01

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]∎
            --------
            [[reviews]]
            held = 2026-01-01 # x
            # it was long

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]∎
            --------
            →[[ reviews ]]↵
            →→held = 2026-01-01↵
            ↵
            →→[[reviews.views]]↵
            →→view = """↵
            [[reviews]]"""↵
            ↵
            →[[reviews]]↵
            →→booked = 2027-02-11 14:00:00↵
            →→invite = ["person", "jo"]↵
            ↵
            ↵
            --------
            [[reviews]]
            [[reviews]] # nothing

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]
            --------
            [[reviews]]
            held = 2026-01-01
            [[copies]]
            to = "jo"
            [[reviews.views]]
            view = 1

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]

            [[needs]]
        "#]],
    );
}

#[test]
fn the_first_table_of_a_list_goes_behind_everything() {
    become_so(
        &[push()],
        &["id = 1", "id = 1\r\n\r\n# the end of CPA:\r\n# [ended]\r\n\r\n", "", "\n\n", "# a\n"],
        expect![[r#"
            id = 1

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]∎
            --------
            id = 1↵
            ↵
            # the end of CPA:↵
            # [ended]↵
            ↵
            [[reviews]]↵
            booked = 2027-02-11 14:00:00↵
            invite = ["person", "jo"]↵
            ↵
            --------
            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]
            --------


            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]
            --------
            # a

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]
        "#]],
    );
}

#[test]
fn a_table_goes_into_a_list_in_brackets() {
    become_so(
        &[push()],
        &[
            "reviews = []\n",
            "reviews = [ ] # none\n",
            "reviews = [ # none yet\n]\n",
            "reviews = [# none yet\n]\n",
            "reviews = [{ held = 2026-01-01 }] # one\n",
            "reviews = [{ held = 2026-01-01 }, ]\n",
            "reviews = [{ held = 2026-01-01 }, # first\n]\n",
            "reviews = [\r\n\t{ held = 2026-01-01 }, # first\r\n\t{ held = 2026-02-01 } # second\r\n\t# no more\r\n]\r\n",
            "reviews = [\n  { held = 2026-01-01 },\n  { held = 2026-02-01 }, # second\n]",
            "reviews = [\n  { held = 2026-01-01 }]\n",
            "reviews = [\n  { held = 2026-01-01 }\n  # [,]\n  ,\n]\n",
        ],
        expect![[r#"
            reviews = [{ booked = 2027-02-11 14:00:00, invite = ["person", "jo"] }]
            --------
            reviews = [{ booked = 2027-02-11 14:00:00, invite = ["person", "jo"] }] # none
            --------
            reviews = [{ booked = 2027-02-11 14:00:00, invite = ["person", "jo"] } # none yet
            ]
            --------
            reviews = [{ booked = 2027-02-11 14:00:00, invite = ["person", "jo"] } # none yet
            ]
            --------
            reviews = [{ held = 2026-01-01 }, { booked = 2027-02-11 14:00:00, invite = ["person", "jo"] }] # one
            --------
            reviews = [{ held = 2026-01-01 }, { booked = 2027-02-11 14:00:00, invite = ["person", "jo"] }, ]
            --------
            reviews = [{ held = 2026-01-01 }, { booked = 2027-02-11 14:00:00, invite = ["person", "jo"] }, # first
            ]
            --------
            reviews = [↵
            →{ held = 2026-01-01 }, # first↵
            →{ held = 2026-02-01 }, # second↵
            →{ booked = 2027-02-11 14:00:00, invite = ["person", "jo"] }↵
            →# no more↵
            ]↵
            --------
            reviews = [
              { held = 2026-01-01 },
              { held = 2026-02-01 }, # second
              { booked = 2027-02-11 14:00:00, invite = ["person", "jo"] },
            ]∎
            --------
            reviews = [
              { held = 2026-01-01 },
              { booked = 2027-02-11 14:00:00, invite = ["person", "jo"] }]
            --------
            reviews = [
              { held = 2026-01-01 }
              # [,]
              ,
              { booked = 2027-02-11 14:00:00, invite = ["person", "jo"] },
            ]
        "#]],
    );
}

#[test]
fn a_finding_is_allowed_once_and_no_longer_than_it_is_there() {
    let old = "  # cpa: allow next-review-too-late because he was abroad\n";
    let texts = [
        "id = 1\n\t\"next_review_due\" = 2026-05-15 # x\n[person]\n".to_owned(),
        format!("id = 1\n{old}next_review_due = 2026-05-15\n[person]\n"),
        format!("{old}# cpa: allow review-overdue because y\n\n# agreed\nnext_review_due = 2026-05-15\n"),
        "next_review_due = 2026-05-15   # cpa:allow Next_Review_Too_Late, because z\r\nid = 1\r\n".to_owned(),
        format!("{old}next_review_due = 2026-05-15 #cpa: allow next-review-too-late\nid = 1"),
        format!("{old}id = 1\nnext_review_due = 2026-05-15"),
        "# cpa: allow next-review-too-late, review-overdue because x\nnext_review_due = 2026-05-15\n"
            .to_owned(),
    ];
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    become_so(
        &[allow(Some("she asked for it"))],
        &texts,
        expect![[r#"
        id = 1
        →# cpa: allow next-review-too-late because she asked for it
        →"next_review_due" = 2026-05-15 # x
        [person]
        --------
        id = 1
          # cpa: allow next-review-too-late because she asked for it
        next_review_due = 2026-05-15
        [person]
        --------
          # cpa: allow next-review-too-late because he was abroad
        # cpa: allow review-overdue because y

        # agreed
        # cpa: allow next-review-too-late because she asked for it
        next_review_due = 2026-05-15
        --------
        next_review_due = 2026-05-15   # cpa: allow next-review-too-late because she asked for it↵
        id = 1↵
        --------
          # cpa: allow next-review-too-late because she asked for it
        next_review_due = 2026-05-15
        id = 1∎
        --------
          # cpa: allow next-review-too-late because he was abroad
        id = 1
        # cpa: allow next-review-too-late because she asked for it
        next_review_due = 2026-05-15∎
        --------
        # cpa: allow next-review-too-late, review-overdue because x
        # cpa: allow next-review-too-late because she asked for it
        next_review_due = 2026-05-15
    "#]],
    );
    become_so(
        &[allow(None)],
        &texts,
        expect![[r#"
        id = 1
        →"next_review_due" = 2026-05-15 # x
        [person]
        --------
        id = 1
        next_review_due = 2026-05-15
        [person]
        --------
          # cpa: allow next-review-too-late because he was abroad
        # cpa: allow review-overdue because y

        # agreed
        next_review_due = 2026-05-15
        --------
        next_review_due = 2026-05-15↵
        id = 1↵
        --------
        next_review_due = 2026-05-15
        id = 1∎
        --------
          # cpa: allow next-review-too-late because he was abroad
        id = 1
        next_review_due = 2026-05-15∎
        --------
        # cpa: allow next-review-too-late, review-overdue because x
        next_review_due = 2026-05-15
    "#]],
    );
}

#[test]
fn a_text_that_is_none_or_has_no_such_table_is_left() {
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
fn a_text_that_says_something_else_is_seen() {
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
    fn every_text_is_read_back_as_it_was(text in any::<String>(), more in "[\\PC\"\\\\\t\n\u{202e}\u{e0041}\u{7f}#']*") {
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
