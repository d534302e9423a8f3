//! The doors: what can be typed, where text goes, and how a command ends when the world is in its way.

use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};

use cpa::cli::{Exit, Screen, World, run};
use expect_test::expect;

use crate::harness::{checkout, cpa, cpa_plain, day, isolated_git};

/// A stream that takes some bytes and then fails.
struct Failing(usize, ErrorKind);

impl Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0 {
            0 => Err(self.1.into()),
            left => {
                let taken = bytes.len().min(left);
                self.0 -= taken;
                Ok(taken)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn into(out: &mut dyn Write, args: &[&str]) -> (Exit, String) {
    let mut err = Vec::new();
    let args = std::iter::once("cpa").chain(args.iter().copied()).map(OsString::from);
    let world = World {
        today: day("2026-11-22"),
        here: checkout(""),
        input: &mut io::empty(),
        input_is_terminal: false,
        out,
        out_is: Screen::default(),
        err: &mut err,
        err_is: Screen::default(),
        git: isolated_git(),
    };
    let exit = run(args, world);
    (exit, String::from_utf8(err).expect("output is UTF-8"))
}

const COMMANDS: [&[&str]; 7] = [
    &["validate", "plans"],
    &["due", "plans"],
    &["due", "plans", "--format", "json"],
    &["due", "plans", "--format", "csv", "--what=all", "--within=5y"],
    &["due", "plans", "--format", "ics", "--what=all", "--within=5y"],
    &["due", "plans", "--format", "md", "--what=all", "--within=5y"],
    &["render", "plans/northside/NS-0042.toml"],
];

#[test]
fn closed_pipe_is_not_an_error() {
    for args in COMMANDS {
        for taken in [0, 10, 100] {
            let ended = into(&mut Failing(taken, ErrorKind::BrokenPipe), args);
            assert_eq!(ended, (Exit::Clean, String::new()), "{args:?}");
        }
    }
}

#[test]
fn full_disk_is_an_error() {
    for args in COMMANDS {
        let (exit, err) = into(&mut Failing(10, ErrorKind::StorageFull), args);
        assert_eq!(exit, Exit::Failed, "{args:?}");
        assert!(err.starts_with("error: ") && err.contains("no storage space"), "{args:?}: {err}");
    }
}

#[test]
fn wrong_use_exits_with_2_and_help() {
    for args in [
        &["valdate"][..],
        &["validate", "--as-at", "22/11/2026"],
        &["due", "--within", "soonish"],
        &["render"],
        &[],
    ] {
        let ended = cpa_plain(args);
        assert_eq!(ended.exit, Exit::Failed, "{args:?}");
        assert!(ended.out.is_empty() && ended.err.contains("--help"), "{args:?}: {}", ended.err);
    }
    expect![[r#"
        error: unrecognized subcommand 'valdate'

          tip: a similar subcommand exists: 'validate'

        Usage: cpa [OPTIONS] <COMMAND>

        For more information, try '--help'.
    "#]]
    .assert_eq(&cpa_plain(&["valdate"]).err);
}

#[test]
fn date_needs_its_exact_form() {
    for day in ["+12026-01-01", "-0001-01-01", "2026-1-1", "1026-01-01"] {
        let ended = cpa_plain(&["due", "plans", &format!("--as-at={day}")]);
        assert_eq!(ended.exit, Exit::Failed, "{day}");
        assert!(ended.err.contains("this is no day like 2026-11-22"), "{}", ended.err);
        assert_eq!(cpa_plain(&["due", "plans", &format!("--within={day}")]).exit, Exit::Failed, "{day}");
    }
}

#[test]
fn arguments_in_errors_are_sanitized() {
    for colour in ["never", "always"] {
        for args in [
            &["due", "--within", "\u{1b}[31m6\u{202e}w"][..],
            &["due", "--as-at", "\u{1b}]0;x\u{7}"],
            &["due\u{1b}[2J"],
            &["due", "--wi\u{202e}thin\nerror: x"],
            &["due", "no\u{1b}[2J/where\u{202e}"],
            &["render", "no\u{1b}[2J/where\u{202e}"],
        ] {
            let ended = cpa_plain(&[args, &["--color", colour]].concat());
            assert_eq!((ended.exit, ended.out.as_str()), (Exit::Failed, ""), "{args:?}");
            let harmful = |text: &str| {
                text.contains(['\u{202e}', '\u{7}'])
                    || text.contains("\u{1b}[2J")
                    || text.contains("\nerror: x")
            };
            assert!(ended.err.contains('\u{fffd}') && !harmful(&ended.err), "{args:?}: {:?}", ended.err);
        }
    }
}

#[test]
fn help_goes_to_standard_output() {
    for args in [
        &["--help"][..],
        &["help"],
        &["validate", "--help"],
        &["due", "-h"],
        &["render", "--help"],
        &["--version"],
    ] {
        let ended = cpa_plain(args);
        assert_eq!((ended.exit, ended.err.as_str()), (Exit::Clean, ""), "{args:?}");
        assert!(ended.out.contains("cpa"), "{args:?}");
    }
}

#[test]
fn as_at_is_an_option_of_every_command() {
    let on = |args: &[&str]| cpa_plain(&[args, &["--as-at", "2027-07-01"]].concat()).out;
    assert!(on(&["validate", "plans", "--format", "concise"]).contains("NS-0042.toml"));
    assert!(on(&["due", "plans"]).contains("NS-0042"));
    assert!(on(&["render", "plans/northside/NS-0042.toml"]).contains("1 July 2027"));
}

#[test]
fn colour_is_printed_only_where_wanted() {
    let coloured = |args: &[&str]| cpa_plain(&[&["validate", "plans"], args].concat()).out.contains('\u{1b}');
    assert!(!coloured(&[]));
    assert!(!coloured(&["--color", "never"]));
    assert!(coloured(&["--color", "always"]));
}

#[test]
fn format_sample_files_have_no_error() {
    let ended = cpa(["validate", "--format", "concise"]).in_folder(checkout("tests/cases/format")).run();
    assert_eq!(ended.exit, Exit::Clean);
    assert!(!ended.out.contains("error["), "{}", ended.out);
    assert!(ended.err.starts_with("2 plans, "), "{}", ended.err);
}
