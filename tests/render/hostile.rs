//! Values that contain markup, scripts or invisible characters.

use crate::harness::cpa;
use crate::render::readers::assert_lacks;
use crate::render::{copy_of, html_of};

const HOSTILE: &str = r##"
aim = "</style><script>alert(1)</script> [x](javascript:alert(1)) **b** \u202Eevil\u001B[31m"
care_coordinator = "mallory"

[people.mallory]
name = "Mallory \"><b>\n# Heading\n- item"
role = "<!-- nurse -->"
phones = { "office\" onclick=\"x" = "javascript:alert(1)", mobile = "07700 900123" }
email = "x@y.z?subject=<i>"

[[needs]]
need = "# 1. A need\n\n---\n\n> quote"
goal = "1. Rest"
"##;

#[test]
fn hostile_values_stay_text_in_html() {
    let html = html_of(HOSTILE);
    assert_lacks(&html, &["<script", "<b>", "<!-- ", "href=\"javascript", "onclick=\"", "<i>"]);
    assert_lacks(&html, &["\u{202e}", "\u{1b}"]);
    assert_eq!(html.matches("</style>").count(), 1);
    assert!(html.contains("&lt;/style&gt;&lt;script&gt;alert(1)"));
    assert!(html.contains("<a href=\"tel:07700900123\">07700 900123</a>"));
    assert!(!html.contains("mailto:"), "only a plain address has a link");
}

#[test]
fn hostile_values_stay_text_in_markdown() {
    let copy = copy_of(HOSTILE);
    assert!(copy.contains("### Mallory \"\\>\\<b\\> \\# Heading - item\n"), "{copy}");
    assert!(copy.contains("\\[x\\](javascript:alert(1)) \\*\\*b\\*\\* evil\\[31m"), "{copy}");
    assert!(copy.contains("### \\# 1. A need --- \\> quote\n"), "{copy}");
    assert!(copy.contains("- My goal: 1\\. Rest\n"), "{copy}");
    assert_eq!(copy.lines().filter(|line| line.starts_with("# ")).count(), 1);
}

#[test]
fn right_to_left_name_is_isolated() {
    let plan = "care_coordinator = \"amina\"\n[people.amina]\nname = \"أمينة\"\nphones = { mobile = \"07700 900123\" }\n";
    let html = html_of(plan);
    assert!(html.contains("<p><bdi>أمينة</bdi> is your care coordinator.</p>"), "{html}");
    assert!(copy_of(plan).contains("\nأمينة is your care coordinator.\n"));
}

#[test]
fn line_breaks_are_kept() {
    let person = "[[copies]]\nto = \"person\"\nnot_given = \"One\\r\\n\\n\\nTwo\"\n";
    assert!(copy_of(person).contains("- Me: not given. Why: One\\\n  Two\n"), "{}", copy_of(person));
    assert!(html_of(person).contains("One<br>Two"));
}

const INVISIBLE: &str = r#"
care_coordinator = "blank"
aim = "\u200B"

[people.blank]
name = "\u2060\u200B"
relationship = "\uFEFF"
available = "\u00AD"
email = "\u200B"
phones = { office = "\u200B", mobile = "07700\u200B 900123" }

[about_me]
strengths = ["\u200B", "I\u00AD sing"]
please_do = ["\u00AD"]
important_to_me = "\u200D"

[[needs]]
need = "\U000E0041\u202E"
goal = "Rest"
  [[needs.actions]]
  what = "\uFEFF"
  when = "\u200B"
  who = "jo"

[health]
medicines = [{ medicine = "\u200B", dose = "5 mg" }]
"#;

#[test]
fn invisible_value_is_left_out() {
    let copy = copy_of(INVISIBLE);
    for line in copy.lines().map(str::trim) {
        assert!(!matches!(line, "-" | "#" | "##" | "###" | "." | ">") && !line.ends_with(": ."), "{copy}");
        assert!(!line.ends_with(':') || line.len() > 3, "{copy}");
    }
    assert!(copy.contains("### Somebody\n") && copy.contains("- Mobile: 07700 900123\n"), "{copy}");
    assert!(
        copy.contains("- I sing\n") && !copy.contains("Please do") && copy.contains("- A medicine\n"),
        "{copy}"
    );
    let html = html_of(INVISIBLE);
    assert!(html.contains("<a href=\"tel:07700900123\">"), "{html}");
    assert_lacks(&html, &["<h3></h3>", "<li></li>", "<p></p>", "<dd></dd>"]);
    assert_lacks(&html, &["\u{200b}", "\u{ad}", "\u{feff}", "\u{e0041}"]);
}

#[test]
fn colleague_with_invisible_name_is_called_by_work() {
    let people =
        "[ann]\nname = \"\u{200b}\"\nprofession = \"nurse\"\nphones = { office = \"01632 960101\" }\n";
    let plan = "id = \"P-1\"\ncare_coordinator = \"ann\"\n[person]\nname = \"Rhys Example\"\n";
    let output = cpa(["render", "P-1.toml"]).file("P-1.toml", plan).file("people.toml", people).run();
    assert!(output.out.contains("### The nurse\n"), "{}{}", output.out, output.err);
}
