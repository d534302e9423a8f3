//! Two other checkers of TOML files by a schema: taplo, and check-jsonschema.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What another checker says of files.
pub struct Said {
    /// Whether it finds nothing wrong.
    pub accepts: bool,
    /// The first place that it names.
    pub place: Option<String>,
    /// How many messages it prints.
    pub messages: usize,
    /// All that it prints.
    pub all: String,
}

/// What taplo says of files: lines and columns, a message for each value of the table that a fault is in.
pub fn taplo(schema: &Path, files: &[PathBuf]) -> Said {
    let schema = format!("file://{}", schema.display());
    let (accepts, all) =
        run("TAPLO", "taplo", &["lint", "--no-auto-config", "--colors", "never", "--schema", &schema], files);
    let first = all.lines().find_map(|line| Some(line.split_once("┌─ ")?.1.trim()));
    let place = first.and_then(|place| {
        let mut parts = place.rsplitn(3, ':');
        let (column, line) = (parts.next()?, parts.next()?);
        Some(format!("{line}:{column}"))
    });
    let messages = all.lines().filter(|line| line.starts_with("error")).count();
    Said { accepts, place, messages, all }
}

/// What check-jsonschema says of files: a path of keys, no line.
pub fn check_jsonschema(schema: &Path, files: &[PathBuf]) -> Said {
    let schema = schema.display().to_string();
    let (accepts, all) =
        run("CHECK_JSONSCHEMA", "check-jsonschema", &["--color", "never", "--schemafile", &schema], files);
    let told: Vec<&str> =
        all.lines().filter_map(|line| line.trim().split_once("::")).map(|(_, told)| told).collect();
    let place = told.first().and_then(|told| told.split_once(": ")).map(|(place, _)| place.to_owned());
    Said { accepts, place, messages: told.len(), all }
}

fn run(variable: &str, name: &str, args: &[&str], files: &[PathBuf]) -> (bool, String) {
    let program = std::env::var(variable).unwrap_or_else(|_| name.to_owned());
    let ended = Command::new(&program).args(args).args(files).output();
    let ended = ended.unwrap_or_else(|error| panic!("{program}: {error}; {variable} can say where it is"));
    let text =
        [ended.stdout, ended.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (ended.status.success(), text)
}
