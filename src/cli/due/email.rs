//! `cpa due --format email`: one message, or one to each care coordinator.

use anyhow::{Context, bail};

use crate::cli::Exit;
use crate::cli::due::output_args::OutputArgs;
use crate::cli::due::{DueList, World};
use crate::due::{Address, CareCoordinator, CoordinatorFilter, DueFormat, MessageScope, Query, WriteOptions};
use crate::escape::sanitize;
use crate::render::OutputFolder;

impl OutputArgs {
    /// Writes the messages. Returns [`Exit::Failed`] if one has no recipient.
    pub(crate) fn write_messages(
        &self,
        list: DueList,
        query: &Query,
        world: &mut World<'_>,
    ) -> anyhow::Result<Exit> {
        let to = self.to.as_deref().map(address).transpose()?;
        if let Some(folder) = &self.output {
            return self.write_to_each(list, to.as_ref(), folder, world);
        }
        let to = to.or_else(|| address_of_query(query, &list));
        let Some(to) = to else {
            bail!("nothing says to whom this message goes: add `--to` and an address");
        };
        let options = WriteOptions { to: Some(&to), ..self.options(world) };
        list.write(DueFormat::Email, &options, world.out)?;
        Ok(Exit::Clean)
    }

    /// Writes a message to each care coordinator into a folder. Messages without a known address go to `others`.
    fn write_to_each(
        &self,
        list: DueList,
        others: Option<&Address>,
        folder: &std::path::Path,
        world: &mut World<'_>,
    ) -> anyhow::Result<Exit> {
        let to = OutputFolder::new(&world.here.join(folder), folder)?;
        if !to.other_files(&[".eml"], |_| false)?.is_empty() {
            bail!(
                "`{}` holds messages of an earlier run, which would be sent again: empty it, or name another folder",
                sanitize(&folder.display().to_string())
            );
        }
        let mut files = Vec::new();
        let mut without_address = Vec::new();
        for (coordinator, list) in list.by_coordinator() {
            let own = coordinator.as_ref().and_then(own_address);
            if list.rows.is_empty() && (self.quiet || own.is_none()) {
                continue;
            }
            let mut message = Vec::new();
            let (to, scope) = match (own.as_ref(), others, coordinator.as_ref()) {
                (Some(own), ..) => (own, MessageScope::Own),
                (None, Some(others), Some(coordinator)) => (others, MessageScope::Coordinator(coordinator)),
                (None, Some(others), None) => (others, MessageScope::Unassigned),
                (None, None, _) => {
                    without_address.push(coordinator);
                    continue;
                }
            };
            let options = WriteOptions { to: Some(to), scope, ..self.options(world) };
            list.write(DueFormat::Email, &options, &mut message)?;
            let text = String::from_utf8(message).context("a message is text")?;
            let name = file_name(coordinator.as_ref(), |name| files.iter().all(|(taken, _)| taken != name));
            files.push((name, text));
        }
        to.write(&files)?;
        if without_address.is_empty() {
            return Ok(Exit::Clean);
        }
        let owners = without_address.iter().map(|coordinator| match coordinator {
            Some(coordinator) if coordinator.has_left => {
                format!("`{}`, whose last day has passed", coordinator.handle)
            }
            Some(coordinator) if coordinator.address().is_none() => {
                format!("`{}`, who has no `email` in people.toml", coordinator.handle)
            }
            Some(coordinator) => {
                format!(
                    "`{}`, whose `email` is no plain address like jo@northside.example",
                    coordinator.handle
                )
            }
            None => "what has no care coordinator, or could not be told".to_owned(),
        });
        let owners = sanitize(&owners.collect::<Vec<_>>().join("; ")).into_owned();
        writeln!(
            world.err,
            "error: no message was written for {owners}: name somebody with `--to` who gets it"
        )?;
        Ok(Exit::Failed)
    }
}

fn address(typed: &str) -> anyhow::Result<Address> {
    Address::parse(typed).with_context(|| {
        format!("`--to {}`: this is no e-mail address like jo.smith@northside.example", sanitize(typed))
    })
}

fn own_address(coordinator: &CareCoordinator) -> Option<Address> {
    coordinator.address().and_then(Address::parse)
}

/// Returns the address of the only coordinator of the query.
fn address_of_query(query: &Query, list: &DueList) -> Option<Address> {
    let [filter] = query.coordinators.as_slice() else { return None };
    if let CoordinatorFilter::Email(email) = filter {
        return Address::parse(email);
    }
    let mut matches = list.coordinators.iter().filter(|coordinator| filter.is(coordinator));
    let address = matches.next().and_then(own_address);
    address.filter(|_| matches.next().is_none())
}

/// Returns a free name for the file of a message. Two lists of colleagues can use the same handle.
fn file_name(coordinator: Option<&CareCoordinator>, is_free: impl Fn(&str) -> bool) -> String {
    let name = match coordinator {
        None => "without-coordinator",
        Some(known) if known.has_bare_handle() => known.handle.as_str(),
        Some(_) => "coordinator",
    };
    let numbered =
        |number: usize| if number == 1 { format!("{name}.eml") } else { format!("{name}-{number}.eml") };
    (1..=usize::MAX).map(numbered).find(|name| is_free(name)).expect("there are more numbers than files")
}
