//! Templates of a service: what they change, what they cannot do, and how problems are reported.

use cpa::cli::Exit;

use crate::harness::{Command, Output, checkout, cpa};

const PLAN: &str = r#"
id = "P-1"
[person]
name = "Rhys *Example* <b>"
nhs_number = "999 000 0018"

[[needs]]
need = "QUARTZ"
"#;
const MD: &str = "care-plan.md.jinja";
const HTML: &str = "care-plan.html.jinja";

/// Runs `cpa render` with these templates beside the plan.
fn render(format: &'static str, templates: &[(&str, &str)]) -> Output {
    with_templates(cpa(["render", "P-1.toml", "--format", format]), templates).run()
}

fn with_templates(command: Command, templates: &[(&str, &str)]) -> Command {
    let command = command.file("cpa.toml", "").file("P-1.toml", PLAN);
    templates.iter().fold(command, |command, (name, text)| command.file(&format!("templates/{name}"), text))
}

/// Returns the error for templates that prevent a copy. Checks that it shows no value of the plan.
#[track_caller]
fn error(format: &'static str, templates: &[(&str, &str)]) -> String {
    let output = render(format, templates);
    assert_eq!((output.exit, output.out.as_str()), (Exit::Failed, ""), "{}", output.err);
    for value in ["Rhys", "999 000 0018", "QUARTZ"] {
        assert!(!output.err.contains(value), "{}", output.err);
    }
    output.err
}

/// Checks that the error for the template `name` with each text contains the message.
#[track_caller]
fn assert_errors<'t>(name: &str, cases: impl IntoIterator<Item = (&'t str, &'t str)>) {
    let format = if name.contains(".html") { "html" } else { "md" };
    for (text, message) in cases {
        let error = error(format, &[(name, text), ("a.txt", "{{ title }}")]);
        assert!(error.contains(message), "{text}: {error}");
    }
}

#[test]
fn template_replaces_the_built_in_one() {
    let output = render("md", &[(MD, "For {{ copy_for }}\n")]);
    assert_eq!(output.out, "For Plan P-1. Copy for Rhys \\*Example\\* \\<b\\>, as at 22 November 2026.\n");
    assert_eq!((output.err.as_str(), output.exit), ("", Exit::Clean));
}

#[test]
fn single_block_can_be_replaced() {
    let built_in = render("html", &[]).out;
    let logo = r#"{% extends "built-in/care-plan.html.jinja" %}
{% block logo %}
<p>Northside</p>
{% endblock %}
{% block foot %}{{ super() }}<p>{{ title|upper }}</p>
{% endblock %}"#;
    assert_eq!(
        render("html", &[(HTML, logo)]).out,
        built_in
            .replace("<header>\n", "<header>\n<p>Northside</p>\n")
            .replace("</main>\n", "</main>\n<p>MY CARE PLAN: RHYS *EXAMPLE* &lt;B&gt;</p>\n")
    );
}

#[test]
fn shared_page_can_be_changed_and_include_parts() {
    let page =
        r#"{% extends "built-in/page.md.jinja" %}{% block foot %}{% include "address.md" %}{% endblock %}"#;
    let templates = [("page.md.jinja", page), ("address.md", "Northside\n"), ("README.txt", "Ours.")];
    let copy = render("md", &templates).out;
    assert!(copy.ends_with("\n\nNorthside\n"), "{copy}");
}

#[test]
fn templates_option_names_the_folder() {
    let run = |folder| {
        cpa(["render", "P-1.toml", "--templates", folder])
            .file("P-1.toml", PLAN)
            .file("our own/care-plan.md.jinja", "{{ heading }}")
            .run()
    };
    assert_eq!(run("our own").out, "My care plan\n");
    let missing = run("ours");
    assert!(missing.err.starts_with("error: cannot open `ours`: "), "{}", missing.err);
    assert_eq!((missing.exit, missing.out.as_str()), (Exit::Failed, ""));
    assert_eq!(run("P-1.toml").err, "error: `P-1.toml` is a file: name the folder of the templates\n");
}

