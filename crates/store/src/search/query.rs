//! Asking the index.

use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};

use super::Hit;
use super::fold::{plain, sound};
use crate::error::Result;
use crate::tables::Place;

/// The fewest letters that the trigram index finds.
const INDEXED_LETTERS_MIN: usize = 3;

/// How many records are put in order: the latest, where a text is found in more.
const CANDIDATES_MAX: u32 = 400;

/// A record is hidden with its visit. The owner of a chapter's record is no visit.
const NOT_HIDDEN: &str =
    "NOT EXISTS (SELECT 1 FROM record v WHERE v.kind = 'visit' AND v.id = r.owner
                                      AND v.owner = v.id AND v.audience = 0 AND v.deleted = 1)";

/// A text to look for, folded as the index is.
pub(super) struct Query {
    plain: String,
    /// What the full-text index is asked, if any word is long enough for it. Else the text must begin a word of the
    /// title.
    matching: Option<String>,
}

impl Query {
    /// Folds a text; `None` where nothing is left of it.
    pub(super) fn new(text: &str) -> Option<Self> {
        let plain = plain(text);
        // Beside longer words a short one only decides the order: "door of the library" need not be a title.
        let words = plain.split(' ');
        let long = words.filter(|word| word.len() >= INDEXED_LETTERS_MIN);
        let matching: Vec<String> = long.map(either).collect();
        let matching = (!matching.is_empty()).then(|| matching.join(" AND "));
        (!plain.is_empty()).then_some(Self { plain, matching })
    }

    /// Returns up to `limit` records, titles that begin with the text first.
    pub(super) async fn run(&self, conn: &mut SqliteConnection, limit: u32) -> Result<Vec<Hit>> {
        let rows = sqlx::query(AssertSqlSafe(self.sql()))
            .bind(&self.plain)
            .bind(limit)
            .bind(self.matching.as_ref().unwrap_or(&self.plain))
            .fetch_all(conn)
            .await?;
        rows.iter().map(|row| self.hit(row)).collect()
    }

    /// $1 is the whole text, $2 the limit, $3 what the full-text index is asked. In ASCII `{` follows `z`.
    fn sql(&self) -> String {
        let begins_a_word = "(' ' || plain_title) LIKE '% ' || $1 || '%'";
        let holding = match self.matching {
            Some(_) => {
                "SELECT rowid FROM search_index WHERE search_index MATCH $3 ORDER BY rowid DESC"
            }
            None => &format!("SELECT record_id FROM search_text WHERE {begins_a_word}"),
        };
        format!(
            "WITH candidate (record_id) AS (
                 SELECT * FROM (SELECT record_id FROM search_text
                                WHERE plain_title BETWEEN $1 AND $1 || '{{'
                                ORDER BY plain_title LIMIT {CANDIDATES_MAX})
                 UNION
                 SELECT * FROM ({holding} LIMIT {CANDIDATES_MAX}))
             SELECT r.record_id, r.kind, r.id, r.owner, t.title, t.text
             FROM candidate c
             CROSS JOIN search_text t ON t.record_id = c.record_id
             CROSS JOIN record r ON r.record_id = c.record_id
             WHERE r.deleted = 0 AND {NOT_HIDDEN}
             ORDER BY plain_title LIKE $1 || '%' DESC, {begins_a_word} DESC, length(t.title), r.record_id
             LIMIT $2"
        )
    }

    fn hit(&self, row: &SqliteRow) -> Result<Hit> {
        let record_id: i64 = row.try_get(0)?;
        let at = |column| Place::new("record", column, record_id);
        let (title, text): (String, String) = (row.try_get(4)?, row.try_get(5)?);
        Ok(Hit {
            kind: row.try_get(1)?,
            id: at("id").uuid(row.try_get(2)?)?,
            owner: at("owner").uuid(row.try_get(3)?)?,
            line: self.best_line(&text).unwrap_or(&title).to_owned(),
            title,
        })
    }

    /// The first line that holds the whole query.
    fn best_line<'a>(&self, text: &'a str) -> Option<&'a str> {
        let wanted = query_sound(&self.plain);
        text.lines()
            .find(|line| sound(&plain(line)).contains(&wanted))
    }
}

/// One word, as it is written or as it sounds. Folded words hold letters and digits only, so quoting is safe.
fn either(word: &str) -> String {
    let sound = query_sound(word);
    if sound.len() >= INDEXED_LETTERS_MIN {
        format!("(plain : \"{word}\" OR sound : \"{sound}\")")
    } else {
        format!("plain : \"{word}\"")
    }
}

/// The sound of a word that may still be being typed: its last i could be the half of ю or я.
fn query_sound(word: &str) -> String {
    let whole = sound(word);
    let begun = whole.trim_end_matches('i');
    if begun.len() >= INDEXED_LETTERS_MIN {
        begun.to_owned()
    } else {
        whole
    }
}
