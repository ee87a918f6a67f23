//! Words for what kind of thing a programme item is, in seven languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::words::{fold, folded_table};

/// The most words that one name of a kind has: "visite de courtoisie".
const NAME_WORDS_MAX: usize = 4;

/// Returns the kind that a whole cell names, as a word of the field `programme_item.kind`.
pub fn item_kind(cell: &str) -> Option<&'static str> {
    named(&fold(cell))
}

/// Returns the kind that a title speaks of: the first that it names, by the longest name that stands there.
pub fn item_kind_of_title(title: &str) -> Option<&'static str> {
    let folded = fold(title);
    let words: Vec<&str> = folded.split(' ').collect();
    (0..words.len()).find_map(|at| {
        let longest = words[at..].len().min(NAME_WORDS_MAX);
        (1..=longest)
            .rev()
            .find_map(|count| named(&words[at..at + count].join(" ")))
    })
}

fn named(folded: &str) -> Option<&'static str> {
    static NAMES: LazyLock<BTreeMap<String, Vec<&'static str>>> =
        LazyLock::new(|| folded_table(&NAMES_BY_KIND));
    NAMES.get(folded).and_then(|kinds| kinds.first().copied())
}

/// Names in English, German, French, Spanish, Dutch, Ukrainian and Russian, by the word of the kind.
const NAMES_BY_KIND: [(&str, &str); 19] = [
    (
        "arrival",
        "arrival|arrive|arrives|ankunft|anreise|arrivée|llegada|aankomst|прибуття|приїзд|приліт|прибытие|приезд|прилёт",
    ),
    (
        "departure",
        "departure|depart|abreise|abfahrt|abflug|départ|salida|vertrek|від’їзд|відправлення|виліт|отъезд|вылет",
    ),
    (
        "transfer",
        "transfer|bus|shuttle|drive|fahrt|busfahrt|transfert|trajet|traslado|rit|трансфер|переїзд|автобус|переезд",
    ),
    (
        "courtesy_call",
        "courtesy call|courtesy visit|höflichkeitsbesuch|antrittsbesuch|visite de courtoisie|visita de cortesía|beleefdheidsbezoek|візит ввічливості|визит вежливости",
    ),
    (
        "bilateral",
        "bilateral|meeting|talks|besprechung|gespräch|treffen|réunion|entretien|rencontre|reunión|encuentro|vergadering|bespreking|overleg|зустріч|нарада|переговори|встреча|совещание|переговоры",
    ),
    (
        "briefing",
        "briefing|orientation|einweisung|einführung|réunion d’information|sesión informativa|брифінг|інструктаж|брифинг|инструктаж",
    ),
    (
        "site_visit",
        "tour|site visit|visit|walk|besichtigung|führung|rundgang|besuch|visite|visita|recorrido|bezoek|rondleiding|екскурсія|огляд|відвідування|экскурсия|осмотр|посещение",
    ),
    (
        "training",
        "training|workshop|seminar|class|drill|exercise|schulung|übung|lehrgang|formation|atelier|stage|capacitación|taller|opleiding|oefening|тренінг|навчання|семінар|майстер-клас|тренинг|обучение|мастер-класс",
    ),
    (
        "ride_along",
        "ride along|ride with the crew|mitfahrt|hospitation|виїзд з екіпажем|выезд с экипажем",
    ),
    (
        "ceremony",
        "ceremony|signing|wreath laying|mass|service|zeremonie|feier|unterzeichnung|gottesdienst|cérémonie|signature|messe|ceremonia|firma|misa|plechtigheid|ondertekening|церемонія|підписання|церемония|подписание",
    ),
    (
        "gift_exchange",
        "gift exchange|gifts|geschenke|geschenkübergabe|échange de cadeaux|intercambio de regalos|geschenken|обмін подарунками|обмен подарками",
    ),
    (
        "reception",
        "reception|cocktail|cocktails|empfang|réception|vin d’honneur|recepción|cóctel|receptie|ontvangst|прийом|фуршет|прием|приём",
    ),
    (
        "meal",
        "lunch|dinner|breakfast|brunch|supper|meal|coffee|banquet|picnic|barbecue|bbq|mittagessen|abendessen|frühstück|essen|kaffee|grillen|déjeuner|dîner|petit déjeuner|repas|souper|café|pique-nique|almuerzo|cena|desayuno|comida|picnic|ontbijt|diner|avondeten|maaltijd|koffie|обід|вечеря|сніданок|кава|бенкет|пікнік|обед|ужин|завтрак|кофе|банкет|пикник",
    ),
    (
        "cultural",
        "museum|concert|theatre|theater|opera|gallery|exhibition|sightseeing|konzert|ausstellung|oper|stadtbummel|musée|théâtre|opéra|exposition|museo|concierto|teatro|exposición|tentoonstelling|музей|концерт|театр|опера|виставка|выставка",
    ),
    (
        "home_hospitality",
        "home hospitality|host family|host families|evening in families|gastfamilie|gastfamilien|famille d’accueil|familles d’accueil|familia anfitriona|gastgezin|gastgezinnen|приймаюча родина|вечір у родинах|принимающая семья",
    ),
    (
        "free",
        "free time|free evening|free afternoon|free morning|free day|freizeit|freier abend|freier nachmittag|temps libre|soirée libre|tiempo libre|tarde libre|vrije tijd|vrije avond|вільний час|вільний вечір|свободное время|свободный вечер",
    ),
    (
        "press",
        "press|press conference|interview|pressekonferenz|pressetermin|conférence de presse|rueda de prensa|entrevista|persconferentie|пресконференція|інтерв’ю|пресс-конференция|интервью",
    ),
    (
        "council_meeting",
        "council|city council|council meeting|council session|stadtrat|ratssitzung|stadtratssitzung|conseil municipal|pleno|pleno municipal|gemeenteraad|raadsvergadering|міська рада|сесія міської ради|городской совет|заседание совета",
    ),
    (
        "rest",
        "rest|break|pause|ruhe|repos|descanso|rust|відпочинок|перерва|отдых|перерыв",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_one_kind_agree_in_seven_languages() {
        for cell in [
            "Lunch",
            "обід",
            "Mittagessen",
            "Déjeuner",
            "almuerzo",
            "ontbijt",
            "Обед",
        ] {
            assert_eq!(item_kind(cell), Some("meal"), "{cell}");
        }
    }

    #[test]
    fn a_title_is_of_the_kind_that_it_names_first() {
        let cases = [
            ("Lunch with the council", Some("meal")),
            ("City council meeting", Some("council_meeting")),
            ("Tour of the fire station", Some("site_visit")),
            ("Зустріч з мером", Some("bilateral")),
            ("Visite de courtoisie chez le maire", Some("courtesy_call")),
            ("Savchuk", None),
            ("", None),
        ];
        for (title, kind) in cases {
            assert_eq!(item_kind_of_title(title), kind, "{title}");
        }
    }

    #[test]
    fn no_name_is_one_of_two_kinds_and_none_is_too_long_to_be_found() {
        for (name, kinds) in folded_table(&NAMES_BY_KIND) {
            assert!(
                kinds.iter().all(|kind| *kind == kinds[0]),
                "{name}: {kinds:?}"
            );
            assert!(name.split(' ').count() <= NAME_WORDS_MAX, "{name}");
        }
    }
}
