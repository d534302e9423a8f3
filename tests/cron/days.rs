//! Today is the day in the machine's time zone, or that of `--as-at`.

use std::path::Path;
use std::process::Command as Program;

use serde_json::Value;

use crate::harness::checkout;

/// Runs `cpa due` over the sample plans in this environment.
fn due(args: &[&str], variables: &[(&str, &str)]) -> String {
    let mut program = Program::new(env!("CARGO_BIN_EXE_cpa"));
    program.arg("due").arg(checkout("plans")).args(args).env_clear().envs(variables.iter().copied());
    let ended = program.current_dir("/").output().expect("the program");
    assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
    String::from_utf8(ended.stdout).expect("UTF-8") + &String::from_utf8(ended.stderr).expect("UTF-8")
}

#[test]
fn with_as_at_time_zone_and_language_change_nothing() {
    let email: &[&str] = &["--format", "email", "--to", "manager@northside.example"];
    for format in [&["--format", "table"], &["--format", "ics"], &["--format", "csv"], email] {
        let args = [&["--as-at", "2026-11-22", "--within", "--what", "all"], format].concat();
        let plain = due(&args, &[]);
        assert!(plain.contains("NS-0007"), "{plain}");
        for zone in [
            "Europe/London",
            "America/New_York",
            "Pacific/Kiritimati",
            "Pacific/Pago_Pago",
            "UTC-14",
            "Nowhere/At_All",
            "",
        ] {
            assert_eq!(due(&args, &[("TZ", zone)]), plain, "{zone}");
        }
        for language in ["C", "tr_TR.UTF-8", "ar_EG.UTF-8"] {
            assert_eq!(due(&args, &[("LC_ALL", language), ("LANG", language)]), plain, "{language}");
        }
    }
}

#[test]
fn without_a_day_it_is_that_of_the_time_zone() {
    // The two time zones are 25 hours apart, so that the first always has a later day.
    let by_name = Path::new("/usr/share/zoneinfo/Pacific/Kiritimati").is_file();
    let zones = if by_name { ["Pacific/Kiritimati", "Pacific/Pago_Pago"] } else { ["XXX-14", "XXX+11"] };
    let [east, west] = zones.map(|zone| {
        let ended = due_whatever_it_says(zone);
        let document: Value = serde_json::from_str(&ended).expect("JSON");
        document["as_at"].as_str().expect("a day").parse::<chrono::NaiveDate>().expect("a day")
    });
    let days = (east - west).num_days();
    assert!(days == 1 || days == 2, "{west} and {east}");
}

/// Returns the list of today, which may have warnings.
fn due_whatever_it_says(zone: &str) -> String {
    let mut program = Program::new(env!("CARGO_BIN_EXE_cpa"));
    program.arg("due").arg(checkout("plans")).args(["--format", "json"]).env_clear().env("TZ", zone);
    String::from_utf8(program.output().expect("the program").stdout).expect("UTF-8")
}