#[test]
fn nearest_templates_folder_is_used() {
    let both = || {
        cpa(["render", "a/P-1.toml"])
            .file("cpa.toml", "")
            .file("a/cpa.toml", "")
            .file("a/P-1.toml", PLAN)
            .file("templates/care-plan.md.jinja", "upper")
    };
    assert_eq!(both().run().out, "upper\n");
    assert_eq!(both().file("a/templates/care-plan.md.jinja", "nearer").run().out, "nearer\n");
}

#[test]
fn misspelt_name_is_reported_with_its_line() {
    assert_eq!(
        error("md", &[(MD, "{{ title }}\n{{ headnig }}")]),
        "error: templates/care-plan.md.jinja:2: `headnig` is no name here: did you mean `heading`? There is \
         document, lang, title, heading, draft, large, copy_for, banner, first, sections, footer\n"
    );
    assert_errors(
        MD,
        [
            (
                "\n\n{% for part in sections %}{{ part.headnig }}{% endfor %}",
                "templates/care-plan.md.jinja:3: `headnig` is no name here: did you mean `heading`?",
            ),
            (
                "{% for section in sections %}{{ section.titel }}{% endfor %}",
                "`titel` is no name here: there is id, heading, blocks, layout\n",
            ),
            ("{% if sectoins %}{% endif %}", ":1: `sectoins` is no name here: did you mean `sections`?"),
            (
                "{% for section in sectoins %}{% endfor %}",
                ":1: `sectoins` is no name here: did you mean `sections`?",
            ),
        ],
    );
}

#[test]
fn misspelt_tag_is_reported_before_any_copy() {
    for (text, message) in [
        (
            "{% block headnig %}x{% endblock %}",
            "2: `headnig` is no block of `built-in/care-plan.md.jinja`: did you mean `heading`? There is ",
        ),
        (
            "{% block heading %}{{ title|uper }}{% endblock %}",
            "2: `uper` is no filter of these templates: did you mean `upper`?",
        ),
        (
            r#"{% block heading %}{% incldue "x" %}{% endblock %}"#,
            "2: `incldue` is no statement of these templates: did you mean `include`?",
        ),
        (
            r#"{% block heading %}{% include "parts/block.md.jinja" %}{% endblock %}"#,
            "2: no template is called `parts/block.md.jinja`: did you mean `parts/blocks.md.jinja`?",
        ),
        ("{% block heading %}{% if %}{% endif %}{% endblock %}", "2: this cannot be read: "),
        ("This would be lost.", "2: this stands outside every block, and so in no copy"),
    ] {
        let text = format!("{{% extends \"built-in/care-plan.md.jinja\" %}}\n{text}");
        let error = error("html", &[(MD, &text)]);
        assert!(error.starts_with(&format!("error: templates/care-plan.md.jinja:{message}")), "{error}");
    }
    assert_errors(
        MD,
        [(
            r#"{% extends "care-plan.md.jinja" %}"#,
            r#"it extends itself: write `{% extends "built-in/care-plan.md.jinja" %}`"#,
        )],
    );
}

#[test]
fn unknown_template_file_is_reported() {
    assert_eq!(
        error("md", &[("care-plna.html.jinja", "x")]),
        "error: templates/care-plna.html.jinja: `care-plna.html.jinja` is the name of no template, and no template \
         here includes it: did you mean `care-plan.html.jinja`?\n"
    );
    assert_errors("welcome-letter.jinja", [("x", "is the name of no template")]);
    assert_errors("welcome-letter.jinja", [("x", "`cpa templates list`")]);
}

#[test]
fn optional_value_needs_a_condition() {
    let loops = "{% for section in sections %}{% for block in section.blocks %}{% for card in block.contacts %}\n\
                 {{ card.name }}{{ block.contacts[0].hours }}{% endfor %}{% endfor %}{% endfor %}";
    assert_errors(
        MD,
        [
            (loops, ":1: `block.contacts` is not always there: ask first, as in `{% if block %}`"),
            ("{{ sections }}", ":1: this is a list, or has names of its own, and cannot be written as it is"),
        ],
    );
}

