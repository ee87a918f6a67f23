//! The key that a database is encrypted with.

use zeroize::Zeroizing;

/// How long a key is, in bytes.
pub const KEY_BYTES: usize = 32;

/// A database's key: random bytes, wiped from memory when dropped. It has no `Debug`, so that no log can show it.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; KEY_BYTES]>);

impl Key {
    /// Takes these bytes as a key. They must come from a source of randomness fit for keys.
    pub fn new(bytes: [u8; KEY_BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Takes these bytes as a key if they are as many as a key has.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::new)
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// The key as SQLCipher takes it raw: deriving one from a passphrase costs each connection 150 ms.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("\"x'{}'\"", *self.hex()))
    }

    /// The bytes in hexadecimal.
    pub(crate) fn hex(&self) -> Zeroizing<String> {
        let mut hex = Zeroizing::new(String::with_capacity(KEY_BYTES * 2));
        for byte in self.0.iter() {
            for nibble in [byte >> 4, byte & 15] {
                hex.push(char::from_digit(nibble.into(), 16).expect("a nibble is a hex digit"));
            }
        }
        hex
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raw_key_is_written_as_sqlcipher_reads_it() {
        let key = Key::new([0xa5; KEY_BYTES]);
        assert_eq!(*key.pragma(), format!("\"x'{}'\"", "a5".repeat(KEY_BYTES)));
    }
}
