//! Records with what is new in them, as they lie on the wire.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};

use super::WireError;
use super::cells::{Cell, Cells, at_most_a_page};
use super::changes::optional;
use super::tables::{Interner, Tables};
use crate::exchange::RecordNews;
use crate::ids::{EpochId, Seq, Stamp, Version};
use crate::record::Field;

/// The records of an answer in their order.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct News {
    /// What fields written by one change have in common.
    #[n(0)]
    #[cbor(decode_with = "at_most_a_page")]
    marks: Vec<Mark>,
    /// The mark of each value, told by how much its place rose since the value before.
    #[n(1)]
    #[cbor(decode_with = "at_most_a_page")]
    marked: Vec<i64>,
    #[n(2)]
    cells: Cells,
}

/// A version, its stamp and its numbers. All told by how much they rose since the mark before.
#[derive(Debug, Encode, Decode)]
#[cbor(array)]
struct Mark {
    #[n(0)]
    device: u32,
    #[n(1)]
    dev_seq_rise: i64,
    #[n(2)]
    stamp_rise: i64,
    /// The latest epoch that numbered it, and by how much the number rose.
    #[n(3)]
    number: Option<(u32, i64)>,
    /// The epochs before, oldest first, with the numbers themselves.
    #[n(4)]
    older: Option<Vec<(u32, Seq)>>,
}

/// A mark spelled out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Marked {
    version: Version,
    stamp: Stamp,
    numbers: Vec<(EpochId, Seq)>,
}

/// Where the last mark stood; the next is told from here.
#[derive(Debug, Default)]
struct Last {
    dev_seq: u64,
    stamp: u64,
    seq: Seq,
}

impl News {
    pub(super) fn of(records: &[RecordNews], names: &mut Interner) -> Self {
        let mut marks = Marks::default();
        let mut cells = Cells::default();
        for record in records {
            for field in record.fields.values() {
                marks.place(field, names);
            }
            let shape = names.shape(&record.key, record.fields.keys());
            cells.head(shape, record.key.id);
        }
        let columns: Vec<Vec<&Field>> = records
            .iter()
            .map(|record| record.fields.values().collect())
            .collect();
        let mut marked = Vec::new();
        let mut last = 0;
        let shapes = names.shapes().to_vec();
        cells.fill(&shapes, |record, column| {
            let field = columns[record][column];
            let mark = marks.place(field, names);
            marked.push(mark - last);
            last = mark;
            Cell {
                value: field.value.clone(),
                replaces: field.replaces.map(|version| names.version(version)),
            }
        });
        Self {
            marks: marks.rows,
            marked,
            cells,
        }
    }

    pub(super) fn open(self, tables: &Tables) -> Result<Vec<RecordNews>, WireError> {
        let Self {
            marks,
            marked,
            cells,
        } = self;
        let marks = spell_out(marks, tables)?;
        let mut records = Vec::with_capacity(cells.len());
        let mut columns = Vec::with_capacity(cells.len());
        for (id, shape) in cells.ids()?.into_iter().zip(&cells.shapes) {
            let shape = tables.shape(*shape)?;
            records.push(RecordNews {
                key: tables.key(shape, id)?,
                fields: BTreeMap::new(),
            });
            columns.push(shape.fields.iter());
        }
        let mut marked = marked.into_iter();
        let mut mark = 0_i64;
        cells.open(tables, |record, Cell { value, replaces }| {
            let missing = WireError::Inconsistent("a value has no mark");
            mark = mark.wrapping_add(marked.next().unwrap_or(i64::MIN));
            let at = usize::try_from(mark).ok();
            let Marked {
                version,
                stamp,
                numbers,
            } = at.and_then(|at| marks.get(at)).ok_or(missing)?.clone();
            let name = columns[record]
                .next()
                .ok_or(WireError::Inconsistent("a value has no field"))?;
            let field = Field {
                value,
                version,
                stamp,
                numbers,
                replaces: optional(replaces, tables)?,
            };
            records[record]
                .fields
                .insert(tables.name(*name)?.clone(), field);
            Ok(())
        })?;
        Ok(records)
    }
}

/// Builds the marks while a message is written.
#[derive(Debug, Default)]
struct Marks {
    rows: Vec<Mark>,
    places: BTreeMap<Marked, i64>,
    last: Last,
}

impl Marks {
    fn place(&mut self, field: &Field, names: &mut Interner) -> i64 {
        let marked = Marked {
            version: field.version,
            stamp: field.stamp,
            numbers: field.numbers.clone(),
        };
        if let Some(place) = self.places.get(&marked) {
            return *place;
        }
        self.rows.push(self.last.tell(&marked, names));
        let place = i64::try_from(self.rows.len() - 1).expect("memory ends long before");
        self.places.insert(marked, place);
        place
    }
}

impl Last {
    fn tell(&mut self, marked: &Marked, names: &mut Interner) -> Mark {
        let Marked {
            version,
            stamp,
            numbers,
        } = marked;
        let mark = Mark {
            device: names.device(version.device),
            dev_seq_rise: version.dev_seq.wrapping_sub(self.dev_seq).cast_signed(),
            stamp_rise: stamp.0.wrapping_sub(self.stamp).cast_signed(),
            number: numbers.last().map(|&(epoch, seq)| {
                (names.epoch(epoch), seq.wrapping_sub(self.seq).cast_signed())
            }),
            older: (numbers.len() > 1).then(|| {
                numbers[..numbers.len() - 1]
                    .iter()
                    .map(|&(epoch, seq)| (names.epoch(epoch), seq))
                    .collect()
            }),
        };
        *self = Self {
            dev_seq: version.dev_seq,
            stamp: stamp.0,
            seq: numbers.last().map_or(self.seq, |&(_, seq)| seq),
        };
        mark
    }

    fn hear(&mut self, mark: Mark, tables: &Tables) -> Result<Marked, WireError> {
        self.dev_seq = self.dev_seq.wrapping_add_signed(mark.dev_seq_rise);
        self.stamp = self.stamp.wrapping_add_signed(mark.stamp_rise);
        let mut numbers = Vec::new();
        for (epoch, seq) in mark.older.unwrap_or_default() {
            numbers.push((tables.epoch(epoch)?, seq));
        }
        if let Some((epoch, rise)) = mark.number {
            self.seq = self.seq.wrapping_add_signed(rise);
            numbers.push((tables.epoch(epoch)?, self.seq));
        }
        Ok(Marked {
            version: Version {
                device: tables.device(mark.device)?,
                dev_seq: self.dev_seq,
            },
            stamp: Stamp(self.stamp),
            numbers,
        })
    }
}

fn spell_out(marks: Vec<Mark>, tables: &Tables) -> Result<Vec<Marked>, WireError> {
    let mut last = Last::default();
    marks
        .into_iter()
        .map(|mark| last.hear(mark, tables))
        .collect()
}
