//! Templates of a service's own: what they change, what they may not do, and how a slip in one is told.

use cpa::cli::Exit;

use crate::harness::{Command, Output, checkout, cpa};

const PLAN: &str = "id = \"P-1\"\n[person]\nname = \"Rhys *Example* <b>\"\nnhs_number = \"999 000 0018\"\n\n\
                    [[needs]]\nneed = \"QUARTZ\"\n";

/// `cpa render` of a plan beside these templates.
fn render(format: &'static str, templates: &[(&str, &str)]) -> Output {
    with_templates(cpa(["render", "P-1.toml", "--format", format]), templates).run()
}

fn with_templates(command: Command, templates: &[(&str, &str)]) -> Command {
    let beside = command.file("cpa.toml", "").file("P-1.toml", PLAN);
    templates.iter().fold(beside, |command, (name, text)| command.file(&format!("templates/{name}"), text))
}

/// What is said where no copy can be made; nothing of the plan is in it.
#[track_caller]
fn refused(format: &'static str, templates: &[(&str, &str)]) -> String {
    let ended = render(format, templates);
    assert_eq!((ended.exit, ended.out.as_str()), (Exit::Failed, ""), "{}", ended.err);
    for value in ["Rhys", "999 000 0018", "QUARTZ"] {
        assert!(!ended.err.contains(value), "{}", ended.err);
    }
    ended.err
}

const EXTENDS: &str = "{% extends \"built-in/care-plan.md.jinja\" %}\n";

#[test]
fn a_template_beside_the_plans_takes_the_place_of_the_one_with_its_name() {
    let ended = render("md", &[("care-plan.md.jinja", "For {{ copy_for }}\n")]);
    assert_eq!(ended.out, "For Plan P-1. Copy for Rhys \\*Example\\* \\<b\\>, as at 22 November 2026.\n");
    assert_eq!((ended.err.as_str(), ended.exit), ("", Exit::Clean));
}

#[test]
fn one_block_is_replaced_and_everything_else_stays() {
    let built_in = render("html", &[]).out;
    let logo = "{% extends \"built-in/care-plan.html.jinja\" %}\n{% block logo %}\n<p>Northside</p>\n{% endblock %}\n\
                {% block foot %}{{ super() }}<p>{{ title|upper }}</p>\n{% endblock %}";
    let changed = render("html", &[("care-plan.html.jinja", logo)]).out;
    assert_eq!(
        changed,
        built_in
            .replace("<header>\n", "<header>\n<p>Northside</p>\n")
            .replace("</main>\n", "</main>\n<p>MY CARE PLAN: RHYS *EXAMPLE* &lt;B&gt;</p>\n")
    );
}

#[test]
fn the_page_of_every_document_can_be_changed_and_parts_of_ones_own_be_included() {
    let page =
        "{% extends \"built-in/page.md.jinja\" %}{% block foot %}{% include \"address.md\" %}{% endblock %}";
    let copy =
        render("md", &[("page.md.jinja", page), ("address.md", "Northside\n"), ("README.txt", "Ours.")]).out;
    assert!(copy.ends_with("\n\nNorthside\n"), "{copy}");
}

#[test]
fn another_folder_can_be_named() {
    let copy = cpa(["render", "P-1.toml", "--templates", "our own"])
        .file("P-1.toml", PLAN)
        .file("our own/care-plan.md.jinja", "{{ heading }}");
    assert_eq!(copy.run().out, "My care plan\n");
    let missing = cpa(["render", "P-1.toml", "--templates", "ours"]).file("P-1.toml", PLAN).run();
    assert!(missing.err.starts_with("error: cannot open `ours`: "), "{}", missing.err);
    assert_eq!((missing.exit, missing.out.as_str()), (Exit::Failed, ""));
    let file = cpa(["render", "P-1.toml", "--templates", "P-1.toml"]).file("P-1.toml", PLAN).run();
    assert_eq!(file.err, "error: `P-1.toml` is a file: name the folder of the templates\n");
}

