//! The schemas of single values. Dates are text in a schema, so it cannot require quotes.

use serde_json::{Value, json};

use crate::parse::ScalarType;

/// A date, and the time that can follow it. Some validators add `Z` to each time.
const DAY: &str = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const TIME: &str = "[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?Z?";

/// Returns the schema of a value.
pub(crate) fn scalar(scalar_type: ScalarType) -> Value {
    match scalar_type {
        ScalarType::Text => json!({ "type": "string", "pattern": "\\S" }),
        ScalarType::Integer => json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
        ScalarType::Boolean => json!({ "type": "boolean" }),
        ScalarType::Day => json!({ "type": "string", "format": "date", "examples": ["2026-03-31"] }),
        ScalarType::PartialDate => json!({
            "type": "string",
            "pattern": format!("^({DAY}|[0-9]{{4}}(-(0[1-9]|1[0-2]))?)$"),
            "examples": ["2026-03-31", "2019-03", "2019"],
        }),
        ScalarType::DayOrTime => json!({
            "type": "string",
            "pattern": format!("^{DAY}({TIME})?$"),
            "examples": ["2026-03-31", "2026-03-31 14:00:00"],
        }),
        ScalarType::When => json!({
            "type": "string",
            "pattern": "\\S",
            // Any text, except for a date in another format.
            "not": { "pattern": "^\\s*[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{4}\\s*$" },
            "examples": ["2026-03-31", "2026-03-31 14:00:00", "every week"],
        }),
        ScalarType::Period => json!({
            "type": "string",
            "pattern": "^\\s*0*[1-9][0-9]{0,3}\\s*([Hh](ours?)?|[Dd](ays?)?|[Ww](eeks?)?|[Mm](onths?)?|[Yy](ears?)?)\\s*$",
            "examples": ["6 months", "2 weeks", "72 hours"],
        }),
        ScalarType::Handle => json!({ "type": "string", "pattern": "\\S", "examples": ["jo"] }),
        ScalarType::WithheldName => json!({ "type": "string", "pattern": "\\S", "examples": ["threats"] }),
    }
}

/// Returns the schema of a value or a list of such values.
pub(crate) fn one_or_more(mut value: Value) -> Value {
    let item = value.clone();
    value["type"] = json!(["string", "array"]);
    value["items"] = item;
    value
}
