//! Values in columns: all titles, then all rooms. Like lies beside like, which is most of what zstd asks for.

use minicbor::bytes::ByteVec;
use minicbor::decode::{self, Decoder};
use minicbor::{Decode, Encode};
use uuid::Uuid;

use super::WireError;
use super::tables::{Shape, Tables, VersionRef};
use crate::ids::RecordId;
use crate::limits::PAGE_CELLS_MAX;

/// The ids and values of the records of a message, and what each value replaced.
#[derive(Debug, Default, Encode, Decode)]
#[cbor(map)]
pub(super) struct Cells {
    /// The shape of each record.
    #[n(0)]
    #[cbor(decode_with = "at_most_a_page")]
    pub(super) shapes: Vec<u32>,
    /// The id of each record, 16 bytes apiece.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    ids: Vec<u8>,
    /// By shape, then field, then record.
    #[n(2)]
    #[cbor(decode_with = "at_most_a_page")]
    values: Vec<ByteVec>,
    /// In the order of the values. Missing at the end stands for none.
    #[n(3)]
    #[cbor(decode_with = "at_most_a_page")]
    replaces: Vec<Option<VersionRef>>,
}

/// One value on its way in or out.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) value: Vec<u8>,
    pub(super) replaces: Option<VersionRef>,
}

impl Cells {
    /// Adds the head of a record. Its cells follow by [`Cells::fill`].
    pub(super) fn head(&mut self, shape: u32, id: RecordId) {
        self.shapes.push(shape);
        self.ids.extend_from_slice(id.0.as_bytes());
    }

    /// Adds every cell, asking for each by record and column.
    pub(super) fn fill(&mut self, shapes: &[Shape], mut cell: impl FnMut(usize, usize) -> Cell) {
        for (record, column) in order(&self.shapes, shapes) {
            let Cell { value, replaces } = cell(record, column);
            self.values.push(value.into());
            self.replaces.push(replaces);
        }
        let told = self.replaces.iter().rposition(Option::is_some);
        self.replaces.truncate(told.map_or(0, |last| last + 1));
    }

    /// Returns how many records there are.
    pub(super) fn len(&self) -> usize {
        self.shapes.len()
    }

    /// Returns the id of each record.
    pub(super) fn ids(&self) -> Result<Vec<RecordId>, WireError> {
        let (ids, rest) = self.ids.as_chunks::<16>();
        if ids.len() != self.shapes.len() || !rest.is_empty() {
            return Err(WireError::Inconsistent("ids and records differ in number"));
        }
        Ok(ids
            .iter()
            .map(|id| RecordId(Uuid::from_bytes(*id)))
            .collect())
    }

    /// Hands out every cell with its record, in an order that gives each record its columns from the first on.
    pub(super) fn open(
        self,
        tables: &Tables,
        mut take: impl FnMut(usize, Cell) -> Result<(), WireError>,
    ) -> Result<(), WireError> {
        let mut count = 0_usize;
        for shape in &self.shapes {
            count = count.saturating_add(tables.shape(*shape)?.fields.len());
        }
        if count != self.values.len() || self.replaces.len() > count {
            return Err(WireError::Inconsistent(
                "values and fields differ in number",
            ));
        }
        let mut replaces = self.replaces.into_iter();
        let places = order(&self.shapes, &tables.shapes);
        for ((record, _), value) in places.zip(self.values) {
            let cell = Cell {
                value: value.into(),
                replaces: replaces.next().flatten(),
            };
            take(record, cell)?;
        }
        Ok(())
    }
}

/// The order of the cells, as (record, column): by shape, then column, then record.
fn order(
    shape_of_record: &[u32],
    shapes: &[Shape],
) -> impl Iterator<Item = (usize, usize)> + use<> {
    let mut records_of: Vec<(usize, Vec<usize>)> = shapes
        .iter()
        .map(|shape| (shape.fields.len(), Vec::new()))
        .collect();
    for (record, shape) in shape_of_record.iter().enumerate() {
        if let Some((_, records)) = records_of.get_mut(*shape as usize) {
            records.push(record);
        }
    }
    records_of.into_iter().flat_map(|(columns, records)| {
        (0..columns).flat_map(move |column| {
            let records = records.clone();
            records.into_iter().map(move |record| (record, column))
        })
    })
}

/// Reads an array, but not one that no page can hold.
pub(super) fn at_most_a_page<'b, Ctx, T: Decode<'b, Ctx>>(
    d: &mut Decoder<'b>,
    ctx: &mut Ctx,
) -> Result<Vec<T>, decode::Error> {
    let rows = d.array_iter_with::<Ctx, T>(ctx)?;
    let mut read = Vec::new();
    for row in rows {
        if read.len() == PAGE_CELLS_MAX {
            return Err(decode::Error::message("an array exceeds a page"));
        }
        read.push(row?);
    }
    Ok(read)
}
