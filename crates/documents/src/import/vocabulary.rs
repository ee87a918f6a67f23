//! Words for a person's role, status and gender in seven languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::words::{fold, folded_table};

/// A person's role in the delegation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Role {
    HeadOfDelegation,
    Delegate,
    Spouse,
    Interpreter,
    Facilitator,
    Chaperone,
    Staff,
    Press,
    Observer,
}

/// How far a person's participation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Status {
    Nominated,
    Invited,
    Confirmed,
    Withdrawn,
    VisaRefused,
    NoShow,
    Arrived,
}

/// A person's gender, as far as a form of address needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Gender {
    Female,
    Male,
    Other,
}

/// Returns the role that a cell names.
pub(crate) fn role(text: &str) -> Option<Role> {
    static WORDS: LazyLock<BTreeMap<String, Vec<Role>>> = LazyLock::new(|| folded_table(&ROLES));
    look_up(&WORDS, text)
}

/// Returns the status that a cell names.
pub(crate) fn status(text: &str) -> Option<Status> {
    static WORDS: LazyLock<BTreeMap<String, Vec<Status>>> =
        LazyLock::new(|| folded_table(&STATUSES));
    look_up(&WORDS, text)
}

/// Returns the gender that a cell names.
pub(crate) fn gender(text: &str) -> Option<Gender> {
    static WORDS: LazyLock<BTreeMap<String, Vec<Gender>>> =
        LazyLock::new(|| folded_table(&GENDERS));
    look_up(&WORDS, text)
}

fn look_up<T: Copy>(words: &BTreeMap<String, Vec<T>>, text: &str) -> Option<T> {
    words
        .get(&fold(text))
        .and_then(|meanings| meanings.first().copied())
}

const ROLES: [(Role, &str); 9] = [
    (
        Role::HeadOfDelegation,
        "head of delegation|head of the delegation|delegation leader|leader|head|delegationsleiter|delegationsleiterin|delegationsleitung|leiter der delegation|leiterin der delegation|chef de délégation|chef de la délégation|cheffe de délégation|jefe de delegación|jefa de delegación|jefe de la delegación|jefa de la delegación|delegatieleider|hoofd van de delegatie|голова делегації|керівник делегації|керівниця делегації|глава делегации|руководитель делегации",
    ),
    (
        Role::Delegate,
        "delegate|member|participant|member of delegation|delegierter|delegierte|teilnehmer|teilnehmerin|mitglied|délégué|déléguée|membre|delegado|delegada|miembro|afgevaardigde|deelnemer|deelneemster|lid|делегат|делегатка|учасник|учасниця|член делегації|участник|участница|член делегации",
    ),
    (
        Role::Spouse,
        "spouse|partner|wife|husband|accompanying person|ehepartner|ehefrau|ehemann|partnerin|begleitperson|conjoint|conjointe|épouse|époux|cónyuge|esposa|esposo|acompañante|echtgenoot|echtgenote|дружина|чоловік|партнер|партнерка|супруг|супруга|жена|муж",
    ),
    (
        Role::Interpreter,
        "interpreter|translator|dolmetscher|dolmetscherin|übersetzer|übersetzerin|interprète|traducteur|traductrice|intérprete|traductor|traductora|tolk|vertaler|перекладач|перекладачка|переводчик|переводчица",
    ),
    (
        Role::Facilitator,
        "facilitator|betreuer|betreuerin|facilitateur|animateur|facilitador|facilitadora|begeleider|фасилітатор|фасилитатор",
    ),
    (
        Role::Chaperone,
        "chaperone|teacher|lead teacher|lehrer|lehrerin|aufsichtsperson|accompagnateur|accompagnatrice|professeur|profesor|profesora|leraar|lerares|вчитель|вчителька|супровідник|супровідниця|учитель|учительница|сопровождающий|сопровождающая",
    ),
    (
        Role::Staff,
        "staff|assistant|secretary|mitarbeiter|mitarbeiterin|assistent|assistentin|personnel|assistante|secrétaire|personal|asistente|secretaria|secretario|medewerker|medewerkster|помічник|помічниця|секретар|помощник|помощница|секретарь",
    ),
    (
        Role::Press,
        "press|journalist|photographer|presse|journalistin|fotograf|fotografin|journaliste|photographe|prensa|periodista|fotógrafo|pers|fotograaf|преса|журналіст|журналістка|фотограф|пресса|журналист|журналистка",
    ),
    (
        Role::Observer,
        "observer|beobachter|beobachterin|observateur|observatrice|observador|observadora|waarnemer|спостерігач|спостерігачка|наблюдатель",
    ),
];

const STATUSES: [(Status, &str); 7] = [
    (
        Status::Nominated,
        "nominated|proposed|vorgeschlagen|proposé|proposée|propuesto|propuesta|voorgesteld|запропонований|запропоновано|предложен|предложена",
    ),
    (
        Status::Invited,
        "invited|eingeladen|invité|invitée|invitado|invitada|uitgenodigd|запрошений|запрошена|запрошено|приглашен|приглашена",
    ),
    (
        Status::Confirmed,
        "confirmed|yes|ok|zugesagt|bestätigt|ja|confirmé|confirmée|oui|confirmado|confirmada|sí|bevestigd|підтверджено|підтвердив|підтвердила|так|подтверждено|подтвержден|подтверждена|да",
    ),
    (
        Status::Withdrawn,
        "withdrawn|cancelled|canceled|declined|no|abgesagt|nein|annulé|annulée|désisté|non|cancelado|cancelada|retirado|afgezegd|nee|відмовився|відмовилась|скасовано|ні|отказался|отказалась|отменено|нет",
    ),
    (
        Status::VisaRefused,
        "visa refused|visa denied|visum abgelehnt|visa refusé|visado denegado|visa denegada|visum geweigerd|відмова у візі|відмовлено у візі|отказ в визе|отказано в визе",
    ),
    (
        Status::NoShow,
        "no show|nicht erschienen|absent|no presentado|niet verschenen|не з’явився|не з’явилась|не явился|не явилась|неявка",
    ),
    (
        Status::Arrived,
        "arrived|present|angekommen|arrivé|arrivée|présent|llegado|llegada|aangekomen|прибув|прибула|прибыл|прибыла",
    ),
];

const GENDERS: [(Gender, &str); 3] = [
    (
        Gender::Female,
        "f|female|woman|w|weiblich|frau|femme|féminin|mujer|femenino|v|vrouw|vrouwelijk|ж|жін|жіноча|жінка|жен|женский|женщина",
    ),
    (
        Gender::Male,
        "m|male|man|männlich|mann|homme|masculin|h|hombre|masculino|mannelijk|ч|чол|чоловіча|чоловік|м|муж|мужской|мужчина",
    ),
    (
        Gender::Other,
        "x|d|other|diverse|divers|nonbinary|non-binary|autre|otro|otra|anders|інша|інше|другой",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_one_role_agree_in_seven_languages() {
        for word in [
            "Interpreter",
            "перекладачка",
            "Dolmetscherin",
            "interprète",
            "Intérprete",
            "tolk",
            "переводчик",
        ] {
            assert_eq!(role(word), Some(Role::Interpreter), "{word}");
        }
        for word in [
            "confirmed",
            "підтверджено",
            "zugesagt",
            "Confirmée",
            "confirmado",
            "bevestigd",
            "подтверждено",
        ] {
            assert_eq!(status(word), Some(Status::Confirmed), "{word}");
        }
        assert_eq!(gender("Ж"), Some(Gender::Female));
        assert_eq!(gender("чол."), Some(Gender::Male));
    }
}
