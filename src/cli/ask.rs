//! Questions about what was not typed, at a terminal.

use anyhow::{anyhow, bail};

use crate::cli::World;
use crate::escape::sanitize;

/// Whether anybody is there to answer.
pub(crate) fn asks(world: &World<'_>) -> bool {
    world.input_is_terminal && world.err_is.terminal
}

/// Asks until the answer can be taken: what is wrong with one is said.
pub(crate) fn ask<T>(
    world: &mut World<'_>,
    question: &str,
    take: impl Fn(&str) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    loop {
        write!(world.err, "{} ", sanitize(question))?;
        world.err.flush()?;
        let mut line = Vec::new();
        world.input.read_until(b'\n', &mut line)?;
        // What ends without the key Enter was not answered.
        if line.pop() != Some(b'\n') {
            writeln!(world.err)?;
            bail!("nothing was written: the questions were not answered to their end");
        }
        let answer =
            String::from_utf8(line).map_err(|_| anyhow!("letters that this terminal sends are not UTF-8"));
        match answer.and_then(|answer| take(answer.trim())) {
            Ok(answer) => return Ok(answer),
            Err(error) => writeln!(world.err, "{}", sanitize(&format!("{error:#}")))?,
        }
    }
}

/// Several handles as they are typed in one answer.
pub(crate) fn handles(answer: &str) -> Vec<String> {
    let typed = answer.split([',', ' ']).map(str::trim).filter(|handle| !handle.is_empty());
    typed.map(str::to_owned).collect()
}

/// An answer that can be taken, or none.
pub(crate) fn or_nothing(
    can_be: impl Fn(&str) -> anyhow::Result<()>,
) -> impl Fn(&str) -> anyhow::Result<Option<String>> {
    move |answer| (!answer.is_empty()).then(|| can_be(answer).map(|()| answer.to_owned())).transpose()
}
