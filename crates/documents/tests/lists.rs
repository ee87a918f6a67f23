//! Lists of delegates in seven languages, workbooks, and files that are no lists. Every person is invented.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use chrono::NaiveDate;
use desk_documents::import::{
    Fate, Foreign, Gender, ListKind, Parsed, ParticipantRow, PersonFields, ProblemReason,
    ProgrammeContext, ReadError, Role, SOURCE_BYTES_MAX, Table, Warning, parse_participants,
    parse_programme, read_table, recognise,
};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

fn participants(text: &str) -> Parsed<ParticipantRow> {
    let table = read_table(text.as_bytes(), None).unwrap();
    parse_participants(
        &table,
        &recognise(ListKind::Participants, &table),
        &ProgrammeContext::default(),
    )
}

fn first_person(text: &str) -> PersonFields {
    participants(text)
        .read()
        .next()
        .expect("the list has a person")
        .person
        .clone()
}

#[test]
fn delegate_lists_read_in_seven_languages() {
    let lists = [
        "No,Family name,Given names,Role,Date of birth,Gender,Diet\n1,Sample,Alex,Head of delegation,1980-06-15,f,vegetarian\n",
        "№;Прізвище;Ім'я;Роль;Дата народження;Стать;Харчування\n1;Sample;Alex;Голова делегації;15.06.1980;ж;vegetarian\n",
        "Lfd. Nr.;Name;Vorname;Rolle;Geburtsdatum;Geschlecht;Ernährung\n1;Sample;Alex;Delegationsleiterin;15.06.1980;weiblich;vegetarian\n",
        "N°\tNom\tPrénom\tRôle\tDate de naissance\tSexe\tRégime alimentaire\n1\tSample\tAlex\tCheffe de délégation\t15/06/1980\tF\tvegetarian\n",
        "Número,Apellidos,Nombre,Papel,Fecha de nacimiento,Sexo,Dieta\n1,Sample,Alex,Jefa de delegación,15/06/1980,mujer,vegetarian\n",
        "Volgnummer;Achternaam;Voornaam;Rol;Geboortedatum;Geslacht;Dieet\n1;Sample;Alex;Delegatieleider;15-06-1980;vrouw;vegetarian\n",
        "№ п/п;Фамилия;Имя;Роль;Дата рождения;Пол;Питание\n1;Sample;Alex;Глава делегации;15.06.1980;жен.;vegetarian\n",
    ];
    let expected = PersonFields {
        number: Some(1),
        family_name: Some("Sample".to_owned()),
        given_names: Some("Alex".to_owned()),
        role: Some(Role::HeadOfDelegation),
        date_of_birth: NaiveDate::from_ymd_opt(1980, 6, 15),
        gender: Some(Gender::Female),
        diet: Some("vegetarian".to_owned()),
        ..PersonFields::default()
    };
    for list in lists {
        assert_eq!(first_person(list), expected, "{list}");
    }
}

#[test]
fn no_passport_spelling_is_ever_made_up() {
    let person = first_person("ПІБ;Посада\nЗразок Олекса;міський голова\n");
    assert_eq!(person.native_name.as_deref(), Some("Зразок Олекса"));
    assert_eq!((person.passport_name, person.latin_name), (None, None));

    let person = first_person(
        "Name / Ім'я;Name as in passport\nOleksa Zrazok / Олекса Зразок;ZRAZOK OLEKSA\n",
    );
    assert_eq!(person.passport_name.as_deref(), Some("ZRAZOK OLEKSA"));
    assert_eq!(person.latin_name.as_deref(), Some("Oleksa Zrazok"));
    assert_eq!(person.native_name.as_deref(), Some("Олекса Зразок"));
}

#[test]
fn rows_that_name_nobody_or_say_odd_things_are_told_with_their_line() {
    let parsed = participants(
        "Name,Date of birth,Role\nSAMPLE Alex,15.06.80,pilot\n,1980-01-01,delegate\nSAMPLE Alex,,\n",
    );
    let problems: Vec<_> = parsed.problems().collect();
    assert_eq!(problems, [(3, &ProblemReason::NoName)]);
    let Fate::Read { row, warnings } = &parsed.rows[1].fate else {
        panic!("{:?}", parsed.rows[1])
    };
    assert_eq!(
        row.person.date_of_birth, None,
        "the century is not written, and a guess could be wrong"
    );
    assert_eq!(
        row.person.note.as_deref(),
        Some("pilot"),
        "an unknown word is kept"
    );
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    let Fate::Read { warnings, .. } = &parsed.rows[3].fate else {
        panic!("{:?}", parsed.rows[3])
    };
    assert_eq!(warnings[..], [Warning::SameName { line: 2 }]);
}