#[test]
fn work_and_size_of_a_copy_are_limited() {
    let deep = |text: &str| {
        let (open, close) = ("{% for a in sections %}".repeat(14), "{% endfor %}".repeat(14));
        format!("{open}{text}{close}")
    };
    let needs = "[[needs]]\nneed = \"N\"\n".repeat(12);
    let run = |text: &str| {
        let command = with_templates(cpa(["render", "P-1.toml"]), &[(MD, text)]);
        command.file("P-1.toml", format!("{PLAN}{needs}")).run()
    };
    let endless = run(&deep("{% if a.id == 'x' %}{% endif %}"));
    assert_eq!(endless.err, "error: templates/care-plan.md.jinja:1: the template does not come to an end\n");
    let large = run(&deep(&"long ".repeat(5000)));
    assert_eq!((large.exit, large.out.as_str()), (Exit::Failed, ""));
    let message = ": the template writes more than 8 MB, which no copy needs\n";
    assert!(large.err.ends_with(message), "{}", large.err);
}

#[test]
fn endless_inclusion_is_reported() {
    let include = r#"{% include "a" %}"#;
    assert_eq!(
        error("md", &[(MD, include), ("a", include)]),
        "error: templates/a:1: templates include one another without end\n"
    );
    let extends = [(MD, r#"{% extends "a" %}"#), ("a", r#"{% extends "care-plan.md.jinja" %}"#)];
    let error = error("md", &extends);
    assert!(error.ends_with("templates extend one another without end\n"), "{error}");
}

#[test]
fn templates_cannot_turn_off_escaping() {
    assert_errors(
        HTML,
        [
            ("{{ title|safe }}", "`safe` is no filter"),
            ("{% autoescape false %}{{ title }}{% endautoescape %}", "`autoescape` is no statement"),
            ("{% set x %}{{ title }}{% endset %}", "a value is named by"),
            ("{% raw %}", "`raw` is no statement"),
        ],
    );
    // A part is escaped for the format of the copy, whatever its name.
    for name in ["part.txt", "part.md", "part.html", "part"] {
        let page = format!("{{% include \"{name}\" %}}");
        let html = render("html", &[(HTML, page.as_str()), (name, "{{ title|lower }}")]).out;
        assert_eq!(html, "my care plan: rhys *example* &lt;b&gt;\n");
        let md = render("md", &[(MD, page.as_str()), (name, "{{ title|trim }}")]).out;
        assert_eq!(md, "My care plan: Rhys \\*Example\\* \\<b\\>\n");
    }
    let css = [(HTML, r#"{% include "a.css.jinja" %}"#), ("a.css.jinja", r#""{{ title }}""#)];
    let copy = render("html", &css).out;
    let escaped = r#"Rhys\000020 \00002a Example\00002a \000020 \00003c b\00003e ""#;
    assert!(copy.ends_with(&format!("{escaped}\n")), "{copy}");
}

#[test]
fn values_are_only_allowed_where_escaping_is_safe() {
    let tag = "in a tag a value stands between quotes, behind the name of an attribute";
    let style = "a value in a style sheet stands in a file whose name ends in `.css.jinja`";
    assert_errors(
        HTML,
        [
            ("<p class={{ title }}>", tag),
            ("<p\n{{ title }}>", tag),
            ("a <{{ title }}>", tag),
            (r#"<p id="a"{% if draft %} {{ title }}{% endif %}>"#, tag),
            (r#"<p onClick = 'f("{{ title }}")'>"#, "no value can stand in `onclick`"),
            (r#"<p class="a" style="width: {{ title }}">"#, "no value can stand in `style`"),
            (r#"<style>{% include "a.txt" %}</style>"#, style),
            ("<STYLE>p {\n}{{ title }}</style>", "html.jinja:2: a value in a style sheet stands in a file"),
            ("<style></style><script>{% if draft %}{{ title }}{% endif %}", "no value can stand in a script"),
        ],
    );
    for text in [
        r#"<p class="a {{ title }}" id='{{ title }}'>it's < 5 {{ title }}</p>"#,
        "<!-- <p {{ title }} -->{{ title }}",
        r#"<a href="{% if draft %}{{ title }}"{% else %}x"{% endif %}>{{ title }}"#,
        r#"<style>{% include "parts/print.css.jinja" %}</style>{{ title }}"#,
    ] {
        let output = render("html", &[(HTML, text)]);
        assert_eq!((output.exit, output.err.as_str()), (Exit::Clean, ""), "{text}");
    }
}

#[test]
fn templates_read_no_files_outside_their_folder() {
    assert_errors(
        MD,
        [
            (r#"{% include "../cpa.toml" %}"#, ":1: no template is called `../cpa.toml`"),
            ("{% include footer %}", "behind `include` stands the name of a template in quotes"),
        ],
    );
}

#[test]
fn unreadable_template_is_reported() {
    for (text, message) in
        [("x".repeat(500_001).as_bytes(), "larger than 500 kB"), (&b"\xff\xfe"[..], "not saved as UTF-8")]
    {
        let command =
            with_templates(cpa(["render", "P-1.toml"]), &[]).file("templates/care-plan.md.jinja", text);
        assert_eq!(
            command.run().err,
            format!("error: cannot read `templates/care-plan.md.jinja`: it is {message}\n")
        );
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_not_followed() {
    use std::os::unix::fs::symlink;

    let command = with_templates(cpa(["render", "P-1.toml"]), &[("a.txt", "x")]);
    symlink("../P-1.toml", command.path().join("templates/care-plan.md.jinja")).expect("a link");
    let output = command.run();
    assert_eq!(output.exit, Exit::Failed);
    assert_eq!(
        output.err,
        "error: cannot read `templates/care-plan.md.jinja`: it is a link that leads outside the folder of templates\n"
    );
    let command = with_templates(cpa(["render", "P-1.toml"]), &[]).file("elsewhere/care-plan.md.jinja", "x");
    symlink("elsewhere", command.path().join("templates")).expect("a link");
    let output = command.run();
    assert_eq!((output.exit, output.out.as_str()), (Exit::Failed, ""));
    assert!(output.err.starts_with("error: `templates` is a link: "), "{}", output.err);
    let command = with_templates(cpa(["render", "P-1.toml"]), &[("x/a.txt", "x")]);
    symlink("nowhere", command.path().join("templates/care-plan.md.jinja")).expect("a link");
    assert!(command.run().err.starts_with("error: cannot read `templates/care-plan.md.jinja`: "));
}

#[test]
fn large_print_follows_the_option_or_the_plan() {
    let copy = |args: &[&str], plan: &str| {
        let output = cpa(["render", "P-1.toml"]).args(args).file("P-1.toml", plan).run();
        assert_eq!(output.exit, Exit::Clean, "{}", output.err);
        output.out
    };
    let in_plan = format!("{PLAN}[communication]\ncopy_format = \"large print\"\n");
    for large in [copy(&["--format", "html", "--large-print"], PLAN), copy(&["--format", "html"], &in_plan)] {
        assert!(large.contains("<body class=\"large\">") && large.contains("font-size: 18pt"), "{large}");
        assert!(!large.contains("You asked for large print."));
    }
    assert!(copy(&["--format", "html"], PLAN).contains("<body>"));
    // Markdown has no font size.
    assert!(copy(&[], &in_plan).contains("You asked for large print. This copy is in standard print"));
}

#[test]
fn page_foot_names_plan_and_reader() {
    let copy = render("html", &[("note.txt", "")]).out;
    let foot = copy.lines().find(|line| line.contains("@bottom-left")).expect("a foot");
    let text = foot.replace(r"\000020 ", " ").replace(r"\00002e ", ".").replace(r"\00002c ", ",");
    assert!(text.contains(r#""My care plan. Plan P\00002d 1. Copy for Rhys \00002a Example"#), "{text}");
    assert!(text.contains(", as at 22 November 2026. Version "), "{text}");
    assert!(!copy.contains("</style><"), "{copy}");
}

#[test]
fn list_shows_which_templates_are_changed() {
    let list = |files: &[(&str, &str)]| with_templates(cpa(["templates", "list"]), files).run().out;
    let built_in = list(&[]);
    for entry in std::fs::read_dir(checkout("templates")).expect("the templates") {
        let name = entry.expect("a template").file_name().to_string_lossy().into_owned();
        assert!(name == "parts" || built_in.contains(&format!("{name} ")), "{name} in\n{built_in}");
    }
    let changed = list(&[("page.md.jinja", r#"{% include "a.md" %}"#), ("a.md", "")]);
    let lines: Vec<String> =
        changed.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for line in
        ["page.md.jinja changed here the page of every document as Markdown", "a.md only here templates/a.md"]
    {
        assert!(lines.contains(&line.to_owned()), "{line} in {lines:?}");
    }
}

#[test]
fn copied_template_renders_the_same() {
    for (format, name) in [("html", HTML), ("md", MD)] {
        for options in [&[][..], &["--extend"]] {
            let copy = with_templates(cpa(["templates", "copy", name]), &[]).args(options);
            let output = copy.run();
            assert_eq!((output.out.as_str(), output.exit), ("", Exit::Clean), "{}", output.err);
            let message = format!("`templates/{name}` is now what copies are made with");
            assert!(output.err.starts_with(&message), "{}", output.err);
            let text = std::fs::read_to_string(copy.path().join("templates").join(name)).expect("a template");
            assert_eq!(render(format, &[(name, &text)]), render(format, &[]));
            let again = copy.run();
            assert_eq!(again.exit, Exit::Failed);
            assert_eq!(
                again.err,
                format!("error: `templates/{name}` is there already: nothing was changed\n")
            );
        }
    }
}

#[test]
fn unknown_template_cannot_be_copied() {
    let error = |args: &[&str]| cpa(["templates", "copy"]).args(args).file("cpa.toml", "").run().err;
    assert_eq!(
        error(&["care-plna.md.jinja"]),
        "error: no template is called `care-plna.md.jinja`: did you mean `care-plan.md.jinja`?\n"
    );
    let outside = error(&["../../x"]);
    assert!(outside.starts_with("error: no template is called `../../x`"), "{outside}");
    let style = error(&["parts/copy.css", "--extend"]);
    assert!(style.contains("has no blocks to replace"), "{style}");
    let without_settings = cpa(["templates", "copy", "page.md.jinja"]).run().err;
    let message = "name the folder, as in `cpa templates copy page.md.jinja --templates ";
    assert!(without_settings.contains(message), "{without_settings}");
}

#[test]
fn describe_lists_the_fields_of_a_document() {
    let page = cpa(["templates", "describe", "care-plan"]).run().out;
    for line in [
        "- `heading`: text. The heading: \"My care plan\".",
        "- `sections`: list of Section. The sections, in order.",
        "- `leads_to`: text, or nothing. Where it leads: ",
        "Where `is` is `titled`: Blocks under a heading below that of the section.",
    ] {
        assert!(page.contains(line), "{line} in\n{page}");
    }
    let wrong = cpa(["templates", "describe", "care-pan"]).run();
    assert_eq!(wrong.exit, Exit::Failed);
    assert!(wrong.err.contains("'care-plan'"), "{}", wrong.err);
}

#[test]
fn readme_shows_the_example_template() {
    let readme = std::fs::read_to_string(checkout("README.md")).expect("a README");
    let shown =
        readme.split("```jinja\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let example =
        std::fs::read_to_string(checkout("examples/templates/care-plan.md.jinja")).expect("an example");
    assert_eq!(shown, example);
}
