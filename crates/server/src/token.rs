//! Device tokens: 256 random bits, of which the server keeps only a hash.

use std::fmt;

/// What a device shows with every request. It is answered once and never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

/// The BLAKE3 hash of a token, by which its device is found.
///
/// Looking it up in an index takes a time that depends on the hash only,
/// and nobody can choose a hash without knowing its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenHash(pub [u8; 32]);

impl Token {
    /// Makes a token of random bytes that the caller has drawn.
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads a token as [`Token::reveal`] writes it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        let pairs = text.as_bytes().chunks_exact(2);
        if text.len() != 2 * bytes.len() || !text.bytes().all(|it| it.is_ascii_hexdigit()) {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(pairs) {
            let pair = std::str::from_utf8(pair).ok()?;
            *byte = u8::from_str_radix(pair, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// Returns the token as the device gets it: 64 hexadecimal digits.
    pub fn reveal(&self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }

    /// Returns what the server keeps.
    pub fn hash(&self) -> TokenHash {
        TokenHash(*blake3::hash(&self.0).as_bytes())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_and_never_shows_itself() {
        let token = Token::from_random(std::array::from_fn(|at| at as u8 * 7));
        let text = token.reveal();
        assert_eq!(text.len(), 64);
        assert_eq!(Token::parse(&text), Some(token.clone()));
        assert!(!format!("{token:?}").contains(&text[..8]));
    }

    #[test]
    fn what_is_no_token_is_refused_without_a_panic() {
        for text in [
            "",
            "00",
            &"0".repeat(63),
            &"g".repeat(64),
            &"é".repeat(32),
            &"+1".repeat(32),
        ] {
            assert_eq!(Token::parse(text), None, "{text:?}");
        }
    }
}
