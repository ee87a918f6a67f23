//! The inbox: two versions of one value, and a person to decide.

use desk_domain::kind::canonical;
use desk_sync::RecordId;
use desk_sync::two_versions::{self, SETTLED, Side, TwoVersions};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::looking::persons;
use crate::own::Own;
use crate::store::{Store, installation};
use crate::tables::record::{self, RecordRow};
use crate::tx::Tx;

/// Two versions of one register that nobody has settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The question's own id.
    pub id: Uuid,
    /// The kind of the record that it is about.
    pub kind: String,
    /// That record's id.
    pub record: Uuid,
    /// The chapter or visit that the record belongs to.
    pub owner: Uuid,
    /// The register.
    pub register: String,
    /// One version.
    pub first: Version,
    /// The other. Their order says nothing about time.
    pub second: Version,
    /// What the register shows at present, as JSON.
    pub standing: Option<Vec<u8>>,
}

/// One of two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The value as JSON.
    pub value: Vec<u8>,
    /// The device on which it was written.
    pub device: Uuid,
    /// The name of the person who works on that device, if it is known here.
    pub person: Option<String>,
    /// When, in microseconds since 1970.
    pub at_us: u64,
    /// Whether it was written on this laptop.
    pub mine: bool,
}

/// What should stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keep {
    /// The first version.
    First,
    /// The second version.
    Second,
    /// Another value, as canonical JSON.
    Other(Vec<u8>),
}

impl Store {
    /// Returns what waits for a decision, the latest write first.
    pub async fn inbox(&self) -> Result<Vec<Question>> {
        let mut conn = self.read().await?;
        let here = installation(&mut conn).await?;
        let own = Own::read(&mut conn, &here).await?;
        let persons = persons(&mut conn).await?;
        let version = |side: Side| Version {
            device: side.version.device.0,
            person: persons.get(&side.version.device).cloned(),
            at_us: side.stamp.0,
            mine: own.wrote(side.version),
            value: side.value,
        };
        let mut questions = Vec::new();
        for row in record::list_by_kind(&mut conn, two_versions::KIND).await? {
            let Some(question) = open_question(&row) else {
                continue;
            };
            let about = record::get(&mut conn, &question.about).await?;
            let standing = about.as_ref().and_then(RecordRow::shown);
            let standing = standing.and_then(|shown| shown.fields.get(&question.field));
            questions.push(Question {
                id: row.key.id.0,
                kind: question.about.kind,
                record: question.about.id.0,
                owner: question.about.space.owner.0,
                register: question.field,
                first: version(question.first),
                second: version(question.second),
                standing: standing.map(|field| field.value.clone()),
            });
        }
        questions.sort_by_key(|one| {
            let latest = one.first.at_us.max(one.second.at_us);
            (std::cmp::Reverse(latest), one.id)
        });
        Ok(questions)
    }
}

impl Tx {
    /// Settles a question: writes the value that is to stand, and that it is settled. Undoing the action undoes both.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`] where there is no such question.
    pub async fn settle(&mut self, question: Uuid, keep: Keep) -> Result<()> {
        let id = RecordId(question);
        let row = record::find(&mut self.sql, two_versions::KIND, id).await?;
        let found = row.as_ref().and_then(read);
        let Some(TwoVersions {
            about,
            field,
            first,
            second,
        }) = found
        else {
            return Err(Error::NoSuchRecord {
                kind: two_versions::KIND.to_owned(),
                id: question,
            });
        };
        let value = match keep {
            Keep::First => first.value,
            Keep::Second => second.value,
            Keep::Other(value) => value,
        };
        self.put_at(about, [(field, value)].into()).await?;
        let settled = [(SETTLED.to_owned(), canonical(&true.into()))];
        self.put_raw(two_versions::KIND, question, None, settled.into())
            .await
    }
}

fn open_question(row: &RecordRow) -> Option<TwoVersions> {
    let shown = row.shown()?;
    let is_open = !two_versions::is_settled(shown) && !shown.is_deleted();
    is_open.then(|| read(row)).flatten()
}

fn read(row: &RecordRow) -> Option<TwoVersions> {
    TwoVersions::read(&row.key, row.shown()?)
}
