//! Reads the bytes of one file.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use crate::message;
use crate::parse::message::figure;
use crate::parse::{Diagnostic, FixedRule, Message, Source};

/// The largest file that is read unless the settings say otherwise, in bytes.
pub(crate) const MAX_SIZE: u64 = 1_000_000;

/// The result of reading a file.
#[derive(Debug)]
pub(crate) enum Bytes {
    /// The text.
    Text(Arc<Source>),
    /// The file is not valid UTF-8.
    NotText(Diagnostic),
    /// The file could not be read.
    Unreadable(Diagnostic),
}

/// What is wrong with a file that cannot be read, and the help.
type Problem = (Message, Message);

/// Reads the file at `path`, or `replacement` in its place. Only regular files of at most `max_size` bytes are read.
pub(crate) fn read(path: &Path, replacement: Option<&[u8]>, display_path: &str, max_size: u64) -> Bytes {
    let bytes = match replacement {
        Some(bytes) if bytes.len() as u64 > max_size => Err(too_large(bytes.len() as u64, max_size)),
        Some(bytes) => Ok(bytes.to_owned()),
        None => read_from_disk(path, max_size),
    };
    match bytes {
        Ok(bytes) => decode(bytes, display_path),
        Err((message, help)) => Bytes::Unreadable(unreadable(display_path, message).help(help)),
    }
}

/// Returns the diagnostic for a file that cannot be read.
pub(crate) fn unreadable(display_path: &str, message: impl Into<Message>) -> Diagnostic {
    let source = Arc::new(Source::new(display_path, ""));
    Diagnostic::error(FixedRule::Unreadable, &source, &(0..0), message)
}

fn read_from_disk(path: &Path, max_size: u64) -> Result<Vec<u8>, Problem> {
    let failed = |error: std::io::Error| io_problem(&error, path.is_symlink());
    // Checked before opening, because opening a pipe waits for a writer.
    let metadata = fs::metadata(path).map_err(failed)?;
    if metadata.is_dir() {
        return Err(("this is a folder, not a file".into(), "give it another name".into()));
    }
    if !metadata.is_file() {
        let help = "take it out of the folder of plans: only regular files are opened";
        return Err(("this is a pipe or a device, not a file".into(), help.into()));
    }
    if metadata.len() > max_size {
        return Err(too_large(metadata.len(), max_size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    File::open(path).map_err(failed)?.take(max_size + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > max_size { Err(too_large(metadata.len(), max_size)) } else { Ok(bytes) }
}

fn too_large(size: u64, max_size: u64) -> Problem {
    let max_size = match max_size / 1000 {
        kilobytes if kilobytes > 0 && kilobytes % 1000 == 0 => format!("{} MB", kilobytes / 1000),
        kilobytes => format!("{kilobytes} kB"),
    };
    (
        message!("this file is larger than {}", figure(max_size)),
        message!(
            "look what it is; to read larger files set `largest_file = {}` in cpa.toml",
            size.div_ceil(1000)
        ),
    )
}

fn io_problem(error: &std::io::Error, is_link: bool) -> Problem {
    let (message, help) = match error.kind() {
        ErrorKind::NotFound if is_link => {
            ("this is a link to a file that is not there", "mend the link, or take it away")
        }
        ErrorKind::NotFound => ("there is no such file", "look at the path"),
        ErrorKind::PermissionDenied => ("no permission to read this file", "ask for the right to read it"),
        _ => {
            let message = message!("this file could not be read: {}", figure(error));
            return (message, "try again, or ask whoever keeps the disk".into());
        }
    };
    (message.into(), help.into())
}

fn decode(bytes: Vec<u8>, display_path: &str) -> Bytes {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Bytes::Text(Arc::new(Source::new(display_path, text))),
        Err(error) => error,
    };
    let at = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let message = if is_utf16 { "this file is saved as UTF-16" } else { "this file is not saved as UTF-8" };
    let source = Arc::new(Source::new(display_path, String::from_utf8_lossy(bytes)));
    // The whole text is hidden, because no part of it is known to be safe to show.
    let all = 0..source.text().len();
    source.hide([all]);
    let diagnostic = Diagnostic::error(FixedRule::NotUtf8, &source, &(at..at + 1), message)
        .help("save it again with the encoding UTF-8 (in Notepad: Save as, Encoding)");
    Bytes::NotText(diagnostic)
}
