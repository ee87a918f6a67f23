//! A record as a row keeps it: what its fields have in common is written once.
//!
//! Ten fields that one change wrote share its version, stamp and numbers, which are longer than most values.

use desk_sync::{EpochId, Field, Record, Seq, Stamp, Version};
use minicbor::{Decode, Encode};

#[derive(Encode, Decode)]
#[cbor(array)]
struct Packed<'a> {
    #[n(0)]
    writes: Vec<Write>,
    #[b(1)]
    fields: Vec<PackedField<'a>>,
}

/// What one change gave to each field that it wrote.
#[derive(Debug, Clone, PartialEq, Encode, Decode)]
#[cbor(array)]
struct Write {
    #[n(0)]
    version: Version,
    #[n(1)]
    stamp: Stamp,
    #[n(2)]
    numbers: Vec<(EpochId, Seq)>,
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct PackedField<'a> {
    #[b(0)]
    name: &'a str,
    #[b(1)]
    #[cbor(with = "minicbor::bytes")]
    value: &'a [u8],
    /// Its place among the writes.
    #[n(2)]
    write: usize,
    #[n(3)]
    replaces: Option<Version>,
}

/// Returns a record's row.
pub(crate) fn pack(record: &Record) -> Vec<u8> {
    let mut writes: Vec<Write> = Vec::new();
    let fields = record
        .fields
        .iter()
        .map(|(name, field)| {
            let Field {
                value,
                version,
                stamp,
                numbers,
                replaces,
            } = field;
            let known = writes.iter().rposition(|it| {
                it.version == *version && it.stamp == *stamp && it.numbers == *numbers
            });
            let write = known.unwrap_or_else(|| {
                writes.push(Write {
                    version: *version,
                    stamp: *stamp,
                    numbers: numbers.clone(),
                });
                writes.len() - 1
            });
            PackedField {
                name,
                value,
                write,
                replaces: *replaces,
            }
        })
        .collect();
    minicbor::to_vec(Packed { writes, fields }).expect("writing to memory cannot fail")
}

/// Reads what [`pack`] wrote.
///
/// # Errors
/// When `row` is not such a row.
pub(crate) fn unpack(row: &[u8]) -> Result<Record, minicbor::decode::Error> {
    let Packed { writes, fields } = minicbor::decode(row)?;
    let fields = fields.into_iter().map(|packed| {
        let PackedField {
            name,
            value,
            write,
            replaces,
        } = packed;
        let no_write = || minicbor::decode::Error::message("a field of no write");
        let Write {
            version,
            stamp,
            numbers,
        } = writes.get(write).ok_or_else(no_write)?.clone();
        Ok((
            name.to_owned(),
            Field {
                value: value.to_vec(),
                version,
                stamp,
                numbers,
                replaces,
            },
        ))
    });
    Ok(Record {
        fields: fields.collect::<Result<_, minicbor::decode::Error>>()?,
    })
}

#[cfg(test)]
mod tests {
    use desk_sync::DeviceId;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_record_reads_back_as_it_was() {
        let record = record(&[("a", 1), ("b", 1), ("c", 2), ("deleted", 1)]);
        assert_eq!(unpack(&pack(&record)).unwrap(), record);
        assert_eq!(
            unpack(&pack(&Record::default())).unwrap(),
            Record::default()
        );
    }

    #[test]
    fn a_field_more_by_the_same_change_costs_its_name_and_value_only() {
        let one = pack(&record(&[("name", 1)])).len();
        let two = pack(&record(&[("name", 1), ("note", 1)])).len();
        assert!(two - one <= 3 * "note".len() + 4, "{} bytes", two - one);
    }

    #[test]
    fn a_damaged_row_is_an_error_and_no_panic() {
        let row = pack(&record(&[("a", 1), ("b", 2)]));
        for at in 0..row.len() {
            assert!(unpack(&row[..at]).is_err(), "cut at {at}");
            let mut changed = row.clone();
            changed[at] ^= 0xff;
            let _ = unpack(&changed);
        }
    }

    #[test]
    fn the_form_of_a_row_never_changes() {
        let row = pack(&record(&[("a", 1), ("b", 1)]));
        let hex: String = row.iter().map(|byte| format!("{byte:02x}")).collect();
        let (device, epoch) = (
            "50000000000000000000000000000000d1",
            "5000000000000000000000000000000ee1",
        );
        let write = format!(
            "83 82{device}01 0a 81 82{epoch}01",
            device = device,
            epoch = epoch
        );
        let expected = format!("82 81 {write} 82 83 6161 426161 00 83 6162 426262 00");
        assert_eq!(hex, expected.replace(' ', ""));
    }

    /// A record of fields whose values are their doubled names, each written by the change of that number.
    fn record(fields: &[(&str, u64)]) -> Record {
        let field = |&(name, dev_seq): &(&str, u64)| {
            let device = DeviceId(Uuid::from_u128(0xd1));
            let field = Field {
                value: name.repeat(2).into_bytes(),
                version: Version { device, dev_seq },
                stamp: Stamp(10 * dev_seq),
                numbers: vec![(EpochId(Uuid::from_u128(0xee1)), dev_seq)],
                replaces: (dev_seq > 1).then_some(Version {
                    device,
                    dev_seq: dev_seq - 1,
                }),
            };
            (name.to_owned(), field)
        };
        Record {
            fields: fields.iter().map(field).collect(),
        }
    }
}
