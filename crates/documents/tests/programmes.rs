//! The programmes of three real visits, read as they stand.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::fmt::Write;
use std::path::Path;

use desk_documents::import::{
    Certainty, ExistingItem, Fate, ListKind, ProgrammeContext, ProgrammeRow, RowMatch,
    match_programme, parse_programme, read_table, recognise,
};

#[test]
fn sevres_reads_as_written() {
    insta::assert_snapshot!(written_out("sevres-2011.csv", ("2011-05-29", "2011-06-05")));
}

#[test]
fn tigard_reads_as_written() {
    insta::assert_snapshot!(written_out("tigard-2002.tsv", ("2002-06-15", "2002-06-28")));
}

#[test]
fn ilvesheim_reads_as_written() {
    insta::assert_snapshot!(written_out(
        "ilvesheim-2018.txt",
        ("2018-05-10", "2018-05-13")
    ));
}

#[test]
fn every_programme_imported_twice_changes_nothing() {
    for (file, visit) in [
        ("sevres-2011.csv", ("2011-05-29", "2011-06-05")),
        ("tigard-2002.tsv", ("2002-06-15", "2002-06-28")),
        ("ilvesheim-2018.txt", ("2018-05-10", "2018-05-13")),
    ] {
        let fates = read(file, visit).into_iter();
        let rows: Vec<ProgrammeRow> = fates
            .filter_map(|fate| match fate {
                Fate::Read { row, .. } => Some(row),
                Fate::Heading { .. } | Fate::Blank | Fate::Problem { .. } => None,
            })
            .collect();
        let existing: Vec<ExistingItem> = rows
            .iter()
            .map(|row| ExistingItem {
                id: row.row_key.clone(),
                item: row.item.clone(),
            })
            .collect();
        let same: Vec<RowMatch> = rows
            .iter()
            .map(|row| RowMatch::Same {
                id: row.row_key.clone(),
            })
            .collect();
        assert_eq!(match_programme(&existing, &rows), same, "{file}");
    }
}

fn read(file: &str, (first, last): (&str, &str)) -> Vec<Fate<ProgrammeRow>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/programmes")
        .join(file);
    let table = read_table(&std::fs::read(path).unwrap(), None).unwrap();
    let mapping = recognise(ListKind::Programme, &table);
    let context = ProgrammeContext {
        first_day: first.parse().ok(),
        last_day: last.parse().ok(),
        date_order: None,
    };
    parse_programme(&table, &mapping, &context)
        .rows
        .into_iter()
        .map(|row| row.fate)
        .collect()
}

/// Writes a line for each row: its fate, then day, time, certainty, track, title and place.
fn written_out(file: &str, visit: (&str, &str)) -> String {
    let mut text = String::new();
    for fate in read(file, visit) {
        match fate {
            Fate::Heading { .. } => text.push_str("heading\n"),
            Fate::Blank => text.push_str("blank\n"),
            Fate::Problem { reason, .. } => writeln!(text, "problem: {reason}").unwrap(),
            Fate::Read { row, warnings } => {
                let item = row.item;
                let time = |time: Option<chrono::NaiveTime>| {
                    time.map(|time| time.format("%H:%M").to_string())
                        .unwrap_or_default()
                };
                let certainty = match item.time.certainty {
                    Certainty::Fixed => "",
                    Certainty::Tentative => " tentative",
                    Certainty::ToBeConfirmed => " open",
                };
                let fields = [
                    item.date.map(|date| date.to_string()).unwrap_or_default(),
                    format!(
                        "{}-{}{certainty}",
                        time(item.time.start),
                        time(item.time.end)
                    ),
                    item.track.unwrap_or_default(),
                    item.title,
                    item.place.unwrap_or_default(),
                    item.note.unwrap_or_default(),
                ];
                let warnings: Vec<String> = warnings
                    .iter()
                    .map(|warning| format!(" !! {warning}"))
                    .collect();
                writeln!(text, "{}{}", fields.join(" | "), warnings.concat()).unwrap();
            }
        }
    }
    text
}