#[test]
fn a_workbook_shows_dates_and_times_and_its_first_sheet_with_content() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet();
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("dd.mm.yyyy");
    let time = Format::new().set_num_format("hh:mm");
    for (column, heading) in (0..).zip(["Datum", "Beginn", "Ende", "Programmpunkt", "Ort"]) {
        sheet.write(2, column, heading).unwrap();
    }
    let day = NaiveDate::from_ymd_opt(2018, 5, 11).unwrap();
    let at = |hour, minute| chrono::NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    sheet.write_with_format(3, 0, &day, &date).unwrap();
    sheet.write_with_format(3, 1, &at(10, 20), &time).unwrap();
    sheet.write_with_format(3, 2, &at(12, 0), &time).unwrap();
    sheet.write(3, 3, "Arbeitstreffen").unwrap();
    sheet.write(3, 4, 7).unwrap();
    let table = read_table(&workbook.save_to_buffer().unwrap(), None).unwrap();
    let cells: Vec<&str> = table.rows[3].cells.iter().map(String::as_str).collect();
    assert_eq!(
        cells,
        ["2018-05-11", "10:20", "12:00", "Arbeitstreffen", "7"]
    );
    assert_eq!(
        table.rows[3].line, 4,
        "the number that the sheet shows beside the row"
    );

    let parsed = parse_programme(
        &table,
        &recognise(ListKind::Programme, &table),
        &ProgrammeContext::default(),
    );
    let item = &parsed.read().next().unwrap().item;
    assert_eq!(
        (item.date, item.time.start, item.time.end),
        (Some(day), Some(at(10, 20)), Some(at(12, 0)))
    );
}

#[test]
fn one_stray_cell_far_away_is_refused_and_fills_no_memory() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "Name").unwrap();
    sheet.write(1_048_575, 16_383, "x").unwrap();
    assert_eq!(
        read_table(&workbook.save_to_buffer().unwrap(), None),
        Err(ReadError::TooManyRows)
    );
}

#[test]
fn a_damaged_workbook_says_so() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "Name").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let error = read_table(&bytes[..bytes.len() / 2], None).unwrap_err();
    assert!(matches!(error, ReadError::Damaged { .. }), "{error}");
}

#[test]
fn files_that_are_no_lists_are_told_apart() {
    let utf16 = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let locked = [
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
        utf16("EncryptedPackage"),
    ]
    .concat();
    let not_a_table = |found| ReadError::NotATable { found };
    let cases = [
        (b"".to_vec(), ReadError::Empty),
        (b" \r\n\t\n".to_vec(), ReadError::Empty),
        (
            vec![b'a'; SOURCE_BYTES_MAX + 1],
            ReadError::TooLarge {
                size_bytes: SOURCE_BYTES_MAX + 1,
            },
        ),
        (b"%PDF-1.7\n%\xE2\xE3".to_vec(), not_a_table(Foreign::Pdf)),
        (
            b"\x89PNG\r\n\x1A\n\0\0".to_vec(),
            not_a_table(Foreign::Picture),
        ),
        (
            b"{\\rtf1 Name}".to_vec(),
            not_a_table(Foreign::WordProcessor),
        ),
        (
            b"\x7FELF\x02\x01\0\0\0".to_vec(),
            not_a_table(Foreign::Binary),
        ),
        (
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1old".to_vec(),
            not_a_table(Foreign::OtherWorkbook),
        ),
        (locked, ReadError::Encrypted),
    ];
    for (bytes, expected) in cases {
        assert_eq!(read_table(&bytes, None), Err(expected));
    }
}

#[test]
fn a_weekday_that_contradicts_its_date_and_a_lost_day_are_told() {
    let text = "Date,Time,What\nMonday 15 June 2018,9:00,Talk\nnext week,10:00,Walk\n,11:00,Lunch\n16 June 2018,14:00-13:00,Rest\n,soonish,Tea\n";
    let table = read_table(text.as_bytes(), None).unwrap();
    let parsed = parse_programme(
        &table,
        &recognise(ListKind::Programme, &table),
        &ProgrammeContext::default(),
    );
    let problems: Vec<(u32, String)> = parsed
        .problems()
        .map(|(line, reason)| (line, reason.to_string()))
        .collect();
    let expected = [
        (3, "no day can be read from \"next week\""),
        (4, "the day above, in line 3, could not be read"),
        (6, "no time can be read from \"soonish\""),
    ];
    assert_eq!(
        problems,
        expected.map(|(line, reason)| (line, reason.to_owned()))
    );
    let warnings: Vec<String> = parsed
        .warnings()
        .map(|(_, warning)| warning.to_string())
        .collect();
    assert_eq!(
        warnings,
        [
            "2018-06-15 is a Fri, not \"Monday\"",
            "the item ends at 13:00:00, before it starts at 14:00:00"
        ]
    );
}

