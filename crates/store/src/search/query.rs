//! Asking the index.

use sqlx::{AssertSqlSafe, Row, SqliteConnection};

use super::Hit;
use super::fold::{plain, sound};
use crate::error::Result;
use crate::tables::Place;

/// The fewest letters that the trigram index finds.
const INDEXED_LETTERS_MIN: usize = 3;

/// A record is hidden with its visit. The owner of a chapter's record is no visit.
const NOT_HIDDEN: &str =
    "NOT EXISTS (SELECT 1 FROM record v WHERE v.kind = 'visit' AND v.id = r.owner
                                      AND v.owner = v.id AND v.audience = 0 AND v.deleted = 1)";

/// A text to look for, folded as the index is.
pub(super) struct Query {
    plain: String,
    /// What the full-text index is asked, if any word is long enough for it.
    matching: Option<String>,
    /// Words too short for the index: they must begin a word of the title.
    short: Vec<String>,
}

impl Query {
    /// Folds a text; `None` where nothing is left of it.
    pub(super) fn new(text: &str) -> Option<Self> {
        let plain = plain(text);
        let words = plain.split(' ').filter(|word| !word.is_empty());
        let (long, short): (Vec<&str>, Vec<&str>) =
            words.partition(|word| word.len() >= INDEXED_LETTERS_MIN);
        let matching: Vec<String> = long.into_iter().map(either).collect();
        let short: Vec<String> = short.into_iter().map(str::to_owned).collect();
        let is_empty = matching.is_empty() && short.is_empty();
        let matching = (!matching.is_empty()).then(|| matching.join(" AND "));
        (!is_empty).then_some(Self {
            plain,
            matching,
            short,
        })
    }

    /// Returns up to `limit` records, titles that begin with the text first.
    pub(super) async fn run(&self, conn: &mut SqliteConnection, limit: u32) -> Result<Vec<Hit>> {
        let source = match self.matching {
            Some(_) => "search_index i JOIN search_text t ON t.record_id = i.rowid",
            None => "search_text t",
        };
        let mut conditions = vec!["r.deleted = 0".to_owned(), NOT_HIDDEN.to_owned()];
        // $1 is the whole text, $2 the limit; the rest follow.
        let mut number = 3;
        if self.matching.is_some() {
            conditions.push(format!("search_index MATCH ${number}"));
            number += 1;
        }
        for _ in &self.short {
            conditions.push(format!(
                "(' ' || t.plain_title) LIKE '% ' || ${number} || '%'"
            ));
            number += 1;
        }
        let sql = format!(
            "SELECT r.record_id, r.kind, r.id, r.owner, t.title, t.text
             FROM {source} JOIN record r ON r.record_id = t.record_id
             WHERE {}
             ORDER BY t.plain_title LIKE $1 || '%' DESC, (' ' || t.plain_title) LIKE '% ' || $1 || '%' DESC,
                      length(t.title), r.record_id
             LIMIT $2",
            conditions.join(" AND ")
        );
        let mut query = sqlx::query(AssertSqlSafe(sql))
            .bind(&self.plain)
            .bind(limit);
        if let Some(matching) = &self.matching {
            query = query.bind(matching);
        }
        for word in &self.short {
            query = query.bind(word);
        }
        let rows = query.fetch_all(conn).await?;
        rows.iter()
            .map(|row| {
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
            })
            .collect()
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
