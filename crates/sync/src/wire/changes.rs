//! Changes as they lie on the wire.

use minicbor::{Decode, Encode};

use super::WireError;
use super::cells::{Cell, Cells, at_most_a_page};
use super::tables::{Interner, Tables, VersionRef};
use crate::change::{Change, FieldChange};
use crate::ids::{Stamp, Version};

/// The changes of a request in their order.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct Changes {
    #[n(0)]
    #[cbor(decode_with = "at_most_a_page")]
    heads: Vec<Head>,
    #[n(1)]
    cells: Cells,
}

/// What is a change's own. Numbers and stamps are told by how much they rose since the change before.
#[derive(Debug, Encode, Decode)]
#[cbor(array)]
struct Head {
    #[n(0)]
    author: u32,
    #[n(1)]
    dev_seq_rise: i64,
    #[n(2)]
    stamp_rise: i64,
    #[n(3)]
    deletion_seen: Option<VersionRef>,
    /// By the place of the field's name.
    #[n(4)]
    seen: Option<Vec<(u32, VersionRef)>>,
}

impl Changes {
    pub(super) fn of(changes: &[Change], names: &mut Interner) -> Self {
        let (mut dev_seq, mut stamp) = (0_u64, 0_u64);
        let mut heads = Vec::with_capacity(changes.len());
        let mut cells = Cells::default();
        for change in changes {
            heads.push(Head {
                author: names.device(change.version.device),
                dev_seq_rise: change.version.dev_seq.wrapping_sub(dev_seq).cast_signed(),
                stamp_rise: change.stamp.0.wrapping_sub(stamp).cast_signed(),
                deletion_seen: change.deletion_seen.map(|version| names.version(version)),
                seen: seen(change, names),
            });
            (dev_seq, stamp) = (change.version.dev_seq, change.stamp.0);
            let fields = change.fields.iter().map(|field| &field.name);
            cells.head(names.shape(&change.key, fields), change.key.id);
        }
        let shapes = names.shapes().to_vec();
        cells.fill(&shapes, |record, column| {
            let FieldChange {
                value, replaces, ..
            } = &changes[record].fields[column];
            Cell {
                value: value.clone(),
                replaces: replaces.map(|version| names.version(version)),
            }
        });
        Self { heads, cells }
    }

    pub(super) fn open(self, tables: &Tables) -> Result<Vec<Change>, WireError> {
        let Self { heads, cells } = self;
        if heads.len() != cells.len() {
            return Err(WireError::Inconsistent(
                "heads and records differ in number",
            ));
        }
        let mut changes = Vec::with_capacity(heads.len());
        let mut shapes = Vec::with_capacity(heads.len());
        let (mut dev_seq, mut stamp) = (0_u64, 0_u64);
        for ((head, id), shape) in heads.into_iter().zip(cells.ids()?).zip(&cells.shapes) {
            let shape = tables.shape(*shape)?;
            dev_seq = dev_seq.wrapping_add_signed(head.dev_seq_rise);
            stamp = stamp.wrapping_add_signed(head.stamp_rise);
            let seen = head.seen.unwrap_or_default().into_iter();
            shapes.push(shape);
            changes.push(Change {
                version: Version {
                    device: tables.device(head.author)?,
                    dev_seq,
                },
                stamp: Stamp(stamp),
                key: tables.key(shape, id)?,
                fields: Vec::with_capacity(shape.fields.len()),
                deletion_seen: optional(head.deletion_seen, tables)?,
                seen: seen
                    .map(|(name, version)| {
                        Ok((tables.name(name)?.clone(), tables.version(version)?))
                    })
                    .collect::<Result<_, WireError>>()?,
            });
        }
        cells.open(tables, |record, Cell { value, replaces }| {
            let fields = &mut changes[record].fields;
            let name = tables.name(shapes[record].fields[fields.len()])?.clone();
            let replaces = optional(replaces, tables)?;
            fields.push(FieldChange {
                name,
                value,
                replaces,
            });
            Ok(())
        })?;
        Ok(changes)
    }
}

fn seen(change: &Change, names: &mut Interner) -> Option<Vec<(u32, VersionRef)>> {
    let seen = change.seen.iter();
    (!change.seen.is_empty()).then(|| {
        seen.map(|(name, version)| (names.name(name), names.version(*version)))
            .collect()
    })
}

/// Reads a version that may be missing.
pub(super) fn optional(
    version: Option<VersionRef>,
    tables: &Tables,
) -> Result<Option<Version>, WireError> {
    version.map(|version| tables.version(version)).transpose()
}
