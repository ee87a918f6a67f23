//! A key in a file, wrapped by a passphrase: Argon2id makes a key of the passphrase, XChaCha20-Poly1305 seals ours with it.

use std::path::Path;

use argon2::Argon2;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{Key as SealKey, XChaCha20Poly1305, XNonce};
use rand::TryRngCore;
use rand::rngs::OsRng;
use zeroize::Zeroizing;

use super::file::write_secret;
use super::{Keeping, Kept, KeyError, path, read_if_there};
use crate::key::{KEY_BYTES, Key};

/// The file's name.
pub(super) const NAME: &str = "key-wrapped";

const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 24;

/// Reads the key, `None` where it is not kept so.
pub(super) fn read(folder: &Path, passphrase: Option<&str>) -> Result<Option<Kept>, KeyError> {
    let path = path(folder, NAME);
    let Some(bytes) = read_if_there(&path)? else {
        return Ok(None);
    };
    let passphrase = passphrase.ok_or(KeyError::PassphraseNeeded)?;
    let Some((salt, rest)) = bytes.split_at_checked(SALT_BYTES) else {
        return Err(KeyError::Damaged { path });
    };
    let Some((nonce, sealed)) = rest.split_at_checked(NONCE_BYTES) else {
        return Err(KeyError::Damaged { path });
    };
    let nonce = XNonce::try_from(nonce).expect("it was split off at that length");
    let opened = cipher(passphrase, salt).decrypt(&nonce, sealed);
    let opened = Zeroizing::new(opened.map_err(|_| KeyError::WrongPassphrase)?);
    let key = Key::from_slice(&opened).ok_or(KeyError::Damaged { path })?;
    Ok(Some(Kept {
        key,
        keeping: Keeping::Passphrase,
    }))
}

/// Keeps a key. Returns once that is durable.
pub(super) fn write(folder: &Path, passphrase: &str, key: &Key) -> Result<(), KeyError> {
    let (mut salt, mut nonce) = ([0; SALT_BYTES], [0; NONCE_BYTES]);
    OsRng
        .try_fill_bytes(&mut salt)
        .expect("the system has random numbers");
    OsRng
        .try_fill_bytes(&mut nonce)
        .expect("the system has random numbers");
    let sealed = cipher(passphrase, &salt).encrypt(&XNonce::from(nonce), key.bytes().as_slice());
    let sealed = sealed.expect("sealing 32 bytes in memory cannot fail");
    write_secret(
        &path(folder, NAME),
        &[&salt[..], &nonce[..], &sealed[..]].concat(),
    )
}

fn cipher(passphrase: &str, salt: &[u8]) -> XChaCha20Poly1305 {
    let mut derived = Zeroizing::new([0; KEY_BYTES]);
    Argon2::default()
        .hash_password_into(passphrase.as_bytes(), salt, derived.as_mut())
        .expect("salt and output have the lengths that Argon2 asks for");
    XChaCha20Poly1305::new(&SealKey::from(*derived))
}
