//! What a record kind is: one declaration from which, or against which, everything else follows.
//!
//! A kind's fields are *registers*: a name and a canonical JSON value, merged by `desk-sync` which never looks
//! inside. [`record_kind!`](crate::record_kind!) makes from one declaration the Rust struct, the conversion from and to registers, and
//! the [`KindSpec`] that the local tables, the TypeScript types, the import columns and the catalogues of field
//! names are made from or checked against.
//!
//! A *set* (the participants of an item) is one register per member, `participants/<id>`, true or false, so that
//! two people who add different members offline do not meet as two versions of one list.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use serde_json::Value;
use uuid::Uuid;

/// A record's registers by name, each a canonical JSON value.
pub type Registers = BTreeMap<String, Vec<u8>>;

/// The register that says whether a record is deleted.
pub const DELETED: &str = "deleted";

/// Whose record it is, and so in whose spaces it lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The chapter's: it outlives any one visit.
    Chapter,
    /// One visit's.
    Visit,
}

/// Who may see records of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody who works on it.
    Team,
    /// Coordinators only.
    Coordinators,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// Yes or no.
    Bool,
    /// A whole number.
    Integer,
    /// A calendar day, `YYYY-MM-DD`.
    Date,
    /// A wall-clock time with its day, `YYYY-MM-DDTHH:MM:SS`, in the zone of its place.
    LocalDateTime,
    /// An IANA time zone.
    Zone,
    /// An ISO 3166 country code of two letters.
    Country,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The id of a record of this kind.
    Reference(&'static str),
    /// A stretch of time; see [`crate::values::Slot`].
    Slot,
    /// A point on the globe; see [`crate::values::Position`].
    Position,
    /// Whether somebody said yes; see [`crate::values::Confirmation`].
    Confirmation,
    /// A set of ids of records of this kind, a register each.
    SetOf(&'static str),
    /// A set of short texts, a register each.
    SetOfText,
}

/// One field of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSpec {
    /// Its name in snake_case: the same in registers, SQL, TypeScript and the command line.
    pub name: &'static str,
    /// What it holds.
    pub holds: FieldType,
}

/// All that the program knows of a record kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindSpec {
    /// Its name in snake_case: the same in registers, SQL, TypeScript and the command line.
    pub name: &'static str,
    /// Whose record it is.
    pub owner: Owner,
    /// Who may see it.
    pub audience: Audience,
    /// The field by which a person knows the record, if it has one.
    pub title: Option<&'static str>,
    /// Its fields, in the order in which a person would fill them in.
    pub fields: &'static [FieldSpec],
}

impl KindSpec {
    /// Returns the field that a register belongs to: `participants/<id>` belongs to `participants`.
    pub fn field_of(&self, register: &str) -> Option<&'static FieldSpec> {
        let name = register.split_once('/').map_or(register, |(set, _)| set);
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A record kind as a Rust struct. Every field may be absent: records come from other times and other versions.
pub trait Kind: Sized + Clone + PartialEq + Send + Sync + 'static {
    /// The declaration.
    const SPEC: &'static KindSpec;
    /// The record's id.
    fn id(&self) -> Uuid;
    /// Reads a record. A value that is unknown or cannot be read is as if absent; it stays where it is stored.
    fn from_fields(id: Uuid, deleted: bool, fields: &mut impl Fields) -> Self;
    /// The registers of every field that is present. Absent fields and members are left out.
    fn registers(&self) -> Registers;

    /// Reads a record from its registers.
    fn from_registers(id: Uuid, mut registers: &Registers) -> Self {
        let deleted = registers.get(DELETED).is_some_and(|value| value == b"true");
        Self::from_fields(id, deleted, &mut registers)
    }

    /// Returns the registers that `self` would change in `before`, `null` where a field was emptied.
    fn changes_from(&self, before: &Self) -> Registers {
        let (old, mut new) = (before.registers(), self.registers());
        for name in old.keys() {
            let is_flag = name == DELETED || name.contains('/');
            let gone = if is_flag {
                Value::Bool(false)
            } else {
                Value::Null
            };
            new.entry(name.clone()).or_insert_with(|| canonical(&gone));
        }
        new.retain(|name, value| old.get(name) != Some(value));
        new
    }
}

/// Where a record's fields are read from, each once: registers, or a row of a typed table.
pub trait Fields {
    /// The value of a field, `None` where it is absent or no JSON.
    fn take(&mut self, field: &str) -> Option<Value>;
    /// The members of a set.
    fn take_members(&mut self, set: &str) -> Vec<String>;
}

impl Fields for &Registers {
    fn take(&mut self, field: &str) -> Option<Value> {
        serde_json::from_slice(self.get(field)?).ok()
    }

