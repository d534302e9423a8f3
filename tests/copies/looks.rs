//! How a copy looks on paper and on a phone. These ask a browser: `CHROMIUM`, or `chromium`.

use std::path::Path;
use std::process::Command;

use crate::cpa::{checkout, cpa};

/// What the browser prints when it is asked with `args`.
fn browser(folder: &Path, args: &[&str]) -> String {
    let program = std::env::var_os("CHROMIUM").unwrap_or_else(|| "chromium".into());
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    let quiet =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];
    let output = Command::new(program).args(quiet).arg(profile).args(args).output().expect("a browser");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
#[ignore = "needs chromium"]
fn the_example_is_ten_sheets_at_most_and_needs_no_scrolling_sideways() {
    let plan = checkout("plans/northside/NS-0042.toml").display().to_string();
    let command = cpa(["render", &plan, "--output", "copies", "--format", "html"])
        // Scripts are forbidden in the copy: its width is asked from outside.
        .file(
            "frame.html",
            "<iframe src='copies/NS-0042-person.html' style='width:320px;height:900px;border:0' \
             onload='page = this.contentDocument.documentElement, \
             document.title = page.clientWidth + \" \" + (page.scrollWidth - page.clientWidth)'></iframe>",
        );
    assert_eq!(command.run().exit, cpa::cli::Exit::Clean);
    let file = |name: &str| format!("file://{}", command.path().join(name).display());

    let frame =
        browser(command.path(), &["--allow-file-access-from-files", "--dump-dom", &file("frame.html")]);
    // A scroll bar may take some of the 320.
    let fits = frame.contains("<title>320 0</title>") || frame.contains("<title>305 0</title>");
    assert!(fits, "{}", frame.lines().next().unwrap_or_default());

    let pdf = command.path().join("copy.pdf");
    let print = format!("--print-to-pdf={}", pdf.display());
    browser(command.path(), &["--no-pdf-header-footer", &print, &file("copies/NS-0042-person.html")]);
    let pdf = std::fs::read(pdf).expect("a printed copy");
    let sheets = pdf.windows(11).filter(|text| *text == b"/Type /Page").count()
        - pdf.windows(12).filter(|text| *text == b"/Type /Pages").count();
    assert!((2..=10).contains(&sheets), "{sheets} sheets of A4");
}
