//! Headings as partners write them, in English, Ukrainian, German, French, Spanish, Dutch and Russian.
//!
//! A word that belongs to two columns, such as "Name" beside "Vorname", stands under the commoner one;
//! `mapping` settles it by the company it keeps.

use super::column::{Column, ListKind};

/// Returns the headings of a kind of list, `|` between those of one column.
pub(super) fn headings(kind: ListKind) -> &'static [(Column, &'static str)] {
    match kind {
        ListKind::Programme => PROGRAMME,
        ListKind::Participants => PARTICIPANTS,
    }
}

const PROGRAMME: &[(Column, &str)] = &[
    (
        Column::Date,
        "date|dates|day|when|datum|tag|wann|jour|journée|fecha|día|dag|дата|день|число|коли|когда",
    ),
    (
        Column::Weekday,
        "weekday|day of week|day of the week|wochentag|jour de la semaine|día de la semana|weekdag|день тижня|день недели",
    ),
    (
        Column::DayNumber,
        "day no|day number|day nr|tag nr|tagnummer|jour n|jour no|día n|dag nr|dagnummer|день №|№ дня|номер дня",
    ),
    (
        Column::Start,
        "start|starts|start time|from|begin|begins|beginning|beginn|anfang|ab|von|début|heure de début|inicio|hora de inicio|desde|aanvang|begintijd|van|starttijd|початок|час початку|з|від|начало|время начала|с",
    ),
    (
        Column::End,
        "end|ends|end time|to|until|till|finish|ende|bis|schluss|fin|heure de fin|à|jusqu'à|hasta|hora de fin|término|einde|eindtijd|tot|кінець|закінчення|час закінчення|до|конец|окончание|время окончания",
    ),
    (
        Column::Time,
        "time|times|hour|hours|uhrzeit|zeit|heure|heures|horaire|horaires|hora|horas|horario|tijd|tijdstip|uur|час|години|время|часы",
    ),
    (
        Column::Title,
        "what|activity|activities|event|item|title|programme|program|programme item|agenda|description|subject|session|was|aktivität|programm|programmpunkt|veranstaltung|titel|tätigkeit|thema|beschreibung|activité|activités|programme du jour|quoi|événement|intitulé|actividad|actividades|evento|programa|qué|título|descripción|activiteit|activiteiten|programma|programmaonderdeel|onderdeel|wat|omschrijving|захід|заходи|подія|програма|що|назва|зміст|активність|опис|мероприятие|мероприятия|событие|программа|что|название|содержание|описание",
    ),
    (
        Column::Place,
        "where|place|location|venue|site|address|meeting point|wo|ort|veranstaltungsort|treffpunkt|adresse|lieu|où|endroit|lieu de rendez-vous|lugar|dónde|sitio|dirección|sede|plaats|waar|locatie|adres|місце|місце проведення|де|локація|адреса|место|место проведения|где|адрес|локация",
    ),
    (
        Column::WetWeatherPlace,
        "wet weather place|wet weather|rain venue|rain plan|if it rains|bad weather venue|bei regen|schlechtwetter|schlechtwetterort|ausweichort|en cas de pluie|lieu de repli|repli|en caso de lluvia|bij regen|bij slecht weer|у разі дощу|при дощі|в случае дождя|при дожде",
    ),
    (
        Column::Track,
        "track|group|groups|subgroup|gruppe|teilgruppe|groupe|groupes|sous-groupe|grupo|grupos|groep|deelgroep|група|групи|підгрупа|группа|группы|подгруппа",
    ),
    (
        Column::Kind,
        "kind|type|category|art|typ|kategorie|type d'activité|catégorie|nature|tipo|categoría|clase|soort|categorie|тип|категорія|вид мероприятия|категория",
    ),
    (
        Column::Lead,
        "lead|led by|organiser|organizer|responsible|person responsible|host|contact|in charge|leitung|verantwortlich|zuständig|ansprechpartner|betreuung|responsable|accompagnateur|organisateur|encargado|organizador|responsable del acto|verantwoordelijke|begeleider|organisator|відповідальний|відповідальна|відповідальні|організатор|супровід|ответственный|ответственные|организатор|сопровождение",
    ),
    (
        Column::Participants,
        "participants|who|attendees|delegates|audience|teilnehmer|teilnehmende|wer|personen|qui|participantes|quién|asistentes|deelnemers|wie|учасники|хто|участники|кто",
    ),
    (
        Column::Interpreter,
        "interpreter|interpreters|interpretation|dolmetscher|dolmetscherin|dolmetschen|interprète|interprètes|intérprete|tolk|tolken|перекладач|перекладачі|переводчик|переводчики",
    ),
    (
        Column::Note,
        "note|notes|remark|remarks|comment|comments|details|info|information|hinweis|hinweise|bemerkung|bemerkungen|anmerkung|anmerkungen|remarque|remarques|observations|commentaire|détails|nota|notas|observaciones|comentarios|opmerking|opmerkingen|bijzonderheden|toelichting|примітка|примітки|коментар|деталі|примечание|примечания|комментарий|детали",
    ),
];

