//! The jobs of cron and systemd, and the script that they run.

use std::fmt::Write;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Stdio;

use expect_test::{expect, expect_file};

use crate::cron::lines::{Job, crontab, service, unit, values};
use crate::cron::{Machine, Ran, Variables, example, named};
use crate::harness::checkout;

fn of_cron() -> (Variables, Vec<Job>) {
    crontab(&example("cron/crontab"))
}

/// The instances of the timers: the words after `@`.
fn instances() -> Vec<String> {
    let entries = fs::read_dir(checkout("examples/systemd")).expect("units");
    let names = entries.map(|entry| entry.expect("a unit").file_name().to_string_lossy().into_owned());
    let mut instances: Vec<String> = names
        .filter_map(|name| Some(name.strip_prefix("cpa-due@")?.strip_suffix(".timer")?.to_owned()))
        .collect();
    instances.sort();
    instances
}

/// The command that lists what is new, and its variables.
fn news() -> (Variables, String) {
    let (variables, jobs) = of_cron();
    let job = jobs.into_iter().find(|job| job.command.ends_with(" news")).expect("a job");
    (variables, job.command)
}

#[track_caller]
fn news_on(machine: &Machine) -> Ran {
    let (variables, command) = news();
    machine.runs(&variables, &command)
}

#[test]
fn every_line_of_the_crontab_runs_as_cron_runs_it() {
    let (variables, jobs) = of_cron();
    assert!(variables.contains(&("TZ".to_owned(), "Europe/London".to_owned())));
    assert!(variables.iter().any(|(name, value)| name == "MAILTO" && value.contains('@')));
    let machine = Machine::on("2026-11-27");
    let mut all = String::new();
    for job in jobs {
        let ran = machine.runs(&variables, &job.command);
        assert!(!ran.sent.is_empty(), "{} has something to tell", job.command);
        writeln!(all, "$ {} # by {}\n{}", job.command, job.user, ran.shown()).expect("a string takes it");
    }
    expect_file!["jobs.txt"].assert_eq(&all);
}

/// The installation commands in the head of a file.
pub fn install(path: &str) -> Vec<String> {
    example(path).lines().filter_map(|line| line.strip_prefix("#     ")).map(str::to_owned).collect()
}

#[test]
fn readme_and_files_agree_on_installation() {
    let readme = fs::read_to_string(checkout("README.md")).expect("a README");
    let lines = install("cron/crontab");
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(readme.contains(&format!("```sh\n{}\n```\n", lines.join("\n"))));
    assert_eq!(install("systemd/cpa-due@.service")[..2], lines[..2]);
    let enabled = &install("systemd/cpa-due@.service")[4];
    for instance in instances() {
        assert!(enabled.contains(&format!(" cpa-due@{instance}.timer")), "{enabled}");
    }
    let (_, pull) = readme.split_once("`cd /srv/plans").expect("a job that pulls");
    assert!(example("cron/due-by-mail").contains(pull.split('`').next().expect("its end")));
}

#[test]
fn systemd_sends_what_cron_sends() {
    let (variables, jobs) = of_cron();
    let machine = Machine::on("2026-11-27");
    assert_eq!(instances().len(), jobs.len());
    for instance in instances() {
        let service = service("cpa-due@.service", &instance);
        let set = |variables: &Variables, name: &str| {
            variables.iter().find(|(of, _)| of == name).map(|(_, value)| value.clone())
        };
        for name in ["TZ", "PLANS", "MANAGER", "WHAT"] {
            assert_eq!(set(&service.variables, name), set(&variables, name), "{name}");
        }
        let job = jobs.iter().find(|job| job.command.ends_with(&instance)).expect("cron has it too");
        for command in &service.commands {
            let ran = machine.runs(&service.variables, &command.join(" "));
            assert_eq!(ran, machine.runs(&variables, &job.command));
            assert!(!ran.sent.is_empty());
        }
    }
}