    fn take_members(&mut self, set: &str) -> Vec<String> {
        let prefix = format!("{set}/");
        self.range(prefix.clone()..)
            .take_while(|(register, _)| register.starts_with(&prefix))
            .filter(|(_, value)| value.as_slice() == b"true")
            .map(|(register, _)| register[prefix.len()..].to_owned())
            .collect()
    }
}

/// A type that a register can hold.
pub trait Register: Sized {
    /// What the field declares.
    const TYPE: FieldType;
    /// The value as JSON.
    fn to_json(&self) -> Value;
    /// The value from JSON, or `None` where it does not fit (a newer version wrote it).
    fn from_json(json: Value) -> Option<Self>;
}

/// The one way in which a JSON value is written as bytes, so that equal values are equal bytes.
pub fn canonical(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

/// Reads register `name`, `None` where it is absent, `null` or does not fit.
pub fn read<T: Register>(mut registers: &Registers, name: &str) -> Option<T> {
    read_field(&mut registers, name)
}

/// Reads field `name`, `None` where it is absent, `null` or does not fit.
pub fn read_field<T: Register>(fields: &mut impl Fields, name: &str) -> Option<T> {
    fields
        .take(name)
        .filter(|value| !value.is_null())
        .and_then(T::from_json)
}

/// Reads the members of set `name` that parse as `T`.
pub fn read_set<T: FromStr + Ord>(mut registers: &Registers, name: &str) -> BTreeSet<T> {
    read_members(&mut registers, name)
}

/// Reads the members of set `name` that parse as `T`.
pub fn read_members<T: FromStr + Ord>(fields: &mut impl Fields, name: &str) -> BTreeSet<T> {
    let members = fields.take_members(name);
    members
        .into_iter()
        .filter_map(|member| member.parse().ok())
        .collect()
}

/// Declares a record kind; see the module documentation.
#[macro_export]
macro_rules! record_kind {
    (
        $(#[$doc:meta])*
        $kind:ident as $name:literal, owner $owner:ident, audience $audience:ident $(, title $title:ident)? {
            $( $(#[$field_doc:meta])* $field:ident : $type:ty, )*
        }
        $( sets { $( $(#[$set_doc:meta])* $set:ident : $member:ty => $holds:expr, )* } )?
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct $kind {
            /// The record's id.
            pub id: $crate::Id<$kind>,
            /// Whether it lies in the trash.
            pub deleted: bool,
            $( $(#[$field_doc])* pub $field: Option<$type>, )*
            $( $( $(#[$set_doc])* pub $set: std::collections::BTreeSet<$member>, )* )?
        }

        impl $kind {
            /// An empty record with this id.
            pub fn new(id: $crate::Id<$kind>) -> Self {
                Self { id, ..Self::default() }
            }
        }

        impl $crate::kind::Kind for $kind {
            const SPEC: &'static $crate::kind::KindSpec = &$crate::kind::KindSpec {
                name: $name,
                owner: $crate::kind::Owner::$owner,
                audience: $crate::kind::Audience::$audience,
                title: $crate::record_kind!(@title $($title)?),
                fields: &[
                    $( $crate::kind::FieldSpec {
                        name: stringify!($field),
                        holds: <$type as $crate::kind::Register>::TYPE,
                    }, )*
                    $( $( $crate::kind::FieldSpec { name: stringify!($set), holds: $holds }, )* )?
                ],
            };

            fn id(&self) -> uuid::Uuid {
                self.id.uuid
            }

            fn from_fields(
                id: uuid::Uuid,
                deleted: bool,
                fields: &mut impl $crate::kind::Fields,
            ) -> Self {
                Self {
                    id: $crate::Id::new(id),
                    deleted,
                    $( $field: $crate::kind::read_field(fields, stringify!($field)), )*
                    $( $( $set: $crate::kind::read_members(fields, stringify!($set)), )* )?
                }
            }

            fn registers(&self) -> $crate::kind::Registers {
                let mut registers = $crate::kind::Registers::new();
                if self.deleted {
                    registers.insert($crate::kind::DELETED.to_owned(), b"true".to_vec());
                }
                $( if let Some(value) = &self.$field {
                    let json = $crate::kind::Register::to_json(value);
                    registers.insert(stringify!($field).to_owned(), $crate::kind::canonical(&json));
                } )*
                $( $( for member in &self.$set {
                    registers.insert(format!("{}/{member}", stringify!($set)), b"true".to_vec());
                } )* )?
                registers
            }
        }
    };
    (@title) => { None };
    (@title $title:ident) => { Some(stringify!($title)) };
}
