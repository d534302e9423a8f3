//! The crontab under the real cron of Debian, installed as its first lines say, in a copy of this machine that is thrown
//! away. Its clock is set to some seconds before the hour.

use std::fs;
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::process::{Child, Command as Program, Stdio};
use std::time::Duration;

use expect_test::{Expect, expect};
use tempfile::TempDir;

use crate::cron::jobs::install;
use crate::cron::{files, messages, named};
use crate::harness::checkout;

/// The result of a job that cron started.
struct Mailed {
    sent: Vec<String>,
    /// Cron's log.
    log: Vec<String>,
    /// The files that were changed.
    changed: String,
}

/// The copy of the machine, which ends when this is dropped.
struct Running {
    child: Child,
    folder: TempDir,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It waits for the end of its input.
        drop(self.child.stdin.take());
        self.child.wait().expect("the copy of the machine ends");
    }
}

impl Running {
    fn at(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).expect("a file")
    }
}

fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let to = to.join(file.strip_prefix(from).expect("a file below"));
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::copy(&file, to).expect("a copy");
    }
}

/// Starts cron at this time, and stops it when its first job is done and mailed.
#[track_caller]
fn cron_from(time: &str, then: &str, change: impl FnOnce(&Path)) -> Mailed {
    let folder = TempDir::new().expect("a folder for the test");
    let at = |name: &str| folder.path().join(name);
    for name in ["disk", "sent", "tree/target/release"] {
        fs::create_dir_all(at(name)).expect("a folder");
    }
    copy(&checkout("examples"), &at("tree/examples"));
    copy(&checkout("plans"), &at("plans"));
    fs::copy(env!("CARGO_BIN_EXE_cpa"), at("tree/target/release/cpa")).expect("the program");
    fs::copy(checkout("tests/cron/bin/sendmail"), at("sendmail")).expect("a program");
    let may_read = "chgrp -R cpa /srv/plans\nchmod -R u=rwX,g=rX,o= /srv/plans\n";
    let lines = install("cron/crontab").join("\n");
    fs::write(at("install"), format!("{lines}\n{may_read}{then}")).expect("how it is installed");
    fs::write(at("clock"), format!("@{time}\n")).expect("a clock");
    change(&at("plans"));
    let open = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o1777);
    fs::set_permissions(at("sent"), open).expect("anybody may send");
    let log = UnixDatagram::bind(at("log")).expect("a socket");
    log.set_read_timeout(Some(Duration::from_secs(1))).expect("a time");

    let said = fs::File::create(at("said")).expect("a file");
    let mut program = Program::new("unshare");
    program.args(["--mount", "--pid", "--fork", "--kill-child", "/bin/sh"]);
    program.arg(checkout("tests/cron/daemon.sh")).arg(folder.path());
    program.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(said);
    let mut running = Running { child: program.spawn().expect("unshare, of util-linux"), folder };
    let mut lines: Vec<String> = Vec::new();
    let mut seconds = 0;
    while !lines.iter().any(|line| line.contains(" END (")) {
        let mut text = [0; 1024];
        if let Ok(length) = log.recv(&mut text) {
            let line = String::from_utf8_lossy(&text[..length]).into_owned();
            // Without the hour and the process id.
            let line = line.split_once("]: ").map(|(_, line)| line.trim_end_matches(['\0', '\n']).to_owned());
            lines.extend(line);
        } else {
            seconds += 1;
            let ended = running.child.try_wait().expect("a process");
            assert!(ended.is_none() && seconds < 60, "cron runs nothing: {lines:#?}\n{}", running.at("said"));
        }
    }
    drop(running.child.stdin.take());
    let ended = running.child.wait().expect("its end");
    assert!(ended.success(), "{}", running.at("said"));
    let sent = messages(&running.folder.path().join("sent"));
    for message in &sent {
        assert_eq!(named(message), [""; 0], "{message}");
    }
    Mailed { sent, log: lines, changed: running.at("changed") }
}

impl Mailed {
    /// Checks cron's log, and that only cron's own files were written.
    #[track_caller]
    fn logs(&self, expected: Expect) {
        let lines = self.log.iter().filter(|line| line.starts_with("(cpa) "));
        expected.assert_eq(&lines.fold(String::new(), |text, line| text + line + "\n"));
        let (own, others): (Vec<&str>, Vec<&str>) =
            self.changed.lines().partition(|path| path.starts_with("run/crond."));
        assert!(own.contains(&"run/crond.pid"), "it is seen what is written: {own:?}");
        assert_eq!(others, [""; 0]);
    }
}