#[test]
fn a_heading_that_contradicts_itself_is_told_and_its_rows_keep_its_date() {
    let table = read_table(
        b"Monday, 15 June 2018\n9:00\tTalk\nDay 3\n9:30\tWalk\n",
        None,
    )
    .unwrap();
    let context = ProgrammeContext {
        first_day: NaiveDate::from_ymd_opt(2018, 6, 15),
        ..ProgrammeContext::default()
    };
    let parsed = parse_programme(&table, &recognise(ListKind::Programme, &table), &context);
    let lines: Vec<u32> = parsed.warnings().map(|(line, _)| line).collect();
    assert_eq!(lines, [1]);
    let dates: Vec<_> = parsed
        .read()
        .map(|row| row.item.date.unwrap().to_string())
        .collect();
    assert_eq!(dates, ["2018-06-15", "2018-06-17"]);
}

#[test]
fn a_list_of_days_without_columns_is_a_programme_too() {
    let table = read_table(
        b"Mon 15 Sep 2003: Water planning\nTue 16 Sep 2003: Plant tour\n",
        None,
    )
    .unwrap();
    let parsed = parse_programme(
        &table,
        &recognise(ListKind::Programme, &table),
        &ProgrammeContext::default(),
    );
    let titles: Vec<&str> = parsed.read().map(|row| row.item.title.as_str()).collect();
    assert_eq!(titles, ["Water planning", "Plant tour"]);
}

#[test]
fn plain_text_keeps_its_title_and_its_items_without_a_time() {
    let text = "PROGRAMME\nThursday 14 June 2018\n9:00 At the fire station\nFree evening\n";
    let table = read_table(text.as_bytes(), None).unwrap();
    let parsed = parse_programme(
        &table,
        &recognise(ListKind::Programme, &table),
        &ProgrammeContext::default(),
    );
    assert!(matches!(parsed.rows[0].fate, Fate::Heading { .. }));
    let titles: Vec<&str> = parsed.read().map(|row| row.item.title.as_str()).collect();
    assert_eq!(titles, ["At the fire station", "Free evening"]);
}

#[test]
fn a_mapping_and_a_preview_cross_as_json() {
    let table = read_table(b"Date,What\n2018-06-15,Talk\n", None).unwrap();
    let mapping = recognise(ListKind::Programme, &table);
    let json = serde_json::to_string(&mapping).unwrap();
    assert_eq!(
        serde_json::from_str::<desk_documents::import::Mapping>(&json).unwrap(),
        mapping
    );
    let parsed = parse_programme(&table, &mapping, &ProgrammeContext::default());
    let json = serde_json::to_string(&parsed).unwrap();
    assert_eq!(
        serde_json::from_str::<Parsed<desk_documents::import::ProgrammeRow>>(&json).unwrap(),
        parsed
    );
}

/// Cells that mean something, mixed with any others.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Date".to_owned()),
        Just("What".to_owned()),
        Just("Name".to_owned()),
        Just("Day 2".to_owned()),
        Just("31.05.2011".to_owned()),
        Just("10h30 à 11h".to_owned()),
        "[0-9]{1,4}[:./ -][0-9]{1,4}( [ap]m)?",
        "\\PC{0,12}",
    ]
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_table(&bytes, Some("ua"));
    }

    #[test]
    fn no_damage_to_a_workbook_makes_the_reader_panic(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write(0, 0, "Name").unwrap();
        let mut bytes = workbook.save_to_buffer().unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read_table(&bytes, None);
    }

    #[test]
    fn every_row_has_one_fate(rows in prop::collection::vec(prop::collection::vec(cell(), 0..6), 0..12)) {
        let text: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
        if let Ok(table) = read_table(text.join("\n").as_bytes(), None) {
            let context = ProgrammeContext { first_day: NaiveDate::from_ymd_opt(2011, 5, 29), ..ProgrammeContext::default() };
            let lines = |table: &Table| table.rows.iter().map(|row| row.line).collect::<Vec<_>>();
            let programme = parse_programme(&table, &recognise(ListKind::Programme, &table), &context);
            prop_assert_eq!(programme.rows.iter().map(|row| row.line).collect::<Vec<_>>(), lines(&table));
            let people = parse_participants(&table, &recognise(ListKind::Participants, &table), &context);
            prop_assert_eq!(people.rows.iter().map(|row| row.line).collect::<Vec<_>>(), lines(&table));
        }
    }
}