const PARTICIPANTS: &[(Column, &str)] = &[
    (
        Column::Number,
        "no|nr|n|number|#|№|precedence|order of precedence|protocol order|order|lfd nr|nummer|rang nr|reihenfolge|numéro|n°|ordre|ordre de préséance|preséance|número|núm|orden|orden de precedencia|volgnummer|volgorde|rangorde|номер|№ з/п|№ п/п|порядковий номер|старшинство|порядок|п/п|з/п",
    ),
    (
        Column::FullName,
        "name|names|full name|fullname|delegate|participant|person|name of delegate|vollständiger name|teilnehmer|teilnehmerin|nom|nom complet|nom et prénom|nom et prénoms|nom prénom|prénom et nom|participant e|nombre|nombre completo|nombre y apellidos|apellidos y nombre|participante|naam|volledige naam|deelnemer|ім’я|піб|п.і.б.|прізвище ім’я|прізвище ім’я по батькові|прізвище та ім’я|ім’я та прізвище|ім’я прізвище|учасник|имя|фио|ф.и.о.|фамилия имя|фамилия имя отчество|имя и фамилия|имя фамилия|участник|name vorname|nachname vorname|vor- und nachname|vorname nachname|name and surname|surname and name",
    ),
    (
        Column::FamilyName,
        "family name|surname|last name|lastname|familienname|nachname|zuname|nom de famille|apellido|apellidos|achternaam|familienaam|прізвище|фамилия",
    ),
    (
        Column::GivenNames,
        "given name|given names|first name|firstname|first names|forename|forenames|vorname|vornamen|rufname|prénom|prénoms|nombre de pila|nombres|voornaam|voornamen|власне ім’я|ім’я по батькові|имя отчество|имя и отчество|ім’я та по батькові",
    ),
    (
        Column::NativeName,
        "native name|name in own script|name in native script|name in original script|original name|name in cyrillic|name kyrillisch|name in originalschrift|nom en écriture d’origine|nombre en escritura original|naam in eigen schrift|ім’я українською|піб українською|ім’я рідною мовою|имя на родном языке|фио на русском|имя кириллицей",
    ),
    (
        Column::LatinName,
        "latin name|name in latin|name in english|name in latin letters|name latin|english name|romanised name|romanized name|name lateinisch|name in lateinschrift|nom en lettres latines|nombre en letras latinas|naam in latijns schrift|ім’я латиницею|піб латиницею|прізвище та ім’я латиницею|піб англійською|ім’я англійською|имя латиницей|фио латиницей|имя на английском|фио на английском",
    ),
    (
        Column::PassportName,
        "passport name|name in passport|name as in passport|name as on passport|name per passport|name laut pass|name laut reisepass|name im reisepass|nom sur le passeport|nom figurant sur le passeport|nom du passeport|nombre en el pasaporte|nombre según pasaporte|naam in paspoort|naam volgens paspoort|ім’я в паспорті|піб за паспортом|ім’я за паспортом|ім’я як у паспорті|ім’я як у закордонному паспорті|имя в паспорте|имя по паспорту|фио по паспорту|имя как в паспорте|имя как в загранпаспорте",
    ),
    (
        Column::Pronunciation,
        "pronunciation|pronounced|how to say|aussprache|prononciation|pronunciación|uitspraak|вимова|произношение",
    ),
    (
        Column::CourtesyTitle,
        "title|courtesy title|prefix|salutation|mr ms|mr mrs|anrede|titel|civilité|titre|tratamiento|título|sr sra|aanhef|aanspreektitel|aanspreekvorm|звертання|звернення|титул|обращение",
    ),
    (
        Column::Rank,
        "rank|grade|dienstgrad|rang|grade militaire|rango|grado|звання|ранг|звание",
    ),
    (
        Column::Position,
        "position|post|job title|job|function|occupation|profession|office|designation|funktion|amt|beruf|stellung|dienststellung|fonction|poste|métier|cargo|puesto|función|profesión|functie|beroep|ambt|посада|професія|должность|профессия",
    ),
    (
        Column::Organisation,
        "organisation|organization|organisation institution|institution|company|employer|agency|department|affiliation|organisation firma|einrichtung|firma|behörde|arbeitgeber|dienststelle|organisme|société|entreprise|employeur|collectivité|organización|institución|empresa|entidad|organisatie|instelling|bedrijf|werkgever|організація|установа|місце роботи|підприємство|организация|учреждение|место работы|предприятие|компания|компанія",
    ),
    (
        Column::Role,
        "role|role in delegation|role in the delegation|capacity|rolle|rolle in der delegation|rôle|rôle dans la délégation|qualité|rol|papel|función en la delegación|rol in delegatie|rol in de delegatie|роль|роль у делегації|роль в делегации|статус у делегації",
    ),
    (
        Column::Track,
        "track|group|subgroup|gruppe|groupe|grupo|groep|група|підгрупа|группа|подгруппа",
    ),
    (
        Column::Gender,
        "gender|sex|m f|geschlecht|sexe|genre|sexo|género|geslacht|стать|пол",
    ),
    (
        Column::DateOfBirth,
        "date of birth|birth date|birthdate|dob|born|birthday|geburtsdatum|geboren|geboren am|geb|geb datum|date de naissance|né le|né e le|fecha de nacimiento|nacimiento|geboortedatum|дата народження|народився|дата рождения|д.р.|д.н.",
    ),
    (
        Column::Nationality,
        "nationality|citizenship|country of citizenship|staatsangehörigkeit|nationalität|staatsbürgerschaft|nationalité|citoyenneté|nacionalidad|ciudadanía|nationaliteit|громадянство|національність|гражданство",
    ),
    (
        Column::PassportNumber,
        "passport|passport no|passport number|passport nr|passnummer|pass nr|reisepass|reisepassnummer|reisepass nr|passeport|numéro de passeport|n de passeport|no passeport|pasaporte|número de pasaporte|n de pasaporte|n pasaporte|paspoort|paspoortnummer|паспорт|номер паспорта|№ паспорта|серія та номер паспорта|номер закордонного паспорта|закордонний паспорт|загранпаспорт|номер загранпаспорта|серия и номер паспорта",
    ),
    (
        Column::PassportExpiry,
        "passport expiry|passport expires|passport valid until|passport expiry date|expiry date|valid until|date of expiry|pass gültig bis|reisepass gültig bis|gültig bis|ablaufdatum|expiration du passeport|date d’expiration|validité du passeport|valable jusqu’au|caducidad|caducidad del pasaporte|válido hasta|fecha de caducidad|paspoort geldig tot|geldig tot|vervaldatum|дійсний до|паспорт дійсний до|термін дії|термін дії паспорта|действителен до|срок действия|срок действия паспорта",
    ),
    (
        Column::Email,
        "email|e-mail|mail|email address|e-mail address|e-mail-adresse|courriel|adresse e-mail|adresse électronique|correo|correo electrónico|e-mailadres|mailadres|електронна пошта|ел. пошта|пошта|електронна адреса|электронная почта|эл. почта|почта|имейл",
    ),
    (
        Column::Phone,
        "phone|telephone|mobile|cell|cell phone|phone number|mobile phone|tel|telefon|handy|mobil|telefonnummer|mobilnummer|téléphone|portable|tél|n de téléphone|teléfono|móvil|celular|telefoon|telefoonnummer|mobiel|gsm|телефон|мобільний|номер телефону|моб. телефон|мобильный|номер телефона",
    ),
    (
        Column::Diet,
        "diet|dietary requirements|dietary restrictions|dietary needs|dietary|food|meals|ernährung|essgewohnheiten|kost|verpflegung|diät|ernährungsweise|régime|régime alimentaire|alimentation|dieta|régimen|restricciones alimentarias|alimentación|dieet|dieetwensen|voeding|харчування|дієта|особливості харчування|питание|диета|особенности питания",
    ),
    (
        Column::Allergies,
        "allergies|allergy|allergien|allergie|unverträglichkeiten|allergies alimentaires|alergias|alergia|allergieën|алергії|алергія|аллергии|аллергия",
    ),
    (
        Column::Languages,
        "languages|language|spoken languages|language skills|sprachen|sprache|sprachkenntnisse|langues|langue|langues parlées|idiomas|idioma|lenguas|talen|taal|talenkennis|мови|мова|знання мов|володіння мовами|языки|язык|знание языков|владение языками",
    ),
    (
        Column::ArrivesOn,
        "arrives|arrives on|arrival|arrival date|date of arrival|joins|joins on|ankunft|anreise|anreisedatum|ankunftsdatum|arrivée|date d’arrivée|arrive le|llegada|fecha de llegada|aankomst|aankomstdatum|прибуття|дата прибуття|приїзд|дата приїзду|прибытие|дата прибытия|приезд|дата приезда",
    ),
    (
        Column::LeavesOn,
        "leaves|leaves on|departure|departure date|date of departure|abreise|abreisedatum|abfahrt|départ|date de départ|part le|salida|fecha de salida|vertrek|vertrekdatum|від’їзд|дата від’їзду|відбуття|выезд|отъезд|дата отъезда|убытие",
    ),
    (
        Column::Status,
        "status|confirmed|state|zusage|statut|confirmation|estado|confirmado|bevestigd|статус|підтвердження|стан|подтверждение|состояние",
    ),
    (
        Column::Note,
        "note|notes|remark|remarks|comment|comments|other|hinweis|bemerkung|bemerkungen|anmerkung|anmerkungen|sonstiges|remarque|remarques|observations|commentaire|divers|nota|notas|observaciones|comentarios|opmerking|opmerkingen|bijzonderheden|примітка|примітки|коментар|інше|примечание|примечания|комментарий|прочее",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::words::folded_table;

    #[test]
    fn no_heading_means_two_columns_of_one_list() {
        for kind in [ListKind::Programme, ListKind::Participants] {
            let table = folded_table(headings(kind));
            let double: Vec<_> = table
                .iter()
                .filter(|(_, columns)| columns.iter().any(|column| *column != columns[0]))
                .collect();
            assert!(double.is_empty(), "{double:?}");
        }
    }

    #[test]
    fn every_column_of_a_list_has_headings() {
        for kind in [ListKind::Programme, ListKind::Participants] {
            for column in kind
                .columns()
                .iter()
                .filter(|column| **column != Column::Ignore)
            {
                assert!(
                    headings(kind).iter().any(|(named, _)| named == column),
                    "{column:?}"
                );
            }
        }
    }
}
