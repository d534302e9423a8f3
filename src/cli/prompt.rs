//! Asks questions at a terminal.

use anyhow::{anyhow, bail};

use crate::cli::World;
use crate::escape::sanitize;

/// Returns whether questions can be asked.
pub(crate) fn can_ask(world: &World<'_>) -> bool {
    world.input_is_terminal && world.err_is.terminal
}

/// Asks until `parse` accepts the answer, and prints what is wrong with each other answer.
pub(crate) fn ask<T>(
    world: &mut World<'_>,
    question: &str,
    parse: impl Fn(&str) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    loop {
        write!(world.err, "{} ", sanitize(question))?;
        world.err.flush()?;
        let mut line = Vec::new();
        world.input.read_until(b'\n', &mut line)?;
        // Without a line break, the input ended before the answer did.
        if line.pop() != Some(b'\n') {
            writeln!(world.err)?;
            bail!("nothing was written: the questions were not answered to their end");
        }
        let answer =
            String::from_utf8(line).map_err(|_| anyhow!("letters that this terminal sends are not UTF-8"));
        match answer.and_then(|answer| parse(answer.trim())) {
            Ok(answer) => return Ok(answer),
            Err(error) => writeln!(world.err, "{}", sanitize(&format!("{error:#}")))?,
        }
    }
}

/// Parses handles with commas or spaces between them.
pub(crate) fn parse_handles(answer: &str) -> Vec<String> {
    let handles = answer.split([',', ' ']).map(str::trim).filter(|handle| !handle.is_empty());
    handles.map(str::to_owned).collect()
}

/// Accepts an empty answer, or one that passes `check`.
pub(crate) fn optional(
    check: impl Fn(&str) -> anyhow::Result<()>,
) -> impl Fn(&str) -> anyhow::Result<Option<String>> {
    move |answer| (!answer.is_empty()).then(|| check(answer).map(|()| answer.to_owned())).transpose()
}
