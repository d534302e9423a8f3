//! The pictures of a copy.

use crate::harness::{checkout, cpa};
use crate::render::{copy_of, html_of, samples};

/// Returns the SVG drawings in an HTML copy.
fn drawings(html: &str) -> Vec<&str> {
    let parts = html.split("<svg ").skip(1);
    parts.map(|part| part.split_once("</svg>").expect("its end").0).collect()
}

/// Returns the lines of text in a drawing.
fn texts(drawing: &str) -> Vec<&str> {
    let parts = drawing.split("<text ").skip(1);
    parts
        .map(|part| part.split_once('>').and_then(|(_, text)| text.split_once('<')).expect("a text").0)
        .collect()
}

fn example() -> String {
    let path = checkout("plans/northside/NS-0042.toml").display().to_string();
    cpa(["render", &path, "--format", "html", "--as-at", "2026-11-22"]).run().out
}

#[test]
fn example_draws_its_people_and_dates() {
    let html = example();
    let drawings = drawings(&html);
    assert_eq!(drawings.len(), 4, "two pictures, each for a phone and for a wide page");
    let days = texts(drawings[1]);
    for text in
        ["Today, 22 November 2026", "3 February 2027 at 2pm", "By 31 July 2027", "My goal: Keep my flat"]
    {
        assert!(days.contains(&text), "{text}: {days:?}");
    }
    let people = texts(drawings[3]).join(" ");
    for text in
        ["Me", "Sam Yusuf brother", "Halima Warsame aunt", "Jo Smith care coordinator", "Dr Nisha Patel GP"]
    {
        assert!(people.contains(text), "{text}: {people}");
    }
    assert_eq!(drawings[3].matches("class=\"double\"").count(), 1, "the care coordinator's second frame");
    assert!(html.contains(
        "In the inner ring, my family and friends: Sam Yusuf (brother) and Halima Warsame (aunt)."
    ));
}

#[test]
fn drawings_contain_only_svg() {
    for (folder, name, _) in samples() {
        let path = checkout(&format!("plans/{folder}/{name}.toml")).display().to_string();
        let html = cpa(["render", &path, "--format", "html"]).run().out;
        for drawing in drawings(&html) {
            assert!(!drawing.contains("<br") && !drawing.contains("<bdi"), "{name}");
            assert!(drawing.contains("<title id=") && drawing.contains("<desc id="), "{name}");
        }
    }
}

const HOSTILE: &str = r#"
care_coordinator = "x"
[people.x]
name = "</text></svg><script>"
role = "a\nb"
[people.amina]
name = "أمينة"
relationship = "أخت"
"#;

#[test]
fn drawing_escapes_names_and_marks_arabic() {
    let html = html_of(HOSTILE);
    assert!(!html.contains("<script") && html.matches("</svg>").count() == 2, "{html}");
    assert!(html.contains("class=\"bold\" direction=\"rtl\">أمينة</text>"), "{html}");
}

#[test]
fn markdown_copy_has_no_pictures() {
    let copy = copy_of("care_coordinator = \"jo\"\n");
    assert!(!copy.contains("svg") && !copy.contains("The people round me"), "{copy}");
    let sections: Vec<&str> = copy.split("\n## ").collect();
    assert!(sections.iter().all(|section| section.lines().count() > 2), "{copy}");
}
