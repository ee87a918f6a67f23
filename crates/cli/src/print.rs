//! Answers on standard output: a JSON document for scripts, lines for people.

use serde_json::Value;

/// How answers are printed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printer {
    /// As one JSON document.
    pub(crate) json: bool,
}

impl Printer {
    /// Prints an answer.
    pub(crate) fn answer(self, answer: &Value) {
        if self.json {
            println!("{answer}");
        } else {
            print!("{}", lines(answer));
        }
    }
}

/// An answer as lines: a list a line each, an object a field a line.
fn lines(answer: &Value) -> String {
    match answer {
        Value::Array(rows) => rows
            .iter()
            .map(|row| format!("{}\n", in_line(row)))
            .collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| format!("{name}: {}\n", in_line(value)))
            .collect(),
        other => format!("{}\n", in_line(other)),
    }
}

fn in_line(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Object(fields) => {
            let shown = fields.iter().filter(|(_, value)| !value.is_null());
            shown
                .map(|(name, value)| format!("{name}={}", in_line(value)))
                .collect::<Vec<_>>()
                .join("  ")
        }
        Value::Array(items) => items.iter().map(in_line).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_list_is_a_line_each() {
        let answer =
            json!([{ "id": "1", "title": "Lunch", "lead": null }, { "id": "2", "title": "Tour" }]);
        assert_eq!(lines(&answer), "id=1  title=Lunch\nid=2  title=Tour\n");
    }

    #[test]
    fn an_object_is_a_field_a_line() {
        assert_eq!(
            lines(&json!({ "sent": 3, "refused": 0 })),
            "refused: 0\nsent: 3\n"
        );
    }
}
