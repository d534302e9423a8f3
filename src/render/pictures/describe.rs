//! The fields of a drawing, for `cpa templates describe`.

use crate::render::document::{Described, FieldType, Form, Given, NamedStruct};
use crate::render::line::Line;
use crate::render::pictures::{Drawing, DrawnKind, DrawnShape, PageWidth, Picture};

const fn named(name: &'static str, sort: FieldType, doc: &'static str) -> NamedStruct {
    NamedStruct { name, sort, doc }
}

const NUMBER: FieldType = i32::SORT;
const KIND: NamedStruct = named("kind", DrawnKind::SORT, "What it stands for.");

impl Given for Picture {
    const SORT: FieldType = FieldType::Names(|| {
        static DESCRIBED: Described = Described {
            name: "Picture",
            doc: " A drawing of what the section also says in words.",
            forms: &[Form {
                is: None,
                names: &[
                    named("id", <&'static str>::SORT, "What its parts are called by."),
                    named("title", Line::SORT, "What it is called."),
                    named("desc", Line::SORT, "What is drawn, for who cannot see it."),
                    named("drawings", Vec::<Drawing>::SORT, "The drawings of which one is shown."),
                ],
            }],
        };
        &DESCRIBED
    });
}

impl Given for Drawing {
    const SORT: FieldType = FieldType::Names(|| {
        static DESCRIBED: Described = Described {
            name: "Drawing",
            doc: " Shapes on a sheet of a width and a height, in units of their own.",
            forms: &[Form {
                is: None,
                names: &[
                    named("page", PageWidth::SORT, "Where it is shown."),
                    named("size", NUMBER, "The size of its letters."),
                    named("width", NUMBER, "How wide it is."),
                    named("height", NUMBER, "How high it is."),
                    named("shapes", Vec::<DrawnShape>::SORT, "What is drawn."),
                ],
            }],
        };
        &DESCRIBED
    });
}

impl Given for PageWidth {
    const SORT: FieldType =
        FieldType::Word(&[("narrow", " On a phone."), ("wide", " On a screen, and on paper.")]);
}

impl Given for DrawnKind {
    const SORT: FieldType = FieldType::Word(&[
        ("far", " The ring of those who are further away."),
        ("near", " The ring of those who are near."),
        ("middle", " The middle."),
        ("frame", " The frame of somebody."),
        ("double", " The second frame of the care coordinator."),
        ("axis", " The line on which days stand."),
        ("thread", " From a day on that line to its words."),
        ("today", " Today."),
        ("full", " A mark that is filled."),
        ("open", " A mark that is not."),
    ]);
}

impl Given for DrawnShape {
    const SORT: FieldType = FieldType::Names(|| {
        static DESCRIBED: Described = Described {
            name: "Shape",
            doc: " Something that is drawn.",
            forms: &[
                Form {
                    is: Some(("circle", " A circle.")),
                    names: &[
                        KIND,
                        named("x", NUMBER, "Its middle."),
                        named("y", NUMBER, "Its middle."),
                        named("r", NUMBER, "From there to its edge."),
                    ],
                },
                Form {
                    is: Some(("line", " A line.")),
                    names: &[
                        KIND,
                        named("from", Vec::<i32>::SORT, "Where it begins."),
                        named("to", Vec::<i32>::SORT, "Where it ends."),
                    ],
                },
                Form {
                    is: Some(("rect", " A box.")),
                    names: &[
                        KIND,
                        named("x", NUMBER, "Its left side."),
                        named("y", NUMBER, "Its top."),
                        named("width", NUMBER, "How wide it is."),
                        named("height", NUMBER, "How high it is."),
                        named("r", NUMBER, "How round its corners are."),
                    ],
                },
                Form {
                    is: Some(("text", " A line of text.")),
                    names: &[
                        named("x", NUMBER, "Where it begins, or its middle."),
                        named("y", NUMBER, "The line on which its letters stand."),
                        named("anchor", <&'static str>::SORT, "Which of its sides is at x, as SVG calls it."),
                        named("bold", bool::SORT, "Whether it is bold."),
                        named("rtl", bool::SORT, "Whether it is read from right to left."),
                        named("words", Line::SORT, "The words."),
                    ],
                },
            ],
        };
        &DESCRIBED
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::pictures::{DrawnAt, Face};

    /// Returns the form of a serialized shape, and its sorted field names.
    fn fields_of(shape: &DrawnShape) -> (String, Vec<String>) {
        let value = serde_json::to_value(shape).expect("a shape is a structure");
        let names = value.as_object().expect("it has names");
        let is = names["is"].as_str().expect("it says what it is").to_owned();
        let mut names: Vec<String> = names.keys().filter(|name| *name != "is").cloned().collect();
        names.sort();
        (is, names)
    }

    #[test]
    fn descriptions_match_serialized_shapes() {
        let kind = DrawnKind::Far;
        let shapes = [
            DrawnShape::Circle { kind, x: 0, y: 0, r: 1 },
            DrawnShape::Line { kind, from: (0, 0), to: (1, 1) },
            DrawnShape::Rect { kind, x: 0, y: 0, width: 1, height: 1, r: 1 },
            DrawnShape::text("a", Face { size: 12, bold: false }, DrawnAt::Left(0), 0),
        ];
        let described = DrawnShape::SORT.described().expect("it is a structure");
        for (shape, form) in shapes.iter().zip(described.forms) {
            let mut names: Vec<String> = form.names.iter().map(|named| named.name.to_owned()).collect();
            names.sort();
            assert_eq!(fields_of(shape), (form.is.expect("there are several").0.to_owned(), names));
        }
    }
}
