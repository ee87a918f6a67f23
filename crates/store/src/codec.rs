//! How records and history entries lie in the database: compact CBOR.
//!
//! A record names each device and epoch once, since they are 16 bytes each and few; its fields name them by place.
//! Positions in the arrays are part of the format: a later version appends and never reorders.

use desk_sync::{DeviceId, EpochId, Field, Record, Stamp, Version};
use minicbor::data::Type;
use minicbor::decode::{Decoder, Error};
use minicbor::encode::Encoder;
use minicbor::{Decode, Encode};

/// One register that a change wrote.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub(crate) struct Entry {
    /// The register's name.
    #[n(0)]
    pub(crate) register: String,
    /// Its value before, `None` where it had none.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub(crate) old: Option<Vec<u8>>,
    /// Its value after.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub(crate) new: Vec<u8>,
}

/// Writes the registers that a change wrote.
pub(crate) fn encode_entries(entries: &[Entry]) -> Vec<u8> {
    minicbor::to_vec(entries).expect("writing to memory does not fail")
}

/// Reads the registers that a change wrote.
pub(crate) fn decode_entries(bytes: &[u8]) -> Result<Vec<Entry>, Error> {
    minicbor::decode(bytes)
}

/// Writes a record's fields: `[[device…], [epoch…], [field…]]`.
pub(crate) fn encode_record(record: &Record) -> Vec<u8> {
    let names = Names::of(record);
    let mut out = Encoder::new(Vec::with_capacity(64 + record.fields.len() * 48));
    let written = (|| {
        out.array(3)?
            .encode(&names.devices)?
            .encode(&names.epochs)?;
        out.array(record.fields.len() as u64)?;
        for (name, field) in &record.fields {
            encode_field(&mut out, &names, name, field)?;
        }
        Ok::<_, minicbor::encode::Error<std::convert::Infallible>>(())
    })();
    written.expect("writing to memory does not fail");
    out.into_writer()
}

/// Reads a record's fields.
pub(crate) fn decode_record(bytes: &[u8]) -> Result<Record, Error> {
    let mut d = Decoder::new(bytes);
    length(&mut d)?;
    let names = Names {
        devices: d.decode()?,
        epochs: d.decode()?,
    };
    let mut record = Record::default();
    for _ in 0..length(&mut d)? {
        let (name, field) = decode_field(&mut d, &names)?;
        record.fields.insert(name, field);
    }
    Ok(record)
}

/// Devices and epochs that a record mentions, each once.
#[derive(Default)]
struct Names {
    devices: Vec<DeviceId>,
    epochs: Vec<EpochId>,
}

impl Names {
    fn of(record: &Record) -> Self {
        let mut names = Self::default();
        for field in record.fields.values() {
            add(&mut names.devices, field.version.device);
            if let Some(replaced) = field.replaces {
                add(&mut names.devices, replaced.device);
            }
            for (epoch, _) in &field.numbers {
                add(&mut names.epochs, *epoch);
            }
        }
        names
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, one: T) {
    if !list.contains(&one) {
        list.push(one);
    }
}

fn place<T: PartialEq>(list: &[T], wanted: &T) -> u64 {
    let place = list.iter().position(|one| one == wanted);
    place.expect("Names::of listed it") as u64
}

/// `[name, value, device, dev_seq, stamp, [epoch, number, …], null or [device, dev_seq] of what it replaces]`.
fn encode_field<W: minicbor::encode::Write>(
    out: &mut Encoder<W>,
    names: &Names,
    name: &str,
    field: &Field,
) -> Result<(), minicbor::encode::Error<W::Error>> {
    let Field {
        value,
        version,
        stamp,
        numbers,
        replaces,
    } = field;
    out.array(7)?.str(name)?.bytes(value)?;
    out.u64(place(&names.devices, &version.device))?;
    out.u64(version.dev_seq)?.u64(stamp.0)?;
    out.array(numbers.len() as u64 * 2)?;
    for (epoch, seq) in numbers {
        out.u64(place(&names.epochs, epoch))?.u64(*seq)?;
    }
    match replaces {
        None => out.null()?,
        Some(replaced) => {
            let device = place(&names.devices, &replaced.device);
            out.array(2)?.u64(device)?.u64(replaced.dev_seq)?
        }
    };
    Ok(())
}

fn decode_field(d: &mut Decoder<'_>, names: &Names) -> Result<(String, Field), Error> {
    length(d)?;
    let name = d.str()?.to_owned();
    let value = d.bytes()?.to_vec();
    let version = decode_version(d, names)?;
    let stamp = Stamp(d.u64()?);
    let mut numbers = Vec::new();
    for _ in 0..length(d)? / 2 {
        let epoch = names.epochs.get(d.u64()? as usize);
        let epoch = epoch.ok_or_else(|| Error::message("an epoch that is not listed"))?;
        numbers.push((*epoch, d.u64()?));
    }
    let replaces = if d.datatype()? == Type::Null {
        d.null()?;
        None
    } else {
        length(d)?;
        Some(decode_version(d, names)?)
    };
    let field = Field {
        value,
        version,
        stamp,
        numbers,
        replaces,
    };
    Ok((name, field))
}

fn decode_version(d: &mut Decoder<'_>, names: &Names) -> Result<Version, Error> {
    let device = names.devices.get(d.u64()? as usize).copied();
    Ok(Version {
        device: device.ok_or_else(|| Error::message("a device that is not listed"))?,
        dev_seq: d.u64()?,
    })
}

fn length(d: &mut Decoder<'_>) -> Result<u64, Error> {
    d.array()?
        .ok_or_else(|| Error::message("an array without its length"))
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    proptest! {
        #[test]
        fn a_record_is_read_back_as_it_was_written(fields in btree_map("[a-z_/]{1,12}", field(), 0..12)) {
            let record = Record { fields };
            prop_assert_eq!(decode_record(&encode_record(&record)).unwrap(), record);
        }

        #[test]
        fn damaged_bytes_are_an_error_and_no_panic(bytes in vec(any::<u8>(), 0..64)) {
            let _ = decode_record(&bytes);
            let _ = decode_entries(&bytes);
        }
    }

    #[test]
    fn a_device_is_written_once_however_many_fields_it_wrote() {
        let field = |name: &str| (name.to_owned(), written_by(7));
        let one = Record {
            fields: [field("a")].into(),
        };
        let many = Record {
            fields: [field("a"), field("b"), field("c")].into(),
        };
        let grown = encode_record(&many).len() - encode_record(&one).len();
        assert!(grown < 2 * 16, "{grown} bytes for two more fields");
    }

    fn written_by(device: u128) -> Field {
        Field {
            value: b"1".to_vec(),
            version: version(device, 1),
            stamp: Stamp(1),
            numbers: Vec::new(),
            replaces: None,
        }
    }

    fn version(device: u128, dev_seq: u64) -> Version {
        Version {
            device: DeviceId(Uuid::from_u128(device)),
            dev_seq,
        }
    }

    fn field() -> impl Strategy<Value = Field> {
        let version =
            || (0..4_u128, any::<u64>()).prop_map(|(device, dev_seq)| version(device, dev_seq));
        let number = (0..3_u128, any::<u64>())
            .prop_map(|(epoch, seq)| (EpochId(Uuid::from_u128(epoch)), seq));
        let value = vec(any::<u8>(), 0..20);
        (
            value,
            version(),
            any::<u64>(),
            vec(number, 0..3),
            proptest::option::of(version()),
        )
            .prop_map(|(value, version, stamp, numbers, replaces)| Field {
                value,
                version,
                stamp: Stamp(stamp),
                numbers,
                replaces,
            })
    }
}