#[test]
fn systemd_tells_the_administrator_of_a_failure() {
    let machine = Machine::empty();
    assert_eq!(values(&unit("cpa-due@.service"), "OnFailure"), ["cpa-due-failed@%i.service"]);
    let service = service("cpa-due-failed@.service", "news");
    let [command] = service.commands.as_slice() else { panic!("one command") };
    let [shell, option, script] = command.as_slice() else { panic!("a script: {command:?}") };
    assert_eq!([shell.as_str(), option.as_str()], ["/bin/sh", "-c"]);
    expect![[r#"
        --- exit code 0
        --- sendmail -i -t
        To: cpa-admin@northside.example
        Subject: cpa-due@news failed

        What could not be read or sent: journalctl --unit cpa-due@news
    "#]]
    .assert_eq(&machine.runs(&service.variables, script).shown());
}

#[test]
fn the_service_leaves_sendmail_its_rights() {
    // Each of these implies NoNewPrivileges=, with which Postfix cannot queue a message.
    const BRING_IT: [&str; 16] = [
        "NoNewPrivileges",
        "DynamicUser",
        "LockPersonality",
        "MemoryDenyWriteExecute",
        "PrivateDevices",
        "ProtectClock",
        "ProtectHostname",
        "ProtectKernelLogs",
        "ProtectKernelModules",
        "ProtectKernelTunables",
        "RestrictAddressFamilies",
        "RestrictNamespaces",
        "RestrictRealtime",
        "RestrictSUIDSGID",
        "SystemCallArchitectures",
        "SystemCallFilter",
    ];
    for name in ["cpa-due@.service", "cpa-due-failed@.service"] {
        for (key, _) in unit(name) {
            assert!(!BRING_IT.contains(&key.as_str()), "{name}: {key}");
        }
        // Exim delivers after the command has ended.
        assert_eq!(values(&unit(name), "KillMode"), ["process"]);
    }
}

#[test]
fn a_day_without_news_is_silent() {
    // Long after something became late, and a day after it was mailed.
    for day in ["2026-11-22", "2026-11-29"] {
        let ran = news_on(&Machine::on(day));
        assert_eq!(ran, Ran { code: Some(0), out: String::new(), err: String::new(), sent: Vec::new() });
    }
}

#[test]
fn an_unreadable_plan_is_mailed_every_day() {
    let machine = Machine::on("2026-11-22");
    let plan = fs::read_to_string(machine.at("plans/northside/NS-0023.toml")).expect("a plan");
    machine.plan(
        "northside/NS-0023.toml",
        plan + r"notes = [
",
    );
    expect![[r#"
        …/plans/northside/NS-0023.toml:340:9: this list is not closed
        --- exit code 2
        --- sendmail -i -t
        To: sunita.rao@northside.example
        Subject: CPA dates: 1 could not be told, as at 22 November 2026
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit
        Auto-Submitted: auto-generated

        As at Sunday 22 November 2026.

        1 plan, 1 date: none known to be overdue, 1 could not be told.

        COULD NOT BE TOLD

        - NS-0023: this list is not closed (line 340)
    "#]]
    .assert_eq(&news_on(&machine).shown());
    assert_eq!(news_on(&machine).shown(), news_on(&machine).shown());
    // Without a coordinator, and nothing else is new.
    let machine = Machine::empty();
    machine.is_on("2026-11-22");
    machine.plan("X-1.toml", "notes = [");
    expect![[r#"
        …/plans/X-1.toml:1:9: this list is not closed
        --- exit code 2
        --- sendmail -i -t
        To: manager@northside.example
        Subject: CPA dates without a care coordinator: 1 could not be told, as at 22 November 2026
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit
        Auto-Submitted: auto-generated

        As at Sunday 22 November 2026.

        These are of no care coordinator, or could not be read.

        1 plan, 1 date: none known to be overdue, 1 could not be told.

        COULD NOT BE TOLD

        - X-1: this list is not closed (line 1)
    "#]]
    .assert_eq(&news_on(&machine).shown());
}

#[test]
fn an_unreadable_colleague_is_mailed_to_the_admin() {
    let machine = Machine::on("2026-11-27");
    let people = fs::read_to_string(machine.at("plans/people.toml")).expect("colleagues");
    machine.plan("people.toml", people.replace("\"sunita.rao@northside.example\"", "7"));
    expect![[r#"
        …/plans/people.toml:62:9: `email` should be text in quotes, found a number
        --- exit code 2
        --- sendmail -i -t
        To: manager@northside.example
        Subject: CPA dates of sunita: 1 due today, as at 27 November 2026
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit
        Auto-Submitted: auto-generated

        As at Friday 27 November 2026.

        These are the plans of Sunita Rao.

        1 plan, 1 date: none overdue, 1 due today; somebody may be missing, for
        not everything could be read.

        DUE TODAY

        - NS-0023: review, the agreed day; booked for 27 Nov 2026 at 3pm

        Why, and what would help: cpa due --explain NS-0023
    "#]]
    .assert_eq(&news_on(&machine).shown());
}

/// The only message, about a plan.
const ONE: &str = "To: sunita.rao@northside.example";

/// A failure: its name, its cause, the exit code, part of the output, and the recipients. The rest of the output differs
/// between shells.
type Failing = (&'static str, fn(&Machine), i32, &'static str, &'static [&'static str]);

#[test]
fn nothing_that_fails_is_hidden() {
    let no_plans = |machine: &Machine| fs::remove_dir_all(machine.at("plans")).expect("plans");
    let refusing = |machine: &Machine| machine.sendmail_first("echo no >&2; exit 75");
    let no_disk = |machine: &Machine| fs::remove_dir(machine.at("tmp")).expect("a folder");
    let not_sent = "error: the message sunita.eml was not sent\n\
                    Nobody will send it by itself. Once that is mended, run `due-by-mail news 2d` as this was run.\n";
    let cases: &[Failing] = &[
        ("no folder of plans", no_plans, 2, "/plans: ", &[]),
        ("an empty folder", Machine::has_no_plan_any_more, 2, "error: no plan was found", &[]),
        ("no cpa", |machine| machine.has_not("cpa"), 127, "cpa: ", &[]),
        ("no sendmail", |machine| machine.has_not("sendmail"), 2, not_sent, &[]),
        ("sendmail refuses", refusing, 2, not_sent, &[]),
        ("the disk is full", no_disk, 2, "mktemp: ", &[]),
        ("sendmail says something", |machine| machine.sendmail_first("echo queued"), 0, "", &[ONE]),
    ];
    for (what, prepare, code, said, sent) in cases {
        let machine = Machine::on("2026-11-27");
        prepare(&machine);
        let ran = news_on(&machine);
        assert_eq!(ran.code, Some(*code), "{what}: {}", ran.shown());
        assert!(ran.err.contains(said) && ran.err.is_empty() == said.is_empty(), "{what}: {}", ran.err);
        assert_eq!(ran.out, if *code == 0 { "queued\n" } else { "" }, "{what}");
        let to: Vec<&str> = ran.sent.iter().filter_map(|message| message.lines().nth(1)).collect();
        assert_eq!(to, *sent, "{what}");
    }
}

#[test]
fn a_message_that_is_refused_keeps_no_other_back() {
    let machine = Machine::on("2026-11-23");
    machine.sendmail_first(
        "if grep -q 'To: jo.smith' /proc/self/fd/0; then echo 'sendmail: no' >&2; exit 75; fi",
    );
    let (variables, jobs) = of_cron();
    let digest = &jobs.iter().find(|job| job.command.ends_with(" digest")).expect("a job").command;
    let refused = machine.runs(&variables, digest);
    expect![[r#"
        sendmail: no
        error: the message jo.eml was not sent
        Nobody will send it by itself. Once that is mended, run `due-by-mail digest` as this was run.
    "#]]
    .assert_eq(&refused.err);
    assert_eq!(refused.code, Some(2));
    machine.sendmail_first("");
    let all = machine.runs(&variables, digest);
    assert_eq!(all.sent.len(), refused.sent.len() + 1);
}

#[test]
fn what_is_not_set_or_not_asked_for_is_said() {
    let machine = Machine::on("2026-11-27");
    let (variables, command) = news();
    for without in ["PLANS", "MANAGER"] {
        let variables = variables.iter().filter(|(name, _)| name != without).cloned().collect();
        let ran = machine.runs(&variables, &command);
        assert!(ran.code != Some(0) && ran.err.contains(&format!("{without}: name the ")), "{}", ran.shown());
        assert_eq!(ran.sent, [""; 0]);
    }
    let no_word =
        [machine.runs(&variables, "due-by-mail"), machine.runs(&variables, "due-by-mail everything")];
    assert_eq!(no_word[0], no_word[1]);
    expect![[r#"
        error: type `due-by-mail news` or `due-by-mail digest`
        --- exit code 2
    "#]]
    .assert_eq(&no_word[0].shown());
    // Every kind of date: `runs` checks that no one is named.
    let with_all = |(name, value): &(String, String)| {
        (name.clone(), if name == "WHAT" { "all".to_owned() } else { value.clone() })
    };
    let all = machine.runs(&variables.iter().map(with_all).collect(), "due-by-mail digest").sent.concat();
    assert!(all.contains("\n- RV-0145: copy for ") && all.contains("\n- NS-0007: action for "), "{all}");
    // Reviews only, and further back.
    let variables = variables.into_iter().filter(|(name, _)| name != "WHAT").collect();
    let ran = machine.runs(&variables, "due-by-mail news 30d");
    assert_eq!(ran.sent.len(), 2);
    assert!(ran.sent[0].contains("\nSubject: CPA reviews of callum: 1 overdue, "), "{}", ran.sent[0]);
}

#[test]
fn a_name_in_a_message_would_be_found() {
    assert_eq!(named("- NS-0023: review, 1 day late"), [""; 0]);
    assert_eq!(named("- Ibby (NS-0023): review"), ["Ibby"]);
    assert_eq!(named("sam@yusuf.example"), ["Yusuf"; 0]);
    let (variables, _) = news();
    let machine = Machine::on("2026-11-27");
    let with_names = "cpa due \"$PLANS\" --within --format email --to \"$MANAGER\" --names | sendmail -i -t";
    let ran = machine.ran(machine.shell(&variables, with_names));
    assert_eq!(named(&ran.shown()).len(), 12, "{}", ran.shown());
}

#[test]
fn messages_are_private_and_always_deleted() {
    let machine = Machine::on("2026-11-27");
    machine.sendmail_first(
        "cd \"$TMPDIR\"; ls -l . * >&2; kill -TERM \"$(cut -d ' ' -f 4 \"/proc/$PPID/stat\")\"",
    );
    let ran = news_on(&machine);
    let modes: Vec<&str> = ran.err.lines().filter_map(|line| line.get(..10)).collect();
    assert!(modes.contains(&"drwx------") && modes.contains(&"-rw-------"), "{}", ran.err);
    assert!(
        ran.err.ends_with("stopped before the end: some messages may not have been sent\n"),
        "{}",
        ran.err
    );
    assert_eq!(ran.code, Some(2));
}

#[test]
fn two_at_once_do_not_meet() {
    let machine = Machine::on("2026-11-27");
    let (variables, command) = news();
    let start = || {
        let mut program = machine.shell(&variables, &command);
        program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a shell")
    };
    let both = [start(), start()].map(|child| child.wait_with_output().expect("its end"));
    for ended in both {
        assert_eq!((ended.status.code(), ended.status.signal()), (Some(0), None));
        assert_eq!((ended.stdout, ended.stderr), (Vec::new(), Vec::new()));
    }
    let sent = machine.sent();
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0], sent[1]);
    assert_eq!(fs::read_dir(machine.at("tmp")).expect("a folder").count(), 0);
}

#[test]
fn no_list_is_made_while_plans_are_changing() {
    let machine = Machine::on("2026-11-27");
    let (mut variables, command) = news();
    variables.push(("WAIT".to_owned(), "0".to_owned()));
    let plans = fs::File::open(machine.at("plans")).expect("the folder of plans");
    plans.lock().expect("it can be held");
    expect![[r#"
        error: nothing was sent, for another job was still changing …/plans after 0 seconds
        --- exit code 2
    "#]]
    .assert_eq(&machine.runs(&variables, &command).shown());
    // Another reader does not matter.
    plans.unlock().expect("it can be let go");
    plans.lock_shared().expect("it can be held");
    assert_eq!(machine.runs(&variables, &command).code, Some(0));
    plans.unlock().expect("it can be let go");

    // The lock is released while messages are sent.
    machine.sendmail_first("flock --nonblock \"$PLANS\" true || exit 75");
    assert_eq!(machine.runs(&variables, &command).code, Some(0));

    // The job that the script names locks the plans like this.
    let script = example("cron/due-by-mail");
    let pull = script.split('`').find(|piece| piece.contains("git pull")).expect("a job that pulls");
    assert!(example("cron/due-by-mail").contains(pull));
    machine.has("git", Path::new("/bin/sh"));
    let tried = pull.replace("git pull --quiet --ff-only", &format!("git -c '{command}; exit 0'"));
    assert_ne!(tried, pull);
    let ran = machine.runs(&variables, &tried);
    assert!(ran.err.contains("another job was still changing"), "{}", ran.err);
}
