//! What a schema can say of a single value. TOML's dates reach a schema as text, so that it cannot ask for quotes.

use serde_json::{Value, json};

use crate::parse::ScalarType;

/// A day as a schema sees it, and the time that can stand behind it; some checkers write a Z behind every time.
const DAY: &str = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const TIME: &str = "[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?Z?";

/// One value of a sort.
pub(crate) fn one(sort: ScalarType) -> Value {
    match sort {
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
            // Words are free, but a day is written as one.
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

/// One value like this one, or a list of them.
pub(crate) fn one_or_more(mut value: Value) -> Value {
    let each = value.clone();
    value["type"] = json!(["string", "array"]);
    value["items"] = each;
    value
}