#[test]
#[ignore = "needs cron, libfaketime and root"]
fn cron_mails_the_news_of_a_day_to_whom_they_concern() {
    let mailed = cron_from("2026-11-27 05:59:58", "", |_| {});
    expect![[r#"
        sendmail -i -t
        To: sunita.rao@northside.example
        Subject: CPA dates: 1 due today, as at 27 November 2026
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit
        Auto-Submitted: auto-generated

        As at Friday 27 November 2026.

        1 plan, 1 date: none overdue, 1 due today.

        DUE TODAY

        - NS-0023: review, the agreed day; booked for 27 Nov 2026 at 3pm

        Why, and what would help: cpa due --explain NS-0023
    "#]]
    .assert_eq(&mailed.sent.concat());
    mailed.logs(expect![[r#"
        (cpa) CMD (due-by-mail news)
        (cpa) END (due-by-mail news)
    "#]]);
}

#[test]
#[ignore = "needs cron, libfaketime and root"]
fn cron_mails_nothing_on_a_day_without_news() {
    let mailed = cron_from("2026-11-22 05:59:58", "", |_| {});
    assert_eq!(mailed.sent, [""; 0]);
    mailed.logs(expect![[r#"
        (cpa) CMD (due-by-mail news)
        (cpa) END (due-by-mail news)
    "#]]);
}

#[test]
#[ignore = "needs cron, libfaketime and root"]
fn cron_mails_the_digest_to_everybody_on_a_monday() {
    let mailed = cron_from("2026-11-23 06:29:58", "", |_| {});
    let to: Vec<&str> = mailed.sent.iter().filter_map(|message| message.lines().nth(1)).collect();
    expect![[r#"
        To: bethan.pugh@riverside.example
        To: femi.adeyemi@riverside.example
        To: hannah.levy@northside.example
        To: helen.tarrant@northside.example
        To: ingrid.quist@riverside.example
        To: jo.smith@northside.example
        To: manager@northside.example
        To: manager@northside.example
        To: priya.nair@northside.example
        To: sunita.rao@northside.example
    "#]]
    .assert_eq(&(to.join("\n") + "\n"));
    let of_callum = mailed.sent.iter().find(|message| message.contains("NS-0031")).expect("a message");
    assert!(of_callum.contains("\n- NS-0007: review, 5 months late (19 June 2026): "), "{of_callum}");
    mailed.logs(expect![[r#"
        (cpa) CMD (due-by-mail digest)
        (cpa) END (due-by-mail digest)
    "#]]);
}

#[test]
#[ignore = "needs cron, libfaketime and root"]
fn cron_mails_warnings_to_the_administrator() {
    let mailed = cron_from("2026-11-22 05:59:58", "", |plans| {
        let plan = plans.join("northside/NS-0023.toml");
        let text = fs::read_to_string(&plan).expect("a plan");
        fs::write(
            plan,
            text + r"notes = [
",
        )
        .expect("a plan");
    });
    let [of_cron, to_coordinator] = mailed.sent.as_slice() else { panic!("two: {:#?}", mailed.sent) };
    let (head, body) = of_cron.split_once("\n\n").expect("a head");
    assert!(head.starts_with("sendmail "), "{head}");
    assert!(head.contains("\nTo: cpa-admin@northside.example\n"), "{head}");
    assert!(head.contains("> due-by-mail news"), "{head}");
    expect![[r#"
        /srv/plans/northside/NS-0023.toml:340:9: this list is not closed
    "#]]
    .assert_eq(body);
    assert!(to_coordinator.contains("To: sunita.rao@northside.example\n"), "{to_coordinator}");
    assert!(to_coordinator.contains("\nCOULD NOT BE TOLD\n\n- NS-0023: "), "{to_coordinator}");
    mailed.logs(expect![[r#"
        (cpa) CMD (due-by-mail news)
        (cpa) END (due-by-mail news)
    "#]]);
}

#[test]
#[ignore = "needs cron, libfaketime and root"]
fn cron_mails_that_it_may_not_read_the_plans() {
    let mailed = cron_from("2026-11-27 05:59:58", "chmod 700 /srv/plans\n", |_| {});
    let [of_cron] = mailed.sent.as_slice() else { panic!("one: {:#?}", mailed.sent) };
    let (_, body) = of_cron.split_once("\n\n").expect("a head");
    assert!(body.contains("cannot open /srv/plans: Permission denied\n"), "{body}");
    mailed.logs(expect![[r#"
        (cpa) CMD (due-by-mail news)
        (cpa) END (due-by-mail news)
    "#]]);
}
