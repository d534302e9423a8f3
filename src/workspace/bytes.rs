//! The bytes of one file, or why they could not be had.

use crate::parse::FixedRule;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use crate::parse::{Diagnostic, Source};

/// The largest file that is read unless a service sets otherwise, in bytes.
pub(crate) const LARGEST: u64 = 1_000_000;

/// What became of a file.
#[derive(Debug)]
pub(crate) enum Bytes {
    /// Its text.
    Text(Arc<Source>),
    /// It is no text: the fault.
    NotText(Diagnostic),
    /// Its bytes could not be had: the fault.
    None(Diagnostic),
}

/// Reads the file at `path`, shown as `shown`, if it is a regular file of at most `largest` bytes; or takes what stands
/// there `instead`.
pub(crate) fn read(path: &Path, instead: Option<&[u8]>, shown: &str, largest: u64) -> Bytes {
    let bytes = match instead {
        Some(bytes) if bytes.len() as u64 > largest => Err(too_large(bytes.len() as u64, largest)),
        Some(bytes) => Ok(bytes.to_owned()),
        None => bytes(path, largest),
    };
    match bytes {
        Ok(bytes) => text(bytes, shown),
        Err((message, help)) => Bytes::None(unreadable(shown, message).help(help)),
    }
}

/// A fault about a file whose bytes could not be had.
pub(crate) fn unreadable(shown: &str, message: impl Into<crate::parse::Message>) -> Diagnostic {
    let source = Arc::new(Source::new(shown, ""));
    Diagnostic::error(FixedRule::Unreadable, &source, &(0..0), message)
}

fn bytes(path: &Path, largest: u64) -> Result<Vec<u8>, (String, String)> {
    let failed = |error: std::io::Error| cannot_read(&error, path.is_symlink());
    // Asked before opening: to open a pipe is to wait for somebody to write into it.
    let about = fs::metadata(path).map_err(failed)?;
    if about.is_dir() {
        return Err(("this is a folder, not a file".to_owned(), "give it another name".to_owned()));
    }
    if !about.is_file() {
        let help = "take it out of the folder of plans: only regular files are opened";
        return Err(("this is a pipe or a device, not a file".to_owned(), help.to_owned()));
    }
    if about.len() > largest {
        return Err(too_large(about.len(), largest));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0) + 1);
    File::open(path).map_err(failed)?.take(largest + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > largest { Err(too_large(about.len(), largest)) } else { Ok(bytes) }
}

fn too_large(size: u64, largest: u64) -> (String, String) {
    let help = format!(
        "look what it is; to read larger files set `largest_file = {}` in cpa.toml",
        size.div_ceil(1000)
    );
    (format!("this file is larger than {}", size_in_words(largest)), help)
}

fn size_in_words(bytes: u64) -> String {
    match bytes / 1000 {
        kilobytes if kilobytes > 0 && kilobytes % 1000 == 0 => format!("{} MB", kilobytes / 1000),
        kilobytes => format!("{kilobytes} kB"),
    }
}

fn cannot_read(error: &std::io::Error, is_link: bool) -> (String, String) {
    let (message, help) = match error.kind() {
        ErrorKind::NotFound if is_link => {
            ("this is a link to a file that is not there", "mend the link, or take it away")
        }
        ErrorKind::NotFound => ("there is no such file", "look at the path"),
        ErrorKind::PermissionDenied => ("no permission to read this file", "ask for the right to read it"),
        _ => {
            return (
                format!("this file could not be read: {error}"),
                "try again, or ask whoever keeps the disk".to_owned(),
            );
        }
    };
    (message.to_owned(), help.to_owned())
}

fn text(bytes: Vec<u8>, shown: &str) -> Bytes {
    match String::from_utf8(bytes) {
        Ok(text) => Bytes::Text(Arc::new(Source::new(shown, text))),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let utf16 =
                error.as_bytes().starts_with(&[0xff, 0xfe]) || error.as_bytes().starts_with(&[0xfe, 0xff]);
            let message =
                if utf16 { "this file is saved as UTF-16" } else { "this file is not saved as UTF-8" };
            let source = Arc::new(Source::new(shown, String::from_utf8_lossy(error.as_bytes())));
            // Nobody knows what the line holds: its beginning is marked and its text is hidden.
            let all = 0..source.text().len();
            source.hide([all]);
            let fault = Diagnostic::error(FixedRule::NotUtf8, &source, &(at..at + 1), message)
                .help("save it again with the encoding UTF-8 (in Notepad: Save as, Encoding)");
            Bytes::NotText(fault)
        }
    }
}