#[test]
fn the_templates_of_an_upper_folder_hold_until_a_nearer_folder_has_its_own() {
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
fn a_misspelt_name_is_told_with_its_line_and_what_there_is_instead() {
    let said = |text: &str| refused("md", &[("care-plan.md.jinja", text)]);
    assert_eq!(
        said("{{ title }}\n{{ headnig }}"),
        "error: templates/care-plan.md.jinja:2: `headnig` is no name here: did you mean `heading`? There is \
         document, lang, title, heading, draft, large, copy_for, banner, first, sections, footer\n"
    );
    let section = said("\n\n{% for part in sections %}{{ part.headnig }}{% endfor %}");
    assert!(
        section
            .contains("templates/care-plan.md.jinja:3: `headnig` is no name here: did you mean `heading`?"),
        "{section}"
    );
    let section = said("{% for section in sections %}{{ section.titel }}{% endfor %}");
    assert!(
        section.ends_with("`titel` is no name here: there is id, heading, blocks, layout\n"),
        "{section}"
    );
    let asked = said("{% if sectoins %}{% endif %}");
    assert!(asked.contains(":1: `sectoins` is no name here: did you mean `sections`?"), "{asked}");
    let looped = said("{% for section in sectoins %}{% endfor %}");
    assert!(looped.contains(":1: `sectoins` is no name here: did you mean `sections`?"), "{looped}");
}

#[test]
fn a_misspelt_block_filter_statement_or_template_is_told_before_any_copy_is_made() {
    for (text, says) in [
        (
            "{% block headnig %}x{% endblock %}",
            "2: `headnig` is no block of `built-in/care-plan.md.jinja`: did you mean `heading`? There is ",
        ),
        (
            "{% block heading %}{{ title|uper }}{% endblock %}",
            "2: `uper` is no filter of these templates: did you mean `upper`?",
        ),
        (
            "{% block heading %}{% incldue \"x\" %}{% endblock %}",
            "2: `incldue` is no statement of these templates: did you mean `include`?",
        ),
        (
            "{% block heading %}{% include \"parts/block.md.jinja\" %}{% endblock %}",
            "2: no template is called `parts/block.md.jinja`: did you mean `parts/blocks.md.jinja`?",
        ),
        ("{% block heading %}{% if %}{% endif %}{% endblock %}", "2: this cannot be read: "),
        ("This would be lost.", "2: this stands outside every block, and so in no copy"),
    ] {
        let said = refused("html", &[("care-plan.md.jinja", &format!("{EXTENDS}{text}"))]);
        assert!(said.starts_with(&format!("error: templates/care-plan.md.jinja:{says}")), "{said}");
    }
    let itself = refused("md", &[("care-plan.md.jinja", "{% extends \"care-plan.md.jinja\" %}")]);
    assert!(
        itself.contains("it extends itself: write `{% extends \"built-in/care-plan.md.jinja\" %}`"),
        "{itself}"
    );
}

#[test]
fn a_file_with_the_name_of_no_template_is_told() {
    let said = refused("md", &[("care-plna.html.jinja", "x")]);
    assert_eq!(
        said,
        "error: templates/care-plna.html.jinja: `care-plna.html.jinja` is the name of no template, and no template \
         here includes it: did you mean `care-plan.html.jinja`?\n"
    );
    let said = refused("md", &[("welcome-letter.jinja", "x")]);
    assert!(said.contains("is the name of no template") && said.contains("`cpa templates list`"), "{said}");
}

#[test]
fn what_is_not_there_for_everybody_has_to_be_asked_for() {
    let loops = "{% for section in sections %}{% for block in section.blocks %}{% for card in block.contacts %}\n\
                 {{ card.name }}{{ block.contacts[0].hours }}{% endfor %}{% endfor %}{% endfor %}";
    let said = refused("md", &[("care-plan.md.jinja", loops)]);
    assert!(
        said.contains(":1: `block.contacts` is not always there: ask first, as in `{% if block %}`"),
        "{said}"
    );
    let list = refused("md", &[("care-plan.md.jinja", "{{ sections }}")]);
    assert!(
        list.contains(":1: this is a list, or has names of its own, and cannot be written as it is"),
        "{list}"
    );
}

#[test]
fn a_template_comes_to_an_end_and_so_does_its_copy() {
    let deep = |text: &str| {
        let (open, close) = ("{% for a in sections %}".repeat(14), "{% endfor %}".repeat(14));
        format!("{open}{text}{close}")
    };
    let long = "[[needs]]\nneed = \"N\"\n".repeat(12);
    let run = |text: &str| {
        let command = with_templates(cpa(["render", "P-1.toml"]), &[("care-plan.md.jinja", text)]);
        command.file("P-1.toml", format!("{PLAN}{long}")).run()
    };
    let ended = run(&deep("{% if a.id == 'x' %}{% endif %}"));
    assert_eq!(ended.err, "error: templates/care-plan.md.jinja:1: the template does not come to an end\n");
    let ended = run(&deep(&"long ".repeat(5000)));
    assert_eq!((ended.exit, ended.out.as_str()), (Exit::Failed, ""));
    assert!(
        ended.err.ends_with(": the template writes more than 8 MB, which no copy needs\n"),
        "{}",
        ended.err
    );
    let said = refused("md", &[("care-plan.md.jinja", "{% include \"a\" %}"), ("a", "{% include \"a\" %}")]);
    assert_eq!(said, "error: templates/a:1: templates include one another without end\n");
    let said = refused(
        "md",
        &[("care-plan.md.jinja", "{% extends \"a\" %}"), ("a", "{% extends \"care-plan.md.jinja\" %}")],
    );
    assert!(said.ends_with("templates extend one another without end\n"), "{said}");
}

#[test]
fn no_value_becomes_markup_whatever_a_template_does() {
    for (text, says) in [
        ("{{ title|safe }}", "`safe` is no filter"),
        ("{% autoescape false %}{{ title }}{% endautoescape %}", "`autoescape` is no statement"),
        ("{% set x %}{{ title }}{% endset %}", "a value is named by"),
        ("{% raw %}", "`raw` is no statement"),
        ("<STYLE>p {\n}{{ title }}</style>", "html.jinja:2: a value in a style sheet stands in a file"),
        ("<style></style><script>{% if draft %}{{ title }}{% endif %}", "no value can stand in a script"),
    ] {
        let said = refused("html", &[("care-plan.html.jinja", text)]);
        assert!(said.contains(says), "{said}");
    }
    // A part whose name says another format is escaped as the copy is that it goes into.
    for name in ["part.txt", "part.md", "part.html", "part"] {
        let page = format!("{{% include \"{name}\" %}}");
        let html =
            render("html", &[("care-plan.html.jinja", page.as_str()), (name, "{{ title|lower }}")]).out;
        assert_eq!(html, "my care plan: rhys *example* &lt;b&gt;\n");
        let md = render("md", &[("care-plan.md.jinja", page.as_str()), (name, "{{ title|trim }}")]).out;
        assert_eq!(md, "My care plan: Rhys \\*Example\\* \\<b\\>\n");
    }
    let css = [("care-plan.html.jinja", "{% include \"a.css.jinja\" %}"), ("a.css.jinja", "\"{{ title }}\"")];
    let copy = render("html", &css).out;
    assert!(
        copy.ends_with("Rhys\\000020 \\00002a Example\\00002a \\000020 \\00003c b\\00003e \"\n"),
        "{copy}"
    );
}

#[test]
fn no_value_stands_in_a_tag_but_between_quotes_nor_where_it_would_run() {
    let tag = "in a tag a value stands between quotes, behind the name of an attribute";
    let includes = "a value in a style sheet stands in a file whose name ends in `.css.jinja`";
    for (text, says) in [
        ("<p class={{ title }}>", tag),
        ("<p\n{{ title }}>", tag),
        ("a <{{ title }}>", tag),
        ("<p id=\"a\"{% if draft %} {{ title }}{% endif %}>", tag),
        ("<p onClick = 'f(\"{{ title }}\")'>", "no value can stand in `onclick`"),
        ("<p class=\"a\" style=\"width: {{ title }}\">", "no value can stand in `style`"),
        ("<style>{% include \"a.txt\" %}</style>", includes),
    ] {
        let said = refused("html", &[("care-plan.html.jinja", text), ("a.txt", "{{ title }}")]);
        assert!(said.contains(says), "{text}: {said}");
    }
    for text in [
        "<p class=\"a {{ title }}\" id='{{ title }}'>it's < 5 {{ title }}</p>",
        "<!-- <p {{ title }} -->{{ title }}",
        "<a href=\"{% if draft %}{{ title }}\"{% else %}x\"{% endif %}>{{ title }}",
        "<style>{% include \"parts/print.css.jinja\" %}</style>{{ title }}",
    ] {
        let ended = render("html", &[("care-plan.html.jinja", text)]);
        assert_eq!((ended.exit, ended.err.as_str()), (Exit::Clean, ""), "{text}");
    }
}

#[test]
fn no_template_reads_a_file_from_outside_its_folder() {
    let said = refused("md", &[("care-plan.md.jinja", "{% include \"../cpa.toml\" %}")]);
    assert!(said.contains(":1: no template is called `../cpa.toml`"), "{said}");
    let said = refused("md", &[("care-plan.md.jinja", "{% include footer %}")]);
    assert!(said.contains("behind `include` stands the name of a template in quotes"), "{said}");
    let large = "x".repeat(500_001);
    let said = refused("md", &[("care-plan.md.jinja", &large)]);
    assert_eq!(said, "error: cannot read `templates/care-plan.md.jinja`: it is larger than 500 kB\n");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_outside_is_told_and_not_followed() {
    use std::os::unix::fs::symlink;

    let command = with_templates(cpa(["render", "P-1.toml"]), &[("a.txt", "x")]);
    symlink("../P-1.toml", command.path().join("templates/care-plan.md.jinja")).expect("a link");
    let ended = command.run();
    assert_eq!(ended.exit, Exit::Failed);
    assert_eq!(
        ended.err,
        "error: cannot read `templates/care-plan.md.jinja`: it is a link that leads outside the folder of templates\n"
    );
    let command = with_templates(cpa(["render", "P-1.toml"]), &[]).file("elsewhere/care-plan.md.jinja", "x");
    symlink("elsewhere", command.path().join("templates")).expect("a link");
    let ended = command.run();
    assert_eq!((ended.exit, ended.out.as_str()), (Exit::Failed, ""));
    assert!(ended.err.starts_with("error: `templates` is a link: "), "{}", ended.err);
    let command = with_templates(cpa(["render", "P-1.toml"]), &[("x/a.txt", "x")]);
    symlink("nowhere", command.path().join("templates/care-plan.md.jinja")).expect("a link");
    assert!(command.run().err.starts_with("error: cannot read `templates/care-plan.md.jinja`: "));
}

#[test]
fn a_template_that_is_no_text_is_told() {
    let command =
        with_templates(cpa(["render", "P-1.toml"]), &[]).file("templates/care-plan.md.jinja", b"\xff\xfe");
    let ended = command.run();
    assert_eq!(ended.err, "error: cannot read `templates/care-plan.md.jinja`: it is not saved as UTF-8\n");
}

#[test]
fn large_print_is_made_for_whom_it_was_asked_and_whenever_it_is_asked_for() {
    let copy = |args: &[&str], plan: &str| {
        let ended = cpa(["render", "P-1.toml"]).args(args).file("P-1.toml", plan).run();
        assert_eq!(ended.exit, Exit::Clean, "{}", ended.err);
        ended.out
    };
    let asked = format!("{PLAN}[communication]\ncopy_format = \"large print\"\n");
    for large in [copy(&["--format", "html", "--large-print"], PLAN), copy(&["--format", "html"], &asked)] {
        assert!(large.contains("<body class=\"large\">") && large.contains("font-size: 18pt"), "{large}");
        assert!(!large.contains("You asked for large print."));
    }
    assert!(copy(&["--format", "html"], PLAN).contains("<body>"));
    // Plain text has no print.
    assert!(copy(&[], &asked).contains("You asked for large print. This copy is in standard print"));
}

#[test]
fn the_foot_of_each_page_says_whose_the_copy_is() {
    let copy = render("html", &[("note.txt", "")]).out;
    let foot = copy.lines().find(|line| line.contains("@bottom-left")).expect("a foot");
    let words: String = foot.replace("\\000020 ", " ").replace("\\00002e ", ".").replace("\\00002c ", ",");
    assert!(words.contains("\"My care plan. Plan P\\00002d 1. Copy for Rhys \\00002a Example"), "{words}");
    assert!(words.contains(", as at 22 November 2026. Version "), "{words}");
    assert!(!copy.contains("</style><"), "{copy}");
}

#[test]
fn the_list_says_which_templates_are_changed_here() {
    let list = |files: &[(&str, &str)]| with_templates(cpa(["templates", "list"]), files).run();
    let built_in = list(&[]).out;
    for name in std::fs::read_dir(checkout("templates")).expect("the templates") {
        let name = name.expect("a template").file_name().to_string_lossy().into_owned();
        assert!(name == "parts" || built_in.contains(&format!("{name} ")), "{name} in\n{built_in}");
    }
    let changed = list(&[("page.md.jinja", "{% include \"a.md\" %}"), ("a.md", "")]).out;
    let changed: Vec<String> =
        changed.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for line in
        ["page.md.jinja changed here the page of every document as Markdown", "a.md only here templates/a.md"]
    {
        assert!(changed.contains(&line.to_owned()), "{line} in {changed:?}");
    }
}

#[test]
fn a_copied_template_makes_the_same_copies_and_is_never_written_over() {
    for (extra, format) in
        [(&[][..], "html"), (&["--extend"][..], "html"), (&[][..], "md"), (&["--extend"][..], "md")]
    {
        let name = format!("care-plan.{format}.jinja");
        let copied = with_templates(cpa(["templates", "copy"]), &[]).args(&[&name]).args(extra);
        let ended = copied.run();
        assert_eq!((ended.out.as_str(), ended.exit), ("", Exit::Clean), "{}", ended.err);
        assert!(
            ended.err.starts_with(&format!("`templates/{name}` is now what copies are made with")),
            "{}",
            ended.err
        );
        let text =
            std::fs::read_to_string(copied.path().join("templates").join(&name)).expect("it was written");
        let format: &'static str = if format == "html" { "html" } else { "md" };
        assert_eq!(render(format, &[(&name, &text)]), render(format, &[]));
        let again = copied.run();
        assert_eq!(again.exit, Exit::Failed);
        assert_eq!(again.err, format!("error: `templates/{name}` is there already: nothing was changed\n"));
    }
}

#[test]
fn a_template_that_is_not_there_cannot_be_copied() {
    let ended = cpa(["templates", "copy", "care-plna.md.jinja"]).file("cpa.toml", "").run();
    assert_eq!(
        ended.err,
        "error: no template is called `care-plna.md.jinja`: did you mean `care-plan.md.jinja`?\n"
    );
    let ended = cpa(["templates", "copy", "../../x"]).file("cpa.toml", "").run();
    assert!(ended.err.starts_with("error: no template is called `../../x`"), "{}", ended.err);
    let ended = cpa(["templates", "copy", "page.md.jinja"]).run();
    assert!(
        ended.err.contains("name the folder, as in `cpa templates copy page.md.jinja --templates "),
        "{}",
        ended.err
    );
    let ended = cpa(["templates", "copy", "parts/copy.css", "--extend"]).file("cpa.toml", "").run();
    assert!(ended.err.contains("has no blocks to replace"), "{}", ended.err);
}

#[test]
fn what_a_template_gets_is_described_from_the_code() {
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
fn the_example_in_the_readme_is_the_one_in_the_tree() {
    let readme = std::fs::read_to_string(checkout("README.md")).expect("a README");
    let shown =
        readme.split("```jinja\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let example =
        std::fs::read_to_string(checkout("examples/templates/care-plan.md.jinja")).expect("an example");
    assert_eq!(shown, example);
}
