//! `cpa templates`

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Subcommand;

use crate::cli::copy_args::beside_plans;
use crate::cli::output::print_page;
use crate::cli::{Exit, World};
use crate::escape::sanitize;
use crate::render::{Document, Templates, describe};
use crate::workspace::{relative_to, templates_here};

/// List, copy and describe the templates that copies are made with
///
/// A file in `templates` beside `cpa.toml` takes the place of the built-in template that has its name. It may extend
/// that template, and replace only some of its blocks.
#[derive(Debug, clap::Args)]
#[command(disable_help_subcommand = true)]
pub(crate) struct TemplatesArgs {
    #[command(subcommand)]
    command: TemplatesCommand,
}

#[derive(Debug, Subcommand)]
enum TemplatesCommand {
    /// List the templates, and which of them are changed here
    List(TemplatesFolder),
    /// Copy a built-in template to the folder of your own, to change it there
    Copy {
        /// The name of the template, like `care-plan.html.jinja`
        #[arg(value_name = "NAME")]
        name: String,
        /// Not all of it: a template that extends it, with the name of each block
        #[arg(long)]
        extend: bool,
        #[command(flatten)]
        folder: TemplatesFolder,
    },
    /// Describe what the templates of a document get: every name, what stands behind it, and what it is for
    Describe {
        /// The document
        #[arg(value_name = "DOCUMENT")]
        document: Document,
    },
}

#[derive(Debug, clap::Args)]
struct TemplatesFolder {
    /// The folder of your own templates; without it, `templates` beside `cpa.toml`
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
}

impl TemplatesArgs {
    pub(crate) fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        match self.command {
            TemplatesCommand::List(folder) => folder.read(world)?.list(world.out_is.width, world.out)?,
            TemplatesCommand::Copy { name, extend, folder } => {
                let text = if extend {
                    Templates::extending(&name)?
                } else {
                    Templates::built_in(&name)?.to_owned()
                };
                folder.write(&name, &text, world)?;
            }
            TemplatesCommand::Describe { document } => {
                let page = describe(document);
                print_page(&page, world)?;
            }
        }
        Ok(Exit::Clean)
    }
}

impl TemplatesFolder {
    fn read(&self, world: &World<'_>) -> anyhow::Result<Templates> {
        if let Some(typed) = &self.templates {
            return Templates::from_folder(&world.here.join(typed), typed);
        }
        match templates_here(&world.here).filter(|folder| folder.symlink_metadata().is_ok()) {
            Some(folder) => beside_plans(&folder, world),
            None => Ok(Templates::default()),
        }
    }

    /// Writes a new template to the folder. Never overwrites a file.
    fn write(&self, name: &str, text: &str, world: &mut World<'_>) -> anyhow::Result<()> {
        let (folder, shown) = match (&self.templates, templates_here(&world.here)) {
            (Some(typed), _) => (world.here.join(typed), typed.clone()),
            (None, Some(folder)) if folder.is_symlink() => {
                bail!(
                    "`{}` is a link: name the folder by `--templates`",
                    relative_to(&folder, &world.here).display()
                )
            }
            (None, Some(folder)) => (folder.clone(), relative_to(&folder, &world.here)),
            (None, None) => bail!(
                "no `cpa.toml` at or above this folder, nor in `plans` in it: name the folder, as in \
                 `cpa templates copy {name} --templates path/to/plans/templates`"
            ),
        };
        let (path, shown) = (folder.join(name), shown.join(name).display().to_string());
        let shown = sanitize(&shown);
        let parent = path.parent().unwrap_or(&folder);
        fs::create_dir_all(parent).with_context(|| format!("cannot make the folder for `{shown}`"))?;
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => file.write_all(text.as_bytes()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                bail!("`{shown}` is there already: nothing was changed")
            }
            Err(error) => Err(error),
        }
        .with_context(|| format!("cannot write `{shown}`"))?;
        writeln!(world.err, "`{shown}` is now what copies are made with: change it as you like")?;
        Ok(())
    }
}
