//! The inbox: two versions of one value, and a person to decide.

use std::collections::BTreeSet;

use desk_domain::kind::canonical;
use desk_sync::two_versions::{self, SETTLED, Side, TwoVersions};
use desk_sync::{DeviceId, Field, RecordId, RecordKey};
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
        let rows = record::list_by_kind(&mut conn, two_versions::KIND).await?;
        for (id, question) in latest(rows.iter().filter_map(open_question)) {
            let about = record::get(&mut conn, &question.about).await?;
            let standing = standing(about.as_ref(), &question.field);
            let question = as_written_last(question, standing);
            questions.push(Question {
                id,
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

impl Store {
    /// Returns how many questions wait for a decision, without looking at what they are about.
    pub async fn count_inbox(&self) -> Result<usize> {
        let rows = record::list_by_kind(&mut *self.read().await?, two_versions::KIND).await?;
        Ok(rows.iter().filter_map(open_question).count())
    }
}

impl Tx {
    /// Settles a question, and earlier ones that it stands for: writes the value that is to stand, and that they are
    /// settled. Undoing the action undoes all of it.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`] where there is no such question.
    pub async fn settle(&mut self, question: Uuid, keep: Keep) -> Result<()> {
        let id = RecordId(question);
        let row = record::find(&mut self.sql, two_versions::KIND, id).await?;
        let Some(asked) = row.as_ref().and_then(read) else {
            return Err(Error::NoSuchRecord {
                kind: two_versions::KIND.to_owned(),
                id: question,
            });
        };
        let about = record::get(&mut self.sql, &asked.about).await?;
        let asked = as_written_last(asked.clone(), standing(about.as_ref(), &asked.field));
        let rows = record::list_by_kind(&mut self.sql, two_versions::KIND).await?;
        let of_the_same = rows.iter().filter_map(open_question);
        let of_the_same = of_the_same.filter(|(_, other)| between(other) == between(&asked));
        let answered = of_the_same.map(|(id, _)| id).chain([question]);
        let answered: BTreeSet<Uuid> = answered.collect();
        let value = match keep {
            Keep::First => asked.first.value,
            Keep::Second => asked.second.value,
            Keep::Other(value) => value,
        };
        self.put_at(asked.about, [(asked.field, value)].into())
            .await?;
        for question in answered {
            let settled = [(SETTLED.to_owned(), canonical(&true.into()))];
            self.put_raw(two_versions::KIND, question, None, settled.into())
                .await?;
        }
        Ok(())
    }
}

/// Who differs about what: the register, and the two devices in their order.
fn between(question: &TwoVersions) -> (&RecordKey, &str, DeviceId, DeviceId) {
    let (first, second) = (question.first.version, question.second.version);
    (
        &question.about,
        &question.field,
        first.device,
        second.device,
    )
}

/// Of several questions between the same two devices about one register, the latest.
///
/// Whoever edits a value twice before sending it may be asked about twice; what they wrote first is no longer what
/// they want, so only what they wrote last is worth a person's time.
fn latest(questions: impl Iterator<Item = (Uuid, TwoVersions)>) -> Vec<(Uuid, TwoVersions)> {
    let mut questions: Vec<_> = questions.collect();
    let when = |question: &TwoVersions| (question.first.version, question.second.version);
    questions.sort_by(|(_, one), (_, other)| {
        (between(one), when(one)).cmp(&(between(other), when(other)))
    });
    let mut kept: Vec<(Uuid, TwoVersions)> = Vec::new();
    for question in questions {
        kept.pop_if(|(_, earlier)| between(earlier) == between(&question.1));
        kept.push(question);
    }
    kept
}

fn standing<'a>(about: Option<&'a RecordRow>, register: &str) -> Option<&'a Field> {
    about?.shown()?.fields.get(register)
}

/// The question as it stands now: whoever wrote one side and has gone on to write another value wants that one.
fn as_written_last(mut question: TwoVersions, standing: Option<&Field>) -> TwoVersions {
    for side in [&mut question.first, &mut question.second] {
        let gone_on = |field: &&Field| {
            field.version.device == side.version.device && field.version > side.version
        };
        if let Some(field) = standing.filter(gone_on) {
            *side = Side::of(field);
        }
    }
    question
}

fn open_question(row: &RecordRow) -> Option<(Uuid, TwoVersions)> {
    let shown = row.shown()?;
    let is_open = !two_versions::is_settled(shown) && !shown.is_deleted();
    let question = is_open.then(|| read(row)).flatten()?;
    Some((row.key.id.0, question))
}

fn read(row: &RecordRow) -> Option<TwoVersions> {
    TwoVersions::read(&row.key, row.shown()?)
}
